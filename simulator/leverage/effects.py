"""What each change does to each outcome, by pairs of histories, and whether chance explains it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulator.leverage.changes import Change
from simulator.leverage.played import Outcomes, start_of
from simulator.results.headline import SURE
from simulator.scenario.schema import Scenario
from simulator.study.rows import Row, row_of
from simulator.tables.knee import differs
from simulator.tables.measures import IN_TIME, Measure
from simulator.tables.summary import NOTHING, Estimate, holm

BREACH, ANSWERED, FALSE = (
    "first hostile act to breach",
    "assault answered in time",
    "false breaches",
)
BORNE = "severity before an answer"
ALIKE = 1e-9
"""Differences of no more than this are those of floating point."""


class Effect(NamedTuple):
    """One outcome under one change, and how it differs from the plan as written."""

    change: Change
    row: Row

    @property
    def told(self) -> bool:
        """Whether it is beyond chance: by its interval, and by its p, which is adjusted for all
        changes of its table and all outcomes."""
        return self.row.p < SURE and differs(self.row.difference)

    @property
    def gained(self) -> Estimate:
        """Hours gained for each hour by which a delay is shorter; nothing of other outcomes."""
        change = self.row.difference
        if self.row.unit != "h" or not self.change.is_alone:
            return NOTHING
        hours = self.change.hours
        return Estimate(-change.value / hours, -change.high / hours, -change.low / hours)


class Effects(NamedTuple):
    """All of one outcome, of the changes of one sort."""

    outcome: str
    unit: str
    written: Measure
    """The outcome under the plan as written."""
    each: tuple[Effect, ...]

    @property
    def told(self) -> list[Effect]:
        """Those beyond chance."""
        return [one for one in self.each if one.told]


def answers(plan: Scenario) -> list[str]:
    """What is reported where nobody names outcomes: how soon the breach and each phase come, which
    are in time, assaults answered in time, false breaches, and what is borne before an answer."""
    phases = plan.plan.phases
    return [
        BREACH,
        *map(start_of, phases),
        *(f"{phase.name}: {IN_TIME}" for phase in phases),
        ANSWERED,
        FALSE,
        BORNE,
    ]


def effects_of(
    written: Outcomes, changed: Iterable[tuple[Change, Outcomes]], names: Sequence[str]
) -> list[Effects]:
    """The effects of changes of one sort on these outcomes, as far as the plan has them.

    The p values are adjusted over all of them (Holm).
    """
    pairs = list(changed)
    known = [name for name in names if name in written]
    rows = {
        (name, change.name): row_of(change.name, outcomes[name], written[name])
        for name in known
        for change, outcomes in pairs
        if name in outcomes
    }
    adjusted = dict(zip(rows, holm([one.p for one in rows.values()]), strict=True))
    return [
        Effects(
            name,
            written[name].unit,
            written[name],
            tuple(
                Effect(change, _certain(rows[key]._replace(p=adjusted[key])))
                for change, _ in pairs
                if (key := (name, change.name)) in rows
            ),
        )
        for name in known
    ]


def _certain(row: Row) -> Row:
    """The row with an interval of no width where all pairs differ alike, as after a fixed delay."""
    value, low, high = row.difference
    if row.pairs > 1 and value and not high - low > ALIKE:
        return row._replace(difference=Estimate(*[round(value, 9)] * 3))
    return row


def idle(found: Sequence[Effects]) -> list[str]:
    """The changes that move none of these outcomes beyond chance."""
    every = dict.fromkeys(one.change.name for some in found for one in some.each)
    moving = {one.change.name for some in found for one in some.told}
    return [name for name in every if name not in moving]
