"""Where in its range each uncertain number lies in each set: spread evenly, and by address.

A Latin hypercube that grows (cf. Sheikholeslami and Razavi 2017, "Progressive Latin Hypercube
Sampling"): of the first 2, 4, 8, ... sets each has a stratum of its own in every number's range. A
level depends on the seed, the path and the number of the set and on nothing else, so that another
path, or more sets, leave it where it is.
"""

import hashlib

import numpy as np

from simulator.model.draws import stream, uniform
from simulator.model.parameters import Array

STREAM = stream("uncertain")
JITTER, ORDER = 0, 1


def levels(seed: int, path: str, sets: int) -> Array:
    """(sets,) levels strictly between 0 and 1 of the number at this path, uniform each."""
    subject = int.from_bytes(hashlib.sha256(path.encode()).digest()[:4], "big")
    jitter = _drawn(seed, range(sets), subject, JITTER)
    found = jitter[:1]
    while len(found) < sets:
        had = len(found)
        cells = np.setdiff1d(np.arange(2 * had), (found * (2 * had)).astype(np.int64))
        order = np.argsort(_drawn(seed, range(had, 2 * had), subject, ORDER), kind="stable")
        chosen = np.empty(had, np.int64)
        chosen[order] = cells
        new = chosen[: sets - had]
        inside = (new + jitter[had : 2 * had]) / (2 * had)
        # The sum may have been rounded up to the end of its cell.
        found = np.concatenate([found, np.minimum(inside, np.nextafter((new + 1) / (2 * had), 0))])
    return found


def _drawn(seed: int, sets: range, subject: int, purpose: int) -> Array:
    """One random number for each of these sets."""
    return np.array([uniform(seed, number, STREAM, subject, purpose) for number in sets])
