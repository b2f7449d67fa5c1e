"""How to read a table of outcomes: what its shares are of, its scale, and what has no interval."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from simulator.scenario.form import in_full
from simulator.scenario.known import overlap
from simulator.scenario.path import resolve
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.tables.amounts import SHARE, amounts
from simulator.tables.histories import Histories
from simulator.tables.measures import measures
from simulator.tables.summary import share
from simulator.tables.wording import counted, listed, spoken

PHASES = (
    "Each phase's share is of the first episode that called it. late: it started after its "
    "deadline; never started: the deadline passed, and it had not started by the end of the "
    "episode or of the history; lapsed: too many declined; open: the end came before any of these."
)

FEW = 100
"""From this many histories on, intervals of means covered the true value in 92 to 98 % of trials.

Measured by `make coverage`; docs/precision.md has the table.
"""
TOO_FEW = (
    f"An interval of a mean over fewer than {FEW} histories, or pairs of them, may be too narrow: "
    "with 20 histories and a few large values that dominate, such intervals covered the true value "
    "in as few as 77 % of our trials rather than 95 %."
)


def notes(runs: Sequence[Histories]) -> list[str]:
    """The lines that stand under a table of these runs; none that it does not need."""
    shown = [measure for run in runs for measure in measures(run)]
    values = [Value(one.unit, one.estimate.low, len(one.known)) for one in shown]
    scenarios = [run.scenario for run in runs]
    return [*of_values(values, scenarios), *unknown(scenarios)]


class Value(NamedTuple):
    """What notes need to know of a value in a table."""

    unit: str
    low: float
    """Of its interval; NaN where it has none."""
    histories: int
    """That it is of."""


def of_values(values: Sequence[Value], scenarios: Sequence[Scenario]) -> list[str]:
    """How to read these values of these scenarios; nothing that they do not need."""
    said = [PHASES] if any(scenario.plan.phases for scenario in scenarios) else []
    if any(one.unit.startswith("severity") for one in values):
        said.append(severities(scenarios))
    if any(0 < one.histories < FEW and one.unit != SHARE for one in values):
        said.append(TOO_FEW)
    without = [one.histories for one in values if one.histories and np.isnan(one.low)]
    return [*said, *([no_interval(min(without))] if without else [])]


def unknown(scenarios: Iterable[Scenario]) -> list[str]:
    """What is kept at one value here though nobody knows it, and how to see what that hides."""
    paths = {path for scenario in scenarios for path in scenario.uncertain}
    return _kept(
        len(paths),
        "kept at one figure. --uncertain 200 (in a notebook uncertain=200) draws them from their "
        "ranges, and shows how much wider that makes each answer, and which differences keep their "
        "sign.",
    )


BY_RUN = (
    "'escalation run --uncertain 200', with --set for the values of a point, draws them from their "
    "ranges."
)
AT_EVERY_POINT = (
    "--uncertain 40 (in a notebook uncertain=40) draws them from their ranges, the same at all."
)


def unknown_at_points(
    scenario: Scenario, varied: Sequence[Address], how: str = BY_RUN
) -> list[str]:
    """The same where a scenario is played at many points, which differ in these places.

    `how`: they may be drawn all the same.
    """
    full = in_full(scenario)
    paths = [
        path
        for path in scenario.uncertain
        if not any(overlap(at, place) for at in resolve(path, full) for place in varied)
    ]
    return _kept(len(paths), f"kept at one figure at every point. {how}")


def _kept(count: int, how: str) -> list[str]:
    if not count:
        return []
    some = counted(count, "value that nobody knows is", "values that nobody knows are")
    return [f"Intervals are of chance only: {some} {how}"]


def severities(scenarios: Iterable[Scenario]) -> str:
    """The severity of each kind of act that the scenarios have."""
    found: dict[str, dict[str, None]] = {}
    for scenario in scenarios:
        for pattern in scenario.violations.values():
            severity = f"{scenario.every_kind[pattern.kind].severity:g}"
            found.setdefault(spoken(pattern.kind), {})[severity] = None
    scale = [f"{kind} {' or '.join(values)}" for kind, values in found.items()]
    return f"Severity is on our own scale; an act here bears: {listed(scale) or 'none'}."


def no_interval(histories: int) -> str:
    """Why there is none where a value never varied, and how much that still leaves open."""
    _, _, most = amounts(SHARE, *share(np.zeros(histories)))
    return (
        "(-): no interval, as the outcome is the same in every history that has it. As many as "
        f"{most} of all such histories may still differ."
    )
