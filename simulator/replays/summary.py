"""The tables of a replay in short: a row for each rule, and for each phase under each rule."""

from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.minutes import DAY
from simulator.model.parameters import Array
from simulator.replays.history import History
from simulator.replays.play import NOT_SEEN
from simulator.replays.played import Played

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = ("in_time", "late", "never_started", "lapsed", "open")
"""The states of a phase that was called."""


def rule_table(played: Played) -> "pd.DataFrame":
    """See `Replay.rules`; a rule that the data cannot be asked has no values."""
    import pandas as pd

    found = [_of_rule(played, name) for name in played.asked]
    return pd.DataFrame(found).astype(
        dict.fromkeys(
            ("met", "met_most", "busiest_acts", "breaches", "episodes", "not_seen"), "Int64"
        )
    )


def _of_rule(played: Played, name: str) -> dict[str, Any]:
    row: dict[str, Any] = {"rule": name, "days": int(played.history.data.sum())}
    if name in played.unread:
        return row | dict.fromkeys(VALUES)
    days = played.days[played.days["rule"] == name]
    met = days[days["met"]]["date"]
    busiest = int(np.nanargmax(days["acts"]))
    episodes = played.episodes[played.episodes["rule"] == name]
    return row | {
        "met": len(met),
        "met_most": played.most[name],
        "share": len(met) / row["days"],
        "share_most": played.most[name] / row["days"],
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


def share_table(played: Played) -> "pd.DataFrame":
    """See `Replay.phase_shares`: columns rule, phase, called, and the share of each state."""
    import pandas as pd

    phases = [phase.name for phase in played.scenario.plan.phases]
    read = [name for name in played.asked if name not in played.unread]
    by = dict(list(played.histories.groupby(["rule", "phase"])))
    return pd.DataFrame([
        {"rule": rule, "phase": phase, **_of_histories(by[rule, phase])}
        for rule in read for phase in phases
    ])  # fmt: skip


def _of_histories(rows: "pd.DataFrame") -> dict[str, float]:
    """The mean number of calls, the shares of the states, and what 95 % of the histories have."""
    called = rows[[*ENDINGS]].sum(axis=1).to_numpy(float)
    found = {"called": float(called.mean()), **_band("called", called)}
    some = called > 0
    for name in ENDINGS:
        count = rows[name].to_numpy(float)
        found[name] = float(count.sum() / called.sum()) if some.any() else np.nan
        found |= _band(name, count[some] / called[some])
    return found


def _band(name: str, values: Array) -> dict[str, float]:
    """What 95 % of the values lie between, as values that occur."""
    if not len(values):
        return {f"{name}_low": np.nan, f"{name}_high": np.nan}
    low = np.quantile(values, 0.025, method="lower")
    high = np.quantile(values, 0.975, method="higher")
    return {f"{name}_low": float(low), f"{name}_high": float(high)}
