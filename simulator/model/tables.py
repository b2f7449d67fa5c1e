"""Building blocks of the arrays: rows from mappings, sets as bits, distributions as a table."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from simulator.model import draws
from simulator.model.parameters import Array
from simulator.model.special import log, normal_quantile
from simulator.scenario.schema.distributions import Distribution

P90 = 0.9


def rows(dtype: np.dtype[Any], mappings: Iterable[Mapping[str, Any]]) -> Array:
    """A structured array with a row per mapping; what a mapping leaves out is 0."""
    blank = dict.fromkeys(dtype.names or (), 0)
    return np.array([tuple({**blank, **mapping}.values()) for mapping in mappings], dtype)


def bits(numbers: Iterable[int]) -> int:
    """A set of small numbers as the bits of one."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


class Distributions:
    """The distributions of a scenario, or of a part of it, numbered as they come."""

    def __init__(self, rows: int = 0, numbers: int = 0) -> None:
        """`rows`, `numbers`: how many there are before."""
        self._before = rows, numbers
        self._rows: list[tuple[Any, ...]] = []
        self._numbers: list[float] = []

    @property
    def at(self) -> tuple[int, int]:
        """How many rows there are, and numbers of empirical distributions: where others follow."""
        return self._before[0] + len(self._rows), self._before[1] + len(self._numbers)

    def row(self, distribution: "Distribution[Any]") -> int:
        """The number of a distribution."""
        (family,) = distribution.model_fields_set
        encoded = self._encoded(family, getattr(distribution, family))
        self._rows.append((*(_BLANK | encoded).values(),))
        return self.at[0] - 1

    def take(self, others: "Distributions") -> None:
        """Those of a part, which were numbered from `at` on."""
        assert others._before == self.at, "numbered from elsewhere"
        self._rows += others._rows
        self._numbers += others._numbers

    def arrays(self) -> tuple[Array, Array]:
        """The table and the numbers of the empirical ones."""
        return np.array(self._rows, draws.DISTRIBUTION), np.array(self._numbers, float)

    def _encoded(self, family: str, value: Any) -> dict[str, Any]:
        match family:
            case "constant":
                return {"family": draws.CONSTANT, "a": value}
            case "uniform":
                return {"family": draws.UNIFORM, "a": value[0], "b": value[1]}
            case "triangular" | "pert":
                code = draws.TRIANGULAR if family == "triangular" else draws.PERT
                return {"family": code, "a": value[0], "b": value[1], "c": value[2]}
            case "exponential":
                return {"family": draws.EXPONENTIAL, "a": value.mean}
            case "lognormal":
                sigma = log(value.p90 / value.median) / normal_quantile(P90)
                return {"family": draws.LOGNORMAL, "a": log(float(value.median)), "b": sigma}
            case "weibull":
                return {"family": draws.WEIBULL, "a": value.shape, "b": value.scale}
            case "gamma":
                scale = value.mean / value.shape
                return {"family": draws.GAMMA, "a": value.shape, "b": scale}
            case "geometric":
                return {"family": draws.GEOMETRIC, "a": value.mean}
            case "poisson":
                return {"family": draws.POISSON, "a": value.mean}
            case "negative_binomial":
                return {"family": draws.NEGATIVE_BINOMIAL, "a": value.mean, "b": value.k}
            case _:
                first = self.at[1]
                self._numbers += sorted(float(number) for number in value)
                return {"family": draws.EMPIRICAL, "first": first, "count": len(value)}


_BLANK: dict[str, Any] = dict.fromkeys(draws.DISTRIBUTION.names or (), 0)
