"""The pictures of uncertain sets."""

from collections.abc import Sequence

from simulator.plots import style
from simulator.plots.bands import Bar, bands
from simulator.results.pictures import figure_of
from simulator.tables.amounts import SHARE
from simulator.uncertain import cells, headline
from simulator.uncertain.rows import Row
from simulator.uncertain.told import SURE


class UncertainPlots:
    """What may be drawn of uncertain sets; each figure is shown by a notebook by itself."""

    def __init__(
        self, rows: Sequence[Row], arms: Sequence[str], heading: str, differing: str = ""
    ) -> None:
        """`rows`: of all arms; `heading`: how much was played; `differing`: what differs from the
        first arm, for the titles."""
        self.rows = rows
        self.arms = list(arms)
        self.heading = heading
        self.differing = differing

    def bands(self) -> style.Picture:
        """Every outcome that varies, with its interval of chance and its band over the sets."""
        bars = [_value(row, self.arms) for row in self.rows if row.levels.varies]
        title = headline.title_of_values(self.rows, self.arms)
        heads = ("value", "90 % of sets")
        return figure_of(bands(_named_once(bars), heads, title, self.heading, self.arms))

    def differences(self) -> style.Picture:
        """The paired differences from the first arm, with chance, band, and how far the sign holds.

        Raises `ValueError` where there is only one arm.
        """
        first, *others = self.arms
        if not others:
            raise ValueError("a single scenario has no differences; draw bands()")
        rows = [row for row in self.rows if row.difference and not row.difference.equal]
        bars = [_difference(row, others) for row in rows]
        title = headline.title_of_changes(self.rows, self.arms, self.differing)
        heads = ("difference", "90 % of sets", "sign holds in")
        said = self._subtitle(others)
        return figure_of(bands(_named_once(bars), heads, title, said, others, differences=first))

    def _subtitle(self, others: list[str]) -> str:
        """Which scenario is compared, and how much was played."""
        full = f"full marker: the sign holds in at least {SURE:.0%} of the sets".replace("%", " %")
        who = f"“{others[0]}”; " if len(others) == 1 else ""
        return f"{who}{self.heading}; {full}"


def _value(row: Row, arms: list[str]) -> Bar:
    """A row of values, in the words of the table of one scenario, or of several."""
    levels = row.levels
    band = (levels.band.low, levels.band.high) if levels.differs else (levels.value, levels.value)
    told = cells.over_sets(row) if len(arms) > 1 else cells.by_chance(row.unit, levels)
    words = told.partition(" (")[0], cells.band(row.unit, levels)
    chance = levels.chance.low, levels.chance.high
    place = arms.index(row.arm)
    return Bar(_name(row), _scale(row), levels.value, chance, band, words, place)


def _difference(row: Row, others: list[str]) -> Bar:
    """A row of differences."""
    assert row.difference is not None
    change = row.difference.levels
    band = (change.band.low, change.band.high) if change.differs else (change.value, change.value)
    told, between, sign = cells.changed(row)
    words = told.partition(" (")[0], between, sign.partition(" (")[0]
    holds = max(row.difference.higher, row.difference.lower)
    sure = row.difference.beyond and holds >= SURE
    chance = change.chance.low, change.chance.high
    place = others.index(row.arm)
    return Bar(_name(row), _scale(row), change.value, chance, band, words, place, sure)


def _named_once(bars: Sequence[Bar]) -> list[Bar]:
    """The rows, each outcome named in the first of its own only."""
    before = ["", *(bar.name for bar in bars)]
    return [
        bar._replace(name="") if bar.name == last else bar
        for bar, last in zip(bars, before, strict=False)
    ]


def _scale(row: Row) -> str:
    """Rows of one unit share a scale; those of their own kind do not."""
    return row.unit if row.unit == SHARE else f"{row.unit} {row.outcome.partition(' ')[0]}"


def _name(row: Row) -> str:
    """An outcome with its unit unless it is a share."""
    unit = "" if row.unit == SHARE else f", {row.unit.replace('km2', 'km²')}"
    return f"{style.plain(row.outcome, 400)}{unit}"
