"""Shares over time and over histories, on phases and traces made by hand."""

import numpy as np

from simulator.engine.trace import ROW
from simulator.model import terms
from simulator.tables import curves

PHASE = np.dtype(
    [("replication", "i8"), ("episode", "i4"), ("phase", "i4"), ("state", "i4"), ("started", "f8")]
)
CALLED = np.array(
    [
        (0, 0, 0, terms.MET, 10.0),
        (0, 0, 1, terms.NOT_CALLED, np.nan),
        (0, 1, 0, terms.LATE, 90.0),
        (0, 1, 1, terms.LAPSED_STATE, np.nan),
        (2, 0, 0, terms.LATE, 30.0),
        (2, 0, 1, terms.MET, 70.0),
    ],
    PHASE,
)


def test_a_curve_counts_starts_up_to_the_hour_among_the_histories_that_called():
    table = curves.time_to_phase(CALLED, ("a", "b"), 4, [10, 24, 72])
    assert table["share"].to_list() == [0.5, 0.5, 1, 0, 0, 0.5]
    assert set(table["called"]) == {2}
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()


def test_a_curve_of_all_histories_has_those_that_did_not_call_in_it():
    table = curves.time_to_phase(CALLED, ("a", "b"), 4, [72], of_called=False)
    assert table["share"].to_list() == [0.5, 0.25]


def test_the_hours_shown_reach_past_both_promises():
    assert curves.hours_to_show([np.array([np.inf])])[-1] == 96
    assert curves.hours_to_show([np.array([100.0, 1e6])])[-1] == 240


def trace(*told: tuple[int, int, int]) -> np.ndarray:
    rows = np.zeros(len(told), ROW)
    rows["minute"], rows["what"], rows["subject"] = np.array(told).T
    return rows


def test_a_state_is_the_highest_phase_started_in_the_open_episode():
    history = trace(
        (10, terms.BREACH, 0), (20, terms.START, 0), (30, terms.START, 1), (40, terms.BREACH, 1),
        (50, terms.STAND_DOWN, 0), (60, terms.BREACH, 2),
    )  # fmt: skip
    states = curves.states_of(history, np.arange(5, 75, 10), 2)
    assert states.tolist() == [0, 1, 2, 3, 3, 0, 1]


def test_shares_add_up_to_one_and_know_of_ceasefires_not_signed():
    traces = [trace((0, terms.NOT_SIGNED, 0)), trace((10, terms.BREACH, 0))]
    table = curves.states_over_time(traces, ("a",), 100, 5)
    assert np.allclose(table.sum(axis=1), 1)
    assert table[curves.NOT_SIGNED].to_list() == [0.5] * 5
    assert table[curves.NO_ANSWER].to_list() == [0, 0.5, 0.5, 0.5, 0.5]
