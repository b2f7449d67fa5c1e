"""The plan's delays as uncertain numbers: each from half to twice what the file says.

A delay that is a distribution keeps its shape: all its durations move together, by one factor. So
it stands under 'uncertain' as linked ranges, which `--set` can repeat.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from simulator.scenario.form import as_written, in_full, in_line
from simulator.scenario.known import UNCERTAIN, overlap
from simulator.scenario.path import resolve, value_at
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.guarantors import Decides
from simulator.scenario.unit_at import unit_at
from simulator.scenario.units import Duration
from simulator.scenario.vary import vary

TIMES = 2.0
"""How many times as long or as short a delay is at the ends of its range."""
STEPS = tuple(name for name in Decides.model_fields if name != "rests")
_WRITTEN = get_args(Duration)[1]


class Delay(NamedTuple):
    """One delay of the plan."""

    name: str
    """'guarantors.germany.decides.parliament'."""
    place: Address


class WithDelays(NamedTuple):
    """A scenario that declares its delays uncertain too."""

    scenario: Scenario
    names: dict[str, str]
    """By the path that moves a delay: what the delay is called."""


def delays_of(scenario: Scenario) -> list[Delay]:
    """What takes time between an act and the means that answer it; without those of no length."""
    full = in_full(scenario)
    return [
        Delay(_path(place), place)
        for place in _places(full)
        if any(_durations(value_at(full, place), place))
    ]


def waits_of(scenario: Scenario) -> list[Delay]:
    """What a plan itself waits for: the earliest start of a phase, and the grace before acts count
    towards its call; without those of no length."""
    full = in_full(scenario)
    return [
        Delay(f"plan.phases.{phase.name}.{'.'.join(where)}", place)
        for number, phase in enumerate(scenario.plan.phases)
        for where in (("not_before",), ("when", "grace"))
        if any(_durations(value_at(full, place := ("plan", "phases", number, *where)), place))
    ]


def scaled(value: Any, place: Address, factor: float) -> Any:
    """A delay as a file has it, every duration in it multiplied, so that it keeps its shape.

    None becomes shorter than a minute; with a factor of 0 the delay takes no time.
    """
    if factor == 0.0:
        return _WRITTEN.write(0)
    if isinstance(value, dict):
        return {key: scaled(below, (*place, key), factor) for key, below in value.items()}
    if isinstance(value, list):
        return [scaled(below, (*place, number), factor) for number, below in enumerate(value)]
    minutes = [minutes for _, minutes in _durations(value, place)]
    return _as_written(minutes[0] * factor) if minutes else value


def with_delays(scenario: Scenario) -> WithDelays:
    """The scenario with a range for each delay that has none yet."""
    full = in_full(scenario)
    taken = [place for path in scenario.uncertain for place in resolve(path, full)]
    ranges: dict[str, Any] = dict(as_written(scenario).get(UNCERTAIN, {}))
    names: dict[str, str] = {}
    for delay in delays_of(scenario):
        if any(overlap(one, delay.place) for one in taken):
            continue
        moved = ""
        for place, minutes in _durations(value_at(full, delay.place), delay.place):
            path = _path(place)
            ends = [_as_written(minutes / TIMES), _as_written(minutes * TIMES)]
            ranges[path] = {"log_uniform": ends} | ({"with": moved} if moved else {})
            if not moved:
                moved = path
                names[path] = delay.name
    if not names:
        return WithDelays(scenario, names)
    return WithDelays(vary(scenario, UNCERTAIN, ranges, name="drivers"), names)


def _places(full: dict[str, Any]) -> Iterator[Address]:
    """Where a scenario has delays: reports, verifications, decisions, arrivals."""
    yield ("monitoring", "report")
    yield ("monitoring", "report", "issued")
    yield ("monitoring", "verify")
    for name, guarantor in full["guarantors"].items():
        yield from (("guarantors", name, "decides", step) for step in STEPS)
        yield from (
            ("guarantors", name, "brings", means, "arrives") for means in guarantor["brings"]
        )


def _durations(value: Any, place: Address) -> Iterator[tuple[Address, int]]:
    """Every duration above 0 within a delay, with its place; none of a shape, or of a calendar."""
    if isinstance(value, dict):
        if "daily" in value:
            return
        for key, below in value.items():
            yield from _durations(below, (*place, key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _durations(below, (*place, number))
    elif (unit := unit_at(place)) is not None and unit.written is _WRITTEN and value is not None:
        minutes = int(unit.read(value))
        yield from [(place, minutes)] if minutes else []


def _path(place: Address) -> str:
    """As --set takes it."""
    return ".".join(map(str, place))


def _as_written(minutes: float) -> str:
    return in_line(_WRITTEN.write(max(1, round(minutes))))
