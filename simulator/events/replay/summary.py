"""The tables of a replay in short: a row for each rule, and for each phase under each rule."""

from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.events.replay.history import DAY, History
from simulator.events.replay.played import NOT_SEEN
from simulator.model import terms

if TYPE_CHECKING:
    import pandas as pd

    from simulator.events.replay.result import Replay


def rule_table(replay: "Replay") -> "pd.DataFrame":
    """See `Replay.rules`; a rule that the data cannot be asked has no values."""
    import pandas as pd

    found = [_of_rule(replay, name) for name in replay.asked]
    return pd.DataFrame(found).astype(
        dict.fromkeys(
            ("met", "met_most", "busiest_acts", "breaches", "episodes", "not_seen"), "Int64"
        )
    )


def _of_rule(replay: "Replay", name: str) -> dict[str, Any]:
    row: dict[str, Any] = {"rule": name, "days": int(replay.history.data.sum())}
    if name in replay.unread:
        return row | dict.fromkeys(VALUES)
    days = replay.days[replay.days["rule"] == name]
    met = days[days["met"]]["date"]
    busiest = int(np.nanargmax(days["acts"]))
    episodes = replay.episodes[replay.episodes["rule"] == name]
    return row | {
        "met": len(met),
        "met_most": replay.most[name],
        "share": len(met) / row["days"],
        "share_most": replay.most[name] / row["days"],
        "first": met.min(),
        "last": met.max(),
        "busiest": days["date"].iloc[busiest],
        "busiest_acts": int(days["acts"].iloc[busiest]),
        "breaches": int(episodes["breaches"].sum()),
        "episodes": len(episodes),
        "median_days": episodes["days"].median(),
        "longest_days": episodes["days"].max(),
        "not_seen": int((episodes["ending"] == NOT_SEEN).sum()),
    }


VALUES = (
    "met", "met_most", "share", "share_most", "first", "last", "busiest", "busiest_acts",
    "breaches", "episodes", "median_days", "longest_days", "not_seen",
)  # fmt: skip


def totals_table(history: History) -> "pd.DataFrame":
    """See `Replay.totals`."""
    import pandas as pd

    acts = np.bincount(history.acts["minute"] // DAY, minlength=len(history.data))
    dates = history.dates().astype("datetime64[s]")
    shown = np.where(history.data, acts.astype(float), np.nan)
    return pd.DataFrame({"date": dates, "data": history.data, "acts": shown})


def outcome_table(replay: "Replay") -> "pd.DataFrame":
    """See `Replay.outcomes`: columns rule, phase, called, and each state."""
    import pandas as pd

    phases = [phase.name for phase in replay.scenario.plan.phases]
    read = [name for name in replay.asked if name not in replay.unread]
    every = pd.MultiIndex.from_product([read, phases], names=["rule", "phase"])
    counts = replay.phases.groupby(["rule", "phase", "state"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=every, columns=[*terms.STATES], fill_value=0)
    episodes = counts.sum(axis=1)
    counts.insert(0, "called", episodes - counts[terms.STATES[terms.NOT_CALLED]])
    return counts.rename(columns=lambda name: name.replace(" ", "_")).reset_index()
