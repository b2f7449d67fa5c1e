"""What a replay comes to: tables, a page, a picture, files."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.replays import record
from simulator.replays.page import page
from simulator.replays.played import Played
from simulator.replays.summary import rule_table, share_table, totals_table
from simulator.results.face import Result
from simulator.tables.page import Part

if TYPE_CHECKING:
    import pandas as pd

    from simulator.replays.pictures import ReplayPlots

TABLES = ("rules", "phase_shares", "days", "episodes", "phases", "histories")


class Replay(Played, Result):
    """What rules and a plan come to on a real history; a day has the date on which it ends."""

    @cached_property
    def rules(self) -> "pd.DataFrame":
        """A row a rule: days with data, the fewest and the most days met and their shares, first,
        last and busiest day, breaches, episodes, their median and longest days, and how many end
        unseen."""
        return rule_table(self)

    @cached_property
    def phase_shares(self) -> "pd.DataFrame":
        """A row for each phase under each rule, over the histories: in how many episodes it was
        called on average, the share of these that came to each state, and of each what 95 % of the
        histories have (columns ending in _low and _high; NaN: it was never called)."""
        return share_table(self)

    @cached_property
    def totals(self) -> "pd.DataFrame":
        """A row a day: date, data, and acts of all kinds, counted or not (NaN: no data)."""
        return totals_table(self.history)

    @property
    def table(self) -> "pd.DataFrame":
        """The same as `rules`."""
        return self.rules

    @property
    def parts(self) -> list[Part]:
        """The rules, their episodes and the phases, and how the data were read."""
        return page(self, self.rules, self.phase_shares)

    @property
    def plot(self) -> "ReplayPlots":
        """The picture: `calendar`."""
        from simulator.replays.pictures import ReplayPlots

        return ReplayPlots(self, self.totals)

    def record(self) -> dict[str, Any]:
        """What was asked and how it was read, and for each rule the days on which it is met, its
        episodes with what became of each phase in them, and the shares of phases."""
        return record.in_full(self, self.rules, self.phase_shares)

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write the tables (Parquet and CSV), the calendar and the record (JSON).

        `form`: of the picture, png, svg or pdf. Returns the files. Raises `OutputError`.
        """
        from simulator.plots.save import save_all
        from simulator.store.result_folder import write_record, write_tables

        place = Path(folder)
        return [
            *write_tables({name: getattr(self, name) for name in TABLES}, place, parquet=True),
            *save_all({"calendar": self.plot.calendar}, place, form),
            write_record(self.record(), place / "replay.json"),
        ]
