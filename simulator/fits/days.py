"""Acts of each period as they were counted, beside what the fitted pattern gives."""

from typing import TYPE_CHECKING

import numpy as np

from simulator.clock import to_local
from simulator.fits.counts.periods import Periods
from simulator.model.encode import encode
from simulator.model.parameters import Array
from simulator.play.pattern import each_played
from simulator.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd

BAND = (0.025, 0.5, 0.975)


def day_table(
    scenario: Scenario, periods: Periods, zone: str, histories: int, seed: int
) -> "pd.DataFrame":
    """A row for each counted period: start and end (by the clock of the place), and acts a day,
    observed and of this many simulated series: low and high hold 95 % of them, each day by itself.

    Nothing is simulated before minute 0 of the scenario: NaN.
    """
    import pandas as pd

    start, end = to_local(periods.start, zone), to_local(periods.end, zone)
    zero = int(to_local(np.array([periods.zero]), zone)[0])
    totals = simulated(scenario, np.stack([start, end]) - zero, histories, seed)
    low, median, high = np.quantile(totals, BAND, axis=0) / periods.lengths
    before = start < zero
    return pd.DataFrame(
        {
            "start": start.astype("datetime64[m]").astype("datetime64[s]"),
            "end": end.astype("datetime64[m]").astype("datetime64[s]"),
            "observed": periods.total / periods.lengths,
            "median": np.where(before, np.nan, median),
            "low": np.where(before, np.nan, low),
            "high": np.where(before, np.nan, high),
        }
    )


def simulated(scenario: Scenario, spans: Array, histories: int, seed: int) -> Array:
    """int64 of shape (histories, periods): acts of the scenario's pattern, played by itself.

    `spans`: shape (2, periods), where each begins and ends, in minutes of the scenario.
    """
    p = encode(scenario, seed)
    totals = np.zeros((histories, spans.shape[1]), np.int64)
    for replication, acts in enumerate(each_played(p, (0,), histories)):
        first, last = np.searchsorted(acts["minute"], spans)
        totals[replication] = last - first
    return totals
