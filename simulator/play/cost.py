"""What playing would cost, and a stop before what is hardly meant: a slip in a rate, or a salvo."""

from collections.abc import Mapping
from math import ceil, floor, log10
from typing import NamedTuple

from simulator.engine.simulate import engine_of
from simulator.errors import TooCostly
from simulator.model.expected import expected_acts, most_looks, rows_of_act
from simulator.model.parameters import SIMPY, Parameters
from simulator.play.trial import pace
from simulator.scenario.schema import Scenario
from simulator.tables.wording import counted

HOUR = 3600.0
LONGEST = HOUR
"""Seconds of one processor above which a study is not begun unless it is asked for anyway."""
MOST_MEMORY = 2 * 2**30
"""Bytes of one history above which it is not begun unless it is asked for anyway."""
SECONDS_OF_ROW = {True: 3e-7, False: 4e-5}
SECONDS_OF_LOOK = {True: 2e-8, False: 5e-7}
BYTES_OF_ROW = {True: 300.0, False: 500.0}
"""Of compiled code and of the SimPy engine, roughly, as measured on a server of 2023."""
UNITS = ((365 * 24 * HOUR, "year"), (24 * HOUR, "day"), (HOUR, "hour"), (60.0, "minute"))
MOST_SAID = 1e15
"""Above this, how much more it is is nothing that a reader needs."""
SIZES = ("bytes", "kB", "MB", "GB", "TB", "PB", "EB")


class Cost(NamedTuple):
    """What one history takes, as far as it can be known before it is played."""

    acts: float
    rows: float
    """Of its trace, that acts lead to."""
    seconds: float
    """Of one processor."""
    memory: float
    """In bytes."""


def cost_of(p: Parameters) -> Cost:
    """What a history of these parameters is expected to cost on the engine that they ask for."""
    compiled = engine_of(p) != SIMPY
    acts = float(expected_acts(p).sum())
    rows = acts * rows_of_act(p)
    tables = sum(array.nbytes for array in p.arrays().values())
    seconds = SECONDS_OF_ROW[compiled] * rows + SECONDS_OF_LOOK[compiled] * most_looks(p, acts)
    return Cost(acts, rows, seconds, BYTES_OF_ROW[compiled] * rows + tables)


def refuse_what_is_too_costly(
    scenarios: Mapping[str, Scenario], parameters: Mapping[str, Parameters], replications: int
) -> None:
    """Raise `TooCostly` where so many histories of each would take an hour, or one 2 GiB.

    What would take an hour from above is tried first.
    """
    if not parameters:
        return
    costs = {arm: cost_of(p) for arm, p in parameters.items()}
    seconds = replications * sum(cost.seconds for cost in costs.values())
    arm = max(costs, key=lambda one: costs[one].memory)
    small = costs[arm].memory <= MOST_MEMORY
    if small and seconds > LONGEST:
        seconds = replications * sum(pace(p, costs[arm].seconds) for arm, p in parameters.items())
    if small and seconds <= LONGEST:
        return
    acts = expected_acts(parameters[arm])
    busiest = ""
    if len(acts):
        busiest = f", most of them of '{list(scenarios[arm].violations)[int(acts.argmax())]}'"
    raise TooCostly(
        f"{arm}: a history has about {about(costs[arm].acts)} acts{busiest}; its trace "
        f"has about {about(costs[arm].rows)} rows and needs about "
        f"{in_bytes(costs[arm].memory)} of memory. {counted(replications, 'history', 'histories')}"
        f"{' of each scenario' if len(costs) > 1 else ''} would take about {in_time(seconds)} of "
        "one processor. Nothing was played. Lower the rate, the salvos, the echo, the horizon or "
        "the number of histories; or say --anyway (in Python: anyway=True) to play it all the same."
    )


def about(number: float) -> str:
    """A number to two digits: '1,200', '91,000,000'; from 10^15 on, infinity too, only that."""
    if number < 1:
        return "0"
    if number >= MOST_SAID:
        return "10^15 or more"
    digits = floor(log10(number)) - 1
    return f"{round(number, -digits):,.0f}"


def in_time(seconds: float) -> str:
    """'2 hours', '57 years': whole units, rounded up, of the largest that fits."""
    for length, name in UNITS:
        if seconds >= length:
            number = seconds / length
            return f"{about(ceil(min(number, MOST_SAID)))} {name}{'s' if number > 1 else ''}"
    return counted(ceil(seconds), "second", "seconds")


def in_bytes(size: float) -> str:
    """'3.1 GB', '27 TB'."""
    power = floor(min(len(SIZES) - 1, log10(max(1.0, size)) / 3))
    shown = size / 1000**power
    return f"{about(shown) if shown >= 10 else f'{shown:.1f}'} {SIZES[power]}"
