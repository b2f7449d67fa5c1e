"""A replay for programs: what was asked, how it was read, and what came of it."""

from typing import TYPE_CHECKING, Any

from simulator.replays.played import Played
from simulator.tables.json_values import plain

if TYPE_CHECKING:
    import pandas as pd

DATES = ("first", "last", "busiest")


def asked(played: Played) -> dict[str, Any]:
    """What was asked and how it was read, as JSON has it."""
    dates = played.history.dates()
    return {
        "about": "Days on which rules are met in real events, and what a plan makes of them.",
        "scenario": played.scenario.name,
        "source": played.source,
        "first_day": str(dates[0]),
        "last_day": str(dates[-1]),
        "days": len(dates),
        "days_with_data": int(played.history.data.sum()),
        "acts": len(played.history.acts),
        "acts_without_a_day": len(played.history.inexact),
        **played.settings,
        "notes": list(played.notes),
        "limits": played.scenario.limits,
    }


def in_full(played: Played, rules: "pd.DataFrame", shares: "pd.DataFrame") -> dict[str, Any]:
    """What `asked` has, and of each rule the days on which it is met, episodes and phases."""
    found = [
        row
        | {name: row[name] and row[name][:10] for name in DATES}
        | {"dates": dates_met(played, row["rule"]), "episodes": episodes(played, row["rule"])}
        | {"phase_shares": shares_of(shares, row["rule"])}
        for row in map(plain, rules.to_dict("records"))
    ]
    return asked(played) | {"rules": found}


def dates_met(played: Played, rule: str) -> list[str]:
    """The days on which a rule is met."""
    days = played.days[(played.days["rule"] == rule) & played.days["met"]]
    return [str(date) for date in days["date"].dt.date]


def shares_of(shares: "pd.DataFrame", rule: str) -> list[dict[str, Any]]:
    """What became of each phase under a rule, over the histories."""
    if shares.empty:
        return []
    ours = shares[shares["rule"] == rule].drop(columns="rule")
    return [plain(row) for row in ours.to_dict("records")]


def episodes(played: Played, rule: str) -> list[dict[str, Any]]:
    """The episodes under a rule, each with what became of its phases."""
    table = played.episodes[played.episodes["rule"] == rule].drop(columns="rule")
    phases = played.phases[played.phases["rule"] == rule].drop(columns="rule")
    found = {row["episode"]: plain(row) | {"phases": []} for row in table.to_dict("records")}
    for row in phases.to_dict("records"):
        found[row.pop("episode")]["phases"].append(plain(row))
    return [*found.values()]
