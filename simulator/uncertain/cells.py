"""The tables of uncertain sets as rows of text, and how to read them."""

from collections.abc import Sequence

from simulator.results.by_arm import in_columns, in_rows
from simulator.results.cells import headed, named
from simulator.tables.amounts import POINTS, SHARE, amounts, difference, with_interval
from simulator.tables.page import Grid
from simulator.tables.wording import listed, percent
from simulator.uncertain.rows import Row
from simulator.uncertain.signs import Difference
from simulator.uncertain.two_levels import SETTLED, TwoLevels

VALUE = (
    "A value is the mean of all histories of all sets. Its 95 % interval is what chance leaves "
    "open over these sets: more histories narrow it."
)
SETS = (
    "In 90 % of the sets: the band in which the expectations of nine sets in ten lie, corrected "
    "for the scatter that chance adds to a mean of few histories. It is what nobody knows, and no "
    "number of histories narrows it: only better figures for the uncertain numbers do. Within "
    "chance: the sets do not differ by more than chance explains."
)
IGNORANCE = (
    "Ignorance: the share of one history's variance that lies between the sets; the rest is chance "
    "within a set."
)
SIGNS = (
    "Sign: in what share of the sets the expectation of the difference is above or below 0, "
    "whichever is larger; in brackets, in what share the pairs of the set show it by themselves, "
    "at 95 %. Where nothing differs, about 2.5 % of the sets would, in each direction, by chance. "
    "Within chance: neither do the sets differ, nor is the difference over all of them beyond "
    "chance at 5 %, adjusted for the number of outcomes (Holm). Equal: no pair differs."
)
WITHIN_CHANCE = "within chance"
FEW = 4
"""Outcomes that are named one by one."""


def grid(rows: Sequence[Row]) -> Grid:
    """The outcomes of one scenario, a row each."""
    lines = [
        [
            named(row.outcome, row.unit),
            by_chance(row.unit, row.levels),
            band(row.unit, row.levels),
            share(row.levels.ignorance),
        ]
        for row in rows
    ]
    header = ["outcome (shares are of histories)", "value (95 %, chance)", "in 90 % of the sets"]
    outcomes = [row.outcome for row in rows]
    return Grid([*header, "ignorance"], headed(outcomes, lines), (3,), values=True)


def comparison_grid(rows: Sequence[Row], arms: Sequence[str]) -> Grid:
    """Two arms beside each other, a row an outcome; more of them below each other."""
    change = ["minus A (95 %, chance)", "in 90 % of the sets", "sign"]
    if len(arms) == 2:
        header = ["outcome", *(f"{letter} (90 % of sets)" for letter in "AB"), *change]
        return Grid(header, in_columns(rows, arms, over_sets, changed), (), values=True)
    header = ["outcome", "value (90 % of sets)", *change]
    return Grid(header, in_rows(rows, over_sets, changed), (), values=True)


def over_sets(row: Row) -> str:
    """A value with its band over the sets."""
    return with_band(row.unit, row.levels)


def with_band(unit: str, levels: TwoLevels) -> str:
    """'11.9 (5.8 to 24)', or only the value if the sets agree."""
    if not levels.differs:
        return amounts(unit, *levels.chance)[0] if levels.sets else "-"
    return with_interval(unit, *levels.range)


def by_chance(unit: str, levels: TwoLevels) -> str:
    """A value with the interval of chance."""
    return with_interval(unit, *levels.chance) if levels.sets else "-"


def band(unit: str, levels: TwoLevels, points: bool = False) -> str:
    """'5.8 to 24', '2 to 9 %' or, of a difference of shares, '2 to 9 points'."""
    if not levels.known:
        return "-"
    if not levels.differs:
        return WITHIN_CHANCE
    return between(unit, levels.value, levels.band.low, levels.band.high, points)


def between(unit: str, value: float, least: float, most: float, points: bool = False) -> str:
    """The ends of a band around a value, in as many digits as they need."""
    _, *ends = amounts(unit, value, least, most)
    low, high = (one.removesuffix(" %") for one in ends)
    mark = "" if unit != SHARE else f" {POINTS}" if points else " %"
    return f"{low} to {high}{mark}"


def changed(row: Row) -> list[str]:
    """The paired difference, its band over the sets, and in how many sets it has its sign."""
    return [""] * 3 if row.difference is None else changed_by(row.unit, row.difference)


def changed_by(unit: str, change: Difference) -> list[str]:
    """The same of a difference by itself."""
    told = difference(unit, *change.levels.chance)
    return [told, band(unit, change.levels, points=True), sign(change)]


def sign(change: Difference) -> str:
    """'higher 98 % (71 %)': of the sets, and of them by themselves."""
    if change.equal:
        return "equal"
    if not change.beyond:
        return WITHIN_CHANCE if change.levels.known else "-"
    if change.higher >= change.lower:
        return f"higher {percent(change.higher)} ({percent(change.surely_higher)})"
    return f"lower {percent(change.lower)} ({percent(change.surely_lower)})"


def share(value: float) -> str:
    """A share in whole per cent; '-' where nothing varies."""
    return percent(value) if value == value else "-"


def settled(rows: Sequence[Row]) -> str:
    """Which outcomes more histories will not narrow in any arm, in a sentence."""
    found: dict[str, list[TwoLevels]] = {}
    for row in rows:
        levels = row.difference.levels if row.difference else row.levels
        if levels.varies:
            found.setdefault(row.outcome, []).append(levels)
    there = [outcome for outcome, arms in found.items() if all(one.settled for one in arms)]
    if not there:
        return (
            "More histories would narrow every answer: no band over the sets is more than "
            f"{SETTLED:g} times as wide as its interval of chance."
        )
    few = len(there) <= FEW
    told = listed(there) if few else f"{len(there)} of the {len(found)} answers that vary"
    return (
        f"More histories will not narrow {told}: the band over the sets is more than {SETTLED:g} "
        "times as wide as the interval of chance."
    )
