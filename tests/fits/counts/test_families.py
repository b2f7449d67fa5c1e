from math import inf, log

import numpy as np
import pytest

from simulator.fits.counts.families import FAMILIES, CountFamily
from simulator.fits.family import compare
from simulator.scenario.load import load_mapping

from .counted import DAY, daily, drawn

BY_NAME = {family.name: family for family in FAMILIES}
STEADY = BY_NAME["steady"]
MIXED = BY_NAME["over-dispersed days"]
DRIFT = BY_NAME["drifting level"]
BOTH = BY_NAME["over-dispersed days on a drifting level"]


def test_the_steady_rate_is_acts_per_day_with_data() -> None:
    data = daily([4, 8, 6], [0, 50, 100])
    assert STEADY.fit(data)["rate"] == pytest.approx(6.0, rel=1e-4)


def test_a_steady_interval_ends_where_the_likelihood_has_fallen_by_1_92() -> None:
    data = daily([10] * 10)
    found = STEADY.intervals(STEADY.fit(data), data)["rate"]
    for end in (found.low, found.high):
        fall = 100.0 * log(10.0 / end) - 10.0 * (10.0 - end)
        assert fall == pytest.approx(1.9207, abs=1e-3)
    assert found.low < found.value < found.high


def test_days_that_scatter_less_than_chance_set_no_limit_to_k() -> None:
    data = daily([10] * 40)
    assert MIXED.intervals(MIXED.fit(data), data)["overdispersion"].high == inf


def test_a_block_of_independent_days_is_scored_by_its_own_days() -> None:
    data = daily([3, 1, 4, 1, 5, 9])
    values = {"rate": 4.0, "overdispersion": 2.0}
    block = (2 * DAY, 4 * DAY)
    terms = MIXED.log_terms(values, data)
    assert MIXED.log_density(values, data, block) == pytest.approx(terms[2:4].sum())


def test_a_block_of_a_drifting_level_is_judged_from_both_sides() -> None:
    """Days of forty on both sides make forty likelier than the mean of ten would."""
    values = {"rate": 10.0, "wander sd": 1.0, "wander memory": 10.0}
    block = (2 * DAY, 3 * DAY)
    scores = [
        DRIFT.log_density(values, daily([before, before, 40, after, after]), block)
        for before, after in ((40, 40), (40, 4), (4, 4))
    ]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("k", "sd", "families", "expected"),
    [
        (None, 0.0, (STEADY, MIXED), "steady"),
        (0.8, 0.0, (STEADY, MIXED, BOTH), "over-dispersed days"),
        (0.8, 1.0, (STEADY, MIXED, BOTH), "over-dispersed days on a drifting level"),
    ],
)
def test_the_family_that_made_the_counts_is_chosen(
    k: float | None, sd: float, families: tuple[CountFamily, ...], expected: str
) -> None:
    data = drawn(3, 150, 20.0, k, sd, memory=10.0)
    assert compare(families, data, blocks=5).chosen.family == expected


@pytest.mark.parametrize("family", FAMILIES, ids=lambda one: one.name)
def test_what_is_fitted_is_a_pattern_that_loads(family: CountFamily) -> None:
    data = drawn(1, 40, 20.0, k=1.0)
    pattern = family.pattern(family.fit(data))
    scenario = load_mapping({"name": "x", "violations": {"y": {"kind": "drone"} | pattern}})
    assert scenario.violations["y"].rate is not None


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    held = []
    for seed in range(40):
        data = drawn(seed, 100, 10.0, k=0.8)
        found = MIXED.intervals(MIXED.fit(data), data)
        truth = {"rate": 10.0, "overdispersion": 0.8}
        held += [one.low <= truth[name] <= one.high for name, one in found.items()]
    assert 0.88 <= np.mean(held) <= 1.0


def test_a_short_memory_is_called_scatter_and_a_long_one_no_drift() -> None:
    data = daily([1] * 100)
    values = {"rate": 1.0, "wander sd": 1.0, "wander memory": 0.5}
    assert "scatter" in DRIFT.warnings(values, data)[0]
    assert "100" in DRIFT.warnings(values | {"wander memory": 60.0}, data)[0]
    assert DRIFT.warnings(values | {"wander memory": 5.0}, data) == []


def test_a_level_with_a_memory_of_a_tenth_of_the_data_gives_a_warning() -> None:
    data = daily([4, 3, 5, 2] * 25)
    values = {"rate": 3.5, "wander sd": 0.5, "wander memory": 10.0}
    drift = BY_NAME["drifting level"]
    (told,) = drift.warnings(values, data)
    assert told.startswith("The memory of the level is 10 days, and the data span 100")
    assert "intervals are somewhat too narrow" in told
    assert drift.warnings(values | {"wander memory": 4.0}, data) == []
