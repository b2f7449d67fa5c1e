"""The numbers of a box: by their levels while it is looked for, in a scenario's words when said."""

import numpy as np

from simulator.discovery.boxes import Limit
from simulator.model.parameters import Array
from simulator.scenario.ranges import Range
from simulator.tables.wording import listed
from simulator.uncertain.flips import Number
from simulator.uncertain.quantiles import numbers
from simulator.uncertain.sets import Sets


def levels_of(sets: Sets) -> dict[str, Array]:
    """(sets,) by path: where in its range each number lies; those that another moves left out."""
    return {one.path: sets.placed[one.path] for one in sets.ranges if one.said.along is None}


def steps_of(sets: Sets) -> dict[str, Array]:
    """The same, every form of a choice at the middle of its stretch, so that none is cut in two."""
    found = levels_of(sets)
    for one in sets.ranges:
        if one.forms and one.path in found:
            lower, upper = _stretches(one)
            found[one.path] = ((lower + upper) / 2)[sets.values[one.path].astype(int)]
    return found


def in_words(limit: Limit, sets: Sets) -> str:
    """'ground.reach is above 60 %', 'together is between 10 % and 30 %'."""
    range_ = next(one for one in sets.ranges if one.path == limit.number)
    if range_.forms:
        return f"{limit.number} is {_forms(limit, range_)}"
    low, high = _ends(limit, range_)
    if limit.low <= 0.0:
        return f"{limit.number} is below {high}"
    if limit.high >= 1.0:
        return f"{limit.number} is above {low}"
    return f"{limit.number} is between {low} and {high}"


def _ends(limit: Limit, range_: Range) -> tuple[str, str]:
    """The values at the two ends."""
    inside = np.clip([limit.low, limit.high], 1e-9, 1 - 1e-9)
    number = Number(range_.path, inside, range_)
    low, high = (number.written(float(one)) for one in numbers(range_, inside))
    return low, high


def _forms(limit: Limit, range_: Range) -> str:
    """The forms of which more than half lies within: '20 or 50'."""
    lower, upper = _stretches(range_)
    within = np.minimum(upper, limit.high) - np.maximum(lower, limit.low)
    chosen = np.flatnonzero(within > (upper - lower) / 2)
    if not len(chosen):
        chosen = np.array([int(np.argmax(within))])
    return listed([range_.named[place] for place in chosen], "or")


def _stretches(range_: Range) -> tuple[Array, Array]:
    """(forms,) between which levels each form of a choice is drawn."""
    weights = np.array([form.weight for form in range_.said.one_of or ()])
    upper = np.cumsum(weights) / np.sum(weights)
    return np.concatenate([[0.0], upper[:-1]]), upper
