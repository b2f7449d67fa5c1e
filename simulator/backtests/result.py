"""What a backtest came to: tables, a page, pictures, files, and a page for the docs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from simulator.backtests import records
from simulator.backtests.cases import Case
from simulator.backtests.coverage import coverage
from simulator.backtests.delays import Reacted
from simulator.backtests.forecasts import Days, Forecast
from simulator.backtests.histories import Sample
from simulator.backtests.levels import first_steps, levels
from simulator.backtests.page import page
from simulator.backtests.records import Record
from simulator.backtests.summary import Tally, summary, tallies
from simulator.results.face import Result
from simulator.tables.json_values import plain
from simulator.tables.page import Part

if TYPE_CHECKING:
    import pandas as pd

    from simulator.backtests.pictures import BacktestPlots


T = TypeVar("T")


class InBoth(NamedTuple, Generic[T]):
    """One thing as it was forecast, and as the values in force alone would forecast it."""

    best: T
    """With what nobody knows drawn, unless none was to be."""
    in_force: T | None
    """None where nothing was to be drawn."""


@dataclass(frozen=True, repr=False)
class Backtest(Result):
    """Public cases against their scenarios."""

    cases: tuple[Case, ...]
    sample: Sample
    forecasts: tuple[InBoth[Forecast], ...]
    days: tuple[InBoth[Days], ...]
    reacted: tuple[InBoth[Reacted], ...]
    inputs: str
    """A hash of all that the figures are computed from, but for the model."""

    @property
    def table(self) -> pd.DataFrame:
        """A row for each figure: what happened, the forecast's bands, and the scores."""
        return _frame(self._record["forecasts"])

    @property
    def days_table(self) -> pd.DataFrame:
        """A row for each month of counted days: how many lie in their bands."""
        return _frame(self._record["days"])

    @property
    def reactions_table(self) -> pd.DataFrame:
        """A row for each real reaction: hours recorded, and the bands of the simulated delay."""
        return _frame(self._record["reactions"])

    @property
    def coverage_table(self) -> pd.DataFrame:
        """How many figures lie in the bands, how wide these are, and the mean scores: with what
        nobody knows drawn, with the values in force, and of the two plain forecasts."""
        return _frame(self._record["coverage"])

    @property
    def tallies(self) -> list[Tally]:
        """Hits by whether the figure was held out, in part, or in sample."""
        return [Tally(**one) for one in self._record["tallies"]]

    @property
    def paragraph(self) -> str:
        """The honest summary."""
        return " ".join(self._record["summary"])

    @property
    def parts(self) -> list[Part]:
        """Figures case by case, days, response times, misses and the summary."""
        return page(self._record)

    @property
    def plot(self) -> BacktestPlots:
        """The pictures: `forecasts` and `reactions`."""
        from simulator.backtests.pictures import BacktestPlots

        return BacktestPlots(self._record)

    def record(self) -> Record:
        """Everything for programs, numbers with six digits that count."""
        found: Record = plain(self._record)
        return found

    @cached_property
    def _record(self) -> Record:
        titles = {case.name: case.title for case in self.cases}
        found = {
            "replications": self.sample.histories,
            "seed": self.sample.seed,
            "sets": self.sample.sets,
            "inputs": self.inputs,
            "cases": [records.of_case(case) for case in self.cases],
            "forecasts": [
                {"title": titles[pair.best.observation.case]} | records.of_forecast(*pair)
                for pair in self.forecasts
            ],
            "days": [records.of_days(*pair) for pair in self.days],
            "reactions": [records.of_reaction(*pair) for pair in self.reacted],
        }
        found = records.rounded(found)
        found |= records.rounded({
            "coverage": coverage(found["forecasts"]),
            "levels": levels(found["forecasts"]),
            "first_steps": first_steps(found["forecasts"]),
        })  # fmt: skip
        found["tallies"] = [one._asdict() for one in tallies(found["forecasts"])]
        found["summary"] = summary(found)
        return dict(found)

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write the tables (CSV) and pictures of what there is, and the record (JSON); the files.

        `form`: of the pictures, png, svg or pdf. Raises `OutputError`.
        """
        from simulator.plots.save import save_all
        from simulator.store.result_folder import write_record, write_tables

        tables = {
            "forecasts": self.table, "coverage": self.coverage_table, "days": self.days_table,
            "reactions": self.reactions_table,
        }  # fmt: skip
        pictures = {"forecasts": self.plot.forecasts}
        pictures |= {"reactions": self.plot.reactions} if self.reacted else {}
        some = {name: frame for name, frame in tables.items() if len(frame)}
        place = Path(folder)
        return [
            *write_tables(some, place),
            write_record(self.record(), place / "backtest.json"),
            *save_all(pictures, place, form),
        ]

    def write_page(self, path: str | Path) -> list[Path]:
        """Write a page in Markdown like docs/backtests.md, and the record as JSON beside it.

        Returns both files. Raises `OutputError`.
        """
        from simulator.backtests.docs_page import docs_page
        from simulator.store.result_folder import write_record, write_text

        page = write_text(docs_page(self._record), Path(path))
        return [page, write_record(self.record(), page.with_suffix(".json"))]


def _frame(records: Iterable[Record]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [{k: v for k, v in one.items() if not k.startswith("first")} for one in records]
    )
