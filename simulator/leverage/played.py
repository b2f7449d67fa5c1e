"""Plays each change of a plan on the luck of the plan as written: its outcomes by history."""

from collections.abc import Iterator, Sequence
from typing import Unpack

import numpy as np

from simulator.leverage.changes import Change
from simulator.model.parameters import Array
from simulator.play.execute import silent
from simulator.play.how import How
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.plan import Phase
from simulator.study.in_turn import InTurn
from simulator.tables.histories import Histories
from simulator.tables.measures import Measure, measures
from simulator.tables.starts import CALL, CLOCK

Outcomes = dict[str, Measure]
"""By name, in the order in which they are shown."""


def play_changes(
    plan: Scenario, changes: Sequence[Change], count: int, seed: int, **how: Unpack[How]
) -> list[Outcomes]:
    """The outcomes of the plan as written, and of each change of it, on the same luck.

    Every start is timed from the moment from which the plan as written counts it in the same
    history: so a difference is how much sooner or later the phase starts, also where the change
    moves the call itself.
    """
    scenarios = [plan, *(one.scenario for one in changes)]
    turns = InTurn(plan, len(scenarios) * count, how)
    turns.refuse_too_costly(plan)
    (how.get("progress") or silent)(0, len(scenarios) * count, "")
    blocks = turns.play(scenarios, seed, range(count), lambda block: block)
    runs = (Histories(one, seed, block) for one, block in zip(scenarios, blocks, strict=True))
    written = next(runs)
    origins = [_moments(written, number)[0] for number in range(len(plan.plan.phases))]
    return [_outcomes(run, origins) for run in (written, *runs)]


def _outcomes(run: Histories, origins: Sequence[Array]) -> Outcomes:
    """How soon each phase starts, and whatever the table of `run` has."""
    return {one.outcome: one for one in (*_starts(run, origins), *measures(run))}


def _starts(run: Histories, origins: Sequence[Array]) -> Iterator[Measure]:
    for number, (phase, origin) in enumerate(zip(run.scenario.plan.phases, origins, strict=True)):
        _, starts = _moments(run, number)
        yield Measure(start_of(phase), "h", np.round((starts - origin) * 60) / 60)


def _moments(run: Histories, number: int) -> tuple[Array, Array]:
    """(replications,) hours since the ceasefire took effect of what a phase's hours are counted
    from, and of its start, in the first episode that called it; NaN where there is none."""
    called = run.first_calls(number)
    on_clock = _since(run.scenario.plan.phases[number]) == CLOCK
    origin = called["clock"] + (0.0 if on_clock else called["called"])
    found = np.full((2, run.replications), np.nan)
    found[:, called["replication"]] = origin, called["clock"] + called["started"]
    return found[0], found[1]


def start_of(phase: Phase) -> str:
    """What the tables call how soon a phase starts: 'coalition: hours from the call'."""
    return f"{phase.name}: hours {_since(phase)}"


def phase_that_starts(outcome: str) -> str:
    """The phase of such an outcome; "" of any other."""
    phase, _, word = outcome.rpartition(": ")
    return phase if word in (f"hours {CLOCK}", f"hours {CALL}") else ""


def _since(phase: Phase) -> str:
    """What its hours are counted from: the clock, if that alone is what its deadline is on."""
    return CLOCK if phase.by is not None and phase.within is None else CALL
