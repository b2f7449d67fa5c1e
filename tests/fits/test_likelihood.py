import numpy as np
import pytest
from scipy.stats import nbinom

from simulator.fits.likelihood import Range, greatest, near

COUNTS = np.array([0, 3, 9, 1, 0, 14, 2, 5])
RANGES = {"mean": Range(0.1, 100.0), "k": Range(0.01, 1e3)}


def log_likelihood(values: dict[str, float]) -> float:
    mean, k = values["mean"], values["k"]
    return float(nbinom.logpmf(COUNTS, k, k / (k + mean)).sum())


def test_a_search_from_near_by_ends_where_the_long_one_does() -> None:
    start = {"mean": 5.0, "k": 1.0}
    long, short = greatest(log_likelihood, RANGES, [start]), near(log_likelihood, RANGES, start)
    assert short["mean"] == pytest.approx(COUNTS.mean(), rel=1e-3)
    assert short["k"] == pytest.approx(long["k"], rel=5e-3)


def test_a_search_stops_at_the_end_of_a_range() -> None:
    """The mean wants to be 4.25 and may not; k is then the likeliest beside it."""
    narrow = RANGES | {"mean": Range(0.1, 3.0)}
    found = near(log_likelihood, narrow, {"mean": 2.0, "k": 1.0})
    assert found["mean"] == pytest.approx(3.0)
    k = np.exp(np.linspace(-2.0, 2.0, 2001))
    best = k[np.argmax([log_likelihood({"mean": 3.0, "k": float(one)}) for one in k])]
    assert found["k"] == pytest.approx(best, rel=0.01)
