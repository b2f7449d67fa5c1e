"""What was discovered, in words: a sentence for each box, its limits, and what is not shown."""

from collections.abc import Sequence

import numpy as np

from simulator.discovery.boxes import Box
from simulator.discovery.condition import Condition
from simulator.discovery.numbers import in_words
from simulator.discovery.tested import SURE
from simulator.tables.amounts import SHARE, number, with_interval
from simulator.tables.page import Grid
from simulator.tables.wording import counted, listed, percent
from simulator.uncertain.sets import Sets

READING = (
    "Density: in what share of the histories within the box it happens. Coverage: what share of "
    "all the histories in which it happens lies within. Both are of the half of the sets that did "
    "not find the box, with 95 % intervals from a bootstrap over the sets. Each further box is of "
    "the sets outside the earlier ones. p: how likely chance alone would part the sets that keep "
    "this limit from those that keep all but this one (Mann and Whitney, one-sided, adjusted for "
    "the number of limits). Found again: in how many of five boxes that are found in sets drawn "
    "anew the number is limited."
)
NOT_SHOWN = (
    "Not shown: what has one value and no range; and numbers that matter a little, which limit no "
    "box. A box says where it happens more often, not that its numbers bring it about alone, nor "
    "that it never happens elsewhere."
)


def sentence(box: Box, asked: Condition, sets: Sets) -> str:
    """'coalition late' happens in 61 % of the histories (elsewhere 20 %) where ...'"""
    where = listed([in_words(one, sets) for one in box.limits])
    density = with_interval(SHARE, *box.density)
    covered = with_interval(SHARE, *box.coverage)
    limits = counted(len(box.limits), "number limits", "numbers limit")
    return (
        f"'{asked.text}' holds in {density} of the histories where {where}, against "
        f"{percent(box.base)} overall; {limits} the box, which holds {percent(box.mass)} of the "
        f"sets and {covered} of the cases."
    )


def sentences(found: Sequence[Box], asked: Condition, sets: Sets) -> list[str]:
    """One for each box."""
    told = [sentence(one, asked, sets) for one in found]
    return [told[0], *(f"Outside of that, {one}" for one in told[1:])] if told else []


def grid(found: Sequence[Box], sets: Sets) -> list[Grid]:
    """Each box with its limits."""
    rows: list[list[str]] = []
    for place, box in enumerate(found, 1):
        density, coverage = (with_interval(SHARE, *one) for one in (box.density, box.coverage))
        rows.append([f"Box {place}: density {density}, coverage {coverage}"])
        rows += [
            [f"  {in_words(one, sets)}", p_words(one.p), percent(one.again)] for one in box.limits
        ]
    header = ["limit", "p", "found again"]
    return [Grid(header, rows, (1, 2))] if rows else []


def p_words(value: float) -> str:
    """A p value, the smallest ones as below a thousandth."""
    return "< 0.001" if value < 0.001 else number(value, 2)


def headline(found: Sequence[Box], asked: Condition, sets: Sets, held: np.ndarray) -> str:
    """The first box, or that there is none, to be quoted."""
    base = float(np.nanmean(held)) if np.any(~np.isnan(held)) else np.nan
    name = sets.scenario.name
    if found:
        return f"In '{name}', {sentence(found[0], asked, sets)}"
    if base in (0.0, 1.0) or base != base:
        word = "no" if base != 1.0 else "every"
        return f"In '{name}', '{asked.text}' holds in {word} history: there is nothing to part."
    return (
        f"In '{name}', '{asked.text}' holds in {percent(base)} of the histories, and no box of "
        "values in which it is more frequent was confirmed by the second half of the sets."
    )


def title(found: Sequence[Box], asked: Condition, sets: Sets) -> str:
    """The finding in a line."""
    if not found:
        return f"No box of values tells when '{asked.text}' holds"
    box = found[0]
    told = f"{percent(box.density.value)} instead of {percent(box.base)}"
    if len(box.limits) == 1:
        return f"'{asked.text}' in {told} of the histories where {in_words(box.limits[0], sets)}"
    return (
        f"'{asked.text}' in {told} of the histories in a box that {len(box.limits)} numbers limit"
    )


def details(found: Sequence[Box]) -> str:
    """What PRIM limited and the test did not confirm, and what none of it shows."""
    dropped = list(dict.fromkeys(name for box in found for name in box.dropped))
    said = []
    if dropped:
        count = counted(len(dropped), "number", "numbers")
        said.append(
            f"PRIM limited {count} more in the first half of the sets, which the second did not "
            f"confirm (p above {SURE:g}): {listed(dropped)}."
        )
    return " ".join([*said, NOT_SHOWN])
