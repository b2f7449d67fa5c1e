"""Threads that play blocks: the same results, one after another or side by side."""

import numpy as np
import pytest

from simulator.engine.simulate import simulate
from simulator.model.encode import encode
from simulator.play import blocks
from simulator.play.blocks import Task, cut
from simulator.play.execute import play
from simulator.play.threads import play_in_threads
from simulator.scenario.load import load
from tests.play.test_execute import TINY

SEED = 7


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("size", [1, 7, 64])
def test_blocks_in_any_number_of_threads_are_the_blocks_played_in_order(threads, size):
    p = encode(load(TINY), SEED)
    whole = simulate(p, range(64))
    pieces = cut(Task(0, 0, 64), size)[::-1]
    played = sorted(play_in_threads([p], pieces, threads), key=lambda one: one.task.first)
    for number, table in enumerate(whole):
        told = np.concatenate([one.block[number] for one in played])
        assert told.tobytes() == table.tobytes()


def test_two_threads_give_the_same_bytes_as_one():
    one = play({"tiny": load(TINY)}, 300, SEED, workers=1, engine="file")["tiny"]
    two = play({"tiny": load(TINY)}, 300, SEED, workers=2, engine="file")["tiny"]
    for table, other in zip(one.block, two.block, strict=True):
        assert table.tobytes() == other.tobytes()


def test_threads_go_on_around_a_replication_that_fails(monkeypatch):
    def faulty(p, replications):
        if 5 in replications:
            raise ValueError("no such hour")
        return simulate(p, replications)

    monkeypatch.setattr(blocks, "simulate", faulty)
    p = encode(load(TINY), SEED)
    played = list(play_in_threads([p], [Task(0, 0, 12)], 2))
    (failure,) = [one.failure for one in played if one.failure]
    assert (failure.first, failure.last, failure.why) == (5, 6, "ValueError: no such hour")
    done = sorted(r for one in played if one.block for r in one.block.outcomes["replication"])
    assert done == [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11]
