from math import erf, lgamma, log, sqrt

import numpy as np
import pytest

from simulator.fits.timed import sizes
from simulator.fits.timed.size_families import CONSTANT, SPREADING, families_of
from simulator.scenario.schema.violations import Pattern

from .drawn import DAY, acts, played

NEGATIVE_BINOMIAL, LOGNORMAL, TWO_STATE = SPREADING
MASS = {
    "size median": 10.0, "size sd of log": 0.5, "mass share": 0.2,
    "mass median": 100.0, "mass sd of log": 0.4,
}  # fmt: skip


def normal_below(z: float) -> float:
    return 0.5 * (1.0 + erf(z / sqrt(2.0)))


def test_a_lognormal_size_stands_for_what_rounds_to_it():
    (found,) = sizes.log_lognormal(np.array([12.0]), MASS)
    ends = [normal_below(log(end / 10.0) / 0.5) for end in (11.5, 12.5)]
    assert found == pytest.approx(log(ends[1] - ends[0]), abs=1e-12)


def test_the_chances_of_all_sizes_sum_to_1():
    every = np.arange(0.0, 5000.0)
    for chances, values in (
        (sizes.log_negative_binomial, {"size mean": 9.0, "size k": 0.7}),
        (sizes.log_lognormal, MASS),
        (sizes.log_two_state, MASS),
    ):
        assert np.exp(chances(every, values)).sum() == pytest.approx(1.0, abs=1e-9)


def test_a_negative_binomial_size_is_what_it_is_by_hand():
    (found,) = sizes.log_negative_binomial(np.array([2.0]), {"size mean": 3.0, "size k": 1.5})
    by_hand = lgamma(3.5) - lgamma(1.5) - lgamma(3) + 1.5 * log(1 / 3) + 2 * log(2 / 3)
    assert found == pytest.approx(by_hand, abs=1e-12)


def test_a_block_scores_its_own_sizes():
    data = acts([10, DAY + 10], (0, 2 * DAY), sizes=[3.0, 8.0])
    values = {"size mean": 5.0, "size k": 1.0}
    whole, second = (NEGATIVE_BINOMIAL.log_density(values, data, b) for b in (None, (DAY, 2 * DAY)))
    first = NEGATIVE_BINOMIAL.log_density(values, data.without((DAY, 2 * DAY)))
    assert whole == pytest.approx(first + second)


def test_sizes_that_are_all_the_same_are_constant_and_those_not_told_have_no_family():
    assert families_of(acts([1, 2], sizes=[5.0, 5.0])) == (CONSTANT,)
    assert families_of(acts([1, 2], sizes=[5.0, 6.0])) == SPREADING
    assert families_of(acts([1, 2], sizes=[5.0, 0.0])) == ()
    data = acts([1, 2], sizes=[5.0, 5.0])
    assert CONSTANT.pattern(CONSTANT.fit(data)) == {"size": 5}


@pytest.mark.parametrize(
    ("family", "pattern", "truth"),
    [
        (
            NEGATIVE_BINOMIAL,
            {"size": {"negative_binomial": {"mean": 30, "k": 1.8}}},
            {"size mean": 30.0, "size k": 1.8},
        ),
        (
            LOGNORMAL,
            {"size": {"lognormal": {"median": 30, "p90": 90}}},
            {"size median": 30.0, "size sd of log": log(3) / 1.2815515655446004},
        ),
        (
            TWO_STATE,
            {
                "size": {"lognormal": {"median": 10, "p90": 20}},
                "mass": {"share": "20 %", "size": {"lognormal": {"median": 100, "p90": 180}}},
            },
            {"size median": 10.0, "mass median": 100.0, "mass share": 0.2},
        ),
    ],
)
def test_the_sizes_that_were_played_are_found_again(family, pattern, truth):
    data = played({"rate": "5 per day"} | pattern, 100)
    values = family.fit(data)
    found = family.intervals(values, data)
    for name, true in truth.items():
        assert found[name].low < true < found[name].high
        assert values[name] == pytest.approx(true, rel=0.25)
    words = family.pattern(values)
    assert words.keys() == pattern.keys()
    assert Pattern.model_validate({"kind": "drone", "rate": "5 per day"} | words)


def test_two_sorts_that_are_hardly_apart_are_told():
    close = MASS | {"mass median": 20.0}
    (told,) = TWO_STATE.warnings(close, acts([10] * 100, sizes=[10.0] * 100))
    assert told.startswith("Mass attacks are 2 times as large as ordinary ones, and 20 acts")
    assert TWO_STATE.warnings(MASS, acts([10] * 100, sizes=[10.0] * 100)) == []
