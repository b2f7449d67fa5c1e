"""Shares over time, on traces made by hand."""

import numpy as np

from simulator.engine.trace import ROW
from simulator.model import terms
from simulator.tables import curves


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
