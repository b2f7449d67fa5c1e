"""The pictures of a backtest, drawn from its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.backtests.records import Record
from simulator.backtests.wording import played, reaction_row, row_of
from simulator.errors import EventDataError
from simulator.plots import backtests, style
from simulator.results.pictures import figure_of

if TYPE_CHECKING:
    import pandas as pd


class BacktestPlots:
    """What may be drawn of a backtest; a notebook shows each figure by itself."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def forecasts(self) -> style.Picture:
        """Bands against what happened, case by case."""
        record = self._record
        table = _table(record["forecasts"], "figures")
        table["numbers"] = [_forecast_words(one) for one in record["forecasts"]]
        return figure_of(backtests.forecasts(table, subtitle=_subtitle(record)))

    def reactions(self) -> style.Picture:
        """Recorded response times against the simulated delays."""
        record = self._record
        what = "response times (compared only when all cases are played)"
        table = _table(record["reactions"], what)
        table["numbers"] = [_reaction_words(one) for one in record["reactions"]]
        return figure_of(backtests.reactions(table, subtitle=_subtitle(record)))


def _table(records: list[Record], what: str) -> pd.DataFrame:
    import pandas as pd

    if not records:
        raise EventDataError(f"there are no {what}, so there is nothing to draw.")
    return pd.DataFrame(records)


def _subtitle(record: Record) -> str:
    return (
        f"{played(record)}; "
        "dark and pale: the 50 and 90 % band; stroke: median; mark: what happened"
    )


def _forecast_words(one: Record) -> str:
    happened, _, _, band, _ = row_of(one)
    return f"{happened}   (90 %: {band})"


def _reaction_words(one: Record) -> str:
    _, happened, _, band, _ = reaction_row(one)
    return f"{happened} h   (90 %: {band})"
