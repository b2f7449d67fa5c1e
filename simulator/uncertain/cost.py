"""A stop before uncertain sets that would take too long: values are drawn that cost more than those
in force."""

from collections.abc import Mapping

from simulator.errors import TooCostly
from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.play.cost import (
    LONGEST,
    MOST_MEMORY,
    about,
    cost_of,
    in_bytes,
    in_time,
)
from simulator.tables.wording import counted
from simulator.uncertain.sets import Sets

FIRST = 8
"""Sets from which it is known what all will take: the first 8 are spread over every range."""


def refuse_costly_sets(arms: Mapping[str, Sets], histories: int, engine: str) -> None:
    """Raise `TooCostly` where all sets would take an hour, or one history 2 GiB.

    Told from the first sets; `refuse_costly_set` sees the others before they are played.
    """
    count = next(iter(arms.values())).count
    first = range(min(FIRST, count))
    seconds = {}
    for number in first:
        for arm, sets in arms.items():
            p = encode(sets.scenario_of(number), sets.seed, engine)
            refuse_costly_set(arm, number, p, histories)
            seconds[arm, number] = cost_of(p).seconds
    total = sum(seconds.values()) / len(first) * count * histories
    if total > LONGEST:
        arm, number = max(seconds, key=lambda one: seconds[one])
        raise TooCostly(
            f"{counted(count, 'set', 'sets')} of {counted(histories, 'history', 'histories')} of "
            f"each scenario would take about {in_time(total)} of one processor, judging by the "
            f"first {len(first)} sets; most of them set {number} of {arm}. Nothing was played. "
            f"{REMEDY}"
        )


def refuse_costly_set(arm: str, number: int, p: Parameters, histories: int) -> None:
    """Raise `TooCostly` where one set would take an hour, or a history of it 2 GiB."""
    cost = cost_of(p)
    seconds = histories * cost.seconds
    if seconds > LONGEST or cost.memory > MOST_MEMORY:
        raise TooCostly(
            f"{arm}, uncertain set {number}: a history has about {about(cost.acts)} acts and "
            f"needs about {in_bytes(cost.memory)} of memory; "
            f"{counted(histories, 'history', 'histories')} would take about "
            f"{in_time(seconds)} of one processor. The set was not played. {REMEDY}"
        )


REMEDY = (
    "Narrow the ranges, lower the horizon or the number of sets or histories; or say --anyway (in "
    "Python: anyway=True) to play it all the same."
)
