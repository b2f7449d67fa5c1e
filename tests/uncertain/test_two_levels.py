"""A model with known answers: an outcome that is chance plus a linear effect of a number."""

import numpy as np
import pytest

from simulator.model.parameters import Array
from simulator.tables.summary import share
from simulator.uncertain.levels import levels
from simulator.uncertain.two_levels import Sort, TwoLevels, expectations, two_levels as levels_of

SLOPE, NOISE = 6.0, 2.0
BETWEEN = SLOPE**2 / 12  # of SLOPE times a number that is uniform from 0 to 1


def linear(sets: int, histories: int, seed: int = 0, slope: float = SLOPE) -> Array:
    """(sets, histories) of 10 + slope x + noise."""
    rng = np.random.default_rng(seed)
    x = levels(seed, "x", sets)
    noise: Array = NOISE * rng.standard_normal((sets, histories))
    return 10 + slope * x[:, None] + noise


def two_levels(outcomes: Array, sort: Sort = Sort.AMOUNT) -> TwoLevels:
    return levels_of(outcomes, sort)


def test_the_two_parts_agree_with_the_closed_form() -> None:
    found = two_levels(linear(512, 20))
    assert found.value == pytest.approx(13, abs=0.05)
    assert found.within == pytest.approx(NOISE**2, rel=0.05)
    assert found.between == pytest.approx(BETWEEN, rel=0.05)
    assert found.ignorance == pytest.approx(BETWEEN / (BETWEEN + NOISE**2), abs=0.02)


def test_the_band_of_ignorance_has_the_quantiles_of_the_expectations() -> None:
    low, high = 10 + SLOPE * 0.05, 10 + SLOPE * 0.95
    for histories in (4, 50):
        band = two_levels(linear(1024, histories)).band
        assert band.value == pytest.approx(13, abs=0.25)
        assert band.low == pytest.approx(low, abs=0.35)
        assert band.high == pytest.approx(high, abs=0.35)


def test_without_the_correction_few_histories_would_pass_chance_for_ignorance() -> None:
    found = [two_levels(linear(100, 3, seed)) for seed in range(60)]
    raw = [np.var(linear(100, 3, seed).mean(axis=1), ddof=1) for seed in range(60)]
    error = np.std([one.between for one in found]) / np.sqrt(60)
    assert np.mean([one.between for one in found]) == pytest.approx(BETWEEN, abs=3 * error)
    assert np.mean(raw) > BETWEEN + NOISE**2 / 3 - 3 * error


def test_more_histories_narrow_the_interval_of_chance_and_not_the_band() -> None:
    few, many = two_levels(linear(128, 10)), two_levels(linear(128, 1000))
    narrower = (few.chance.high - few.chance.low) / (many.chance.high - many.chance.low)
    assert narrower == pytest.approx(10, rel=0.1)
    assert many.band.high - many.band.low == pytest.approx(few.band.high - few.band.low, rel=0.15)
    assert many.settled


def test_where_nothing_is_uncertain_there_is_no_ignorance() -> None:
    found = [two_levels(linear(50, 20, seed, slope=0.0)) for seed in range(40)]
    assert np.mean([one.between for one in found]) < 0.05
    assert sum(one.between == 0 for one in found) > 36
    assert sum(one.settled for one in found) <= 2


def test_sets_that_are_all_alike_have_a_p_that_is_uniform() -> None:
    found = np.array([two_levels(linear(20, 10, seed, slope=0.0)).p for seed in range(400)])
    assert np.mean(found < 0.05) == pytest.approx(0.05, abs=0.033)
    assert np.mean(found < 0.5) == pytest.approx(0.5, abs=0.075)


def test_the_interval_of_chance_holds_the_mean_over_these_very_sets() -> None:
    held = 0
    for seed in range(200):
        found = two_levels(linear(32, 10, seed))
        truth = np.mean(10 + SLOPE * levels(seed, "x", 32))
        held += found.chance.low <= truth <= found.chance.high
    assert 182 <= held <= 198


def test_sets_of_unequal_size_and_histories_without_the_outcome_are_taken_as_they_are() -> None:
    outcomes = linear(600, 30)
    gone = np.random.default_rng(1).random(outcomes.shape) < levels(3, "gone", 600)[:, None]
    outcomes[gone] = np.nan
    outcomes[7] = np.nan
    found = two_levels(outcomes)
    assert found.sets == np.sum(np.any(~np.isnan(outcomes), axis=1)) < 600
    assert found.histories == np.sum(~np.isnan(outcomes))
    assert found.within == pytest.approx(NOISE**2, rel=0.06)
    assert found.between == pytest.approx(BETWEEN, rel=0.12)


def test_expectations_scatter_by_as_much_as_lies_between_the_sets() -> None:
    outcomes = linear(400, 5)
    found = two_levels(outcomes)
    drawn = expectations(outcomes.mean(axis=1), np.full(400, 5), found.within, found.between)
    assert np.var(drawn, ddof=1) == pytest.approx(found.between, rel=1e-6)


def test_an_outcome_that_no_history_has_is_not_known() -> None:
    found = two_levels(np.full((4, 3), np.nan))
    assert np.isnan(found.value)
    assert found.sets == 0
    assert not found.settled


def test_an_outcome_that_never_varies_is_of_no_chance_and_no_ignorance() -> None:
    found = two_levels(np.full((4, 3), 0.1))
    assert found.value == found.band.low == found.band.high == pytest.approx(0.1)
    assert np.isnan(found.ignorance)
    assert (found.within, found.between, found.p) == (0.0, 0.0, 1.0)
    assert not found.varies
    assert not found.settled


def test_sets_that_differ_and_never_vary_themselves_are_all_ignorance() -> None:
    found = two_levels(np.repeat([[1.0], [2.0], [6.0]], 5, axis=1))
    assert (found.within, found.between, found.p) == (0.0, 7.0, 0.0)
    assert found.ignorance == 1.0
    assert found.differs
    assert found.settled
    np.testing.assert_array_equal(found.expected, [1.0, 2.0, 6.0])


def test_where_no_set_has_two_histories_nothing_is_said_of_the_sets() -> None:
    outcomes = np.full((6, 3), np.nan)
    outcomes[:, 0] = range(6)
    found = two_levels(outcomes)
    assert found.value == 2.5
    assert not found.known
    assert not found.differs
    assert np.isnan([found.between, found.ignorance, found.chance.low, found.band.low]).all()


def test_sets_that_chance_explains_have_one_expectation_and_no_ignorance() -> None:
    found = [two_levels(linear(50, 20, seed, slope=0.0)) for seed in range(40)]
    alike = [one for one in found if not one.differs]
    assert len(alike) >= 36
    for one in alike:
        assert one.between == one.ignorance == 0
        assert np.ptp(one.expected) == 0
        assert one.band == pytest.approx([one.value] * 3)


def test_the_interval_of_an_amount_ends_at_0_and_that_of_a_difference_does_not() -> None:
    outcomes = np.zeros((4, 10))
    outcomes[0, 0] = 3.0
    amount, change = (two_levels(outcomes, sort).chance for sort in (Sort.AMOUNT, Sort.CHANGE))
    assert amount.low == 0.0 > change.low
    assert amount.high == change.high
    # By hand: 36 degrees of freedom, a variance within sets of (9 - 9 / 10) / 36.
    assert change.high == pytest.approx(0.075 + 2.02809 * np.sqrt(8.1 / 36 / 40), rel=1e-5)


def test_a_difference_of_shares_has_no_more_than_100_points() -> None:
    outcomes = np.ones((3, 4))
    outcomes[0, 0] = 0.0
    assert two_levels(outcomes, Sort.CHANGE_OF_SHARE).chance.high == 1.0
    assert two_levels(-outcomes, Sort.CHANGE_OF_SHARE).chance.low == -1.0


@pytest.mark.parametrize("yes", [0, 1, 3, 40])
def test_the_interval_of_a_share_of_sets_that_are_alike_is_nearly_that_of_one_run(yes: int) -> None:
    outcomes = np.zeros(2000)
    outcomes[np.random.default_rng(5).permutation(2000)[:yes]] = 1.0
    found = two_levels(outcomes.reshape(40, 50), Sort.SHARE).chance
    assert found == pytest.approx(share(outcomes), rel=0.03, abs=1e-12)


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.006), (0.02, 0.9), (0.9, 1.0)])
def test_the_interval_of_a_share_holds_it_in_95_of_100_and_stays_in_0_to_1(
    low: float, high: float
) -> None:
    rng, chances = np.random.default_rng(2), np.linspace(low, high, 20)
    held = 0
    for _ in range(1000):
        found = two_levels((rng.random((20, 25)) < chances[:, None]).astype(float), Sort.SHARE)
        assert 0 <= found.chance.low <= found.value <= found.chance.high <= 1
        held += found.chance.low <= np.mean(chances) <= found.chance.high
    assert 930 <= held <= 985


def test_sets_that_differ_leave_less_of_a_share_to_chance() -> None:
    alike = np.tile([0.0, 1.0], (20, 10))
    apart = np.sort(alike.ravel()).reshape(20, 20)
    apart[[0, -1]] = 1 - apart[[0, -1]]
    apart[0, 0] = 0.0
    apart[-1, 0] = 1.0
    wide, narrow = (two_levels(one, Sort.SHARE).chance for one in (alike, apart))
    assert narrow.value == wide.value == 0.5
    assert narrow.high - narrow.low < 0.25 * (wide.high - wide.low)
