"""What a reader may move: places of a scenario, the values that each may take, and their names."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from simulator.errors import Problem, ScenarioError
from simulator.explorer.labels import Label, label_of
from simulator.maps.places import EVENLY
from simulator.scenario.form import in_line
from simulator.scenario.known import overlap
from simulator.scenario.path import PathError, resolve, value_at
from simulator.scenario.ranges import Bare
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.unit_at import unit_at
from simulator.sweeps.axes import Axis, paths_of, read_axes

CHOSEN, UNKNOWN = "chosen", "unknown"
"""What somebody may choose, and what nobody knows: never mixed."""
MOST_POSITIONS = 24
Setting = tuple[tuple[Address, Any], ...]
"""Values at places; nothing: as the plan is written."""


class Position(NamedTuple):
    """One value of a slider."""

    words: str
    setting: Setting
    options: tuple[str, ...]
    """PATH=VALUE, as --set takes it."""


class Slider(NamedTuple):
    """One thing that a reader moves."""

    name: str
    label: Label
    group: str
    positions: tuple[Position, ...]
    named: bool = True
    """Whether somebody asked for it; what we only offer is left out where it does not fit."""


def sliders_of(said: Iterable[str], on: Bare, whole: Scenario) -> list[Slider]:
    """The sliders in texts PATH=V1,V2; `whole`: the scenario with what it declares uncertain.

    Raises `ScenarioError` for a path that is not there, a value twice, or too many of them.
    """
    return [_slider(axis, on, whole) for axis in read_axes(said, on)]


def _slider(axis: Axis, on: Bare, whole: Scenario) -> Slider:
    values: Sequence[Any] = axis.values
    if axis.span is not None:
        values = list(dict.fromkeys(axis.at(i / (EVENLY - 1)) for i in range(EVENLY)))
    if len(values) > MOST_POSITIONS:
        message = f"has {len(values)} values; a slider has {MOST_POSITIONS} at most."
        raise ScenarioError([Problem("--slide", None, axis.name, message)])
    positions = [position(axis, value) for value in values]
    group = UNKNOWN if is_uncertain(axis.targets, on, whole) else CHOSEN
    return Slider(axis.name, label_of(axis.targets[0], on), group, tuple(positions))


def position(axis: Axis, value: Any) -> Position:
    """One value of an axis at each of its places."""
    setting = tuple((target, value) for target in axis.targets)
    return Position(in_line(value), setting, tuple(f"{p}={in_line(value)}" for p in axis.options))


def is_uncertain(targets: Iterable[Address], on: Bare, whole: Scenario) -> bool:
    """Whether a scenario says that nobody knows what stands at one of these places."""
    ranges = [place for path in whole.uncertain for place in resolve(path, on.full)]
    return any(overlap(one, target) for target in targets for one in ranges)


def written(slider: Slider, on: Bare) -> int | None:
    """The position that a plan has as it is written; None if it is none of them."""
    return next((i for i, one in enumerate(slider.positions) if stands(one, on)), None)


def stands(one: Position, on: Bare) -> bool:
    """Whether a plan has these values already, in whatever unit."""
    return all(_same(value_at(on.full, place), value, place) for place, value in one.setting)


def _same(here: Any, value: Any, place: Address) -> bool:
    unit = unit_at(place)
    try:
        return unit.read(here) == unit.read(value) if unit is not None else bool(here == value)
    except (ValueError, TypeError):
        return bool(here == value)


def with_written(slider: Slider, on: Bare) -> Slider:
    """The slider with the plan's own value among its positions, in its place among numbers."""
    if not is_there(slider, on) or written(slider, on) is not None:
        return slider
    setting = tuple((place, value_at(on.full, place)) for place, _ in slider.positions[0].setting)
    own = Position(in_line(setting[0][1]), setting, _options(slider, setting))
    return slider._replace(positions=_in_order([*slider.positions, own]))


def _options(slider: Slider, setting: Setting) -> tuple[str, ...]:
    """What sets these values on the command line; nothing where a path leads to several."""
    paths = paths_of(slider.name)
    if len(paths) < len(setting):
        return ()
    return tuple(
        f"{path}={in_line(value)}" for path, (_, value) in zip(paths, setting, strict=True)
    )


def is_there(slider: Slider, on: Bare) -> bool:
    """Whether a plan has the places that a slider moves."""
    try:
        found = [place for path in paths_of(slider.name) for place in resolve(path, on.full)]
    except PathError:
        return False
    return {place for place, _ in slider.positions[0].setting} <= set(found)


def _in_order(positions: list[Position]) -> tuple[Position, ...]:
    """By their numbers where all are numbers of one unit, else as they come."""
    unit = unit_at(positions[0].setting[0][0])
    try:
        numbers = [unit.read(one.setting[0][1]) for one in positions]  # type: ignore[union-attr]
    except (AttributeError, ValueError, TypeError):
        return tuple(positions)
    order = sorted(range(len(positions)), key=numbers.__getitem__)
    return tuple(positions[i] for i in order)
