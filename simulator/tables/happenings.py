"""What happens in one history, in words, for a reader who watches it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.tables.spans import Spans

if TYPE_CHECKING:
    import pandas as pd

CAME_OUT = {"met": "starts, in time", "late": "starts, late", "lapsed": "lapses"}


class Happening(NamedTuple):
    """Something at a minute of a history, in words."""

    minute: int
    words: str


def happenings_of(spans: Spans) -> list[Happening]:
    """Breaches that open an episode, starts and ends of phases, and changes of posture, by time."""
    breaches = _rows(spans.breaches[spans.breaches["opens"]])
    found = [
        Happening(int(one.minute), "a false breach" if one.false else "a breach")
        for one in breaches
    ]
    found += [
        Happening(int(one.ended), f"'{one.phase}' {CAME_OUT[one.state]}")
        for one in _rows(spans.phases)
        if one.state in CAME_OUT and one.ended == one.ended
    ]
    found += [
        Happening(int(one.start), f"the adversary turns to {one.posture}")
        for one in _rows(spans.postures)
        if one.start > 0
    ]
    return sorted(found, key=lambda one: one.minute)


def by_minute(told: Iterable[tuple[str, Iterable[Happening]]]) -> dict[int, str]:
    """What happens in histories of these names, by minute: 'One drone: a breach'; what happens in
    all of them at the same minute is said once, of no name."""
    named: dict[int, dict[str, list[str]]] = {}
    arms = list(told)
    for name, happenings in arms:
        for one in happenings:
            named.setdefault(one.minute, {}).setdefault(one.words, []).append(name)
    return {
        minute: "; ".join(
            words if len(names) == len(arms) else f"{', '.join(names)}: {words}"
            for words, names in said.items()
        )
        for minute, said in sorted(named.items())
    }


def _rows(table: "pd.DataFrame") -> list[Any]:
    """The rows, with columns as attributes."""
    return [*table.itertuples(index=False)]
