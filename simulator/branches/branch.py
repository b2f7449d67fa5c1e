"""Goes back to an hour of one history, and plays on from there many times."""

from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from simulator.branches.changes import parameters_after
from simulator.branches.played import Trunk, continuations as play_on
from simulator.branches.result import Branch
from simulator.errors import Problem, ScenarioError
from simulator.model.encode import encode
from simulator.play.cost import refuse_what_is_too_costly
from simulator.play.execute import LARGEST_SEED, silent, whole
from simulator.play.progress import Progress
from simulator.scenario.load import Given, load
from simulator.scenario.quantities import format_duration, parse_duration
from simulator.scenario.schema import Scenario
from simulator.scenario.vary import vary
from simulator.tables.histories import Histories

CONTINUATIONS = 500
MOST_REPLICATION = 2**62


class How(TypedDict, total=False):
    """How many continuations, on which luck, and who watches."""

    continuations: int
    seed: int
    progress: Progress | None
    anyway: bool


def branch(
    scenario: Given,
    at: str,
    changes: Mapping[str, Any] | None = None,
    *,
    replication: int = 0,
    **options: Unpack[How],
) -> Branch:
    """Play one history to an hour, and from there on many times, each with fresh luck.

    Parameters
    ----------
    scenario
        As in `run`.
    at
        How long after the ceasefire took effect, as in "72 h". All that happens before is the same
        in every continuation, to the bit.
    changes
        What else holds from that hour on, by path, as in {"threshold.at_least": 5} or
        {"adversary.posture": "assault"}: the rule, plan, promises, posture, belief or ground. Then
        both are played, as it was and as changed, on the same luck.
    replication
        Which history, counted from 0.
    continuations
        How many of each; 500 by default.
    seed
        Of the history. Continuations have luck of their own, which follows from it and their
        number.
    progress, anyway
        As in `run`.

    Returns
    -------
    Branch
        The outcomes of the continuations with 95 % intervals, and paired differences if anything
        was changed; text, picture, and the trace of any continuation.

    Raises
    ------
    ScenarioError
        The scenario has mistakes; the hour is not within the history; or a change is of what
        cannot change on the way.
    TooCostly
        It would take an hour of a processor, or 2 GiB; nothing was played.

    Examples
    --------
    >>> import simulator
    >>> stricter = {"threshold.at_least": 5}
    >>> parted = simulator.branch("one-drone", "72 h", stricter, replication=4, continuations=20)
    >>> breaches = parted.table[parted.table["outcome"] == "breaches"]
    >>> breaches["value"].round(2).tolist()  # per 30 days, as it was and with the change
    [9.6, 1.75]
    """
    first = load(scenario)
    refuse_python(first)
    count = whole("continuations", options.get("continuations", CONTINUATIONS), 2)
    number = whole("replication", replication, 0, MOST_REPLICATION)
    seed = whole("seed", options.get("seed", 0), 0, LARGEST_SEED)
    p = encode(first, seed)
    trunk = Trunk(p, number, minute_of(at, first))
    then = first
    for path, value in (changes or {}).items():
        then = vary(then, path, value)
    after = parameters_after(first, then, seed) if changes else None
    arms = {first.name: first} | ({_other(first, then): then} if changes else {})
    if not options.get("anyway"):
        refuse_what_is_too_costly(arms, dict.fromkeys(arms, p), count)
    parameters = dict(zip(arms, (None, after), strict=False))
    blocks = play_on(trunk, parameters, count, options.get("progress") or silent)
    runs = {arm: Histories(one, seed, blocks[arm]) for arm, one in arms.items()}
    return Branch(runs, trunk, after, changes or {})


def minute_of(at: str, scenario: Scenario) -> int:
    """The minute of a duration such as '72 h'; `ScenarioError` if it is not within the history."""
    try:
        minute = parse_duration(at)
    except ValueError as error:
        raise ScenarioError([Problem("at", None, "", str(error))]) from None
    if 0 < minute < scenario.horizon:
        return minute
    end = format_duration(scenario.horizon)
    message = f"{at} is not within the history; name a time after 0 h and before {end}."
    raise ScenarioError([Problem("at", None, "", message)])


def refuse_python(scenario: Scenario) -> None:
    """Raise `ScenarioError` for a pattern written in Python: nobody knows where its luck comes."""
    if scenario.programs:
        message = "a pattern written in Python cannot be played on from the middle of a history."
        raise ScenarioError([Problem(scenario.name, None, "violations", message)])


def _other(first: Scenario, then: Scenario) -> str:
    return then.name if then.name != first.name else f"{then.name} (unchanged)"
