"""What state the plan is in over time: shares of many histories."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from simulator.model import terms
from simulator.model.parameters import Array

if TYPE_CHECKING:
    import pandas as pd

AT_REST, NO_ANSWER, NOT_SIGNED = "at rest", "breach, no phase started", "no ceasefire signed"


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
