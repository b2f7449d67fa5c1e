"""The outcomes of several scenarios as lines of a table: two beside each other, more below."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from simulator.results.cells import headed, named


class OfArm(Protocol):
    """A row of a comparison: an outcome of an arm."""

    @property
    def outcome(self) -> str:
        """What it is called."""

    @property
    def unit(self) -> str:
        """In which it is."""

    @property
    def arm(self) -> str:
        """The scenario."""


R = TypeVar("R", bound=OfArm)


def lettered(arms: Sequence[str]) -> list[str]:
    """'A: One drone', 'B: Twenty strikes'."""
    return [f"{chr(65 + place)}: {arm}" for place, arm in enumerate(arms)]


def in_columns(
    rows: Sequence[R],
    arms: Sequence[str],
    value: Callable[[R], str],
    changed: Callable[[R], list[str]],
    of: Callable[[Sequence[R]], str] = lambda _: "",
) -> list[list[str]]:
    """Two arms: a line an outcome, with both values and the difference (three cells).

    `of`: what is added to the name of the outcome of these rows, or of a single one of them.
    """
    outcomes = list(dict.fromkeys(row.outcome for row in rows))
    lines = []
    for outcome in outcomes:
        found = {row.arm: row for row in rows if row.outcome == outcome}
        values = [value(found[arm]) if arm in found else "does not apply" for arm in arms]
        change = changed(found[arms[1]]) if arms[1] in found else [""] * 3
        name = named(outcome, next(iter(found.values())).unit) + of(list(found.values()))
        lines.append([name, *values, *change])
    return headed(outcomes, lines)


def in_rows(
    rows: Sequence[R],
    value: Callable[[R], str],
    changed: Callable[[R], list[str]],
    of: Callable[[Sequence[R]], str] = lambda _: "",
) -> list[list[str]]:
    """More arms: a line with the name of each outcome, and one for each arm below it."""
    outcomes: list[str] = []
    lines: list[list[str]] = []
    for row in rows:
        if row.outcome not in outcomes:
            outcomes.append(row.outcome)
            lines.append([named(row.outcome, row.unit), *[""] * 4])
        outcomes.append(row.outcome)
        lines.append([f"    {row.arm}{of([row])}", value(row), *changed(row)])
    return headed(outcomes, lines)
