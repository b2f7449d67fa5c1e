"""What became of a phase is what became of it in the first episode that called it."""

import numpy as np
import pytest

from simulator.model import terms
from simulator.tables.first_calls import STATES, first_calls, first_states

PHASE = np.dtype(
    [("replication", "i8"), ("episode", "i4"), ("phase", "i4"), ("state", "i4"), ("started", "f8")]
)
NAN = np.nan
CALLED = np.array(
    [
        (0, 0, 0, terms.MET, 10.0),
        (0, 0, 1, terms.NOT_CALLED, NAN),
        (0, 1, 0, terms.LATE, 90.0),
        (0, 1, 1, terms.LAPSED_STATE, NAN),
        (0, 2, 0, terms.OPEN, NAN),
        (0, 2, 1, terms.MET, 20.0),
        (2, 0, 0, terms.LATE, NAN),
        (2, 0, 1, terms.MET, 70.0),
        (2, 1, 0, terms.MET, 5.0),
        (3, 0, 0, terms.LATE, 30.0),
        (3, 0, 1, terms.OPEN, NAN),
    ],
    PHASE,
)


def words(phases):
    return [[STATES[state] for state in row] for row in first_states(phases, 4, 2)]


EXPECTED = [
    ["in time", "lapsed"],
    ["not called", "not called"],
    ["never started", "in time"],
    ["late", "open"],
]


def test_the_first_call_of_a_phase_in_a_history_is_the_one_that_counts():
    assert words(CALLED) == EXPECTED


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_rows_makes_no_difference(seed):
    shuffled = np.random.default_rng(seed).permutation(CALLED)
    assert words(shuffled) == EXPECTED
    assert first_calls(shuffled)["episode"].tolist() == [0, 1, 0, 0, 0, 0]


def test_no_rows_are_no_calls():
    assert first_calls(CALLED[:0]).tolist() == []
    assert words(CALLED[:0]) == [["not called"] * 2] * 4
