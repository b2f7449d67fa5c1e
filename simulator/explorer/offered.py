"""The sliders that a page has where nobody names any: the plan's own numbers, and its unknowns."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np

from simulator.explorer.labels import label_of
from simulator.explorer.sliders import CHOSEN, UNKNOWN, Position, Slider, is_uncertain, position
from simulator.maps.places import COUNTS
from simulator.scenario.form import in_line
from simulator.scenario.path import path_of
from simulator.scenario.ranges import Bare, Range, ready, root
from simulator.scenario.rule_walk import clauses_at
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Clause
from simulator.sweeps.axes import read_axes
from simulator.uncertain.quantiles import numbers

HOURS = ("6 h", "12 h", "24 h", "48 h", "72 h", "120 h", "240 h")
TEAMS = (5, 10, 24, 50, 100)
CLAUSES, PHASES, MOST_UNKNOWN = 2, 2, 5
LEVELS = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
INNER = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
"""Of a range that has no end."""
ORDER = ("guarantors", "together", "adversary", "monitoring", "violations", "ground")
"""Sections by how much readers ask about them; any other comes after these."""


def offered(on: Bare, whole: Scenario) -> list[Slider]:
    """Up to five that somebody may choose, and up to five of what nobody knows."""
    axes = read_axes(list(_chosen(on, whole)), on)
    chosen = [
        Slider(
            axis.name, label_of(axis.targets[0], on), CHOSEN,
            tuple(position(axis, value) for value in axis.values), named=False,
        )
        for axis in axes
    ]  # fmt: skip
    return [*chosen, *_unknown(on, whole)]


def _chosen(on: Bare, whole: Scenario) -> Iterator[str]:
    """The counts of the rule, the deadlines of the first phases, and the teams that verify."""
    scenario = on.scenario
    if "threshold" in scenario.model_fields_set or scenario.plan.phases:
        found = clauses_at(("threshold",), scenario.threshold)
        counted = [place for place, one in found if isinstance(one, Clause)]
        for place in counted[:CLAUSES]:
            path = path_of((*place, "at_least"))
            yield f"{path}={','.join(map(str, COUNTS))}"
    due = [k for k, phase in enumerate(scenario.plan.phases) if phase.by is not None]
    for k in due[:PHASES]:
        yield f"plan.phases.{k}.by={','.join(HOURS)}"
    teams = ("monitoring", "teams")
    if scenario.monitoring.teams is not None and not is_uncertain([teams], on, whole):
        yield f"monitoring.teams={','.join(map(str, TEAMS))}"


def _unknown(on: Bare, whole: Scenario) -> list[Slider]:
    """One of each section in turn; ranges that move together are one slider."""
    said = whole.uncertain
    groups: dict[str, list[Range]] = {}
    for path, one in said.items():
        groups.setdefault(root(path, said), []).append(ready(on, path, one))
    sections: dict[str, list[Slider]] = {name: [] for name in ORDER}
    for path, ranges in groups.items():
        first = sorted(ranges, key=lambda one: one.path != path)
        slider = _of_ranges(first, on)
        if slider is not None:
            sections.setdefault(path.partition(".")[0], []).append(slider)
    turns = zip_longest(*sections.values())
    return [one for turn in turns for one in turn if one is not None][:MOST_UNKNOWN]


def _of_ranges(ranges: Sequence[Range], on: Bare) -> Slider | None:
    """A slider from the lowest to the highest value, or over the forms; None for whole sections."""
    first = ranges[0]
    if first.forms:
        return None
    levels = INNER if first.said.family == "lognormal" else LEVELS
    values = [_values(one, levels) for one in ranges]
    positions = tuple(_joined(ranges, some) for some in zip(*values, strict=True))
    if len({one.words for one in positions}) < len(positions):
        return None
    name = " & ".join(one.path for one in ranges)
    return Slider(name, label_of(first.targets[0], on), UNKNOWN, positions, named=False)


def _values(one: Range, levels: Any) -> list[Any]:
    """What stands at these levels of a range, with two digits between its ends."""
    assert one.unit is not None
    exact = [_short(one.unit.write(number)) for number in numbers(one, levels)]
    if one.said.family == "lognormal":
        return exact
    return [one.said.ends[0], *exact[1:-1], one.said.ends[-1]]


def _short(value: Any) -> Any:
    """'1.549 per day' as '1.5 per day', '150 days 6 h 20 min' as '150 days'."""
    if not isinstance(value, str):
        return float(f"{value:.2g}") if isinstance(value, float) else value
    first = re.match(r"([\d.]+)(\D*)", value)
    return f"{float(f'{float(first[1]):.2g}'):g}{first[2].rstrip()}" if first else value


def _joined(ranges: Sequence[Range], values: Sequence[Any]) -> Position:
    """One position of ranges that move together."""
    pairs = list(zip(ranges, values, strict=True))
    setting = tuple((target, value) for one, value in pairs for target in one.targets)
    options = tuple(f"{one.path}={in_line(value)}" for one, value in pairs)
    return Position(in_line(values[0]), setting, options)
