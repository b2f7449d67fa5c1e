"""How often 95 % intervals of a fit hold the truth, for histories that the simulator plays itself.

For each family of counts a scenario is written with known parameters, and played many times; each
history is counted by day and fitted with the family that it came from.

    python -m benchmarks.fit_recovery --series 500 --family "over-dispersed days"
"""

import argparse
import time
from collections import Counter
from math import sqrt

import numpy as np

from simulator.engine import compiled
from simulator.fits.counts.families import FAMILIES, CountFamily
from simulator.fits.counts.periods import Periods
from simulator.fits.family import Values
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.scenario.load import load_mapping

DAYS = 365
DRIFT = {"wander sd": 1.0, "wander memory": 10.0}
TRUCE = {"truce collapse": 2.0, "truce floor": 0.05, "truce erosion": 90.0}
BOTH = "over-dispersed days on a drifting level"
SLOW = f"{BOTH}, slow"
"""A level that remembers a sixth of the data's length."""
TRUTHS: dict[str, Values] = {
    "steady": {"rate": 30.0},
    "over-dispersed days": {"rate": 30.0, "overdispersion": 0.8},
    "drifting level": {"rate": 30.0} | DRIFT,
    BOTH: {"rate": 30.0, "overdispersion": 0.8} | DRIFT,
    SLOW: {"rate": 30.0, "overdispersion": 0.8, "wander sd": 1.0, "wander memory": 60.0},
    "truce erosion": {"rate": 100.0} | TRUCE,
    "over-dispersed truce erosion": {"rate": 100.0, "overdispersion": 0.8} | TRUCE,
}


def parameters_of(family: CountFamily, truth: Values) -> Parameters:
    """The scenario of one pattern with these parameters."""
    fire = {"kind": "artillery", "cause": "indiscipline"} | family.pattern(truth)
    tree = {
        "name": family.name,
        "horizon": f"{DAYS} days",
        "violations": {"fire": fire},
        "threshold": {"at_least": 1_000_000},
    }
    return encode(load_mapping(tree))


def counts_of(p: Parameters, replication: int) -> Periods:
    """The acts of one history by day."""
    rows = compiled.replicate(p, replication)
    minutes = rows["minute"][rows["what"] == terms.VIOLATION]
    start = np.arange(DAYS, dtype=np.int64) * DAY
    total = np.bincount(minutes // DAY, minlength=DAYS)
    return Periods(start, start + DAY, total, zero=0, opens=0)


def recover(name: str, series: int) -> None:
    """Fit so many histories, and print for each parameter how often its interval held the truth."""
    family = next(one for one in FAMILIES if one.name == name.removesuffix(", slow"))
    truth = TRUTHS[name]
    p = parameters_of(family, truth)
    held: Counter[str] = Counter()
    above: Counter[str] = Counter()
    values: dict[str, list[float]] = {word: [] for word in truth}
    began = time.perf_counter()
    for replication in range(series):
        data = counts_of(p, replication)
        for word, found in family.intervals(family.fit(data), data).items():
            held[word] += found.low <= truth[word] <= found.high
            above[word] += found.low > truth[word]
            values[word].append(found.value)
    seconds = time.perf_counter() - began
    print(f"{name} ({series} series of {DAYS} days, {seconds:.0f} s)")
    for word, true in truth.items():
        share = held[word] / series
        error = sqrt(share * (1.0 - share) / series)
        print(
            f"  {word:15} true {true:<8g} median fit {np.median(values[word]):<8.3g} "
            f"held {100 * share:.1f} % (error {100 * error:.1f})  "
            f"interval above {100 * above[word] / series:.1f} %, "
            f"below {100 * (series - held[word] - above[word]) / series:.1f} %"
        )


def main() -> None:
    """Recover each family, or the one that is named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--series", type=int, default=500)
    options.add_argument("--family", choices=sorted(TRUTHS))
    asked = options.parse_args()
    for name in TRUTHS if asked.family is None else [asked.family]:
        recover(name, asked.series)


if __name__ == "__main__":
    main()
