"""The elementary functions and quantiles against independent ones, and their order in u."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest
import scipy.special
import scipy.stats
from hypothesis import given, strategies as st

from simulator.model.elementary import log_of_rest
from simulator.model.special import (
    beta_quantile,
    exp,
    gamma_quantile,
    geometric_quantile,
    log,
    log_gamma,
    negative_binomial_quantile,
    normal_quantile,
    poisson_quantile,
)

TAILS = [10.0**-n for n in range(1, 13)]
SHARES = sorted({*TAILS, *(1.0 - p for p in TAILS), *np.linspace(0.01, 0.99, 50).tolist()})
COUNTS = [0.01, 0.7, 5.0, 19.9, 20.1, 60.0, 300.0, 1e4, 1e5]

SHAPES = st.floats(0.2, 200.0)
GRID = st.integers(0, 2**30 - 1).map(lambda n: (n + 0.5) * 2.0**-30)


def worst(got, wanted):
    """Largest relative error."""
    return max(abs(g - w) / abs(w) for g, w in zip(got, wanted, strict=True))


def ulps(got, exact):
    """Distance from a Decimal in units in the last place."""
    return float(abs(Decimal(got) - exact)) / math.ulp(got)


def test_log_is_within_one_ulp():
    random = np.random.default_rng(1)
    near_one = (1.0 + random.uniform(-0.5, 1.0, 1000)).tolist()
    anywhere = np.exp(random.uniform(-700, 700, 1000)).tolist()
    with localcontext() as context:
        context.prec = 40
        for x in [*near_one, *anywhere, 5e-324, 1e-310, 1.7e308, math.nextafter(1.0, 2.0)]:
            assert ulps(log(x), Decimal(x).ln()) < 1.0, x


def test_exp_is_within_one_ulp_or_one_and_a_half_where_subnormal():
    random = np.random.default_rng(2)
    with localcontext() as context:
        context.prec = 40
        xs = [*random.uniform(-745, 709.7, 1500).tolist(), *random.uniform(-1, 1, 500).tolist()]
        for x in xs:
            assert ulps(exp(x), Decimal(x).exp()) < (1.5 if x < -708.0 else 1.0), x


def test_log_and_exp_have_their_limits():
    assert log(0.0) == -math.inf
    assert log(1.0) == 0.0
    assert log(math.inf) == math.inf
    assert math.isnan(log(-1.0))
    assert math.isnan(log(math.nan))
    assert exp(0.0) == 1.0
    assert exp(710.0) == math.inf
    assert exp(-746.0) == 0.0
    assert math.isnan(exp(math.nan))


@pytest.mark.parametrize("y", [1e-300, 1e-12, 0.1, 0.28, 0.3, 0.9, -1e-12, -0.4, -0.5, -8.0])
def test_log_of_rest_keeps_its_digits(y):
    assert log_of_rest(y) == pytest.approx(math.log1p(-y), rel=1e-15, abs=0.0)


def test_normal_quantile_has_fourteen_digits():
    below = [p for p in SHARES if p < 0.5] + [1e-17, 2.0**-53, 0.0749, 0.0751, 0.4999999]
    wanted = scipy.special.ndtri(below).tolist()
    assert worst(map(normal_quantile, below), wanted) < 1e-14
    for p in below[-4:]:
        assert normal_quantile(1.0 - p) == pytest.approx(-normal_quantile(1.0 - (1.0 - p)))


def test_normal_quantile_is_zero_at_the_median():
    assert normal_quantile(0.5) == 0.0


@pytest.mark.parametrize("x", [1e-10, 0.01, 0.2, 0.999, 1.5, 2.0, 3.7, 9.99, 10.0, 200.0, 1e6])
def test_log_gamma_agrees_with_the_library(x):
    assert log_gamma(x) == pytest.approx(math.lgamma(x), rel=2e-15, abs=2e-14)


@pytest.mark.parametrize("shape", [0.01, 0.2, 0.5, 0.99, 1.0, 2.5, 9.99, 10.0, 40.0, 200.0, 1e4])
def test_gamma_quantile_has_eleven_digits_in_the_middle_and_both_tails(shape):
    got = [gamma_quantile(u, shape) for u in SHARES]
    wanted = [
        scipy.special.gammaincinv(shape, u)
        if u < 0.5
        else scipy.special.gammainccinv(shape, 1.0 - u)
        for u in SHARES
    ]
    seen = [(g, w) for g, w in zip(got, wanted, strict=True) if w > 1e-290]
    assert len(seen) > 50
    assert worst(*zip(*seen, strict=True)) < 1e-11


@pytest.mark.parametrize("a", [0.05, 1.0, 1.7, 3.0, 5.0, 200.0])
@pytest.mark.parametrize("b", [0.05, 1.0, 2.4, 5.0, 200.0])
def test_beta_quantile_has_ten_digits_in_the_middle_and_both_tails(a, b):
    got = [beta_quantile(u, a, b) for u in SHARES]
    wanted = [
        scipy.special.betaincinv(a, b, u) if u < 0.5 else scipy.special.betainccinv(a, b, 1.0 - u)
        for u in SHARES
    ]
    assert worst(got, wanted) < 1e-10


@pytest.mark.parametrize("mean", COUNTS)
def test_poisson_quantile_is_the_first_count_whose_chance_of_no_more_reaches_u(mean):
    random = np.random.default_rng(3).random(300).tolist()
    got = [poisson_quantile(u, mean) for u in [*SHARES, *random]]
    assert got == scipy.stats.poisson.ppf([*SHARES, *random], mean).tolist()


@pytest.mark.parametrize("mean", COUNTS)
@pytest.mark.parametrize("k", [0.3, 1.0, 12.0, 1e4])
def test_negative_binomial_quantile_is_the_first_count_whose_chance_of_no_more_reaches_u(mean, k):
    random = np.random.default_rng(4).random(100)
    u = np.concatenate([[p for p in SHARES if 1e-9 < p < 1 - 1e-9], random])
    got = np.array([negative_binomial_quantile(p, mean, k) for p in u.tolist()])
    law = scipy.stats.nbinom(k, k / (k + mean))
    slack = 1e-12
    assert np.all(law.cdf(got) >= u - slack)
    assert np.all((got == 0) | (law.cdf(got - 1) < u + slack))


@pytest.mark.parametrize("mean", [1.01, 2.0, 30.0, 1e4])
def test_geometric_quantile_counts_trials_from_one(mean):
    u = [0.0011, 0.1, 0.3333, 0.51, 0.9, 0.99999]
    got = [geometric_quantile(p, mean) for p in u]
    assert got == scipy.stats.geom.ppf(u, 1.0 / mean).tolist()


def test_a_geometric_of_mean_one_is_always_one():
    assert {geometric_quantile(u, 1.0) for u in SHARES} == {1}


@pytest.mark.parametrize("u", [2.0**-53, 1.0 - 2.0**-53])
def test_the_most_extreme_draws_give_finite_quantiles(u):
    assert abs(normal_quantile(u)) < 9.0
    for shape in (0.2, 1.0, 7.0, 200.0):
        assert 0.0 < gamma_quantile(u, shape) < 500.0
        assert 0.0 <= beta_quantile(u, shape, 2.0) <= 1.0
    for mean in (0.3, 15.0, 1e5):
        assert 0 <= poisson_quantile(u, mean) < 2e5
        assert 0 <= negative_binomial_quantile(u, mean, 0.7) < 6e7
    assert 1 <= geometric_quantile(u, 30.0) < 2000


@given(GRID, GRID, SHAPES, SHAPES)
def test_no_quantile_falls_when_u_grows(u, v, a, b):
    u, v = min(u, v), max(u, v)
    assert normal_quantile(u) <= normal_quantile(v)
    assert gamma_quantile(u, a) <= gamma_quantile(v, a)
    assert beta_quantile(u, a, b) <= beta_quantile(v, a, b)
    assert poisson_quantile(u, a) <= poisson_quantile(v, a)
    assert negative_binomial_quantile(u, a, b) <= negative_binomial_quantile(v, a, b)
    assert geometric_quantile(u, 1.0 + a) <= geometric_quantile(v, 1.0 + a)


@given(st.integers(1, 2**52 - 2), SHAPES)
def test_neighbouring_draws_disagree_in_order_by_rounding_only(cell, shape):
    u, v = (cell + 0.5) * 2.0**-52, (cell + 1.5) * 2.0**-52
    assert gamma_quantile(u, shape) <= gamma_quantile(v, shape) * (1.0 + 1e-11)
    assert normal_quantile(u) <= normal_quantile(v) + 1e-14


@pytest.mark.parametrize("u", [2.0**-53, 0.5, 1.0 - 2.0**-53])
def test_every_search_ends_for_the_least_and_the_largest_that_a_scenario_may_have(u):
    assert gamma_quantile(u, 0.001) >= 0.0
    assert gamma_quantile(u, 1e9) == pytest.approx(1e9, rel=1e-3)
    assert poisson_quantile(u, 1e6) == pytest.approx(scipy.stats.poisson.ppf(u, 1e6), rel=1e-5)
    assert geometric_quantile(u, 1e6) >= 1
    for mean, k in ((1e6, 0.001), (1e6, 1e9), (20.0, 0.001), (20.0, 1e9)):
        assert negative_binomial_quantile(u, mean, k) >= 0


def test_what_would_be_searched_for_ever_is_an_error():
    with pytest.raises(ValueError, match="does not end"):
        gamma_quantile(0.5, 1e18)
