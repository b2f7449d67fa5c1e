"""The files that a replay leaves in a folder."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.files import put, sweep
from simulator.plots.style import save
from simulator.store.disk import to_parquet, writing
from simulator.store.folder import write_csv

if TYPE_CHECKING:
    from simulator.replays.result import Replay

TABLES = ("rules", "outcomes", "days", "episodes", "phases", "histories")
RECORD = "replay.json"
DATES = ("first", "last", "busiest")


def write(replay: "Replay", folder: Path, form: str = "png") -> list[Path]:
    """Write all there is of a replay; the files, in the order in which they were written."""
    import pyarrow as pa

    written = []
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
    for name in TABLES:
        frame = getattr(replay, name)
        path = folder / f"{name}.parquet"
        with writing(folder):
            put(path, to_parquet(pa.Table.from_pandas(frame, preserve_index=False)))
        write_csv(frame, path.with_suffix(".csv"))
        written += [path, path.with_suffix(".csv")]
    written.append(save(replay.calendar(), folder / f"calendar.{form}"))
    with writing(folder):
        put(folder / RECORD, (json.dumps(record(replay), indent=1) + "\n").encode())
    return [*written, folder / RECORD]


def record(replay: "Replay") -> dict[str, Any]:
    """What was asked and how it was read, as JSON has it."""
    dates = replay.history.dates()
    return {
        "about": "Days on which rules are met in real events, and what a plan makes of them.",
        "scenario": replay.scenario.name,
        "source": replay.source,
        "first_day": str(dates[0]),
        "last_day": str(dates[-1]),
        "days": len(dates),
        "days_with_data": int(replay.history.data.sum()),
        "acts": len(replay.history.acts),
        "acts_without_a_day": len(replay.history.inexact),
        **replay.settings,
        "notes": list(replay.notes),
        "limits": replay.scenario.limits,
    }


def in_full(replay: "Replay") -> dict[str, Any]:
    """The record, and for each rule the days on which it is met and its episodes with phases."""
    told = [plain(row) for row in replay.rules.to_dict("records")]
    rules = [
        row
        | {name: row[name] and row[name][:10] for name in DATES}
        | {"dates": dates_met(replay, row["rule"]), "episodes": episodes(replay, row["rule"])}
        | {"outcomes": outcomes(replay, row["rule"])}
        for row in told
    ]
    return record(replay) | {"rules": rules}


def dates_met(replay: "Replay", rule: str) -> list[str]:
    """The days on which a rule is met."""
    days = replay.days[(replay.days["rule"] == rule) & replay.days["met"]]
    return [str(date) for date in days["date"].dt.date]


def outcomes(replay: "Replay", rule: str) -> list[dict[str, Any]]:
    """What became of each phase under a rule, over the histories."""
    table = replay.outcomes
    if table.empty:
        return []
    ours = table[table["rule"] == rule].drop(columns="rule")
    return [plain(row) for row in ours.to_dict("records")]


def episodes(replay: "Replay", rule: str) -> list[dict[str, Any]]:
    """The episodes under a rule, each with what became of its phases."""
    table = replay.episodes[replay.episodes["rule"] == rule].drop(columns="rule")
    phases = replay.phases[replay.phases["rule"] == rule].drop(columns="rule")
    found = {row["episode"]: plain(row) | {"phases": []} for row in table.to_dict("records")}
    for row in phases.to_dict("records"):
        found[row.pop("episode")]["phases"].append(plain(row))
    return [*found.values()]


def plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row with moments as text and null for what is missing."""
    import pandas as pd

    return {
        str(name): None
        if pd.isna(value)
        else (value.isoformat() if isinstance(value, pd.Timestamp) else value)
        for name, value in row.items()
    }
