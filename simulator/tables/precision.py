"""What was to be known how precisely, what came of it at the last look, and that in words."""

from math import floor, inf, isfinite, log10, nan
from typing import Any, NamedTuple

from simulator.tables.amounts import POINTS, SHARE
from simulator.tables.page import Items
from simulator.tables.summary import Estimate

READING = (
    "Each of these intervals has 95 % coverage, even though they were checked repeatedly until "
    "they were narrow enough; those in the table have it for a number of histories fixed in "
    "advance."
)
NO_INTERVAL = "no interval so far: the values are too few, too much alike, or too skewed"


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
        """Roughly how many replications would do; infinite while that is not known."""
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


def in_words(precision: Precision) -> Items:
    """How it stands, a line for each target, and how to read them."""
    lines = [_line(found) for found in precision.found]
    return Items(_heading(precision), lines, _reading(precision))


def in_one_line(precision: Precision) -> str:
    """One line on how it stands: '4,096 histories; false breaches ± 0.013 (target ± 0.01)'."""
    told = [f"{_name(found)} {_reach(found)}" for found in precision.found]
    return f"{precision.replications:,} histories; {', '.join(told)}"


def _heading(precision: Precision) -> str:
    most, count = f"{precision.most:,}", f"{precision.replications:,}"
    if not precision.reached:
        return f"Not reached: the maximum of {most} histories came first."
    if count == most:
        return f"Reached at the maximum of {most} histories."
    return f"Reached at {count} histories; {most} were allowed."


def _reading(precision: Precision) -> str:
    if precision.reached:
        return READING
    if not isfinite(precision.needed):
        return f"{READING} How many histories would be enough is not known."
    rough = floor(log10(precision.needed)) - 1
    return f"{READING} About {round(precision.needed, -rough):,.0f} histories may be enough."


def _line(found: Found) -> str:
    """'false breaches, per 30 days: 1.683 (1.668 to 1.698), target ± 0.02'."""
    unit = found.target.unit
    with_unit = not found.target.is_share and unit not in found.target.name.split()
    name = f"{_name(found)}, {unit}" if with_unit else _name(found)
    value, low, high = _amounts(found, *found.estimate)
    low = low.removesuffix(" %").removesuffix(f" {POINTS}")
    interval = f"{low} to {high}" if found.width == found.width else NO_INTERVAL
    return f"{name}: {value} ({interval}), target {_wanted(found)}"


def _name(found: Found) -> str:
    name = found.target.name
    return f"{name}, difference under '{found.arm}'" if found.arm else name


def _wanted(found: Found) -> str:
    """'± 0.02', or '± 5 % of value', as it was asked for."""
    wanted = found.target.asked.rpartition("±")[2].strip()
    if found.arm and found.target.is_share and not found.target.relative:
        wanted = f"{100 * found.target.width:g} {POINTS}"
    return f"± {wanted}"


def _reach(found: Found) -> str:
    (width,) = _amounts(found, found.width)
    so_far = f"± {width}" if found.width == found.width else "has no interval yet"
    return f"{so_far} (target {_wanted(found)})"


def _amounts(found: Found, *values: float) -> list[str]:
    """Values with as many decimals as show two digits of how far the interval reaches."""
    factor, mark = (
        (100.0, f" {POINTS}" if found.arm else " %") if found.target.is_share else (1, "")
    )
    reach = factor * (found.width if found.width > 0 else abs(found.estimate.value))
    places = min(6, max(0, 1 - floor(log10(reach)))) if reach > 0 else 0
    return [f"{factor * one:,.{places}f}{mark}" if one == one else "-" for one in values]
