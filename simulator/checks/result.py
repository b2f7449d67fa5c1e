"""What checks of a pattern come to: a table, a page, pictures, files."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.checks.found import Found
from simulator.checks.page import page
from simulator.results.face import Result
from simulator.tables.json_values import plain
from simulator.tables.page import Part

if TYPE_CHECKING:
    from simulator.checks.pictures import ChecksPlots


class Checks(Found, Result):
    """Checks of a scenario's pattern against real events, as they are shown and written."""

    @property
    def parts(self) -> list[Part]:
        """Each check in a row, how many fail, and how many would by chance."""
        return page(self)

    @property
    def plot(self) -> "ChecksPlots":
        """The pictures: `checks` and `ranks`."""
        from simulator.checks.pictures import ChecksPlots

        return ChecksPlots(self)

    def record(self) -> dict[str, Any]:
        """Everything for programs."""
        found: dict[str, Any] = plain({
            "about": "Would series of a pattern look like the real events?",
            "scenario": self.scenario.name,
            "source": self.source,
            "histories": self.histories,
            "seed": self.seed,
            "counts": self.totals.shape[1],
            "days_of_a_count": self.window.unit,
            "failed": self.failed,
            "expected_to_fail_by_chance": self.by_chance,
            "checks": self.table.to_dict("records"),
            "notes": self.notes,
            "limits": self.scenario.limits,
        })  # fmt: skip
        return found

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write the table (CSV), the record (JSON) and the pictures; returns the files.

        `form`: of the pictures, png, svg or pdf. Raises `OutputError`.
        """
        from simulator.plots.save import save_all
        from simulator.store.result_folder import write_record, write_tables

        place = Path(folder)
        pictures = {"checks": self.plot.checks, "ranks": self.plot.ranks}
        return [
            *write_tables({"checks": self.table}, place),
            write_record(self.record(), place / "checks.json"),
            *save_all(pictures, place, form),
        ]
