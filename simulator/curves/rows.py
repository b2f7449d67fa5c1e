"""The numbers of an operating curve as a table: a row for each rule and outcome."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from simulator.curves.aims import AIMS, BREACHED, FALSE
from simulator.curves.played import Curve, Mark, Point

if TYPE_CHECKING:
    import pandas as pd

ENDS = ("low", "high", "sets_low", "sets_high")
"""Of intervals, and of bands where uncertain sets were drawn."""
OUTCOMES = (*(aim.outcome for aim in AIMS), BREACHED.outcome)


def table_of(curves: Sequence[Curve], marks: Sequence[Mark]) -> "pd.DataFrame":
    """family, varied, value of it, mark, rule, outcome, unit, value, low, high, histories; and
    sets_low, sets_high, ignorance where uncertain sets were drawn."""
    import pandas as pd

    return pd.DataFrame(list(_rows(curves, marks)))


def _rows(curves: Sequence[Curve], marks: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    """Curve by curve, then the marks."""
    for curve in curves:
        family = curve.family
        for member, point in zip(family.members, curve.points, strict=True):
            said = {"family": family.name, "varied": family.varied, "at": member.words, "mark": ""}
            yield from _of_point(said, point)
    for mark in marks:
        said = {"family": "", "varied": "", "at": "", "mark": mark.name}
        yield from _of_point(said, mark.point)


def _of_point(said: dict[str, Any], point: Point) -> Iterator[dict[str, Any]]:
    """Every outcome that the scenario has."""
    for outcome in OUTCOMES:
        if outcome in point.values:
            told = point.told(outcome)
            named = {"rule": point.words, "outcome": outcome, "unit": told.unit}
            yield {**said, **named, **told.record()}


def against_false(table: "pd.DataFrame") -> "pd.DataFrame":
    """The same with the false breaches of each rule beside its other outcomes, for a picture."""
    keys = ["family", "at", "mark", "rule"]
    ends = [one for one in ENDS if one in table]
    false = table[table["outcome"] == FALSE.outcome][[*keys, "value", *ends]]
    false = false.rename(columns={"value": "false", **{one: f"false_{one}" for one in ends}})
    merged = table.merge(false, on=keys, how="left", sort=False)
    return merged.rename(columns={"family": "series", "at": "words", "mark": "name"})
