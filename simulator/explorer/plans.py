"""A plan with all positions of the sliders as patches of its block, and that these combine."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.explorer.block import Block, Patch, block_of, patch, patched, same_form, words_of
from simulator.explorer.sliders import Position, Slider, is_there, with_written, written
from simulator.play.engines import only_simpy
from simulator.scenario.load import load_mapping
from simulator.scenario.path import set_at
from simulator.scenario.ranges import Bare, bare
from simulator.scenario.schema import Scenario

SAID_OF = "--slide"
IN_PYTHON = (
    "A page plays with the engine file, which holds no Python. Leave --python out, or describe the "
    "pattern with the keywords of docs/model.md."
)


class Slid(NamedTuple):
    """A slider in one plan."""

    written: int
    """The position that the plan has as it is written."""
    patches: tuple[Patch, ...]
    """By position."""


class Plan:
    """A scenario in a page: its block under a seed, and what each position changes in it."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        """Raises `ScenarioError` where a pattern is written in Python."""
        refuse_python(scenario)
        self.scenario = scenario
        self.bare: Bare = bare(scenario)
        self.seed = seed
        self.block: Block = block_of(self.bare.scenario, seed)
        self._kept: dict[str, Block] = {}

    def slid(self, slider: Slider) -> Slid | None:
        """The patches of a slider; None where this plan has no such place.

        Raises `ScenarioError` for a value that is not allowed there, or that needs other arrays.
        """
        own = written(slider, self.bare) if is_there(slider, self.bare) else None
        if own is None:
            return None
        return Slid(own, tuple(self._patch(slider, one) for one in slider.positions))

    def _patch(self, slider: Slider, position: Position) -> Patch:
        block = self.block_with(slider, position)
        if not same_form(self.block, block):
            _refuse(
                slider,
                f"'{position.words}' changes how many numbers the plan has, which no slider can; "
                "make a page of its own for it, or use --compare.",
            )
        return patch(self.block, block)

    def block_with(self, slider: Slider, position: Position) -> Block:
        """The bytes of the plan with one value, which is asked for more than once."""
        key = repr(position.setting)
        if key not in self._kept:
            self._kept[key] = self.block_at([(slider, position)])
        return self._kept[key]

    def block_at(self, chosen: Sequence[tuple[Slider, Position]]) -> Block:
        """The bytes of the plan with these values, encoded anew.

        Raises `ScenarioError` that names them if one is refused.
        """
        tree: dict[str, Any] = deepcopy(self.bare.tree)
        for _, position in chosen:
            for place, value in position.setting:
                set_at(tree, place, deepcopy(value), self.bare.full)
        try:
            return block_of(load_mapping(tree, folder=self.scenario.folder), self.seed)
        except ScenarioError as error:
            told = ", ".join(f"{slider.name} = {one.words}" for slider, one in chosen)
            problems = [one._replace(file=SAID_OF, line=None) for one in error.problems]
            named = [one._replace(message=f"{one.message} (with {told})") for one in problems]
            raise ScenarioError(named) from None


def refuse_python(scenario: Scenario) -> None:
    """Raise `ScenarioError` where a pattern is written in Python."""
    if why := only_simpy([scenario]):
        raise ScenarioError([Problem(scenario.name, None, "", f"{why} {IN_PYTHON}")])


def fitting(
    plans: Sequence[Plan], sliders: Sequence[Slider]
) -> list[tuple[Slider, list[Slid | None]]]:
    """The sliders with every plan's own values, and their patches in each plan.

    Raises `ScenarioError` for one that somebody named and that does not fit; one that is only
    offered loses the positions that do not fit, or is left out.
    """
    kept: list[tuple[Slider, list[Slid | None]]] = []
    for asked in sliders:
        slider = asked
        for plan in plans:
            slider = with_written(slider, plan.bare)
        try:
            trimmed = slider if slider.named else _trimmed(slider, plans)
            found = (trimmed, [plan.slid(trimmed) for plan in plans])
            for number, plan in enumerate(plans):
                refuse_what_does_not_combine(plan, number, [*kept, found])
        except ScenarioError:
            if slider.named:
                raise
            continue
        if len(trimmed.positions) > 1:
            kept.append(found)
    for number, plan in enumerate(plans):
        refuse_corner(plan, number, kept)
    return kept


def _trimmed(slider: Slider, plans: Sequence[Plan]) -> Slider:
    """Without the positions that a plan does not take."""
    fit = [one for one in slider.positions if all(_fits(plan, slider, one) for plan in plans)]
    return slider._replace(positions=tuple(fit))


def _fits(plan: Plan, slider: Slider, position: Position) -> bool:
    try:
        return not is_there(slider, plan.bare) or same_form(
            plan.block, plan.block_with(slider, position)
        )
    except ScenarioError:
        return False


def refuse_what_does_not_combine(
    plan: Plan, number: int, kept: Sequence[tuple[Slider, list[Slid | None]]]
) -> None:
    """Raise `ScenarioError` unless the last slider's patches combine with those of each other.

    Both are encoded together at their ends, which must give the bytes of the patches together.
    """
    *others, last = kept
    for other in others:
        for pair in _ends(other, last, number):
            _refuse_unlike(plan, [(slider, slid, i) for (slider, slid), i in pair])


def refuse_corner(
    plan: Plan, number: int, kept: Sequence[tuple[Slider, list[Slid | None]]]
) -> None:
    """The same of all sliders at once, at their first and at their last positions."""
    there = [(slider, slid) for slider, found in kept if (slid := found[number]) is not None]
    for end in (0, -1) if there else ():
        _refuse_unlike(plan, [(slider, slid, end) for slider, slid in there])


def _ends(
    one: tuple[Slider, list[Slid | None]], other: tuple[Slider, list[Slid | None]], number: int
) -> Iterator[list[tuple[tuple[Slider, Slid], int]]]:
    first, second = one[1][number], other[1][number]
    if first is None or second is None:
        return
    for end in (0, -1):
        yield [((one[0], first), end), ((other[0], second), end)]


def _refuse_unlike(plan: Plan, chosen: Sequence[tuple[Slider, Slid, int]]) -> None:
    block = plan.block_at([(slider, slider.positions[i]) for slider, _, i in chosen])
    together = patched(plan.block, [slid.patches[i] for _, slid, i in chosen])
    if same_form(plan.block, block) and np.array_equal(words_of(block), together):
        return
    names = " and ".join(f"'{slider.name}'" for slider, _, _ in chosen)
    message = f"{names} change the same numbers of the plan; keep one of them, or make two pages."
    raise ScenarioError([Problem(SAID_OF, None, "", message)])


def _refuse(slider: Slider, message: str) -> None:
    raise ScenarioError([Problem(SAID_OF, None, slider.name, message)])
