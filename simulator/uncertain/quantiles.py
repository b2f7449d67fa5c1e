"""The value of an uncertain number at a level of its range, by inversion."""

from typing import Any

import numpy as np

from simulator.model import draws
from simulator.model.elementary import exp, log
from simulator.model.parameters import Array
from simulator.model.tables import Distributions
from simulator.scenario.ranges import Range
from simulator.scenario.schema.distributions import Distribution, Lognormal

DIGITS = 4


def numbers(range_: Range, levels: Array) -> Array:
    """The numbers, in the unit that the scenario keeps them in, at these levels of a range.

    They have four digits, so that they can be read, and written into a scenario by hand.
    """
    unit, said = range_.unit, range_.said
    if unit is None:
        raise ValueError(f"'{range_.path}' is a choice between forms, not a number")
    ends = [unit.read(end) for end in said.ends]
    if said.family == "log_uniform":
        found = [exp(one) for one in _sampled("uniform", [log(end) for end in ends], levels)]
    else:
        found = _sampled(said.family, ends, levels)
    short = np.array([float(f"{one:.{DIGITS}g}") for one in found])
    return short if said.family == "lognormal" else np.clip(short, ends[0], ends[-1])


def forms(range_: Range, levels: Array) -> Array:
    """(levels,) the number of the form at each level: as often as its weight says."""
    weights = np.array([form.weight for form in range_.said.one_of or ()])
    upper = np.cumsum(weights) / np.sum(weights)
    return np.minimum(np.searchsorted(upper, levels, side="right"), len(weights) - 1)


def _sampled(family: str, ends: list[float], levels: Array) -> list[float]:
    value: Any = tuple(ends)
    if family == "lognormal":
        value = Lognormal[Any].model_construct(median=ends[0], p90=ends[1])
    table = Distributions()
    row = table.row(Distribution[Any].model_construct({family}, **{family: value}))
    rows, observed = table.arrays()
    return [draws.sample(rows, observed, row, float(level)) for level in levels]
