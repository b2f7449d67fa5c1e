"""Whether what a scenario declares uncertain can be drawn: paths, values, links, forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from itertools import combinations
from pathlib import Path as FilePath
from typing import Any

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.scenario.extends import FROM, pruned
from simulator.scenario.feasible import Fault
from simulator.scenario.known import overlap
from simulator.scenario.path import PathError
from simulator.scenario.quantities import shown
from simulator.scenario.ranges import Bare, Range, bare, fill, ready, root
from simulator.scenario.reading import Address, written
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.uncertain import Uncertain

Build = Callable[[dict[str, Any], FilePath | None], Scenario]
"""Loads the mapping of a scenario whose files are named from that folder, or raises."""


def faults(scenario: Scenario, build: Build) -> Iterator[Fault]:
    """Ranges of what is not there, links that contradict each other, values that do not fit."""
    if not scenario.uncertain:
        return
    on = bare(scenario)
    lost, found = _placed(on, scenario.uncertain)
    wrong = [*lost, *_links(scenario.uncertain)]
    # Each question is only asked where the one before has a good answer.
    for ask in (_overlaps, lambda found: _unfit(on, found, build), _falling):
        wrong = wrong or list(ask(found))
    yield from wrong


def _placed(on: Bare, said: dict[str, Uncertain]) -> tuple[list[Fault], list[Range]]:
    """The ranges with their places, and the faults of those that lead nowhere."""
    lost: list[Fault] = []
    found: list[Range] = []
    for path, one in said.items():
        try:
            found.append(ready(on, path, one))
        except PathError as error:
            lost.append((("uncertain", path), str(error)))
        except ScenarioError as error:
            lost += [(("uncertain", path), _of_another(one)) for one in error.problems]
    return lost, found


def _of_another(problem: Problem) -> str:
    """What is wrong with another scenario: with its file and line, unless there is none."""
    return problem.message if problem.path == FROM and not problem.line else str(problem)


def _links(ranges: dict[str, Uncertain]) -> Iterator[Fault]:
    """Links to what is not uncertain, in a circle, or between choices that are not alike."""
    for path, one in ranges.items():
        if one.along is None:
            continue
        here: Address = ("uncertain", path, "with")
        if one.along not in ranges:
            hint = did_you_mean(one.along, [other for other in ranges if other != path])
            yield here, f"{shown(one.along)} is not under 'uncertain'{hint or '.'}"
        elif _leads_back(path, ranges):
            yield here, "its links lead back to itself: one of them must be drawn by itself."
        elif _weights(one) and _weights(ranges[one.along]) not in ([], _weights(one)):
            why = f"it has other weights, or more or fewer forms, than {shown(one.along)}"
            yield here, f"{why}, so that one draw cannot choose for both."


def _weights(said: Uncertain) -> list[float]:
    """How likely each form is beside the others; none for a range of numbers."""
    return [form.weight for form in said.one_of or ()]


def _leads_back(path: str, ranges: dict[str, Uncertain]) -> bool:
    """Whether the links of a path go in a circle."""
    seen: set[str] = set()
    at: str | None = path
    while at is not None and at in ranges:
        if at in seen:
            return True
        seen.add(at)
        at = ranges[at].along
    return False


def _overlaps(found: Iterable[Range]) -> Iterator[Fault]:
    """Two draws that would move the same value."""
    for first, second in combinations(found, 2):
        both = next((b for a in first.targets for b in second.targets if overlap(a, b)), None)
        if both is not None:
            why = f"{shown(first.path)} moves '{written(both)}' as well; leave one of them out."
            yield ("uncertain", second.path), why


def _unfit(on: Bare, found: list[Range], build: Build) -> Iterator[Fault]:
    """Values that the scenario does not take: all tried at once, and by link where that fails.

    Ranges that only clash with each other are no fault: their ends may never be drawn together. A
    set in which they do is refused with its values when it is made (`uncertain.sets`).
    """
    if _refusal(on, found, build) is None:
        return
    said = {one.path: one.said for one in found}
    groups: dict[str, list[Range]] = {}
    for one in found:
        groups.setdefault(root(one.path, said), []).append(one)
    for path, group in groups.items():
        why = _refusal(on, group, build)
        if why is not None:
            yield ("uncertain", path), why


def _refusal(on: Bare, ranges: list[Range], build: Build) -> str | None:
    """Why the lowest, second, ... values of these ranges are refused, or None."""
    tree = deepcopy(on.tree)
    for rank in range(max((len(one.tried) for one in ranges), default=0)):
        for one in ranges:
            fill(tree, on, one, deepcopy(one.tried[min(rank, len(one.tried) - 1)]))
        try:
            build(pruned(tree), on.scenario.folder)
        except ScenarioError as error:
            return error.problems[0].message
    return None


def _falling(found: Iterable[Range]) -> Iterator[Fault]:
    """Ranges that do not rise, start at 0, which has no logarithm, or where no number stands."""
    for one in found:
        message = "" if one.forms else _wrong_order(one)
        if message:
            yield ("uncertain", one.path), message


def _wrong_order(range_: Range) -> str:
    if range_.unit is None:
        return "no number stands there; write its forms: {one_of: [...]}."
    try:
        ends = [range_.unit.read(one) for one in range_.said.ends]
    except (ValueError, TypeError):
        return "its values are not single numbers; write its forms: {one_of: [...]}."
    if ends != sorted(ends):
        return "its values must rise, from the lowest to the highest."
    if ends[0] == 0 and range_.said.family in ("log_uniform", "lognormal"):
        return f"a {range_.said.family} range cannot start at 0, which has no logarithm."
    return ""
