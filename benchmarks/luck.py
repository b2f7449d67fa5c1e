"""Whether another luck tells the same stories: every outcome of every shipped scenario.

A change of how random numbers are drawn alters each table, and no distribution. The checkout
before the change plays under one seed and this one under another, and every scenario under seeds of
its own, so that all are independent. All means must agree within the errors of both checkouts, with
95 % for all of them together (Holm).

    python -m benchmarks.luck --before ../before --histories 2000

It prints the figures and the outcomes that are furthest apart, and ends with status 1 where some do
not agree, or where it cannot tell a scenario from another.
"""

import argparse
import math
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

import simulator
from benchmarks.measure import ROOT

LEVEL = 0.05
FEWEST = 10
"""Histories in which something is, or is not, for its share to have a normal error."""
CONTROL = "one-drone", "five-drones"
"""Scenarios that are to be told apart."""
SEEDS = 1, 2
"""Before, and now, of the first scenario; of the next two more."""
SHOWN = 10
PLAY = """
import pickle, sys
import simulator
from simulator.tables.measures import measures

scenarios, histories, seed, path = sys.argv[1:]
found = {}
for n, name in enumerate(scenarios.split()):
    run = simulator.run(name, int(histories), int(seed) + 2 * n, rows=False)
    found[name] = {one.outcome: one.values for one in measures(run)}
    print(name, file=sys.stderr)
with open(path, "wb") as file:
    pickle.dump(found, file)
"""
"""What both checkouts do, with nothing but what both have."""

Values = NDArray[np.float64]
Outcomes = Mapping[str, Mapping[str, Values]]
"""By scenario and outcome: a value by history, NaN where it does not apply."""


class Apart(NamedTuple):
    """How far two means are apart."""

    scenario: str
    outcome: str
    before: float
    now: float
    z: float  # in standard errors
    p: float


def played(checkout: Path, names: Sequence[str], histories: int, seed: int, path: Path) -> Outcomes:
    """The outcomes that a checkout finds; kept in `path`, from where they are taken if there."""
    if not path.exists():
        words = [sys.executable, "-c", PLAY, " ".join(names), str(histories), str(seed), str(path)]
        subprocess.run(words, cwd=checkout, check=True)
    with path.open("rb") as file:
        found: Outcomes = pickle.load(file)  # noqa: S301 (our own, just written)
    return found


def apart(scenario: str, outcome: str, before: Values, now: Values) -> list[Apart]:
    """The means of what applies, and the shares of the histories to which it applies."""
    known = [values[~np.isnan(values)] for values in (before, now)]
    found = []
    if min(map(len, known)) >= FEWEST:
        found.append(compared(scenario, outcome, *known))
    applies = [(~np.isnan(values)).astype(float) for values in (before, now)]
    if not all(flags.all() for flags in applies):
        found.append(compared(scenario, f"{outcome}: applies", *applies))
    return found


def compared(scenario: str, outcome: str, before: Values, now: Values) -> Apart:
    """Two means, by Welch's test; two shares exactly where one of the answers is rare."""
    means = float(before.mean()), float(now.mean())
    both = np.concatenate([before, now])
    if (both == both[0]).all():
        return Apart(scenario, outcome, *means, 0.0, 1.0)
    if set(np.unique(both)) == {0.0, 1.0} and min(both.sum(), (1.0 - both).sum()) < FEWEST:
        table = [[int(v.sum()), int(len(v) - v.sum())] for v in (before, now)]
        p = float(stats.fisher_exact(table).pvalue)
        return Apart(scenario, outcome, *means, math.nan, p)
    found: Any = stats.ttest_ind(now, before, equal_var=False)
    return Apart(scenario, outcome, *means, float(found.statistic), float(found.pvalue))


def rejected(found: Sequence[Apart]) -> list[Apart]:
    """Those that do not agree, by Holm's procedure (1979)."""
    ordered = sorted(found, key=lambda one: one.p)
    for place, one in enumerate(ordered):
        if one.p > LEVEL / (len(ordered) - place):
            return ordered[:place]
    return ordered


def every(before: Outcomes, now: Outcomes) -> list[Apart]:
    """All outcomes of all scenarios that vary at all."""
    pairs = [
        one
        for name, outcomes in before.items()
        for outcome, values in outcomes.items()
        for one in apart(name, outcome, values, now[name][outcome])
    ]
    return [one for one in pairs if one.p < 1.0 or one.before != one.now]


def report(found: Sequence[Apart], scenarios: int) -> str:
    """The figures, and the outcomes that are furthest apart."""
    z = np.array([one.z for one in found if not math.isnan(one.z)])
    beyond = {limit: 100.0 * np.mean(np.abs(z) > limit) for limit in (1.0, 1.96, 2.58)}
    lines = [
        f"{len(found):,} outcomes of {scenarios} scenarios; {len(z):,} with a normal error:",
        f"z has mean {z.mean():.2f} and standard deviation {z.std(ddof=1):.2f};",
        *(f"{share:.1f} % are beyond {limit};" for limit, share in beyond.items()),
        f"do not agree (Holm, {LEVEL:.0%} together): {len(rejected(found))}",
        "",
        "| scenario | outcome | before | now | z | p |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for one in sorted(found, key=lambda one: one.p)[:SHOWN]:
        figures = f"{one.before:.4g} | {one.now:.4g} | {one.z:.2f} | {one.p:.2g}"
        lines.append(f"| {one.scenario} | {one.outcome} | {figures} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Play both, print the report; 0 if all agree and the control is told apart."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--before", type=Path, required=True, help="a checkout of the old luck")
    options.add_argument("--histories", type=int, default=2000)
    options.add_argument("--folder", type=Path, default=Path("/tmp"), help="for what was played")
    asked = options.parse_args(arguments)
    names = list(simulator.scenarios().index)
    before, now = (
        played(checkout, names, asked.histories, seed, asked.folder / f"luck-{seed}.pickle")
        for checkout, seed in zip((asked.before, ROOT), SEEDS, strict=True)
    )
    found = every(before, now)
    print(report(found, len(names)))
    one, other = CONTROL
    blind = not rejected(every({one: before[one]}, {one: now[other]}))
    print(f"{one} and {other} are {'NOT ' if blind else ''}told apart")
    return int(blind or bool(rejected(found)))


if __name__ == "__main__":
    sys.exit(main())
