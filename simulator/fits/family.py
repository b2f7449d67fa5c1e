"""Families of patterns that real events are fitted with, and how well each predicts other days.

One rule scores every family. Time is cut into contiguous blocks. For each block the family is
fitted to the data outside it; then the block's data get their log density given the data outside.
The sum over the blocks, per day of data, is the family's score.

The simplest family is chosen whose score is within one standard error of the best: what a further
parameter wins must show in most blocks (Breiman, Friedman, Olshen and Stone 1984).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import isinf, sqrt
from typing import Any, NamedTuple, Protocol, Self, TypeVar

Span = tuple[int, int]
"""Minutes [start, end), counted as in `Series`."""

Values = dict[str, float]
"""Parameters by name; where a name implies no unit, the value has none."""

Note = Callable[[str], None]
"""Hears what is being done."""

YARDSTICK = "steady"
"""The family that all others are measured by: a Poisson process of constant rate."""

BLOCKS = 10
NO_LEAD = 0.001
"""Nats a day: a family that leads by no more does not lead."""


class Interval(NamedTuple):
    """A parameter, with the range that holds it in 95 % of cases."""

    value: float
    low: float
    high: float


class Data(Protocol):
    """What families are fitted to: counts of periods, or timed acts."""

    def blocks(self, count: int) -> list[Span]:
        """Contiguous blocks of about equally many days of data, which together hold them all."""

    def without(self, block: Span) -> Self:
        """The same with the block as a gap: nothing is known of it."""

    def days(self, block: Span | None = None) -> float:
        """Days of data, in the block or in all."""


D_contra = TypeVar("D_contra", bound=Data, contravariant=True)
D = TypeVar("D", bound=Data)


class Family(Protocol[D_contra]):
    """A family of patterns; its methods are pure and give the same answer each time."""

    @property
    def name(self) -> str:
        """What it is called in tables."""

    @property
    def meaning(self) -> str:
        """What it means, for a person who asks."""

    def fit(self, data: D_contra, start: Values | None = None) -> Values:
        """The parameters of greatest likelihood, looked for from `start` too where there is one."""

    def log_density(self, values: Values, data: D_contra, block: Span | None = None) -> float:
        """Nats: log density of the block's data given the data outside it; of all, without a block.

        So each day is judged by the earlier days of its block and by all other blocks. A family
        that remembers hours may leave out what follows the block.
        """

    def intervals(self, values: Values, data: D_contra) -> dict[str, Interval]:
        """95 % intervals around the fitted values."""

    def pattern(self, values: Values) -> dict[str, Any]:
        """The words of a scenario's pattern, as in YAML: rate, hours, level, overdispersion, ..."""

    def warnings(self, values: Values, data: D_contra) -> list[str]:
        """What a reader should know before trusting these values, each in a sentence."""


@dataclass(frozen=True)
class Fitted:
    """A family fitted to data, and how well it predicted what was held out."""

    family: str
    meaning: str
    values: Values
    pattern: dict[str, Any]
    score: float
    """Held-out log score, nats per day."""
    in_sample: float
    """The same from the data that it was fitted to: never to compare families by."""
    by_block: tuple[float, ...]
    """Nats of each held-out block."""
    warnings: list[str]
    intervals: Callable[[], dict[str, Interval]]
    """Looks for the parameters' intervals, which takes longer than the fit."""

    @cached_property
    def parameters(self) -> dict[str, Interval]:
        """The fitted values with their 95 % intervals."""
        return self.intervals()


class Difference(NamedTuple):
    """How much better one family's score is than another's, nats per day."""

    value: float
    error: float
    """Standard error over the blocks."""


@dataclass(frozen=True)
class Fits:
    """Families compared on the same data, the best first."""

    fitted: tuple[Fitted, ...]
    days: tuple[float, ...]
    """Days of data in each held-out block."""

    @property
    def best(self) -> Fitted:
        """The family of the highest held-out score."""
        return self.fitted[0]

    @property
    def chosen(self) -> Fitted:
        """The family with fewest parameters among those within one standard error of the best.

        Of two with as many, the one without echoes, since a drift is easily taken for echoes.
        """
        near = [one for one in self.fitted if self._is_near(one)]
        return min(near, key=lambda one: (len(one.values), "echo" in one.pattern))

    def named(self, family: str) -> Fitted:
        """The family of this name; raises `KeyError`."""
        return {one.family: one for one in self.fitted}[family]

    def _is_near(self, one: Fitted) -> bool:
        lead = self.better_by(self.best.family, one.family)
        return lead.value <= max(lead.error, NO_LEAD)

    def better_by(self, one: str, other: str) -> Difference:
        """By how much one family's score is above another's, paired block by block."""
        pairs = zip(self.named(one).by_block, self.named(other).by_block, strict=True)
        return difference([left - right for left, right in pairs], self.days)


def difference(nats: Sequence[float], days: Sequence[float]) -> Difference:
    """Mean per day and its standard error over blocks, as of a ratio."""
    count, total = len(days), sum(days)
    mean = sum(nats) / total
    spread = sum((one - mean * span) ** 2 for one, span in zip(nats, days, strict=True))
    return Difference(mean, sqrt(count / (count - 1) * spread) / total)


def compare(
    families: Sequence[Family[D]], data: D, blocks: int = BLOCKS, note: Note | None = None
) -> Fits:
    """Fit each family to all data, score it on held-out blocks, and put the best first.

    `note` is called with a line of text before each family is fitted.
    """
    spans = data.blocks(blocks)
    fitted = []
    for number, family in enumerate(families, start=1):
        if note is not None:
            note(f"fitting {family.name} ({number} of {len(families)})")
        fitted.append(fit(family, data, spans))
    fitted.sort(key=lambda one: -one.score)
    return Fits(tuple(fitted), tuple(data.days(span) for span in spans))


def fit(family: Family[D], data: D, spans: Sequence[Span]) -> Fitted:
    """One family: fitted to all data, and scored on each block by a fit that has not seen it."""
    values = family.fit(data)
    held_out = tuple(
        family.log_density(family.fit(data.without(span), values), data, span) for span in spans
    )
    return Fitted(
        family=family.name,
        meaning=family.meaning,
        values=values,
        pattern=family.pattern(values),
        score=sum(held_out) / data.days(),
        in_sample=family.log_density(values, data) / data.days(),
        by_block=held_out,
        warnings=family.warnings(values, data),
        intervals=partial(family.intervals, values, data),
    )


def unlimited(parameters: dict[str, Interval]) -> list[str]:
    """A sentence for each parameter to which the data set no limit."""
    above = [name for name, one in parameters.items() if isinf(one.high)]
    below = [name for name, one in parameters.items() if one.low == 0.0]
    return [
        *(f"Nothing in the data limits {name} from above." for name in above),
        *(f"The data do not distinguish {name} from 0." for name in below),
    ]
