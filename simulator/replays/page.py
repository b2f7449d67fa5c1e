"""The page of a replay: the rules, their episodes, the phases, and how the data were read."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from simulator.replays.played import Played
from simulator.replays.summary import ENDINGS
from simulator.tables.amounts import number
from simulator.tables.layout import unbroken
from simulator.tables.page import Grid, Part, Title
from simulator.tables.wording import counted, percent

if TYPE_CHECKING:
    import pandas as pd

Row: TypeAlias = dict[str, Any]


def page(played: Played, rules: "pd.DataFrame", shares: "pd.DataFrame") -> list[Part]:
    """What a reader sees of a replay; the tables are `Replay.rules` and `Replay.phase_shares`."""
    history = played.history
    dates = history.dates()
    days, known = len(dates), int(history.data.sum())
    span = (
        f"{dates[0]} to {dates[-1]}: {counted(days, 'day', 'days')}, {known:,} with data; "
        f"{counted(len(history.acts), 'act', 'acts')}"
    )
    read = [one for one in records(rules) if one["rule"] not in played.unread]
    found: list[Part] = [
        Title([f"{played.scenario.name}, over real events: {played.source}", span]),
        met_table(records(rules), played.unread),
        episodes_table(read),
    ]
    if played.scenario.plan.phases:
        found.append(phases_table(records(shares)))
    return [*found, *played.notes, played.scenario.limits]


def met_table(rules: list[Row], unread: Sequence[str]) -> Grid:
    """On how many days each rule is met, and when."""
    header = ["rule", "days met", "of days with data", "share", "first", "last", "busiest (acts)"]
    rows = []
    for one in rules:
        if one["rule"] in unread:
            rows.append([one["rule"], "-", f"{one['days']:,}", "-", "-", "-", "-"])
            continue
        busiest = f"{date(one['busiest'])} ({one['busiest_acts']:,})"
        first, last = date(one["first"]), date(one["last"])
        met = span(f"{one['met']:,}", f"{one['met_most']:,}")
        share = span(percent(one["share"]), percent(one["share_most"]))
        rows.append([one["rule"], met, f"{one['days']:,}", share, first, last, busiest])
    return Grid(header, rows, right=(1, 2, 3))


def episodes_table(rules: list[Row]) -> Grid:
    """How often the plan would have been set off, and for how long."""
    header = ["rule", "breaches", "episodes", "median days", "longest", "end not seen"]
    rows = [
        [
            one["rule"],
            f"{one['breaches']:,}",
            f"{one['episodes']:,}",
            number(one["median_days"]),
            number(one["longest_days"]),
            f"{one['not_seen']:,}",
        ]
        for one in rules
    ]
    return Grid(header, rows, right=(1, 2, 3, 4, 5))


def phases_table(shares: list[Row]) -> Grid:
    """How often each phase was called, and how that ended, over the histories."""
    header = ["phases, by episodes", "called", *(state.replace("_", " ") for state in ENDINGS)]
    rows: list[list[str]] = []
    last = ""
    for one in shares:
        if one["rule"] != last:
            last = one["rule"]
            rows.append([last])
        ended = [over(one, state, percent) for state in ENDINGS]
        rows.append([f"  {one['phase']}", over(one, "called", number), *ended])
    return Grid(header, rows, right=range(1, 2 + len(ENDINGS)))


def over(row: Row, name: str, told: Callable[[float], str]) -> str:
    """'35 (34 to 36)': a mean, and what 95 % of the histories have, where they differ."""
    if row[name] != row[name]:
        return "-"
    value, low, high = (told(row[each]) for each in (name, f"{name}_low", f"{name}_high"))
    band = f"({low.removesuffix(' %')} to {high})"
    return value if low == high else f"{value} {unbroken(band)}"


def records(frame: "pd.DataFrame") -> list[Row]:
    """The rows of a table."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def span(low: str, high: str) -> str:
    """'12', or '12 to 15' where they differ."""
    return low if low == high else unbroken(f"{low} to {high}")


def date(moment: Any) -> str:
    """'2020-07-27'; '-' if there is none."""
    return moment.strftime("%Y-%m-%d") if moment == moment else "-"
