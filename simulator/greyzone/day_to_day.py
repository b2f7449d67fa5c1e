"""The fire of an adversary short of open war: what it does from day to day, and in which kinds."""

from collections.abc import Mapping, Sequence

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.greyzone.responses import Response
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Rule
from simulator.scenario.schema.violations import Pattern


def day_to_day(scenario: Scenario) -> dict[str, Pattern]:
    """The hostile patterns that go on in some posture other than the gravest, by name."""
    gravest = scenario.adversary.postures[-1]
    return {
        name: pattern
        for name, pattern in scenario.violations.items()
        if pattern.hostile and _postures(pattern) != {gravest}
    }


def _postures(pattern: Pattern) -> set[str]:
    """The postures that a pattern names; none where it says nothing of them."""
    during = pattern.during
    if isinstance(during, Mapping):
        return {posture for posture, share in during.items() if share > 0}
    return set(during or ())


def kinds_to_use(scenario: Scenario, asked: Sequence[str] | None) -> tuple[str, ...]:
    """The kinds that the adversary may use: those asked for, or those that it uses from day to day.

    Raises `ScenarioError` where there are none, or one is unknown.
    """
    own = day_to_day(scenario)
    if not own:
        message = (
            f"no hostile pattern goes on short of '{scenario.adversary.postures[-1]}', so there is "
            "no grey zone. Give one a 'during' with another posture, or none."
        )
        raise ScenarioError([Problem(scenario.name, None, "violations", message)])
    if asked is None:
        return tuple(dict.fromkeys(pattern.kind for pattern in own.values()))
    known = scenario.every_kind
    problems = [
        Problem("kinds", None, "", f"'{kind}' is no kind of act here{did_you_mean(kind, known)}")
        for kind in asked
        if kind not in known
    ]
    if problems or not asked:
        raise ScenarioError(problems or [Problem("kinds", None, "", "name at least one kind.")])
    return tuple(dict.fromkeys(asked))


def answered_by(scenario: Scenario, response: Response | None) -> Scenario:
    """The scenario with the adversary's day-to-day fire replaced by a response; None: as it is.

    What it does only in its gravest posture stays, as do its moves, and all that is not hostile.
    Built without the checks of a file, as a search plays hundreds of them.
    """
    if response is None:
        return scenario
    replaced = day_to_day(scenario)
    kept = {name: one for name, one in scenario.violations.items() if name not in replaced}
    changed = scenario.model_copy(update={"violations": kept | response.patterns})
    changed._programs = {name: p for name, p in scenario.programs.items() if name in kept}
    return changed


def under_rule(scenario: Scenario, rule: Rule) -> Scenario:
    """The scenario with another rule, built in the same way; its kinds must be known to it."""
    return scenario.model_copy(update={"threshold": rule})
