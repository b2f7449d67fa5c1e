"""Plays scenarios with many sets of values of what they declare uncertain."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Unpack

from simulator.errors import Problem, ScenarioError
from simulator.play.how import How
from simulator.scenario.schema import Scenario
from simulator.uncertain.files import refuse_foreign
from simulator.uncertain.play import HISTORIES, checked, play_sets
from simulator.uncertain.result import UncertainResult
from simulator.uncertain.sets import Sets
from simulator.uncertain.varied import REMEDY

NO_UNTIL = (
    "it cannot be combined with uncertain sets: more histories reduce chance, not what is unknown. "
    "Say how many histories each set has."
)


def drawn(
    scenarios: Mapping[str, Scenario],
    sets: int,
    histories: int | None,
    seed: int,
    until: str | Sequence[str] | None = None,
    **how: Unpack[How],
) -> UncertainResult:
    """These scenarios, by name, with this many sets of values, and histories of each (50).

    Raises `ScenarioError` if none of them declares anything uncertain, or for `until`, which has no
    meaning here; `OutputError` for an `out` that holds something else.
    """
    count, number = checked(sets, seed)
    if until is not None:
        raise ScenarioError([Problem("until", None, "", NO_UNTIL)])
    if not any(scenario.uncertain for scenario in scenarios.values()):
        (name, *more) = scenarios
        who = "none of these scenarios declares anything" if more else f"'{name}' declares nothing"
        message = f"{who} uncertain. {REMEDY}"
        raise ScenarioError([Problem("uncertain", None, "", message)])
    arms = {name: Sets(scenario, count, number) for name, scenario in scenarios.items()}
    each = HISTORIES if histories is None else histories
    if (out := how.get("out")) is not None:
        refuse_foreign(Path(out))  # before anything is played for it
    result = UncertainResult(arms, play_sets(arms, each, **how), each)
    if out is not None:
        result.keep(out)
    return result
