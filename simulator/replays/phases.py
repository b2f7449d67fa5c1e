"""What became of the phases of a plan in each episode of a replay."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.model import terms
from simulator.model.parameters import Array
from simulator.replays.history import History, moments_of
from simulator.tables.first_calls import NEVER_STARTED, STATES

if TYPE_CHECKING:
    import pandas as pd

CALLS = (terms.CALLED, terms.DEADLINE, terms.LAPSED, terms.START)


class States(NamedTuple):
    """Of each phase in each episode, shape (episodes, phases)."""

    state: Array
    """A place in STATES."""
    called: Array
    """The minute; -1: it was not."""
    started: Array


def states_of(rows: Array, phases: int) -> States:
    """What a trace says of the phases."""
    shape = (int(rows["episode"].max(initial=-1)) + 1, phases)
    state = np.full(shape, terms.NOT_CALLED)
    called, started = np.full(shape, -1), np.full(shape, -1)
    for row in rows[np.isin(rows["what"], CALLS)]:
        place = row["episode"], row["subject"]
        state[place] = state_after(int(row["what"]), int(row["object"]))
        if row["what"] == terms.CALLED:
            called[place] = row["minute"]
        elif row["what"] == terms.START:
            started[place] = row["minute"]
    state[(state == terms.LATE) & (started < 0)] = NEVER_STARTED
    return States(state, called, started)


def state_after(what: int, state: int) -> int:
    """The state of a phase after one of the CALLS; `state` is the one recorded at a start."""
    if what == terms.START:
        return state
    if what == terms.LAPSED:
        return terms.LAPSED_STATE
    return terms.LATE if what == terms.DEADLINE else terms.OPEN


def phase_table(rows: Array, phases: tuple[str, ...], history: History) -> "pd.DataFrame":
    """A row for each phase of each episode: its state, when it was called and when it started."""
    import pandas as pd

    found = states_of(rows, len(phases))
    episodes = len(found.state)
    return pd.DataFrame(
        {
            "episode": np.repeat(np.arange(1, episodes + 1), len(phases)),
            "phase": np.tile(np.array(phases, object), episodes),
            "state": np.array(STATES, object)[found.state.ravel()],
            "called": moments_of(found.called.ravel(), history),
            "started": moments_of(found.started.ravel(), history),
        }
    )


def counts_of(rows: Array, phases: tuple[str, ...]) -> "pd.DataFrame":
    """A row for each phase: in how many episodes of a trace it came to each of STATES."""
    import pandas as pd

    state = states_of(rows, len(phases)).state
    counts = {
        name.replace(" ", "_"): np.sum(state == number, axis=0)
        for number, name in enumerate(STATES)
    }
    return pd.DataFrame({"phase": np.array(phases, object), **counts})
