"""The picture of a replay over sets of what nobody knows."""

from collections.abc import Mapping, Sequence

from simulator.plots import style
from simulator.plots.bands import Bar, bands
from simulator.results.pictures import figure_of
from simulator.tables.amounts import SHARE
from simulator.uncertain import cells
from simulator.uncertain.rows import Row


class UncertainReplayPlots:
    """What may be drawn of it; a notebook shows each figure by itself."""

    def __init__(self, rows: Mapping[str, Sequence[Row]], heading: str, plan: str) -> None:
        """`rows`: by rule; `heading`: how much was played."""
        self.rows = rows
        self.heading = heading
        self.plan = plan

    def bands(self) -> style.Picture:
        """Every outcome that varies under each rule, with its chance and its band over the sets."""
        bars = [_bar(row, place) for row, place in self._by_outcome() if row.levels.varies]
        named = [
            bar._replace(name="") if same else bar
            for bar, same in zip(bars, _again(bars), strict=True)
        ]
        title = f"{self.plan} over real events: which answers depend on what nobody knows"
        heads = ("value", "90 % of sets")
        return figure_of(bands(named, heads, title, self.heading, list(self.rows)))

    def _by_outcome(self) -> list[tuple[Row, int]]:
        """The rows outcome by outcome, each with the place of its rule."""
        every = [(row, place) for place, rows in enumerate(self.rows.values()) for row in rows]
        order = {row.outcome: number for number, (row, _) in reversed([*enumerate(every)])}
        return sorted(every, key=lambda one: (order[one[0].outcome], one[1]))


def _bar(row: Row, place: int) -> Bar:
    levels = row.levels
    band = (levels.band.low, levels.band.high) if levels.differs else (levels.value, levels.value)
    words = cells.by_chance(row.unit, levels).partition(" (")[0], cells.band(row.unit, levels)
    unit = "" if row.unit in (SHARE, "") else f", {row.unit}"
    scale = row.unit if row.unit == SHARE else row.outcome
    chance = levels.chance.low, levels.chance.high
    name = f"{style.plain(row.outcome, 400)}{unit}"
    return Bar(name, scale, levels.value, chance, band, words, place)


def _again(bars: Sequence[Bar]) -> list[bool]:
    """Whether each bar has the name of the one before it."""
    return [i > 0 and bar.name == bars[i - 1].name for i, bar in enumerate(bars)]
