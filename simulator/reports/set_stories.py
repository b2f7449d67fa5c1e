"""Two histories of uncertain sets explained: an outcome flipped in them, or from set to set."""

import numpy as np

from simulator.model.parameters import Array
from simulator.reports.parts import Story
from simulator.study.explain import explain
from simulator.tables.amounts import SHARE
from simulator.tables.wording import percent
from simulator.uncertain.blocks import MOST_HISTORIES
from simulator.uncertain.result import UncertainResult
from simulator.uncertain.rows import Row

NO_FLIP = "No outcome flipped beyond chance, so that no history tells more than another."


def stories_of(result: UncertainResult) -> list[str | Story]:
    """Why each phase started when it did, in two histories.

    Of a comparison, two in which the surest outcome flipped, each under both scenarios; of one
    scenario, one from the set in which an outcome is least to be expected, and one from the set in
    which it is most.
    """
    return _between_arms(result) if len(result.arms) > 1 else _between_sets(result)


def _between_arms(result: UncertainResult) -> list[str | Story]:
    row = _surest(result)
    if row is None or row.difference is None:
        return [NO_FLIP]
    first = next(iter(result.arms))
    change = _values(result, row.arm, row.outcome) - _values(result, first, row.outcome)
    sign = 1.0 if row.difference.levels.value > 0 else -1.0
    gained, lost = np.argwhere(change == 1), np.argwhere(change == -1)
    same, other = (gained, lost) if sign > 0 else (lost, gained)
    chosen = [*same[:1], *(other[:1] if len(other) else same[1:2])]
    why = (
        f"Chosen because '{row.outcome}' flipped in them: of the outcomes that flipped, the one "
        f"whose change is the least likely to be chance. It holds under '{row.arm}' alone in "
        f"{len(gained):,} of all pairs of histories, and under '{first}' alone in {len(lost):,}. "
        "The first history flipped as most did; the second the other way or, if none did, the same."
    )
    told = [
        _story(result, arm, int(number), int(history), f" under '{arm}'")
        for number, history in chosen
        for arm in (first, row.arm)
    ]
    return [why, *told]


def _surest(result: UncertainResult) -> Row | None:
    """The share whose change is beyond chance and least likely to be chance."""
    found = [
        row
        for row in result.rows
        if row.unit == SHARE and row.difference and row.difference.beyond
        and not row.difference.equal
    ]  # fmt: skip
    return min(found, key=_likely, default=None)


def _likely(row: Row) -> tuple[float, float]:
    assert row.difference is not None
    return row.difference.p, -abs(row.difference.levels.value)


def _between_sets(result: UncertainResult) -> list[str | Story]:
    found = [row for row in result.rows if row.unit == SHARE and row.levels.differs]
    if not found:
        return [NO_FLIP]
    row = max(found, key=lambda one: one.levels.ignorance)
    (arm,) = result.arms
    expected = row.levels.expected
    ends = int(np.nanargmin(expected)), int(np.nanargmax(expected))
    values = _values(result, arm, row.outcome)
    why = (
        f"Chosen from the set in which '{row.outcome}' is least to be expected "
        f"({percent(float(expected[ends[0]]))}) and from that in which it is most "
        f"({percent(float(expected[ends[1]]))}): of all shares it is the one of whose variance "
        "most lies between the sets."
    )
    chosen = zip(ends, (0.0, 1.0), strict=True)
    return [why, *(_story(result, arm, n, _first(values[n], end), "") for n, end in chosen)]


def _first(values: Array, wanted: float) -> int:
    """The first history of a set with this value, or else the first that has the outcome."""
    return int(np.argmax(values == wanted)) or int(np.argmax(~np.isnan(values)))


def _values(result: UncertainResult, arm: str, outcome: str) -> Array:
    """(sets, histories) the values of an outcome of an arm."""
    return next(one.values for one in result.outcomes[arm] if one.outcome == outcome)


def _story(result: UncertainResult, arm: str, number: int, history: int, under: str) -> Story:
    """One history of a set, explained."""
    replication = MOST_HISTORIES * number + history
    text = explain(result.scenario_of(number, arm), replication, result.seed)
    heading = f"History {history} of set {number}{under} (replication {replication})"
    return Story(heading, text.partition("\n\n")[2] or text)
