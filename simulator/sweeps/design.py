"""Which points a sweep plays: a grid, points drawn evenly, or the rows of a CSV file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import StringIO
from itertools import product
from math import prod
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from simulator.errors import Problem, ScenarioError
from simulator.scenario.form import in_line
from simulator.scenario.ranges import Bare
from simulator.scenario.unit_at import unit_at
from simulator.sweeps.axes import (
    SAID_OF,
    Axis,
    Said,
    read_axes,
    read_value,
    refuse_same_place,
    targets_of,
)
from simulator.tables.wording import counted

GRID = "grid"
DESIGN = "--design"
MOST_POINTS = 100_000
_DRAWN = re.compile(r"(lhs|sobol):([0-9]+)")


class Design(NamedTuple):
    """The points of a sweep, by their numbers."""

    kind: str
    """grid, lhs:N, sobol:N, or file."""
    axes: tuple[Axis, ...]
    points: tuple[tuple[Any, ...], ...]
    """At each point the value of each axis, as a file has it."""

    def words(self, number: int) -> str:
        """'threshold.at_least=5, plan.phases.0.by=12 h'."""
        values = zip(self.axes, self.points[number], strict=True)
        return ", ".join(f"{axis.name}={in_line(value)}" for axis, value in values)

    def column(self, place: int) -> list[str]:
        """The values of one axis at each point, as a person writes them."""
        return [in_line(point[place]) for point in self.points]


def design(
    vary: Mapping[str, Said] | Iterable[str] | None, how: str | Path, on: Bare, seed: int
) -> Design:
    """The points that `vary` and `how` ask for: grid, lhs:N, sobol:N or a CSV file.

    Raises `ScenarioError`.
    """
    axes = tuple(read_axes(vary or (), on))
    drawn = _DRAWN.fullmatch(str(how))
    if how != GRID and drawn is None:
        if axes:
            message = "a file of points names its own paths; leave --vary out, or --design."
            _refuse(message)
        return from_csv(_text(Path(how)), str(how), on)
    if not axes:
        _refuse("nothing is varied. Name a path with its values (--vary), or a file (--design).")
    if drawn is not None:
        return Design(str(how), axes, _drawn(axes, drawn[1], int(drawn[2]), seed))
    for axis in axes:
        if axis.span is not None:
            first, last = map(in_line, axis.values)
            message = f"a grid needs a step: '{first}..{last} by STEP'; or draw with --design lhs:N"
            raise ScenarioError([Problem(SAID_OF, None, axis.name, f"{message}.")])
    _refuse_many(prod(len(axis.values) for axis in axes))
    return Design(GRID, axes, tuple(product(*(axis.values for axis in axes))))


def _drawn(axes: Sequence[Axis], kind: str, count: int, seed: int) -> tuple[tuple[Any, ...], ...]:
    """So many points that fill the space of the axes evenly, drawn under a seed."""
    from scipy.stats import qmc

    if count < 2:
        _refuse(f"{kind}:{count} is no design. Draw at least 2 points.")
    _refuse_many(count)
    if kind == "sobol" and count & (count - 1):
        near = 1 << (count.bit_length() - 1)
        message = f"sobol:{count} is unbalanced. Take a power of two, such as sobol:{near}"
        _refuse(f"{message} or sobol:{2 * near}.")
    sampler = (qmc.Sobol if kind == "sobol" else qmc.LatinHypercube)(len(axes), rng=seed)
    levels = sampler.random(count)
    return tuple(
        tuple(axis.at(float(level)) for axis, level in zip(axes, row, strict=True))
        for row in levels
    )


def from_csv(text: str, file: str, on: Bare) -> Design:
    """A design from the text of a CSV file: a header of paths, then a row for each point.

    Raises `ScenarioError` with the line of every row that cannot be used.
    """
    reader = csv.reader(StringIO(text))
    rows = [(reader.line_num, row) for row in reader if row]
    if len(rows) < 2:
        message = "holds no points. Write a header of paths, and a row for each point."
        raise ScenarioError([Problem(file, None, "", message)])
    (top, names), *body = rows
    _refuse_many(len(body))
    header = [name.strip() for name in names]
    problems: list[Problem] = []
    places = []
    for name in header:
        try:
            places.append(targets_of(name, on))
        except ScenarioError as error:
            problems += [one._replace(file=file, line=top) for one in error.problems]
    problems += [
        Problem(file, line, "", _uneven(row, header))
        for line, row in body
        if len(row) != len(header)
    ]
    if problems:
        raise ScenarioError(problems)
    points = tuple(_point(row, header, Problem(file, line, "", "")) for line, row in body)
    axes = tuple(
        Axis(name, place, unit_at(place[0]), tuple(dict.fromkeys(point[i] for point in points)))
        for i, (name, place) in enumerate(zip(header, places, strict=True))
    )
    refuse_same_place(axes)
    return Design("file", axes, points)


def _uneven(row: Sequence[str], header: Sequence[str]) -> str:
    values = counted(len(row), "value", "values")
    return f"has {values}; the header has {counted(len(header), 'path', 'paths')}."


def to_csv(found: Design) -> str:
    """The design as the text of a CSV file that `from_csv` reads back."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([axis.name for axis in found.axes])
    writer.writerows([[in_line(value) for value in point] for point in found.points])
    return text.getvalue()


@cache
def _value(cell: str, name: str) -> Any:
    return read_value(cell, name)


def _point(row: Sequence[str], header: Sequence[str], place: Problem) -> tuple[Any, ...]:
    """The values of one row; raises `ScenarioError` with its line."""
    for cell, name in zip(row, header, strict=True):
        if not cell.strip():
            raise ScenarioError([place._replace(path=name, message="the cell is empty.")])
    try:
        return tuple(_value(cell, name) for cell, name in zip(row, header, strict=True))
    except ScenarioError as error:
        raise ScenarioError(
            [place._replace(path=one.path, message=one.message) for one in error.problems]
        ) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        hint = "there is no such file. Write grid, lhs:N, sobol:N, or the name of a CSV file."
        _refuse(f"'{path}': {hint}")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "is not UTF-8"
        _refuse(f"'{path}': cannot be read: {why}.")


def _refuse_many(count: int) -> None:
    if count > MOST_POINTS:
        _refuse(f"{counted(count, 'point', 'points')} are more than {MOST_POINTS:,}.")


def _refuse(message: str) -> NoReturn:
    raise ScenarioError([Problem(DESIGN, None, "", message)])
