from dataclasses import replace
from math import erf, exp, gamma, log, sqrt

import numpy as np
import pytest

from simulator.fits.timed.gap_families import FAMILIES, GapFamily
from simulator.fits.timed.rates import FAMILIES as RATES

from .drawn import DAY, acts, played

EXPONENTIAL, LOGNORMAL, WEIBULL = FAMILIES
MEDIAN, SPREAD = 100.0, 0.8
SCALE, SHAPE = 120.0, 0.7
LOGNORMAL_VALUES = {"gap median": MEDIAN / DAY, "gap sd of log": SPREAD}
WEIBULL_VALUES = {"gap scale": SCALE / DAY, "gap shape": SHAPE}


def lognormal_above(x: float) -> float:
    return 0.5 * (1.0 - erf(log(x / MEDIAN) / SPREAD / sqrt(2.0)))


def weibull_above(x: float) -> float:
    return exp(-((x / SCALE) ** SHAPE))


@pytest.mark.parametrize(
    ("family", "values", "above", "mean"),
    [
        (LOGNORMAL, LOGNORMAL_VALUES, lognormal_above, MEDIAN * exp(SPREAD**2 / 2)),
        (WEIBULL, WEIBULL_VALUES, weibull_above, SCALE * gamma(1 + 1 / SHAPE)),
    ],
)
def test_the_log_likelihood_of_three_acts_is_what_it_is_by_hand(family, values, above, mean):
    data = acts([50, 90, 300], (0, 500))
    by_hand = log(above(50.5) / mean)
    by_hand += log(above(39.5) - above(40.5)) + log(above(209.5) - above(210.5))
    by_hand += log(above(199.5))
    assert family.log_density(values, data) == pytest.approx(by_hand, abs=1e-12)


@pytest.mark.parametrize(("family", "values", "above"), [
    (LOGNORMAL, LOGNORMAL_VALUES, lognormal_above), (WEIBULL, WEIBULL_VALUES, weibull_above),
])  # fmt: skip
def test_a_span_without_acts_is_as_likely_as_the_time_that_is_left(family, values, above):
    """The mean of what gaps have beyond 300 minutes, by the trapezoid rule, over the mean gap."""
    x = np.concatenate([np.linspace(1e-9, 300, 3001)[:-1], np.geomspace(300, 1e6, 20001)])
    heights = np.array([above(one) for one in x])
    pieces = 0.5 * (heights[1:] + heights[:-1]) * np.diff(x)
    left = pieces[3000:].sum() / pieces.sum()
    found = family.log_density(values, acts([], (0, 300)))
    assert found == pytest.approx(log(left), abs=1e-4)


def test_exponential_gaps_are_a_steady_rate():
    data = acts([5, 5, 5, 80, 81, 700, 1200], (0, 800), (1000, 1440))
    steady = RATES[0].log_density({"rate": 9.0}, data)
    assert EXPONENTIAL.log_density({"gap mean": 1 / 9}, data) == pytest.approx(steady, abs=0.01)


def test_where_no_minute_is_shared_a_gap_of_one_holds_all_below_three_halves():
    """As the simulator plays it; whoever leaves out days must not change what a gap stands for."""
    data = acts([50, 51, 300], (0, 500))
    apart = replace(data, apart=True)
    found = WEIBULL.log_density(WEIBULL_VALUES, apart) - WEIBULL.log_density(WEIBULL_VALUES, data)
    expected = log(1.0 - weibull_above(1.5)) - log(weibull_above(0.5) - weibull_above(1.5))
    assert found == pytest.approx(expected, abs=1e-12)
    assert apart.without((200, 400)).apart


def test_very_long_and_very_short_gaps_keep_their_digits():
    narrow = {"gap median": 1000.0 / DAY, "gap sd of log": 0.1}
    data = acts([0, 40], (0, 41))
    z = log(40 / 1000) / 0.1
    density = -0.5 * z * z - log(40 * 0.1 * sqrt(2 * np.pi))
    ends = LOGNORMAL.log_density(narrow, acts([0], (0, 1)))
    assert LOGNORMAL.log_density(narrow, data) - ends == pytest.approx(density, rel=1e-2)


def family_of(name: str) -> GapFamily:
    return next(family for family in FAMILIES if family.name == name)


@pytest.mark.parametrize(
    ("name", "pattern", "truth"),
    [
        ("exponential gaps", {"exponential": {"mean": "4 h"}}, {"gap mean": 4 / 24}),
        (
            "lognormal gaps",
            {"lognormal": {"median": "4 h", "p90": "16 h"}},
            {"gap median": 4 / 24, "gap sd of log": log(4) / 1.2815515655446004},
        ),
        (
            "Weibull gaps",
            {"weibull": {"shape": 0.7, "scale": "4 h"}},
            {"gap scale": 4 / 24, "gap shape": 0.7},
        ),
    ],
)
def test_the_gaps_that_were_played_are_found_again(name, pattern, truth):
    data = played({"gaps": pattern}, 200, seed=1)
    family = family_of(name)
    values = family.fit(data)
    found = family.intervals(values, data)
    assert set(found) == set(truth)
    for parameter, true in truth.items():
        assert found[parameter].low < true < found[parameter].high
        assert values[parameter] == pytest.approx(true, rel=0.15)
    assert family.pattern(family.fit(data, values))["gaps"].keys() == pattern.keys()


def test_acts_that_share_their_minute_are_told():
    assert LOGNORMAL.warnings(LOGNORMAL_VALUES, acts([10, 20, 30])) == []
    (told,) = LOGNORMAL.warnings(LOGNORMAL_VALUES, acts([10, 10, 20, 30]))
    assert told.startswith("25 % of the acts come in the minute of the act before")
