"""Distributions as an analyst writes them: `2 h`, `{lognormal: {median: 2 h, p90: 10 h}}`, ..."""

from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from simulator.scenario.schema.base import Word, shorthand
from simulator.scenario.units import Duration, Number

Q = TypeVar("Q")
Shape = Annotated[Number, Field(ge=0.001, le=1e9)]
"""Of a gamma distribution: what is more even is a constant, and takes ever longer to draw."""
MeanCount = Annotated[Number, Field(le=1e6)]


class Mean(Word, Generic[Q]):
    """A distribution given by its mean."""

    mean: Q


class CountMean(Word):
    """Counts given by their mean."""

    mean: MeanCount


class Lognormal(Word, Generic[Q]):
    """Half of the draws lie below `median`, nine in ten below `p90`."""

    median: Q
    p90: Q

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not 0 < self.median <= self.p90:  # type: ignore[operator]
            raise ValueError("a lognormal needs 0 < median <= p90")
        return self


class Weibull(Word, Generic[Q]):
    """Shape below 1: short gaps in clusters; above 1: regular gaps."""

    shape: Annotated[Number, Field(gt=0)]
    scale: Q


class Gamma(Word, Generic[Q]):
    """Mean and shape (1 is the exponential)."""

    shape: Shape
    mean: Q


class NegativeBinomial(Word):
    """Counts with mean `mean` and variance mean + mean²/k."""

    mean: MeanCount
    k: Shape


class Distribution(Word, Generic[Q]):
    """One family of distribution over a quantity."""

    constant: Q | None = None
    """Always this value; the value may be written by itself."""
    uniform: tuple[Q, Q] | None = None
    """[lowest, highest]"""
    triangular: tuple[Q, Q, Q] | None = None
    """[lowest, most likely, highest]"""
    pert: tuple[Q, Q, Q] | None = None
    """[lowest, most likely, highest]: an expert's estimate, smoother than triangular."""
    exponential: Mean[Q] | None = None
    lognormal: Lognormal[Q] | None = None
    weibull: Weibull[Q] | None = None
    gamma: Gamma[Q] | None = None
    empirical: Annotated[tuple[Q, ...], Field(min_length=1)] | None = None
    """Observed values, all equally likely."""

    @model_validator(mode="after")
    def _one_family(self) -> Self:
        named = sorted(self.model_fields_set)
        if len(named) != 1:
            known = ", ".join(type(self).model_fields)
            raise ValueError(f"a distribution names one family of: {known}")
        value = getattr(self, named[0])
        if named[0] in {"uniform", "triangular", "pert"} and list(value) != sorted(value):
            raise ValueError(f"{named[0]} needs its values in rising order")
        if named[0] == "pert" and value[0] == value[-1]:
            raise ValueError("pert needs its highest value above its lowest")
        return self


class CountDistribution(Distribution[Number]):
    """A distribution over sizes and counts."""

    geometric: CountMean | None = None
    """1, 2, 3, ... with this mean (at least 1)."""
    poisson: CountMean | None = None
    negative_binomial: NegativeBinomial | None = None

    @model_validator(mode="after")
    def _geometric_mean(self) -> Self:
        if self.geometric is not None and self.geometric.mean < 1:
            raise ValueError("a geometric size has a mean of at least 1")
        return self


Durations = Annotated[Distribution[Duration], BeforeValidator(shorthand("constant"))]
"""A duration, or a distribution of durations."""

Counts = Annotated[CountDistribution, BeforeValidator(shorthand("constant"))]
"""A number, or a distribution of numbers."""


def always(value: Any) -> Any:
    """The default distribution: always this value (in the unit's parsed form)."""
    return Distribution[Duration].model_construct({"constant"}, constant=value)
