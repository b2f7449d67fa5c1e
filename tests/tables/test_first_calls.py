"""What became of a phase is what became of it in the first episode that called it."""

import numpy as np
import pytest

from simulator.model import terms
from simulator.tables.first_calls import STATES, first_calls, first_outcomes

PHASE = np.dtype(
    [
        *((name, "i8") for name in ("replication", "episode", "phase", "state")),
        *((name, "f8") for name in ("started", "called", "due")),
    ]
)
NAN = np.nan
ROWS = [  # started, called and due in hours on the clock
    (0, 0, 0, terms.MET, 10.0, 4.0, 24.0),
    (0, 0, 1, terms.NOT_CALLED, NAN, NAN, NAN),
    (0, 1, 0, terms.LATE, 90.0, 30.0, 24.0),
    (0, 1, 1, terms.LAPSED_STATE, NAN, 80.0, 72.0),
    (0, 2, 0, terms.OPEN, NAN, 4.0, 24.0),
    (0, 2, 1, terms.MET, 20.0, 4.0, 72.0),
    (2, 0, 0, terms.LATE, NAN, 25.0, 24.0),
    (2, 0, 1, terms.MET, 70.0, 60.0, NAN),
    (2, 1, 0, terms.MET, 5.0, 4.0, 24.0),
    (3, 0, 0, terms.LATE, 30.0, 24.0, 24.0),
    (3, 0, 1, terms.OPEN, NAN, 9.0, 72.0),
]
CALLED = np.array(ROWS, PHASE)


def words(phases):
    return [[STATES[state] for state in row] for row in first_outcomes(phases, 4, 2)["state"]]


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


def test_a_call_is_late_if_it_came_after_the_deadline_in_the_first_episode_that_had_one():
    assert first_outcomes(CALLED, 4, 2)["called_late"].tolist() == [
        [False, True], [False, False], [True, False], [False, False],
    ]  # fmt: skip
