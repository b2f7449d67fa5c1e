"""How often 95 % intervals of a fit hold the truth, for timed acts that the simulator plays itself.

For each family of timed acts a scenario is written with known parameters, and played many times;
each history is fitted with the family that it came from.

    python -m benchmarks.fit_recovery_timed --series 500 --family "echo in drift by the hour"
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from math import log, sqrt

import numpy as np

from simulator.engine.compiled import Player
from simulator.fits.family import Family, Values
from simulator.fits.timed import hours
from simulator.fits.timed.acts import Acts
from simulator.fits.timed.families import FAMILIES
from simulator.fits.timed.size_families import SPREADING
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.encode import encode
from simulator.scenario.load import load_mapping

P90 = 1.2815515655446004
NIGHT = [3.0, 2.0, 1.0, 1.0] + [0.5] * 14 + [4.0, 6.0, 6.0, 5.0, 4.0, 4.0]
HOURS = {name: 24.0 * weight / sum(NIGHT) for name, weight in zip(hours.NAMES, NIGHT, strict=True)}
RATE = {"rate": 10.0}
DRIFT = {"wander sd": 0.6, "wander memory": 5.0}
MIXED = {"overdispersion": 0.8}
SALVOS = {"rate": 0.5, "salvo acts": 5.0, "salvo k": 2.0, "salvo within": 0.125}
TRUTHS: dict[str, tuple[int, Values]] = {
    "steady": (100, RATE),
    "over-dispersed days": (200, RATE | MIXED),
    "drifting level": (200, RATE | DRIFT),
    "over-dispersed days on a drifting level": (300, RATE | DRIFT | {"overdispersion": 3.0}),
    "day profile": (100, RATE | HOURS),
    "over-dispersed days by the hour": (200, RATE | MIXED | HOURS),
    "drifting level by the hour": (200, RATE | DRIFT | HOURS),
    "over-dispersed days on a drifting level by the hour": (
        300,
        RATE | DRIFT | {"overdispersion": 3.0} | HOURS,
    ),
    "echo": (300, {"rate": 6.0, "echo share": 0.4, "echo memory": 0.25}),
    "echo in drift by the hour": (
        120,
        {"rate": 20.0, "wander sd": 0.6, "wander memory": 3.0, "echo share": 0.3}
        | {"echo memory": 0.125}
        | HOURS,
    ),
    "exponential gaps": (200, {"gap mean": 1 / 6}),
    "lognormal gaps": (200, {"gap median": 1 / 6, "gap sd of log": log(4.0) / P90}),
    "Weibull gaps": (200, {"gap scale": 1 / 6, "gap shape": 0.7}),
    "salvos": (500, SALVOS),
    "salvos by the hour": (500, SALVOS | HOURS),
    "negative binomial sizes": (100, {"size mean": 30.0, "size k": 1.8}),
    "lognormal sizes": (100, {"size median": 30.0, "size sd of log": 0.9}),
    "two-state sizes": (
        100,
        {
            "size median": 10.0,
            "size sd of log": 0.5,
            "mass share": 0.2,
            "mass median": 100.0,
            "mass sd of log": 0.4,
        },
    ),
}
"""Days of a series, and its parameters."""
ALL: tuple[Family[Acts], ...] = (*FAMILIES, *SPREADING)


def histories(family: Family[Acts], truth: Values, days: int, series: int) -> Iterator[Acts]:
    """So many histories of the pattern with these parameters."""
    pattern = {"kind": "drone", "cause": "indiscipline"} | family.pattern(truth)
    if family in SPREADING:
        pattern["rate"] = "5 per day"
    tree = {
        "name": family.name,
        "horizon": f"{days} days",
        "starts": "Monday 00:00",
        "monitoring": {"seen": 0},
        "violations": {"fire": pattern},
    }
    player = Player(encode(load_mapping(tree)))
    covered = np.array([[0, days * DAY]], np.int64)
    for replication in range(series):
        rows = player.replicate(replication)
        rows = rows[rows["what"] == terms.VIOLATION]
        order = np.argsort(rows["minute"], kind="stable")
        minutes = rows["minute"][order].astype(np.int64)
        apart = bool(np.all(np.diff(minutes) > 0))
        yield Acts(minutes, rows["value"][order].astype(float), covered, "UTC", apart)


def recover(family: Family[Acts], days: int, truth: Values, series: int) -> None:
    """Fit so many histories, and print for each parameter how often its interval held the truth."""
    held: Counter[str] = Counter()
    above: Counter[str] = Counter()
    values: dict[str, list[float]] = {name: [] for name in truth}
    acts = 0
    began = time.process_time()
    for data in histories(family, truth, days, series):
        acts += len(data.minutes)
        for name, found in family.intervals(family.fit(data), data).items():
            held[name] += found.low <= truth[name] <= found.high
            above[name] += found.low > truth[name]
            values[name].append(found.value)
    seconds = time.process_time() - began
    print(
        f"{family.name} ({series} series of {days} days, {acts / series:.0f} acts each, "
        f"{seconds:.0f} s)"
    )
    for name in truth:
        if name not in hours.NAMES:
            tell(name, truth[name], values[name], held[name] / series, above[name] / series)
    shares = [held[name] / series for name in hours.NAMES if name in truth]
    if shares:
        print(
            f"  24 weights of hours: held {100 * np.mean(shares):.1f} % on average, "
            f"{100 * min(shares):.1f} to {100 * max(shares):.1f} %"
        )


def tell(name: str, true: float, values: list[float], share: float, above: float) -> None:
    """One line for a parameter."""
    error = sqrt(share * (1.0 - share) / len(values))
    print(
        f"  {name:15} true {true:<8.4g} median fit {np.median(values):<8.4g} "
        f"held {100 * share:.1f} % (error {100 * error:.1f})  "
        f"interval above {100 * above:.1f} %, below {100 * (1.0 - share - above):.1f} %",
        flush=True,
    )


def main() -> None:
    """Recover each family, or the one that is named."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--series", type=int, default=500)
    options.add_argument("--family", choices=sorted(TRUTHS))
    asked = options.parse_args()
    for family in ALL:
        if asked.family in (None, family.name):
            recover(family, *TRUTHS[family.name], asked.series)


if __name__ == "__main__":
    main()
