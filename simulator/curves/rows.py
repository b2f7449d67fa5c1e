"""The numbers of an operating curve as a table: a row for each rule and outcome."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from simulator.curves.aims import AIMS, BREACHED, FALSE
from simulator.curves.played import Curve, Mark, Point

if TYPE_CHECKING:
    import pandas as pd

OUTCOMES = (*(aim.outcome for aim in AIMS), BREACHED.outcome)


def table_of(curves: Sequence[Curve], marks: Sequence[Mark]) -> "pd.DataFrame":
    """family, varied, value of it, mark, rule, outcome, unit, value, low, high, histories."""
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
            one = point.values[outcome]
            numbers = {**one.estimate._asdict(), "histories": len(one.known)}
            yield {**said, "rule": point.words, "outcome": outcome, "unit": one.unit, **numbers}


def against_false(table: "pd.DataFrame") -> "pd.DataFrame":
    """The same with the false breaches of each rule beside its other outcomes, for a picture."""
    keys = ["family", "at", "mark", "rule"]
    false = table[table["outcome"] == FALSE.outcome][[*keys, "value", "low", "high"]]
    false = false.rename(columns={"value": "false", "low": "false_low", "high": "false_high"})
    merged = table.merge(false, on=keys, how="left", sort=False)
    return merged.rename(columns={"family": "series", "at": "words", "mark": "name"})
