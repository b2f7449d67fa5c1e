"""What would change the answer, in words: the tables, and what none of it shows."""

from collections.abc import Callable, Iterable, Sequence

from simulator.leverage.effects import Effect, Effects, idle
from simulator.leverage.played import phase_that_starts
from simulator.leverage.troops import Troops
from simulator.maps import words as map_words
from simulator.tables.amounts import SHARE, amounts, difference, number, with_interval
from simulator.tables.page import Grid, Part
from simulator.tables.wording import listed

PAIRED = (
    "Each change is played by itself, on the luck of the plan as written. Differences are over the "
    "pairs of histories in which both have the outcome, with 95 % intervals; the hours of a phase "
    "are counted from the same moment in both, so that they say how much sooner it starts. The "
    "tables of delays and of guarantors have what chance does not explain: the interval leaves out "
    "0, and p is below 0.05 after adjustment for all changes and outcomes of the table (Holm)."
)
DELAYS = (
    "Gained per hour: by how many hours it comes sooner for each hour by which the delay is "
    "shorter on average. Near 1 the delay is on the critical path; near 0 something else is waited "
    "for. It may lie above 1: where several reports are waited for, the longest counts."
)
GUARANTORS = (
    "Without: the guarantor declines whenever it is asked, and nothing of it is there; it still "
    "counts among those who owe, and who comes only with it does not come. Surely agrees: it comes "
    "whenever it is asked, if those whom it needs come."
)
NOT_SHOWN = (
    "Not shown: what a change costs, or whether anybody can make it; two changes together, which "
    "may do more or less than the sum of both; and an adversary or a guarantor who would answer a "
    "change other than as the scenario says."
)


def delays(found: Sequence[Effects], step: str) -> list[Part]:
    """Outcome by outcome the delays that move it, what an hour of each gains, and the others."""
    rows = [row for one in found for row in _rows(one, _of_delay)]
    caption = f"Delays, each {step} shorter, and several at once:"
    table = Grid(["delay", "cut by", "change", "gained per hour"], rows, (1,), caption=caption)
    return _section(table, found, "delay", DELAYS)


def guarantors(found: Sequence[Effects]) -> list[Part]:
    """Outcome by outcome the guarantors that move it, one fewer or one more."""
    rows = [row for one in found for row in _rows(one, _of_guarantor)]
    table = Grid(["guarantor", "then", "change"], rows, caption="One guarantor fewer, or one more:")
    return _section(table, found, "guarantor", GUARANTORS)


def troops(found: Troops | None) -> list[Part]:
    """Outcomes by the number of troops, and where each bends or changes no more."""
    if found is None:
        return ["No other state brings troops whose number could change."]
    table = map_words.along([one.outcome for one in found.courses], found.scale, against=True)
    caption = f"Troops of all other states together, each minus the plan as written ({found.said}):"
    said = [map_words.of_course(one, found.scale) for one in found.courses]
    return [table._replace(caption=caption), " ".join(said)]


def details(played: str) -> str:
    """What was played, and what none of it shows."""
    return f"{played}, with 95 % intervals. {NOT_SHOWN}"


def _section(table: Grid, found: Sequence[Effects], what: str, reading: str) -> list[Part]:
    """The table, how to read it, and what moves nothing or is not moved."""
    if not any(one.each for one in found):
        return [f"There is no {what} to change."]
    still = [one.outcome for one in found if not one.told]
    others = idle(found)
    said = [
        *([f"No {what} by itself changes {listed(still, 'or')} beyond chance."] if still else []),
        *([f"These change nothing beyond chance: {', '.join(others)}."] if others else []),
    ]
    shown: list[Part] = [table, reading] if table.rows else []
    return [*shown, *([" ".join(said)] if said else [])]


def _rows(one: Effects, cells: Callable[[Effect], list[str]]) -> list[list[str]]:
    """A heading, and the changes beyond chance, the greatest first and several at once last."""
    if not one.told:
        return []
    heading = f"{named(one)}: {with_interval(one.unit, *one.written.estimate)} as written"
    return [[heading], *([f"  {each.change.name}", *cells(each)] for each in in_order(one.told))]


def in_order(found: Iterable[Effect]) -> list[Effect]:
    """The greatest effect first, several delays at once last."""
    return sorted(found, key=_place)


def _place(one: Effect) -> tuple[bool, float]:
    gained = one.gained.value
    return one.change.is_several, -gained if gained == gained else -abs(one.row.difference.value)


def named(one: Effects) -> str:
    """An outcome with its unit."""
    said = one.unit == SHARE or one.unit in one.outcome.split() or phase_that_starts(one.outcome)
    return one.outcome if said else f"{one.outcome}, {one.unit}"


def _of_delay(one: Effect) -> list[str]:
    by = f"{number(one.change.hours, 2)} h" if one.change.is_alone else ""
    gained = with_interval("", *one.gained)
    return [by, _changed(one), "" if gained == "-" else gained]


def _of_guarantor(one: Effect) -> list[str]:
    return [amounts(one.row.unit, *one.row.estimate)[0], _changed(one)]


def _changed(one: Effect) -> str:
    return difference(one.row.unit, *one.row.difference)
