"""Where the order of two rules turns, and on what number."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.ranks.standing import Ranking
from simulator.uncertain.flips import Number
from simulator.uncertain.signs import telling

LEAST = 0.05
"""The rarer order must hold in at least this share of the sets to be looked at."""


class Turn(NamedTuple):
    """Two rules whose order depends on the set, and the number that tells it best."""

    outcome: str
    better: str
    other: str
    """`better` has the better mean; `other` is better in the rarer sets."""
    share: float
    """Of the sets in which they differ: in how many `other` is better."""
    number: str
    """"" where no number tells the two groups of sets apart beyond chance."""
    at: str
    """Where on it, as a person writes it."""
    below: float
    above: float
    """The share of the sets below and above in which `other` is better."""


def turns(found: Ranking, numbers: Mapping[str, Number]) -> list[Turn]:
    """For each two rules that stand beside each other, where their order turns."""
    arms = [one.arm for one in found.standings]
    told = [_turn(found, *pair, numbers) for pair in zip(arms, arms[1:], strict=False)]
    return [one for one in told if one is not None]


def _turn(found: Ranking, better: str, other: str, numbers: Mapping[str, Number]) -> Turn | None:
    sign = 1.0 if found.lower_is_better else -1.0
    change = sign * (found.expected[better] - found.expected[other])
    differ = ~np.isnan(change) & (np.abs(change) > 1e-12)
    turned = change[differ] > 0
    if not len(turned) or np.mean(turned) < LEAST:
        return None
    values = {name: one.values[differ] for name, one in numbers.items()}
    best: tuple[float, str, float, float, float] | None = None
    for name in telling(turned, values):
        cut, below, above = _cut(values[name], turned)
        if best is None or abs(above - below) > best[0]:
            best = abs(above - below), name, cut, below, above
    share = float(np.mean(turned))
    if best is None:
        return Turn(found.outcome, better, other, share, "", "", np.nan, np.nan)
    _, name, cut, below, above = best
    number = numbers[name]
    at = f"'{number.form}'" if number.form else number.written(cut)
    return Turn(found.outcome, better, other, share, number.path, at, below, above)


def _cut(values: Array, turned: Array) -> tuple[float, float, float]:
    """The value that parts the two groups best, and their share on its two sides."""
    order = np.argsort(values, kind="stable")
    ranked, yes = values[order], np.cumsum(turned[order])
    total, count = float(yes[-1]), len(values)
    ends = np.flatnonzero(np.diff(ranked) > 0)
    left = ends + 1
    found = yes[ends] / total - (left - yes[ends]) / max(1.0, count - total)
    place = int(np.argmax(np.abs(found)))
    end = int(ends[place])
    below, above = yes[end] / left[place], (total - yes[end]) / (count - left[place])
    return float((ranked[end] + ranked[end + 1]) / 2), float(below), float(above)
