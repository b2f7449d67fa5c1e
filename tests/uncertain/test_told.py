"""What is told of points and of changes between them: in a model with known answers."""

import numpy as np
import pytest

from simulator.model.parameters import Array
from simulator.tables.amounts import SHARE
from simulator.tables.summary import Estimate, mean, share
from simulator.uncertain.levels import levels
from simulator.uncertain.told import change_of, from_last, settles, value_of, with_share

RNG = np.random.default_rng(7)
SETS, HISTORIES = 256, 12
X = levels(0, "x", SETS)


def noisy(means: list[float], histories: int = 400, scatter: float = 0.05, seed: int = 1) -> Array:
    """A curve of these means whose histories share their luck, and have a little of their own."""
    rng = np.random.default_rng(seed)
    luck = rng.normal(0, 1.0, histories)
    own = rng.normal(0, scatter, (len(means), histories))
    made: Array = np.array(means, float)[:, None] + luck + own
    return made


def over_sets(slope: float, start: float = 0.0) -> Array:
    """(sets, histories): chance, and a linear effect of a number that is uniform from 0 to 1."""
    return start + slope * X[:, None] + RNG.standard_normal((SETS, HISTORIES))


def settled(values: Array) -> int:
    return settles(from_last(values, "h"))


def test_a_curve_settles_at_the_first_point_that_is_not_told_from_the_last() -> None:
    assert settled(noisy([5, 3, 1, 0, 0, 0])) == 3
    assert settled(noisy([0, 0, 0, 0])) == 0
    assert settled(noisy([5, 4, 3, 2])) == 3
    back = noisy([1, 9, 1, 1])
    assert settled(back) == 2, "a point that equals the last by chance before it differs does not"
    assert settled(noisy([1])) == 0


def test_points_are_told_from_the_last_no_more_often_than_one_time_in_twenty_in_all() -> None:
    wrong = sum(settled(noisy([0] * 6, 60, 1.0, seed)) > 0 for seed in range(400))
    assert wrong / 400 < 0.08


def test_a_difference_without_an_interval_is_no_difference_beyond_chance() -> None:
    same = np.ones((3, 10))
    assert not from_last(same, "h")[0].beyond
    assert settled(same) == 0


def test_without_sets_a_value_is_the_mean_or_the_share_with_its_interval() -> None:
    values = np.array([1.0, 2.0, np.nan, 6.0])
    told = value_of(values, "h")
    assert told.estimate == mean(values[[0, 1, 3]])
    assert (told.histories, told.levels) == (3, None)
    yes = np.array([1.0, 0.0, np.nan, 0.0])
    assert value_of(yes, SHARE).estimate == share(yes[[0, 1, 3]])
    assert np.isnan(told.band).all()


def test_over_sets_a_value_is_parted_as_the_model_says() -> None:
    told = value_of(over_sets(8, 10), "h")
    assert told.levels is not None
    assert told.estimate.value == pytest.approx(14, abs=0.1)
    half = 1.96 / np.sqrt(SETS * HISTORIES)
    assert told.estimate.high - told.estimate.value == pytest.approx(half, rel=0.05)
    assert told.band == pytest.approx((10.4, 17.6), abs=0.35)
    assert told.levels.ignorance == pytest.approx((64 / 12) / (64 / 12 + 1), abs=0.02)
    assert told.words.endswith(" in 90 % of the sets)")


def test_a_change_holds_in_the_share_of_the_sets_that_the_model_says() -> None:
    # The effect is x - 1/4: above 0 in three sets of four.
    base = over_sets(0)
    change = change_of(base, base + X[:, None] - 0.25 + 0.01 * over_sets(0), "h")
    assert change.beyond
    assert change.holds == pytest.approx(0.75, abs=0.01)
    assert not change.sure
    back = change_of(base + X[:, None] - 0.25, base, "h")
    assert back.holds == pytest.approx(0.75, abs=0.01)
    always = change_of(base, base + 1 + X[:, None], "h")
    assert always.sure
    assert always.holds == 1


def test_sets_that_differ_around_nothing_are_beyond_chance_and_not_sure() -> None:
    base = over_sets(0)
    change = change_of(base, base + X[:, None] - 0.5, "h")
    assert change.estimate.low < 0 < change.estimate.high or abs(change.estimate.value) < 0.01
    assert change.beyond
    assert not change.sure


def test_of_many_changes_that_are_none_few_are_told_beyond_chance() -> None:
    wrong = 0
    for _ in range(50):
        points = np.array([over_sets(0) for _ in range(6)])
        wrong += any(one.beyond for one in from_last(points, "h")[:-1])
    assert wrong <= 9  # Bonferroni leaves 2.5, the F tests of five points up to 2.5 more


def test_a_finding_says_in_how_many_of_the_sets_it_holds() -> None:
    assert with_share("less", np.nan) == "less"
    assert with_share("less", 1.0) == "less, so in every set"
    assert with_share("less", 0.93) == "less, so in 93 % of the sets"


def test_a_change_says_what_its_interval_is_of() -> None:
    base = over_sets(0)
    plain = change_of(base[0], base[0] + 1 + 0.1 * base[1], "h")
    assert "sets" not in plain.words
    apart = change_of(base, base + X[:, None], "h")
    assert apart.words.startswith("+0.50 (0.0")
    assert apart.words.endswith(" in 90 % of the sets)")
    record = apart.record("difference")
    assert record["higher_in"] == 1
    assert Estimate(*(record[f"difference{end}"] for end in ("", "_low", "_high"))) == (
        apart.estimate
    )
