"""How soon each phase starts, in the hours that its own deadline counts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.model import terms
from simulator.model.parameters import Array
from simulator.scenario.schema.plan import Phase
from simulator.tables.summary import share

if TYPE_CHECKING:
    import pandas as pd

CLOCK, CALL, DEADLINE = "on the clock", "from the call", "from the deadline"
"""What the hours of a start may be counted from."""
POINTS = 240
MOST = 240.0
"""Hours shown at most, where no deadline lies beyond."""
COLUMNS = (
    "phase", "promise", "since", "arm", "hour", "share", "low", "high", "due", "in_time", "called",
    "histories",
)  # fmt: skip


class Arm(NamedTuple):
    """One phase in one arm of a study."""

    name: str
    phase: Phase
    first: Array
    """PHASE_OUTCOME rows of the first episode that called it, one of each history that did."""
    histories: int
    """With a ceasefire, whether they called the phase or not."""


def counted_from(phases: Sequence[Phase]) -> str:
    """The hours on which these deadlines stand still, or else those from the deadline itself.

    A deadline that is the later of two moves on the clock and from the call alike.
    """
    own = {_own(phase) for phase in phases}
    if own <= {CLOCK, ""} or own <= {CALL, ""}:
        return next(iter(own - {""}), CALL)
    return CALL if "" in own else DEADLINE


def _own(phase: Phase) -> str:
    """What a phase's deadline is counted from; "" without a deadline."""
    if phase.by is not None:
        return CLOCK if phase.within is None else DEADLINE
    return CALL if phase.within is not None else ""


def due_at(phase: Phase, since: str) -> float:
    """Where the deadline stands among such hours; NaN where it has no one place there."""
    own = _own(phase)
    if own and since == DEADLINE:
        return 0.0
    if own != since:
        return np.nan
    return float((phase.by if since == CLOCK else phase.within) or 0) / 60


def hours_to_start(first: Array, since: str) -> Array:
    """Hours to the minute at which each of these calls was answered by a start; inf: it was not."""
    origin = {CLOCK: 0.0, CALL: first["called"], DEADLINE: first["due"]}[since]
    hours = np.round((first["started"] - origin) * 60) / 60
    return np.where(np.isnan(hours), np.inf, hours)


def start_curves(arms: Sequence[Arm], of_called: bool = False) -> "pd.DataFrame":
    """By arm and hour, the share of histories in which a phase has started by then (COLUMNS).

    Of all histories with a ceasefire, so that the curve passes its deadline at the share that is in
    time in the tables; or of those that called the phase. With Wilson's pointwise 95 % interval.
    """
    import pandas as pd

    since = counted_from([arm.phase for arm in arms])
    starts = {arm.name: hours_to_start(arm.first, since) for arm in arms}
    dues = [due for arm in arms if (due := due_at(arm.phase, since)) == due]
    hours = hours_to_show(starts, dues, since == DEADLINE)
    rows = []
    for arm in arms:
        started = starts[arm.name]
        of = len(started) if of_called else arm.histories
        yes = np.concatenate([started, np.full(of - len(started), np.inf)])
        met = np.sum(arm.first["state"] == terms.MET)
        said = arm.phase.name, promise([arm.phase for arm in arms]), since, arm.name
        facts = due_at(arm.phase, since), met / of if of else np.nan, len(started), of
        rows += [(*said, hour, *share(yes <= hour), *facts) for hour in hours]
    return pd.DataFrame(rows, columns=[*COLUMNS])


def hours_to_show(starts: Mapping[str, Array], dues: Sequence[float], before: bool) -> Array:
    """Hours past the last deadline and to where nearly all starts are, with the deadlines among
    them; `before`: from where the first starts are, else from 0."""
    known = np.concatenate([[0.0], *starts.values()])
    known = known[np.isfinite(known)]
    early = np.quantile(known, 0.02, method="lower")
    late = np.quantile(known, 0.95, method="higher")
    least = 1.25 * max([0.0, *dues])
    last = min(max(late, least, 12.0), max(MOST, least))
    first = max(min(early, -12.0), -MOST) if before else 0.0
    return np.unique(np.concatenate([np.linspace(first, last, POINTS + 1), dues]))


def promise(phases: Sequence[Phase]) -> str:
    """A deadline in words, or that it is not the same everywhere."""
    said = {(phase.by, phase.within) for phase in phases}
    if len(said) > 1:
        return "deadlines differ"
    by, within = (None if one is None else f"{one / 60:g} h" for one in said.pop())
    if by and within:
        return f"due {by} on the clock or {within} after the call, whichever is later"
    if by:
        return f"due {by} on the clock"
    return f"due {within} after the call" if within else "no deadline"
