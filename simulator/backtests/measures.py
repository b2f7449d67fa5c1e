"""The figure that a history gives for what was counted in a real case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from simulator.backtests.cases import Case, Observation
from simulator.errors import EventDataError
from simulator.minutes import HOUR
from simulator.model import terms
from simulator.model.encode import names_of
from simulator.model.outcomes import area_between
from simulator.model.parameters import Array, Names
from simulator.scenario.replay import read_periods
from simulator.scenario.schema.violations import Events
from simulator.tables.spans import origins

Measure = Callable[[Array, Array], float]
"""From a trace, and its acts on each of the counted days, to a figure."""
WORD_OF = {
    "acts": terms.VIOLATION,
    "reported acts": terms.REPORT,
    "claimed acts": terms.VERDICT,
}
"""The row of a trace that an act is counted by."""


class CountedDays:
    """The days that were counted in a file, and what a history had on them; none without one."""

    def __init__(self, path: Path | None, zero: str) -> None:
        totals = _totals(path, zero) if path is not None else {}
        self.windows = np.array(sorted(totals), np.int64).reshape(-1, 2)
        """(days, 2) minutes [start, end) since the ceasefire."""
        self.counts = np.array([totals[window] for window in sorted(totals)], np.int64)
        """What was counted on each."""

    def ending_in(self, start: int, end: int) -> Array:
        """Which of the days end after `start` and not after `end`."""
        ends = self.windows[:, 1]
        return np.flatnonzero((start < ends) & (ends <= end))

    def of(self, rows: Array) -> Array:
        """How many acts of a trace fall on each day."""
        if not len(self.windows):
            return self.counts
        acts = rows["minute"][rows["what"] == terms.VIOLATION]
        return np.diff(np.searchsorted(acts, self.windows), axis=1)[:, 0]


def _totals(path: Path, zero: str) -> dict[tuple[int, int], int]:
    """What was counted in each period of one day, all regions together."""
    columns = {"start": "period_start_utc", "end": "period_end_utc", "count": "violations"}
    events = Events(file=path.name, zero=zero, where={"n_days": ("1",)}, **columns)
    totals: dict[tuple[int, int], int] = {}
    for period in read_periods(events, path.parent):
        window = (period.start, period.end)
        totals[window] = totals.get(window, 0) + period.total
    return totals


def measures_of(case: Case, days: CountedDays) -> list[Measure]:
    """The measure of each observation of a case; raises `EventDataError` for an unknown name."""
    names = names_of(case.scenario)
    return [_measure(one, case, names, days) for one in case.observations]


def _measure(one: Observation, case: Case, names: Names, days: CountedDays) -> Measure:
    if one.measure == "median of days":
        if not len(days.ending_in(one.start, one.end)):
            raise EventDataError(f"{one.case}, {one.what}: no day was counted in its window.")
        return _median_of_days(one, days)
    if one.measure in WORD_OF:
        return _acts(one, WORD_OF[one.measure], _kinds(one, names), _real(case, names))
    if one.measure == "km2":
        most = case.scenario.ground.at_most
        at_stake = np.inf if most is None else most
        return lambda rows, _: area_between(
            rows[rows["what"] == terms.FRONT], one.start, one.end, at_stake
        )
    if one.measure == "breach":
        return lambda rows, _: float(np.any(_minutes(rows, terms.BREACH) < one.end))
    known = {
        "hours to start": (terms.START, names.phases),
        "hours to decision": (terms.DECISION, names.guarantors),
        "hours to arrival": (terms.ARRIVAL, names.guarantors),
        "hours to posture": (terms.POSTURE, names.postures),
    }
    what, subjects = known[one.measure]
    return _hours_to(what, _place(one, one.of, subjects), case.scenario.horizon)


def _acts(one: Observation, word: int, kinds: Array, real: Array) -> Measure:
    """Acts of the window: all that are real, or as often as there was word of them."""

    def count(rows: Array, _: Array) -> float:
        told = np.flatnonzero(rows["what"] == word)
        if word == terms.VERDICT:
            told = told[rows["object"][told] == terms.ADVERSARY]
        acts = told if word == terms.VIOLATION else origins(rows)[told]
        minutes = rows["minute"][acts]
        acts = acts[(one.start <= minutes) & (minutes < one.end)]
        if word == terms.VIOLATION:
            acts = acts[real[rows["subject"][acts]]]
        return float(np.count_nonzero(kinds[rows["object"][acts]]))

    return count


def _median_of_days(one: Observation, days: CountedDays) -> Measure:
    chosen = days.ending_in(one.start, one.end)
    return lambda _, on_days: float(np.median(on_days[chosen]))


def _hours_to(what: int, subject: int, horizon: int) -> Measure:
    """Hours until a row first says so of a subject; the horizon's where none does."""

    def hours(rows: Array, _: Array) -> float:
        found = rows["minute"][(rows["what"] == what) & (rows["subject"] == subject)]
        return float(found[0] if len(found) else horizon) / HOUR

    return hours


def _minutes(rows: Array, what: int) -> Array:
    minutes: Array = rows["minute"][rows["what"] == what]
    return minutes


def _kinds(one: Observation, names: Names) -> Array:
    """(kinds,) whether each is counted."""
    counted = np.full(len(names.kinds), not one.of)
    counted[[_place(one, kind, names.kinds) for kind in one.of.split()]] = True
    return counted


def _real(case: Case, names: Names) -> Array:
    """(patterns,) whether the acts of each happened: those of all but false reports."""
    causes = [case.scenario.violations[name].cause for name in names.patterns]
    return np.array([cause != "false report" for cause in causes], bool)


def _place(one: Observation, name: str, known: tuple[str, ...]) -> int:
    if name not in known:
        listed = ", ".join(known) or "none"
        raise EventDataError(f"{one.case}, {one.what}: '{name}' is none of the names: {listed}.")
    return known.index(name)
