"""The table of an operating curve as rows of text."""

from collections.abc import Sequence
from math import isfinite

from simulator.curves.aims import AIMS, BREACHED, FALSE, HOURS
from simulator.curves.played import Curve, Mark, Point
from simulator.tables.amounts import with_interval
from simulator.tables.page import Grid
from simulator.tables.wording import percent
from simulator.uncertain.cells import with_band
from simulator.uncertain.told import Value

HEADS = {
    FALSE.outcome: "false breaches per 30 days",
    HOURS.outcome: "hours to a breach",
    BREACHED.outcome: "breached",
    "assault answered in time": "assault answered in time",
    "severity before an answer": "severity before an answer",
}
HOW_COUNTED = (
    "Hours to a breach: from the first hostile act to the first breach, false or not, on average; "
    "a history without a breach counts to its end, and 'breached' is the share of the others. An "
    "assault answered in time is a share of the histories with an assault."
)
OF_CHANCE = "Brackets hold 95 % intervals."
OF_SETS = (
    "Brackets hold the band in which the expectations of 90 % of the sets lie, corrected for what "
    "chance adds: it is what nobody knows, and no number of histories narrows it. A value without "
    "brackets: the sets do not differ by more than chance explains. --json and --out also have the "
    "interval that chance leaves to each value."
)


def grid(curves: Sequence[Curve], marks: Sequence[Mark]) -> Grid:
    """The named rules, and below each family its rules by what is varied."""
    points = [mark.point for mark in marks] + [point for one in curves for point in one.points]
    order = [AIMS[0].outcome, AIMS[1].outcome, BREACHED.outcome, *(a.outcome for a in AIMS[2:])]
    shown = [name for name in order if any(name in point.values for point in points)]
    rows = [["Named rules"]] if marks else []
    rows += [[f"  {mark.name}", *_cells(mark.point, shown)] for mark in marks]
    for curve in curves:
        rows.append([f"{curve.family.name}: {curve.family.varied}"])
        for member, point in zip(curve.family.members, curve.points, strict=True):
            rows.append([f"  {member.words}", *_cells(point, shown)])
    return Grid(["rule", *(HEADS[name] for name in shown)], rows, values=True)


def _cells(point: Point, shown: Sequence[str]) -> list[str]:
    """A cell for each outcome; the share with a breach without its interval, which JSON has."""
    return [_cell(name, point.told(name)) if name in point.values else "-" for name in shown]


def _cell(name: str, told: Value) -> str:
    """A value with its interval, or with its band over the sets where there are any."""
    if name == BREACHED.outcome and isfinite(told.estimate.value):
        return percent(told.estimate.value)
    if told.levels is not None:
        return with_band(told.unit, told.levels)
    return with_interval(told.unit, *told.estimate)
