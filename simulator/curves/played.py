"""Rules played in one scenario on the same luck: the points of an operating curve."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Unpack

from simulator.curves.aims import Aims
from simulator.curves.families import Family
from simulator.errors import Problem, ScenarioError
from simulator.play.how import How
from simulator.scenario.asked import asked_rules
from simulator.scenario.form import as_written
from simulator.scenario.rule_walk import clauses_of
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import CusumClause, Rule
from simulator.scenario.vary import vary
from simulator.study.points import Variant, play_variants
from simulator.tables.measures import Measure
from simulator.tables.rule_words import rule_words
from simulator.uncertain.outcomes import OverSets
from simulator.uncertain.play import play_sets
from simulator.uncertain.sets import Sets
from simulator.uncertain.told import Value, value_of
from simulator.uncertain.varied import Sample

AS_WRITTEN = "as written"
THRESHOLD = ("threshold",)
"""The place of what is varied."""
SHIPPED = ("one-drone", "five-drones", "one-strike", "twenty-strikes")
"""The rules of the article, marked on the curve where nobody names others."""


class Point(NamedTuple):
    """A rule and what it came to."""

    rule: Rule
    words: str
    values: Mapping[str, Measure | OverSets]
    """By outcome (`curves.aims`); by history, or by uncertain set and history."""

    def told(self, outcome: str) -> Value:
        """The mean or share of an outcome, with its interval, and the band over the sets."""
        return value_of(self.values[outcome].values, self.values[outcome].unit)

    def mean(self, outcome: str) -> float:
        """The mean or share of an outcome; NaN where the scenario does not have it."""
        return self.told(outcome).estimate.value if outcome in self.values else float("nan")


class Curve(NamedTuple):
    """A family of rules with a point for each."""

    family: Family
    points: tuple[Point, ...]


class Mark(NamedTuple):
    """A rule that somebody has named."""

    name: str
    point: Point


def marks_of(scenario: Scenario, names: Iterable[str | Path] | None) -> dict[str, Rule]:
    """The rule of the scenario as written, and those of other scenarios by name.

    Without names the shipped ones whose kinds of act the scenario has. A rule that is the same as
    the scenario's own shares its mark. Raises `ScenarioError` for what names no rule.
    """
    wanted = list(SHIPPED if names is None else names)
    found = asked_rules(scenario, wanted) if wanted else {}
    asked = {name: one.rule for name, one in found.items()}
    if names is None:
        kinds = {pattern.kind for pattern in scenario.violations.values()}
        asked = {name: rule for name, rule in asked.items() if kinds_in(rule) <= kinds}
    own = [name for name, rule in asked.items() if rule == scenario.threshold]
    written = f"{own[0]}, {AS_WRITTEN}" if own else AS_WRITTEN
    return {written: scenario.threshold} | {n: r for n, r in asked.items() if n not in own[:1]}


def kinds_in(rule: Rule) -> set[str]:
    """The kinds of act that the clauses of a rule name."""
    clauses = (one.cusum if isinstance(one, CusumClause) else one for one in clauses_of(rule))
    return {kind for clause in clauses for kind in clause.of}


def play_rules(
    scenario: Scenario,
    found: Sequence[Family],
    marked: Mapping[str, Rule],
    sample: Sample,
    **how: Unpack[How],
) -> tuple[list[Curve], list[Mark]]:
    """Each rule played for itself, as an answer that it sets off changes what comes after it."""
    scenarios = [member.scenario for family in found for member in family.members]
    scenarios += [with_rule(scenario, name, rule) for name, rule in marked.items()]
    values: Sequence[Sequence[Measure | OverSets]] = (
        _over_sets(scenarios, sample.sets, sample.histories, **how)
        if sample.sets
        else _plainly(scenarios, sample, **how)
    )
    points = [
        Point(one.threshold, rule_words(one.threshold), {each.outcome: each for each in some})
        for one, some in zip(scenarios, values, strict=True)
    ]
    curves, at = [], 0
    for family in found:
        curves.append(Curve(family, tuple(points[at : at + len(family.members)])))
        at += len(family.members)
    return curves, [Mark(name, point) for name, point in zip(marked, points[at:], strict=True)]


def _plainly(
    scenarios: Sequence[Scenario], sample: Sample, **how: Unpack[How]
) -> list[list[Measure]]:
    """The aims of each, by history."""
    variants = [Variant(rule_words(one.threshold), one) for one in scenarios]
    aims = Aims()
    return [aims.of(run) for run in play_variants(variants, sample.histories, sample.seed, **how)]


def _over_sets(
    scenarios: Sequence[Scenario], sets: Sets, histories: int, **how: Unpack[How]
) -> list[list[OverSets]]:
    """The aims of each, by uncertain set and history; a rule that comes twice is played once."""
    rules = {one.threshold: as_written(one).get("threshold") for one in scenarios}
    arms = {
        f"rule {number} ({rule_words(rule)})": sets.at([(THRESHOLD, said)])
        for number, (rule, said) in enumerate(rules.items(), 1)
    }
    played = play_sets(arms, histories, Aims().of, **(how | How(out=None)))
    found = dict(zip(rules, played.values(), strict=True))
    return [found[one.threshold] for one in scenarios]


def with_rule(scenario: Scenario, name: str, rule: Rule) -> Scenario:
    """The scenario with the rule of another one, whose kinds it must declare itself."""
    if rule == scenario.threshold:
        return scenario
    try:
        return vary(scenario, "threshold", rule, name="rules")
    except ScenarioError as error:
        raise ScenarioError(
            [Problem("rules", None, "", f"{name}: {one.message}") for one in error.problems]
        ) from None
