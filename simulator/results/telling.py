"""Which history of a run to show where nobody names one, and why that one."""

from typing import NamedTuple

import numpy as np

from simulator.tables.histories import Histories


class Shown(NamedTuple):
    """A history that is shown, and the reason in words."""

    replication: int
    why: str


def typical(run: Histories) -> Shown:
    """A history with a breach whose phases came out as in most, its breach at the median time."""
    outcomes = run.block.outcomes
    breached = np.flatnonzero(outcomes["breaches"] > 0)
    if not len(breached):
        return _without_breach(run)
    _, course, counts = np.unique(
        run.states[breached], axis=0, return_inverse=True, return_counts=True
    )
    most = int(np.argmax(counts))
    alike = breached[course.reshape(-1) == most]
    by_time = alike[np.argsort(outcomes["hours_to_breach"][alike], kind="stable")]
    of = f"{len(breached):,} of {run.replications:,} histories with a breach"
    why = f"a typical one of the {of}"
    if run.names.phases:
        why = f"{why}: the phases came out so in {len(alike):,}"
    return Shown(int(by_time[(len(by_time) - 1) // 2]), why)


def _without_breach(run: Histories) -> Shown:
    """The first history with a ceasefire, or the first of all."""
    signed = np.flatnonzero(run.block.outcomes["signed"] == 1.0)
    if not len(signed):
        return Shown(0, f"no ceasefire was signed in any of {run.replications:,} histories")
    return Shown(int(signed[0]), f"none of {run.replications:,} histories has a breach")
