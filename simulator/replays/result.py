"""What a replay comes to: tables, a picture, files."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.replays.history import History
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Rule

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture


@dataclass(frozen=True, repr=False, eq=False)
class Replay:
    """What rules and a plan come to on a real history; a day has the date on which it ends."""

    scenario: Scenario
    """The plan, with the acts of the data in place of its own violations."""
    asked: Mapping[str, Rule]
    """The rules by their names."""
    source: str
    """Whom to credit for the data."""
    history: History
    settings: Mapping[str, Any]
    """What was chosen: monitoring, long_periods, kinds, raw, seed, replication."""
    days: "pd.DataFrame"
    """A row for each rule and day: rule, date, data, acts (that it counts; NaN: no data), met, and
    may_be_met: whether acts of which the day is not known could make it so."""
    episodes: "pd.DataFrame"
    """A row for each episode under each rule: when it opened and ended (NaT: it did not), days,
    breaches, and its ending: `quiet`, `not seen` (in days without data), or `open`."""
    phases: "pd.DataFrame"
    """A row for each phase of each episode: its state, when it was called and when it started."""
    histories: "pd.DataFrame"
    """A row for each history, rule and phase: in how many episodes it came to each state."""
    most: Mapping[str, int]
    """For each rule the most days on which it may be met, wherever acts without a day were."""
    unread: tuple[str, ...]
    """Rules that name none of the kinds that the data have."""
    notes: tuple[str, ...]
    """How the data were read and what the tables cannot show, a sentence or two each."""

    @cached_property
    def rules(self) -> "pd.DataFrame":
        """A row a rule: days with data, the fewest and the most days met and their shares, first,
        last and busiest day, breaches, episodes, their median and longest days, and how many end
        unseen."""
        from simulator.replays.summary import rule_table

        return rule_table(self)

    @cached_property
    def outcomes(self) -> "pd.DataFrame":
        """A row for each phase under each rule, over the histories: in how many episodes it was
        called on average, the share of these that came to each state, and of each what 95 % of the
        histories have (columns ending in _low and _high; NaN: it was never called)."""
        from simulator.replays.summary import outcome_table

        return outcome_table(self)

    @cached_property
    def totals(self) -> "pd.DataFrame":
        """A row a day: date, data, and acts of all kinds, counted or not (NaN: no data)."""
        from simulator.replays.summary import totals_table

        return totals_table(self.history)

    def calendar(self) -> "Picture":
        """The days on which each rule is met, as a calendar; days without data are hatched."""
        from simulator.replays.pictures import calendar_of

        return calendar_of(self)

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write the tables (Parquet and CSV), the calendar and a record of what was asked.

        `form`: of the picture, png, svg or pdf. Returns the files. Raises `OutputError`.
        """
        from simulator.replays.files import write

        return write(self, Path(folder), form)
