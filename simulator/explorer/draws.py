"""What nobody knows, drawn: the words that each set of values puts into the blocks of the plans."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.explorer.block import Patch, block_of, patched, same_form, words_of
from simulator.explorer.facts import rows_of
from simulator.explorer.plans import Plan, Slid
from simulator.explorer.sliders import Slider, is_uncertain
from simulator.model.parameters import Array
from simulator.play.how import How
from simulator.scenario.schema import Scenario
from simulator.study.compare import named_apart
from simulator.tables.safe_text import clean
from simulator.uncertain import cells
from simulator.uncertain.blocks import MOST_HISTORIES
from simulator.uncertain.play import play_sets
from simulator.uncertain.result import UncertainResult
from simulator.uncertain.sets import Sets, drawn_in

SETS, EACH = 64, 16
"""How many sets a page draws, and how many histories of each it plays."""
SHOWN = 10
"""Sets whose truces a reader may open, with their values."""
CHECKED = 2
"""Sets that are encoded together with the sliders: the first two lie far apart in every range."""
REMEDY = "Leave --uncertain out of the page, and compare with --uncertain instead."
Sliders = Sequence[tuple[Slider, Sequence[Slid | None]]]


class Draw(NamedTuple):
    """The sets of one plan, and what they change in its block."""

    sets: Sets
    places: Array
    """Rising numbers of the words that any of the sets changes."""
    words: Array
    """(sets, places) int64: what stands there in each."""

    def patch(self, number: int) -> Patch:
        """What turns the plan's block into that of one set."""
        return Patch(self.places, self.words[number])


class Drawn(NamedTuple):
    """Every plan over the same sets."""

    of: Sequence[Draw]
    """By plan."""
    first: UncertainResult
    """What the first plan came to over them, which the page must come to."""


def drawn(plans: Sequence[Plan], sliders: Sliders, count: int, how: How) -> Drawn:
    """So many sets of each plan, and the first plan played with them.

    Raises `ScenarioError` as `draws_of`, and `TooCostly`.
    """
    found = draws_of(plans, sliders, count)
    arms = {plans[0].scenario.name: found[0].sets}
    return Drawn(found, UncertainResult(arms, play_sets(arms, EACH, **how), EACH))


def draws_of(plans: Sequence[Plan], sliders: Sliders, count: int) -> list[Draw]:
    """So many sets of each plan.

    Raises `ScenarioError` where no plan declares anything uncertain, where a set needs other arrays
    or rows than the plan as written, or changes what a slider changes.
    """
    if not any(plan.scenario.uncertain for plan in plans):
        _refuse(f"'{plans[0].scenario.name}' declares nothing uncertain.")
    found = [_draw(plan, count) for plan in plans]
    for number, (plan, draw) in enumerate(zip(plans, found, strict=True)):
        _refuse_what_does_not_combine(plan, draw, kept_apart(plan, number, sliders))
    return found


def is_drawn(slider: Slider, plan: Plan) -> bool:
    """Whether the sets of a plan draw what a slider moves, so that it stays where it is."""
    places = [place for place, _ in slider.positions[0].setting]
    return is_uncertain(places, plan.bare, plan.scenario)


def kept_apart(plan: Plan, number: int, sliders: Sliders) -> list[tuple[Slider, Slid]]:
    """The sliders of a plan that may be moved while the sets are drawn."""
    there = [(slider, slid) for slider, found in sliders if (slid := found[number]) is not None]
    return [(slider, slid) for slider, slid in there if not is_drawn(slider, plan)]


def _draw(plan: Plan, count: int) -> Draw:
    sets = Sets(plan.scenario, count, plan.seed)
    before = words_of(plan.block)
    rows = _outcomes(plan.scenario)
    found = np.empty((count, len(before)), np.int64)
    for number in range(count):
        scenario = sets.scenario_of(number)
        block = block_of(scenario, plan.seed)
        if not same_form(plan.block, block) or _outcomes(scenario) != rows:
            _refuse(
                f"set {number} of '{plan.scenario.name}' changes how many numbers the plan has, "
                "which a page cannot."
            )
        found[number] = words_of(block)
    places = np.flatnonzero((found != before).any(axis=0))
    return Draw(sets, places, found[:, places])


def _outcomes(scenario: Scenario) -> list[str]:
    return [row["outcome"] for row in rows_of(scenario)]


def _refuse_what_does_not_combine(
    plan: Plan, draw: Draw, sliders: Sequence[tuple[Slider, Slid]]
) -> None:
    """Raise `ScenarioError` unless sets and sliders change different words, and add up.

    All sliders at once are encoded with a set at their first and at their last positions.
    """
    if not draw.sets.ranges:
        return
    for slider, slid in sliders:
        if any(np.intersect1d(draw.places, patch.places).size for patch in slid.patches):
            _refuse(f"'{slider.name}' changes numbers that are drawn in '{plan.scenario.name}'.")
    for end in (0, -1):
        setting = [pair for slider, _ in sliders for pair in slider.positions[end].setting]
        patches = [slid.patches[end] for _, slid in sliders]
        for number in range(min(CHECKED, draw.sets.count)):
            block = block_of(draw.sets.at(setting).scenario_of(number), plan.seed)
            together = patched(plan.block, [*patches, draw.patch(number)])
            if not (same_form(plan.block, block) and np.array_equal(words_of(block), together)):
                _refuse(f"its sets and the sliders of '{plan.scenario.name}' do not add up.")


def _refuse(message: str) -> None:
    raise ScenarioError([Problem("--uncertain", None, "", f"{message} {REMEDY}")])


def record(drawn: Drawn) -> dict[str, Any]:
    """The sets as plain values.

    Words that move alike through all sets, such as the rates of all nights, are kept once.
    """
    columns: dict[bytes, int] = {}
    numbers = [
        [columns.setdefault(column.tobytes(), len(columns)) for column in draw.words.T]
        for draw in drawn.of
    ]
    return {
        "sets": drawn.first.count,
        "each": EACH,
        "apart": MOST_HISTORIES,
        "columns": _planes(b"".join(columns)),
        "plans": [
            _runs(draw.places, columns_of)
            for draw, columns_of in zip(drawn.of, numbers, strict=True)
        ],
        "cells": [
            [cells.by_chance(row.unit, row.levels), cells.band(row.unit, row.levels)]
            for row in drawn.first.rows
        ],
        "values": _shown([draw.sets for draw in drawn.of]),
    }


def _planes(words: bytes) -> str:
    """All first bytes of the words, then all second ones, ...: alike beside alike packs better."""
    return b64encode(np.frombuffer(words, np.uint8).reshape(-1, 8).T.tobytes()).decode()


def _runs(places: Array, columns: Sequence[int]) -> list[list[int]]:
    """Words one behind the other with the same column: how many are passed over, how many
    there are, the column."""
    runs: list[list[int]] = []
    end = 0
    for place, column in zip(places.tolist(), columns, strict=True):
        if runs and place == end and runs[-1][2] == column:
            runs[-1][1] += 1
        else:
            runs.append([place - end, 1, column])
        end = place + 1
    return runs


def _shown(sets: Sequence[Sets]) -> list[list[str]]:
    """Of each number that is drawn its path, and its values in the sets that a reader may open."""
    names = named_apart([one.scenario for one in sets])
    arms = dict(zip(names, sets, strict=True))
    few = range(min(SHOWN, sets[0].count))
    return [
        [clean(path), *(clean(arms[one.arm].text(one.range_.path, n)) for n in few)]
        for path, one in drawn_in(arms).items()
    ]
