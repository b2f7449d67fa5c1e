"""Student's quantile agrees with SciPy's, whatever the degrees of freedom and the level."""

from math import isnan, pi, sqrt, tan

import pytest
import scipy.special

from simulator.tables.student import MANY, student_quantile
from simulator.tables.summary import LEVEL, Z, student

FREEDOM = [*range(1, 200), *range(200, MANY, 37), MANY - 1, MANY, MANY + 1, 10**5, 10**8]


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, LEVEL, 0.99, 0.999])
def test_it_has_eleven_digits(level: float) -> None:
    tail = (1.0 - level) / 2.0
    z = float(scipy.special.ndtri(1.0 - tail))
    for freedom in FREEDOM:
        known = float(scipy.special.stdtrit(freedom, 1.0 - tail))
        assert student_quantile(freedom, z, tail) == pytest.approx(known, rel=1e-11), freedom


def test_without_a_degree_of_freedom_there_is_none() -> None:
    assert isnan(student_quantile(0, Z, 0.025))


def test_the_interval_takes_it() -> None:
    q = (1.0 - LEVEL) / 2.0
    assert student(1) == pytest.approx(tan(pi * LEVEL / 2.0), rel=1e-12)
    assert student(2) == pytest.approx(LEVEL * sqrt(0.5 / (q * (1.0 - q))), rel=1e-12)
    assert student(10**9) == pytest.approx(Z, rel=1e-8)
