"""The named rules of a page: what each changes in a plan's block, to be marked on its curve."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from simulator.curves.played import marks_of, with_rule
from simulator.errors import ScenarioError
from simulator.explorer.block import Patch, patch, patched, same_form, words_of
from simulator.explorer.draws import Draw, Sliders
from simulator.explorer.plans import Plan, Slid
from simulator.explorer.sliders import Slider
from simulator.model.parameters import Array
from simulator.tables.safe_text import clean


class NamedRule(NamedTuple):
    """A rule that people know by a name, in a plan."""

    name: str
    patch: Patch
    """What turns the rule of the plan into it."""


def named_rules(plan: Plan, number: int, sliders: Sliders, draw: Draw | None) -> list[NamedRule]:
    """The shipped rules, and the plan's own, as far as they fit into the block of the plan.

    One that has more clauses than the plan's rule, or does not combine with what may be moved or
    is drawn, is left out. `number`: of the plan.
    """
    others = [
        (slider, slid)
        for slider, found in sliders
        if (slid := found[number]) is not None and not is_of_rule(slider)
    ]
    return list(_fitting(plan, others, draw.places if draw else np.array([], int)))


def is_of_rule(slider: Slider) -> bool:
    """Whether a slider moves a number of the threshold."""
    return any(place[0] == "threshold" for place, _ in slider.positions[0].setting)


def _fitting(
    plan: Plan, others: Sequence[tuple[Slider, Slid]], drawn: Array
) -> Iterator[NamedRule]:
    for name, rule in marks_of(plan.scenario, None).items():
        try:
            variant = Plan(with_rule(plan.scenario, name, rule), plan.seed)
        except ScenarioError:
            continue
        if same_form(plan.block, variant.block):
            found = patch(plan.block, variant.block)
            if not np.intersect1d(found.places, drawn).size and _adds_up(
                plan, variant, found, others
            ):
                yield NamedRule(name, found)


def _adds_up(plan: Plan, variant: Plan, rule: Patch, others: Sequence[tuple[Slider, Slid]]) -> bool:
    """Whether the rule and all other sliders, at their ends, are what is encoded for them."""
    for end in (0, -1):
        block = variant.block_at([(slider, slider.positions[end]) for slider, _ in others])
        together = patched(plan.block, [*(slid.patches[end] for _, slid in others), rule])
        if not (same_form(plan.block, block) and np.array_equal(words_of(block), together)):
            return False
    return True


def record(rules: Sequence[NamedRule], counts: Slid | None) -> list[dict[str, Any]]:
    """Rules as plain values; `counts`: the slider of the curve in the plan.

    Where a position of the slider is the same rule, its number stands instead of the patch.
    """
    positions = counts.patches if counts else ()
    return [
        {"name": clean(rule.name), "patch": rule.patch.record()} | _same(rule.patch, positions)
        for rule in rules
    ]


def _same(rule: Patch, positions: Sequence[Patch]) -> dict[str, int]:
    for i, one in enumerate(positions):
        if all(map(np.array_equal, one, rule)):
            return {"position": i}
    return {}
