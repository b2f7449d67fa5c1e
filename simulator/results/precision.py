"""What was to be known how precisely, and what came of it at the last look."""

from math import inf, nan
from typing import Any, NamedTuple

from simulator.tables.amounts import SHARE
from simulator.tables.summary import Estimate


class Target(NamedTuple):
    """One outcome, and how near it is to be known."""

    asked: str
    """In the words in which it was asked for: 'median hours_to_breach ± 1 h'."""
    outcome: str
    unit: str
    quantile: float | None
    """Below which so great a share of the values lies; None: the mean or the share."""
    width: float
    """In the outcome's unit; or a share of the value."""
    relative: bool

    @property
    def name(self) -> str:
        """The outcome, and which quantile of it: 'p90 area lost in all (with an assault)'."""
        if self.quantile is None:
            return self.outcome
        word = "median" if self.quantile == 0.5 else f"p{100 * self.quantile:g}"
        return f"{word} {self.outcome}"

    @property
    def is_share(self) -> bool:
        """Whether it is of a yes or no."""
        return self.unit == SHARE


class Found(NamedTuple):
    """What a target came to at a look."""

    target: Target
    arm: str
    """The arm whose difference from the first it is; "" for the outcome of a run itself."""
    estimate: Estimate
    """With the interval that holds at whichever look one stops; NaN where there is none so far."""
    histories: int
    """How many values it is taken from."""

    @property
    def width(self) -> float:
        """How far the interval reaches to either side of the value at most, or NaN."""
        value, low, high = self.estimate
        return float(max(high - value, value - low)) if low == low and high == high else nan

    @property
    def wanted(self) -> float:
        """How far it may reach, in the outcome's unit."""
        return self.target.width * (abs(self.estimate.value) if self.target.relative else 1.0)

    @property
    def reached(self) -> bool:
        """Whether it reaches no further."""
        return self.width <= self.wanted

    def record(self) -> dict[str, Any]:
        """As plain values that JSON can hold; NaN as None."""
        numbers = {**self.estimate._asdict(), "width": self.width, "wanted": self.wanted}
        return {
            "asked": self.target.asked,
            "outcome": self.target.outcome,
            **({"arm": self.arm} if self.arm else {}),
            "quantile": self.target.quantile,
            "unit": self.target.unit,
            **{name: float(one) if one == one else None for name, one in numbers.items()},
            "reached": bool(self.reached),
            "histories": self.histories,
        }


class Precision(NamedTuple):
    """What was asked for, and how it stood when the last history was played."""

    found: tuple[Found, ...]
    looks: int
    """How often it was looked at."""
    replications: int
    most: int
    """How many replications there might have been."""

    @property
    def reached(self) -> bool:
        """Whether all is known as precisely as was asked for."""
        return all(found.reached for found in self.found)

    @property
    def asked(self) -> list[str]:
        """Each thing that was asked for, once."""
        return list(dict.fromkeys(found.target.asked for found in self.found))

    @property
    def needed(self) -> float:
        """Roughly how many replications would do; infinite while that cannot be told."""
        open_ = [found for found in self.found if not found.reached]
        ratios = [one.width / one.wanted if one.wanted else inf for one in open_]
        known = all(ratio == ratio for ratio in ratios)
        return self.replications * max(ratios, default=0.0) ** 2 if known else inf

    def record(self) -> dict[str, Any]:
        """As plain values that JSON can hold."""
        return {
            "reached": self.reached,
            "replications": self.replications,
            "most": self.most,
            "looks": self.looks,
            "found": [found.record() for found in self.found],
        }

    def _repr_html_(self) -> str:
        from html import escape

        from simulator.results.precision_words import in_words

        heading, lines, reading = in_words(self)
        told = "".join(f"<li>{escape(line)}</li>" for line in lines)
        return f"<p>{escape(heading)}</p><ul>{told}</ul><p>{escape(reading)}</p>"
