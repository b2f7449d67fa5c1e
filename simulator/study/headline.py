"""The headline of a comparison, from its rows."""

from collections.abc import Sequence

from simulator.results.headline import Change, Value, of_changes
from simulator.study.rows import Row, row
from simulator.tables.shown import AGREED
from simulator.tables.wording import counted


def headline(rows: Sequence[Row], arms: Sequence[str], replications: int) -> str:
    """What differs beyond chance and matters most, in one or two sentences."""
    first, *others = arms
    pairs = counted(replications, "simulated pair", "simulated pairs")
    found = of_changes(
        f"In {pairs} of histories", first, others, changes_of(rows, first, replications)
    )
    return " ".join([found, *_signed(rows, arms)])


def changes_of(rows: Sequence[Row], first: str, replications: int) -> list[Change]:
    """Every paired difference from the first arm, as headlines take them."""
    found = []
    for one in rows:
        base = row(rows, one.outcome, first)
        if base is not None and one.pairs:
            everywhere = one.pairs == one.histories == base.histories
            note = "" if one.pairs == replications else f"over {one.pairs:,} pairs"
            found.append(
                Change(
                    one.outcome, one.unit, one.arm, one.estimate, base.estimate, one.difference,
                    one.p, everywhere, note=note,
                )
            )  # fmt: skip
    return found


def _signed(rows: Sequence[Row], arms: Sequence[str]) -> list[str]:
    """How often a ceasefire is signed at all, where only some arms leave that open."""
    gated = [one for one in rows if one.outcome == AGREED.outcome]
    if len(gated) == len(arms):
        return []
    said = (Value(one.outcome, one.unit, one.estimate).clause() for one in gated)
    return [f"With '{one.arm}', {clause}." for one, clause in zip(gated, said, strict=True)]
