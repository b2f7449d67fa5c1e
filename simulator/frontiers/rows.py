"""The numbers of a frontier as a table: a row for each point or named rule, and aim."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from simulator.frontiers.aims import Aim
from simulator.frontiers.names import plain_name
from simulator.frontiers.played import Played
from simulator.model.parameters import Array
from simulator.tables.rule_words import rule_words
from simulator.tables.summary import Estimate, mean

if TYPE_CHECKING:
    import pandas as pd


def estimates(values: Array) -> list[Estimate]:
    """The mean of each aim, with its interval."""
    return [mean(column[~(column != column)]) for column in values]


def table_of(played: Played) -> "pd.DataFrame":
    """point, mark, name, rule, options, outcome, unit, value, low, high, histories, raced."""
    import pandas as pd

    return pd.DataFrame(list(_rows(played)))


def _rows(played: Played) -> Iterator[dict[str, Any]]:
    """The points by their numbers, then the named rules."""
    for number, point in enumerate(played.points, start=1):
        rule, options = point.candidate.rule, point.candidate.options
        said = {"point": number, "mark": "", "name": point.candidate.name}
        said |= {"rule": rule_words(rule), "options": options}
        yield from _of_aims(played.aims, said, point.values, list(point.raced))
    for one in played.named:
        said = {"point": 0, "mark": one.name, "name": plain_name(one.rule)}
        said |= {"rule": rule_words(one.rule), "options": ""}
        yield from _of_aims(played.aims, said, one.values, [None] * len(one.values))


def _of_aims(
    aims: Sequence[Aim], said: dict[str, Any], values: Array, raced: list[float | None]
) -> Iterator[dict[str, Any]]:
    for aim, column, estimate, before in zip(aims, values, estimates(values), raced, strict=True):
        numbers = {**estimate._asdict(), "histories": int((column == column).sum())}
        yield {**said, "outcome": aim.name, "unit": aim.unit, **numbers, "raced": before}
