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
    """The distributions of a scenario, numbered as they come."""

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []
        self._numbers: list[float] = []

    def row(self, distribution: Distribution[Any]) -> int:
        """The number of a distribution."""
        (family,) = distribution.model_fields_set
        self._rows.append(self._encoded(family, getattr(distribution, family)))
        return len(self._rows) - 1

    def arrays(self) -> tuple[Array, Array]:
        """The table and the numbers of the empirical ones."""
        return rows(draws.DISTRIBUTION, self._rows), np.array(self._numbers, float)

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
                first = len(self._numbers)
                self._numbers += sorted(float(number) for number in value)
                return {"family": draws.EMPIRICAL, "first": first, "count": len(value)}
