"""Whether a peer tells the same story: its means against the 95 % intervals of ours."""

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist, fmean, pvariance
from typing import NamedTuple

COMPARED = (
    "violations", "breaches_per_30_days", "false_breaches_per_30_days", "episodes",
    "hours_to_breach", "severity", "grey_zone_harm", "assault", "area_72", "unwanted_escalation",
    "direct_clash", "met_1", "late_1", "called_2", "met_2", "late_2", "lapsed_2",
    "called_3", "met_3", "late_3", "lapsed_3",
)  # fmt: skip
CONFIDENCE = 0.95
"""That all of them lie within, if the stories are the same."""

Columns = Mapping[str, Sequence[float]]


class Compared(NamedTuple):
    """One outcome as we and a peer have it."""

    name: str
    ours: float
    theirs: float
    apart: float  # in standard errors
    agrees: bool


def compared(ours: Columns, theirs: Columns) -> list[Compared]:
    """Each outcome's two means, and whether theirs lies within the interval around ours.

    The interval is that of the mean of as many histories of ours as the peer played, wide enough
    that all the outcomes lie within theirs with `CONFIDENCE` (Bonferroni).
    """
    limit = NormalDist().inv_cdf(1.0 - (1.0 - CONFIDENCE) / (2 * len(COMPARED)))
    found = []
    for name in COMPARED:
        a, b = known(ours[name]), known(theirs[name])
        difference = fmean(b) - fmean(a)
        error = math.sqrt(pvariance(a) * (1.0 / len(a) + 1.0 / len(b)))
        apart = 0.0
        if difference:
            apart = difference / error if error else math.copysign(math.inf, difference)
        found.append(Compared(name, fmean(a), fmean(b), apart, abs(apart) <= limit))
    return found


def known(values: Sequence[float]) -> list[float]:
    """The values that apply."""
    return [value for value in values if not math.isnan(value)]


def together(parts: Sequence[Columns]) -> dict[str, list[float]]:
    """The columns of several processes as one."""
    return {name: [value for part in parts for value in part[name]] for name in parts[0]}
