"""The finding to be quoted: of delays, of guarantors and of troops what tells most."""

from collections.abc import Sequence

import numpy as np

from simulator.leverage.changes import ONE_FEWER, ONE_MORE
from simulator.leverage.effects import Effect, Effects
from simulator.leverage.played import phase_that_starts
from simulator.leverage.troops import Troops
from simulator.maps.played import Outcome
from simulator.results.headline import INTERVAL, Change
from simulator.scenario.schema import Scenario
from simulator.tables.amounts import SHARE, amounts
from simulator.tables.measures import IN_TIME
from simulator.tables.wording import listed
from simulator.uncertain.told import value_of

MOST = 3
"""Phases of which a headline names the delay that gains most."""
NOTHING = "no single change moves an outcome beyond chance"


def of_delays(best: Sequence[Effect]) -> str:
    """'an hour less of monitoring.report brings 'national response' 1.23 h sooner (...)'; "" where
    no delay is told."""
    clauses = [
        f"{'one' if place else 'an hour less'} of {gain(one)} ({_interval(one, named=not place)})"
        for place, one in enumerate(best[:MOST])
    ]
    return listed(clauses)


def gain(one: Effect) -> str:
    """'monitoring.report brings 'national response' 1.23 h sooner'."""
    phase = phase_that_starts(one.row.outcome)
    what = f"'{phase}'" if phase else "the breach"
    return f"{one.change.name} brings {what} {one.gained.value:.2f} h sooner"


def _interval(one: Effect, named: bool) -> str:
    low, high = one.gained[1:]
    return f"{f'{INTERVAL}: ' if named else ''}{low:.2f} to {high:.2f}"


def best_delays(found: Sequence[Effects]) -> list[Effect]:
    """Of how soon each phase starts the delay of which an hour surely gains most; of the breach,
    where there is no phase."""
    phases = [one for one in found if phase_that_starts(one.outcome)]
    told = [[each for each in one.told if each.gained.value > 0] for one in phases or found]
    return [max(some, key=lambda one: one.gained.low) for some in told if some]


def of_guarantors(found: Sequence[Effects]) -> str:
    """What the loss of the one that matters most changes, and what the surest gain does; "" where
    none is told."""
    return "; ".join(f"{_if(one)}, {clause(one, of)}" for one, of in ends(found))


def ends(found: Sequence[Effects]) -> list[tuple[Effect, Effects]]:
    """The guarantor that matters most to lose, and to win, for the outcome that most of them move:
    of phases in time if any is moved, else of shares."""
    moved = [one for one in found if one.told]
    if not moved:
        return []
    key = max(moved, key=lambda one: (_is_in_time(one), one.unit == SHARE, len(one.told)))
    each = [[one for one in key.told if one.change.sort == sort] for sort in (ONE_FEWER, ONE_MORE)]
    return [(max(some, key=_size), key) for some in each if some]


def _is_in_time(one: Effects) -> bool:
    return one.outcome.endswith(f": {IN_TIME}")


def _size(one: Effect) -> float:
    return abs(one.row.difference.value)


def _if(one: Effect) -> str:
    """'without france', 'if france surely agrees'."""
    return f"if {one.change.name}" if one.change.sort == ONE_MORE else one.change.name


def clause(one: Effect, of: Effects, range_: bool = True) -> str:
    """'the phase 'coalition' is in time in 2 % rather than 14 % (12 points less, ...)'."""
    row, written = one.row, of.written
    phase = phase_that_starts(row.outcome)
    if phase:
        value, before = (amounts("", *each)[0] for each in (row.estimate, written.estimate))
        return (
            f"'{phase}' starts {value} h {of.outcome.rpartition(' hours ')[2]} and not {before} h"
        )
    everywhere = row.pairs == row.histories == len(written.known)
    note = "" if everywhere else f"over {row.pairs:,} pairs"
    told = Change(
        row.outcome, row.unit, row.arm, row.estimate, written.estimate, row.difference, row.p,
        everywhere, note=note,
    )  # fmt: skip
    return told.clause(range_)


def of_troops(found: Troops | None, range_: bool = True) -> str:
    """What the number of troops furthest from the plan's that is told changes in the first outcome
    that moves, or that none does; "" without troops."""
    if found is None:
        return ""
    for one in found.courses:
        told = np.flatnonzero([change.beyond for change in one.outcome.from_plan])
        if len(told):
            at = int(told[-1])
            many = f"with {found.scale.words[at]} troops of other states instead of {found.said}"
            return f"{many}, {_dose(one.outcome, at, range_)}"
    return "the number of other states' troops changes nothing beyond chance"


def _dose(one: Outcome, at: int, range_: bool) -> str:
    """'an assault takes 1,500 km2 less in all (95 % interval: 900 to 2,800)'."""
    everywhere = not np.isnan(one.plan).any()
    base = value_of(one.plan, one.unit).estimate
    value, change = one.points[at].estimate, one.changes[at].estimate
    told = Change(one.name, one.unit, "", value, base, change, 0.0, everywhere)
    return told.clause(range_)


def headline(
    plan: Scenario, delays: Sequence[Effects], guarantors: Sequence[Effects], troops: Troops | None
) -> str:
    """All three, a sentence each."""
    every = of_delays(best_delays(delays)), of_guarantors(guarantors), of_troops(troops)
    first, *others = [one for one in every if one] or [NOTHING]
    return " ".join([f"In '{plan.name}', {first}.", *(f"{_begun(one)}." for one in others)])


def delays_title(found: Sequence[Effects]) -> str:
    """Which delay an hour less of gains most: of the last phase that any brings forward."""
    best = best_delays(found)
    if not best:
        return "No delay by itself decides how soon anything comes"
    return f"An hour less of {gain(best[-1])}"


def guarantors_title(found: Sequence[Effects]) -> str:
    """The guarantor that matters most to lose, and to win."""
    said = [f"{_if(one)}, {clause(one, of, range_=False)}" for one, of in ends(found)]
    return _begun("; ".join(said)) or "No single guarantor changes an outcome beyond chance"


def troops_title(found: Troops) -> str:
    """The same without the interval."""
    return _begun(of_troops(found, range_=False)).replace("km2", "km²")


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
