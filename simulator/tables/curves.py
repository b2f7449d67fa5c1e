"""Shares over time and over many histories: when phases start, and what state the plan is in."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulator.model import terms
from simulator.model.parameters import Array
from simulator.tables.first_calls import first_starts
from simulator.tables.summary import share

if TYPE_CHECKING:
    import pandas as pd

AT_REST, NO_ANSWER, NOT_SIGNED = "at rest", "breach, no phase started", "no ceasefire signed"


def time_to_phase(
    phases: Array,
    names: Sequence[str],
    replications: int,
    hours: Iterable[float],
    of_called: bool = True,
) -> "pd.DataFrame":
    """By phase and hour on the clock, the share of histories in which it has started by then.

    Of the histories that called it, or of all; with Wilson's pointwise 95 % interval.
    """
    import pandas as pd

    table = []
    for k, name in enumerate(names):
        starts = first_starts(phases, k)
        called = len(starts)
        if not of_called:
            starts = np.concatenate([starts, np.full(replications - called, np.inf)])
        for hour in hours:
            reached = share(starts <= hour)
            table.append((name, hour, *reached, called, replications))
    columns = ["phase", "hour", "share", "low", "high", "called", "replications"]
    return pd.DataFrame(table, columns=columns)


def hours_to_show(starts: Iterable[Array], most: float = 10 * 24) -> Array:
    """Hours on the clock from 0 to where nearly all starts are told, and at least 96."""
    hours = np.concatenate([[0.0], *starts])
    last = np.quantile(hours[np.isfinite(hours)], 0.95)
    return np.arange(0, np.clip(np.ceil(last / 24) * 24, 96, most) + 0.5, 1.0)


def state_words(phases: Sequence[str]) -> list[str]:
    """The states of a history at a minute, as columns of `states_over_time`."""
    return [AT_REST, NO_ANSWER, *phases, NOT_SIGNED]


def states_of(rows: Array, minutes: Array, phases: int) -> Array:
    """The state of one history at each minute, as a place in `state_words`."""
    if len(rows) and rows[0]["what"] == terms.NOT_SIGNED:
        return np.full(len(minutes), phases + 2)
    kept = np.isin(rows["what"], (terms.BREACH, terms.START, terms.STAND_DOWN))
    turns, state = [0], [0]
    for row in rows[kept]:
        now = 0
        if row["what"] == terms.BREACH:
            now = max(state[-1], 1)
        elif row["what"] == terms.START:
            now = max(state[-1], 2 + int(row["subject"]))
        turns.append(int(row["minute"]))
        state.append(now)
    return np.array(state)[np.searchsorted(turns, minutes, side="right") - 1]


def states_over_time(
    traces: Iterable[Array], phases: Sequence[str], horizon: int, points: int = 240
) -> "pd.DataFrame":
    """By minute, the share of histories in each state: the highest phase that has started."""
    import pandas as pd

    words = state_words(phases)
    minutes = np.linspace(0, horizon - 1, points).astype(np.int64)
    counts = np.zeros((points, len(words)))
    for rows in traces:
        counts[np.arange(points), states_of(rows, minutes, len(phases))] += 1
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return pd.DataFrame(shares, index=pd.Index(minutes, name="minute"), columns=words)
