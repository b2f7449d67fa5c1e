"""The unit of the number at a path of a scenario: how it is read, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from simulator.scenario import shape
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.distributions import Distribution
from simulator.scenario.units import Written


class Unit(NamedTuple):
    """How a number is written."""

    written: Written
    whole: bool
    """Whether it is a whole number, of minutes or of things."""

    def read(self, text: Any) -> float:
        """The number that a text means; raises `ValueError` (pydantic's) if it means none."""
        return float(self.written.read(text))

    def write(self, number: float) -> Any:
        """A number in the form that a scenario has there, a whole one rounded."""
        return self.written.write(round(number) if self.whole else float(number))


def unit_at(path: Address) -> Unit | None:
    """The unit of the number that may stand at a path; None if no number may."""
    here: list[Any] = [Scenario]
    for part in path:
        here = [below for one in here for below in _below(one, part)]
    return next((unit for one in here for unit in _units(one)), None)


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The members of a union, a quantity with its unit as it is."""
    if get_origin(annotation) is Annotated:
        plain, *said = get_args(annotation)
        if any(isinstance(one, Written) for one in said):
            yield annotation
        else:
            yield from _alternatives(plain)
    elif shape.is_union(annotation):
        for member in get_args(annotation):
            yield from _alternatives(member)
    else:
        yield annotation


def _below(one: Any, part: str | int) -> Iterator[Any]:
    """What may stand at `part` of a value of this type."""
    origin, arguments = get_origin(one), get_args(one)
    if shape.is_word(one):
        for name, field in one.model_fields.items():
            if part == (field.alias or name):
                said = tuple(field.metadata)
                plain = field.annotation
                yield from _alternatives(Annotated[(plain, *said)] if said else plain)
    elif origin is dict and isinstance(part, str):
        yield from _alternatives(arguments[1])
    elif origin in (tuple, list) and isinstance(part, int):
        same = origin is list or arguments[-1] is Ellipsis
        if same or part < len(arguments):
            yield from _alternatives(arguments[0 if same else part])


def _units(one: Any) -> Iterator[Unit]:
    """The unit of a quantity, or of the one value of a distribution."""
    if get_origin(one) is Annotated:
        plain, *said = get_args(one)
        yield from (Unit(unit, plain is int) for unit in said if isinstance(unit, Written))
    elif shape.is_word(one) and issubclass(one, Distribution):
        yield from (unit for below in _below(one, "constant") for unit in _units(below))
