"""How often the 95 % intervals of the tables hold the truth, outcome by outcome.

Two shipped scenarios, cut to ten days so that much is rare, are played on the same luck. Every
history has luck of its own, so that 400 stretches of n histories are as good as 400 seeds; what all
histories together come to is the truth.

    python -m benchmarks.interval_coverage --stretches 400
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from simulator.model.parameters import Array
from simulator.scenario.load import load
from simulator.scenario.vary import vary
from simulator.study.compare import compare
from simulator.study.comparison import Comparison
from simulator.study.rows import row_of
from simulator.tables.measures import Measure, measures
from simulator.tables.summary import Estimate

FOLDER = Path(__file__).parents[1] / "scenarios"
FILES = ("one-drone", "five-drones")
HORIZON = "10 days"
SIZES = (20, 100, 1000)
SHOWN = ("", "coalition")
"""The phases that are told; "" for the outcomes of none."""
FEWEST = 100
"""Stretches with an interval, below which no share of them is told."""

Interval = Callable[[slice], Estimate]


def played(stretches: int) -> Comparison:
    """Both scenarios, as many histories as the longest stretches take."""
    arms = [vary(load(FOLDER / f"{name}.yaml"), "horizon", HORIZON) for name in FILES]
    return compare(*arms, replications=stretches * max(SIZES), engine="file", rows=False)


def outcomes(comparison: Comparison) -> Iterator[tuple[str, float, Interval]]:
    """Each outcome of the second arm, and each difference: name, truth, interval of a stretch."""
    first, second = (
        {measure.outcome: measure for measure in measures(run)} for run in comparison.runs.values()
    )
    second = {name: one for name, one in second.items() if name.rpartition(": ")[0] in SHOWN}
    for outcome, here in second.items():
        yield outcome, float(np.mean(here.known)), lambda part, here=here: cut(here, part).estimate
    for outcome, here in second.items():
        change = here.values - first[outcome].values
        truth = float(np.nanmean(change))
        yield f"{outcome}, difference", truth, differences(first[outcome], here)


def differences(first: Measure, here: Measure) -> Interval:
    """The paired difference over a stretch."""
    return lambda part: row_of("", cut(here, part), cut(first, part)).difference


def cut(measure: Measure, part: slice) -> Measure:
    """The outcome over a stretch of histories."""
    return measure._replace(values=measure.values[part])


def line(outcome: str, truth: float, interval: Interval, stretches: int) -> str:
    """A row of the table: for each size the share of the intervals that hold the truth."""
    cells = []
    for size in SIZES:
        found = [interval(slice(i * size, (i + 1) * size)) for i in range(stretches)]
        cells.append(held(np.array(found), truth))
    return f"| {outcome} | {truth:.3g} | {' | '.join(cells)} |"


def held(found: Array, truth: float) -> str:
    """'95 %', with '; none in 12 %' where so many stretches had no interval."""
    _, low, high = found.T
    there = ~np.isnan(low)
    none = f"none in {100 * np.mean(~there):.0f} %" if not there.all() else ""
    if there.sum() < FEWEST:
        return f"- ({none or 'too few stretches'})"
    right = (low[there] <= truth) & (truth <= high[there])
    share = f"{100 * np.mean(right):.0f} %"
    return f"{share} ({none})" if none else share


def table(stretches: int) -> str:
    """The whole table in Markdown."""
    comparison = played(stretches)
    header = ["outcome", "truth", *(f"n = {size:,}" for size in SIZES)]
    lines = [f"| {' | '.join(header)} |", "|---|" + "--:|" * (len(header) - 1)]
    return "\n".join([*lines, *(line(*one, stretches) for one in outcomes(comparison))])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stretches", type=int, default=400)
    print(table(options.parse_args(arguments).stretches))


if __name__ == "__main__":
    main()
