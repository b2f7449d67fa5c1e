"""How well each way to forecast did over all figures: in the bands, how wide they are, scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from simulator.backtests.records import IN_FORCE, Record
from simulator.backtests.wording import SAMPLES

DRAWN, PLAIN, LAST, POISSON = "drawn", "values in force", "last value", "Poisson"


def coverage(forecasts: Sequence[Record]) -> list[Record]:
    """A row for each way to forecast the figures held out, in part and in sample.

    Widths and scores are on log(1 + x), so that figures of any size and unit can be averaged; a yes
    or no has neither.
    """
    by_sample = {
        sample: [one for one in forecasts if one["in_sample"] == sample] for sample in SAMPLES
    }
    return [row for sample, found in by_sample.items() if found for row in _of(sample, found)]


def _of(sample: str, found: Sequence[Record]) -> list[Record]:
    """The rows of one group of figures."""
    both = [one for one in _sized(found) if _has_both(one)]
    drawn = f"verdict{IN_FORCE}" in found[0]
    ways = {DRAWN: ""} if drawn else {}
    ways[PLAIN] = IN_FORCE if drawn else ""
    rows = [
        {"in_sample": sample, "forecast": way, **_simulated(found, suffix), **_mean(both, suffix)}
        for way, suffix in ways.items()
    ]
    return rows + [
        {"in_sample": sample, "forecast": way, **NO_BANDS, **_mean(both, suffix)}
        for way, suffix in {LAST: "_last", POISSON: "_poisson"}.items()
    ]


def _simulated(found: Sequence[Record], suffix: str) -> dict[str, Any]:
    """In the bands, how wide the 90 % band is, and the mean score."""
    verdicts = [one[f"verdict{suffix}"] for one in found]
    in50 = verdicts.count("in 50 %")
    sized = _sized(found)
    widths = [np.log1p(one[f"high90{suffix}"]) - np.log1p(one[f"low90{suffix}"]) for one in sized]
    return {
        "figures": len(found),
        "in50": in50,
        "in90": in50 + verdicts.count("in 90 %"),
        "width": float(np.exp(np.mean(widths))) if sized else None,
        "score": float(np.mean([one[f"relative{suffix}"] for one in sized])) if sized else None,
    }


def _sized(found: Sequence[Record]) -> list[Record]:
    """The figures that have a size: all but yes or no."""
    return [one for one in found if one["unit"] != "yes or no"]


def _has_both(one: Record) -> bool:
    """Whether both plain forecasts are known."""
    return one["crps_last"] is not None and one["crps_poisson"] is not None


NO_BANDS = dict.fromkeys(("figures", "in50", "in90", "width", "score"))


def _mean(both: Sequence[Record], suffix: str) -> dict[str, Any]:
    """The mean score over the figures of which both plain forecasts are known."""
    scores = [one[f"relative{suffix}"] for one in both]
    return {"compared": len(both), "score_compared": float(np.mean(scores)) if both else None}
