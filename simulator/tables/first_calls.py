"""What became of each phase in the first episode that called it: all that tables say of phases."""

import numpy as np

from simulator.model import terms
from simulator.model.parameters import Array

NEVER_STARTED = len(terms.STATES)
"""Its deadline passed, and it did not start: for the model it is late, like one that did."""
STATES = ("not called", "open", "in time", "late", "lapsed", "never started")
"""The states of `first_outcomes` in words, by their numbers."""
FIRST_OUTCOME = np.dtype([("state", np.int8), ("called_late", np.bool_)])
"""A place in STATES, and whether the call itself came after the phase's deadline."""


def first_calls(phases: Array) -> Array:
    """Of each replication and phase the row of the first episode that called it, in that order.

    `phases`: PHASE_OUTCOME with the replication, in any order.
    """
    called = phases[phases["state"] != terms.NOT_CALLED]
    called = called[np.lexsort((called["episode"], called["phase"], called["replication"]))]
    turns = [np.diff(called[name], prepend=-1) != 0 for name in ("replication", "phase")]
    first: Array = called[turns[0] | turns[1]]
    return first


def first_outcomes(phases: Array, replications: int, count: int) -> Array:
    """(replications, phases) FIRST_OUTCOME of the episode that first called each; else not called.

    `phases`: rows of PHASE_OUTCOME with a replication, of replications 0 to `replications` - 1.
    """
    found = np.zeros((replications, count), FIRST_OUTCOME)
    found["state"] = terms.NOT_CALLED
    called = first_calls(phases)
    place = called["replication"], called["phase"]
    found["state"][place] = states_of(called)
    found["called_late"][place] = called["called"] > called["due"]
    return found


def states_of(called: Array) -> Array:
    """The state of each of these rows of PHASE_OUTCOME, as a number of STATES."""
    missed = (called["state"] == terms.LATE) & np.isnan(called["started"])
    return np.where(missed, NEVER_STARTED, called["state"])
