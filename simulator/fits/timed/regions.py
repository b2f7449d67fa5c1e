"""Acts that several regions report: whether acts breed acts in a region by itself."""

from collections.abc import Sequence

import numpy as np

from simulator.data.series import Series
from simulator.fits.timed.acts import acts_of
from simulator.fits.timed.rates import ECHO, ECHO_IN_DRIFT
from simulator.tables.wording import listed

TOGETHER = 0.1
"""Share of acts within a minute of another region's, from which on there is a warning."""
ALONE = 5
"""Regions that are fitted by themselves: those with most acts."""
ENOUGH = 100
"""The fewest acts of a region that are informative about echoes."""


def warnings(series: Series) -> list[str]:
    """What a reader should know before taking acts of several regions for echoes or salvos."""
    minute, region = series.records["start"], series.records["region"]
    share = float(np.sum((np.diff(minute) <= 1) & (np.diff(region) != 0))) / len(minute)
    if share < TOGETHER:
        return []
    acts = np.bincount(region, minlength=len(series.regions))
    most = np.argsort(-acts, kind="stable")
    known = [series.regions[i] for i in most[:ALONE] if acts[i] >= ENOUGH]
    return [
        f"{100 * share:.0f} % of the acts come within a minute of one in another region: what "
        "several regions report of one raid looks like echoes and salvos. A single region "
        f"shows whether acts trigger acts: --region {series.regions[most[0]]}, which has most."
        + (_by_themselves(series, known) if known else "")
    ]


def _by_themselves(series: Series, regions: Sequence[str]) -> str:
    each = [acts_of(series.only(regions=[region])) for region in regions]
    alone = [ECHO.fit(acts)["echo share"] for acts in each]
    in_drift = [ECHO_IN_DRIFT.fit(acts)["echo share"] for acts in each]
    return (
        f" In {listed(regions)}, fitted separately, an act seems to trigger {_range(alone)} others "
        f"with a constant rate, and {_range(in_drift)} with a wandering level and hours of its own."
    )


def _range(values: Sequence[float]) -> str:
    low, high = f"{min(values):.2f}", f"{max(values):.2f}"
    return low if low == high else f"{low} to {high}"
