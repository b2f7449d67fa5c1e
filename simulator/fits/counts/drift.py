"""The likelihood of counts whose level wanders: the level is summed over by a forward filter."""

from typing import NamedTuple

import numpy as np

from simulator.fits.drift import Levels, grid, levels, move, narrowed
from simulator.jit import jit
from simulator.model.elementary import exp, log, log_of_rest
from simulator.model.parameters import Array, Floats, Grid, Integers
from simulator.wasm.entry import entry

NEGLIGIBLE = 1e-13
"""Filter weight, of the whole, below which a period leaves out levels at either end of the grid."""


class Counts(NamedTuple):
    """Counts in the order of their days, and the law of each where the level is at its mean."""

    days: Integers
    """Day of each count, rising."""
    totals: Integers
    means: Floats
    """Expected counts at factor 1."""
    shapes: Floats
    """Of the gamma mixing, 0 for none."""


def log_terms(counts: Counts, sd: float, memory: float) -> Array:
    """Log probability of each count given those before it, but for what no level changes."""
    most = float(counts.means.max()), float(counts.shapes.max()), int(counts.totals.max())
    on = levels(grid(sd, memory, *most), sd)
    terms = np.empty(len(counts.totals))
    belief, work = on.start.copy(), np.empty((3, len(on.start)))
    _forward(counts, on, belief, work, terms)
    return terms


@entry
def _forward(counts: Counts, on: Levels, belief: Floats, work: Grid, terms: Floats) -> None:
    """Move the belief day by day, and weigh it with each count; outside [low, high) it is 0.

    `work`: three rows to write in, each as long as the belief.
    """
    days, totals, means, shapes = counts
    low, high = 0, len(belief)
    for i in range(len(totals)):
        if i > 0:
            for _ in range(days[i] - days[i - 1]):
                low, high = move(on, belief, work[0], low, high)
        if i == 0 or means[i] != means[i - 1] or shapes[i] != shapes[i - 1]:
            _spread(means[i], shapes[i], on.factors, work[1], work[2])
        terms[i] = _weigh(totals[i], work[1, low:high], work[2, low:high], belief[low:high])
        low, high = narrowed(belief, low, high, NEGLIGIBLE)


@jit
def _spread(mean: float, shape: float, factors: Array, gain: Array, loss: Array) -> None:
    """At each level, what a count adds to its log probability for each act, and takes off once."""
    for j in range(len(factors)):
        at = mean * factors[j]
        if shape > 0.0:
            loss[j] = shape * log_of_rest(-at / shape)
            gain[j] = log(at / (shape + at))
        else:
            loss[j] = at
            gain[j] = log(at)


@jit
def _weigh(total: int, gain: Array, loss: Array, belief: Array) -> float:
    """Weigh the belief with a count, scaled to sum 1; the log probability of the count."""
    best = -np.inf
    for j in range(len(belief)):
        best = max(best, total * gain[j] - loss[j])
    whole = 0.0
    for j in range(len(belief)):
        belief[j] *= exp(total * gain[j] - loss[j] - best)
        whole += belief[j]
    for j in range(len(belief)):
        belief[j] /= whole
    return float(best + log(whole))
