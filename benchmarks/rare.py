"""How much cheaper a rare outcome is than by plain simulation of the same standard error.

    python -m benchmarks.rare

The variance is known from the result; the time is measured, what is learnt included, against that
of plain histories of the same scenario, played in turn with it on this machine.
"""

from time import perf_counter

import simulator
from simulator.scenario.schema import Scenario

PLAIN = 20_000
"""Plain histories whose pace is measured."""
OUTCOME = "direct clash and US-backed action in time"
RARE = {"horizon": "5 days", "guarantors.united states.honours": "1 %"}
FREQUENT = {"horizon": "4 days"}


def main() -> None:
    """Print the gain for each of the scenarios."""
    for changes in (RARE, FREQUENT):
        scenario = simulator.load("reported-plan")
        for path, value in changes.items():
            scenario = simulator.vary(scenario, path, value)
        show(scenario)


def show(scenario: Scenario) -> None:
    """Print the probability, and the gain in histories and in time."""
    start = perf_counter()
    found = simulator.rare(scenario, OUTCOME)
    middle = perf_counter()
    simulator.run(scenario, replications=PLAIN, rows=False)
    plain = (perf_counter() - middle) / PLAIN
    (row,) = found.table.itertuples()
    print(found.headline)
    print(
        f"  looked at {row.looked_at:,}, played {row.played_in_all:,}; plain needs "
        f"{row.plain_needs:,.0f}: {row.plain_needs / row.played_in_all:.3g} times as many "
        f"histories, {row.plain_needs * plain / (middle - start):.3g} times as long"
    )


if __name__ == "__main__":
    main()
