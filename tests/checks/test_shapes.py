import numpy as np
import pytest

from simulator.checks import distributions as shapes
from simulator.checks.observed import Seen


def seen(minutes: list[int], span: list[int], munitions: list[float] | None = None) -> Seen:
    size = munitions or [0.0] * len(minutes)
    return Seen(np.zeros(1, int), np.array(minutes), np.array(size), np.array(span))


def test_a_distance_is_the_share_in_the_wrong_bin() -> None:
    bins = np.array([[4, 0, 0], [0, 2, 2]])
    assert shapes.distance(bins).tolist() == [0.5, 0.5]
    assert shapes.distance_from_even(np.array([[5, 0, 5, 10]]))[0] == pytest.approx(0.25)


def test_gaps_do_not_reach_over_what_is_not_covered() -> None:
    found = shapes.gaps(seen([0, 3, 90, 100], [0, 0, 1, 1]))
    told = {shapes.gap_places()[i]: int(found[i]) for i in np.flatnonzero(found)}
    assert told == {"2 min": 1, "10 min": 1}


def test_only_sizes_that_are_told_are_counted() -> None:
    found = shapes.sizes(seen([1, 2, 3], [0, 0, 0], [0.0, 4.0, 12.0]))
    told = {shapes.places()[i]: int(found[i]) for i in np.flatnonzero(found)}
    assert told == {"3": 1, "10": 1}


def test_the_busiest_series_of_ten_has_the_last_ranks_and_each_tenth_is_held_once() -> None:
    totals = np.arange(10)[:, None] * np.ones((1, 6), int)
    found = shapes.ranks(totals, seed=1)
    assert found[9].tolist() == [0] * 9 + [6]
    assert (found.sum(axis=0) == 6).all()


def test_equal_counts_share_the_ranks_by_luck_that_the_seed_decides() -> None:
    ties = np.zeros((40, 500), int)
    found = shapes.ranks(ties, seed=3)
    assert np.array_equal(found, shapes.ranks(ties, seed=3))
    assert not np.array_equal(found, shapes.ranks(ties, seed=4))
    assert found[0].min() > 25
    assert found[0].max() < 80
