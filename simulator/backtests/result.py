"""What a backtest came to: figures as records and tables, and the summary in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.backtests.cases import Case
from simulator.backtests.delays import MEANING, Reacted
from simulator.backtests.forecasts import Days, Forecast
from simulator.backtests.scores import Score
from simulator.backtests.summary import Tally, summary, tallies

if TYPE_CHECKING:
    import pandas as pd

    from simulator.backtests.pictures import BacktestPlots

Record = dict[str, Any]
DIGITS = 6
"""That count in a record: all that is the same on every machine, and more than enough."""


@dataclass(frozen=True)
class Backtest:
    """Public cases against their scenarios."""

    cases: tuple[Case, ...]
    replications: int
    seed: int
    forecasts: tuple[Forecast, ...]
    days: tuple[Days, ...]
    reacted: tuple[Reacted, ...]
    inputs: str
    """A hash of all that the figures are computed from, but for the model."""

    @property
    def table(self) -> pd.DataFrame:
        """A row for each figure: what happened, the forecast's bands, and the scores."""
        return _frame(self.record["forecasts"])

    @property
    def days_table(self) -> pd.DataFrame:
        """A row for each month of counted days: how many lie in their bands."""
        return _frame(self.record["days"])

    @property
    def reactions_table(self) -> pd.DataFrame:
        """A row for each real reaction: hours recorded, and the bands of the simulated delay."""
        return _frame(self.record["reactions"])

    @property
    def tallies(self) -> list[Tally]:
        """Hits by whether the figure was held out, in part, or in sample."""
        return [Tally(**one) for one in self.record["tallies"]]

    @property
    def paragraph(self) -> str:
        """The honest summary."""
        return " ".join(self.record["summary"])

    @property
    def plot(self) -> BacktestPlots:
        """The pictures."""
        from simulator.backtests.pictures import BacktestPlots

        return BacktestPlots(self)

    @cached_property
    def record(self) -> Record:
        """Everything as plain values, numbers with six digits that count."""
        titles = {case.name: case.title for case in self.cases}
        found = {
            "replications": self.replications,
            "seed": self.seed,
            "inputs": self.inputs,
            "cases": [case_record(case) for case in self.cases],
            "forecasts": [
                {"title": titles[one.observation.case]} | forecast_record(one)
                for one in self.forecasts
            ],
            "days": [days_record(one) for one in self.days],
            "reactions": [reaction_record(one) for one in self.reacted],
        }
        found = rounded(found)
        found["tallies"] = [one._asdict() for one in tallies(found["forecasts"])]
        found["summary"] = summary(found)
        return dict(found)

    def _repr_html_(self) -> str:
        from html import escape

        shown = self.table[["title", "what", "low", "high", "median", "low90", "high90", "verdict"]]
        return f"<p>{escape(self.paragraph)}</p>{shown.to_html(index=False)}"


def case_record(case: Case) -> Record:
    """A case, and how its scenario was changed."""
    return {"case": case.name, "title": case.title, "changes": list(case.changes), "why": case.why}


def forecast_record(one: Forecast) -> Record:
    """A figure, its forecast and the scores."""
    seen = one.observation
    return {
        "case": seen.case,
        "what": seen.what,
        "unit": seen.unit,
        "in_sample": seen.in_sample,
        "low": seen.low,
        "high": seen.high,
        **one.bands._asdict(),
        "horizon": one.horizon,
        "verdict": one.verdict,
        **scores("", one.score),
        **scores("_last", one.last),
        **scores("_poisson", one.poisson),
        "first": list(one.first),
        "counted_by": seen.counted_by,
        "source": seen.source,
        "note": seen.note,
    }


def scores(suffix: str, found: Score | None) -> Record:
    """CRPS and log score under their names; None where there is no such forecast."""
    crps, log = found if found is not None else (None, None)
    return {f"crps{suffix}": crps, f"log{suffix}": log}


def days_record(one: Days) -> Record:
    """The counted days of a month."""
    seen = one.observation
    return {"case": seen.case, "what": seen.what, "in_sample": seen.in_sample} | {
        name: value for name, value in one._asdict().items() if name != "observation"
    }


def reaction_record(one: Reacted) -> Record:
    """A real reaction beside the simulated delay."""
    real = one.response
    return {
        "case": real.case,
        "what": real.response,
        "hint": real.hint,
        "in_sample": real.in_sample,
        "low": real.low,
        "high": real.high,
        "compared_with": real.compared_with,
        "meaning": MEANING[real.compared_with],
        "histories": one.histories,
        **one.bands._asdict(),
        "verdict": one.verdict,
        "source": real.source,
        "note": real.note,
    }


def rounded(value: Any) -> Any:
    """The same with every number cut to six digits that count, and NaN as None."""
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}") if value == value else None
    return value


def _frame(records: Iterable[Record]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([{k: v for k, v in one.items() if k != "first"} for one in records])
