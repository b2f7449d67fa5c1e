"""Which history of a run to show where nobody names one, and why that one."""

from typing import NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.tables.histories import Histories


class Shown(NamedTuple):
    """A history that is shown, and the reason in words."""

    replication: int
    why: str


def typical(run: Histories) -> Shown:
    """A history with a breach whose phases came out as in most, its breach at the median time."""
    breached = np.flatnonzero(run.block.outcomes["breaches"] > 0)
    if not len(breached):
        return _without_breach(run)
    of = f"{len(breached):,} of {run.replications:,} histories with a breach"
    shown, alike = _middle(run, breached)
    why = f"a typical one of the {of}"
    if run.names.phases:
        why = f"{why}: the phases came out so in {alike:,}"
    return Shown(shown, why)


def another(run: Histories, unlike: int) -> Shown | None:
    """A history whose phases came out otherwise than in one, as in most of those; None if none."""
    breached = np.flatnonzero(run.block.outcomes["breaches"] > 0)
    others = breached[np.any(run.states[breached] != run.states[unlike], axis=1)]
    if not len(others):
        return None
    shown, alike = _middle(run, others)
    return Shown(shown, f"the phases came out otherwise, and so in {alike:,} histories")


def _middle(run: Histories, chosen: Array) -> tuple[int, int]:
    """Of these histories the one with the median breach among those whose phases came out as in
    most, and how many those are."""
    _, course, counts = np.unique(
        run.states[chosen], axis=0, return_inverse=True, return_counts=True
    )
    most = int(np.argmax(counts))
    alike = chosen[course.reshape(-1) == most]
    hours = run.block.outcomes["hours_to_breach"][alike]
    by_time = alike[np.argsort(hours, kind="stable")]
    return int(by_time[(len(by_time) - 1) // 2]), len(alike)


def _without_breach(run: Histories) -> Shown:
    """The first history with a ceasefire, or the first of all."""
    signed = np.flatnonzero(run.block.outcomes["signed"] == 1.0)
    if not len(signed):
        return Shown(0, f"no ceasefire was signed in any of {run.replications:,} histories")
    return Shown(int(signed[0]), f"none of {run.replications:,} histories has a breach")
