"""The figures of a backtest as plain values."""

from __future__ import annotations

from typing import Any, TypeAlias

from simulator.backtests.cases import Case
from simulator.backtests.delays import MEANING, Reacted
from simulator.backtests.forecasts import Days, Forecast
from simulator.backtests.scores import Score

Record: TypeAlias = dict[str, Any]
DIGITS = 6
"""That count in a record: all that is the same on every machine, and more than enough."""


def of_case(case: Case) -> Record:
    """A case, and how its scenario was changed."""
    return {"case": case.name, "title": case.title, "changes": list(case.changes), "why": case.why}


def of_forecast(one: Forecast) -> Record:
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


def of_days(one: Days) -> Record:
    """The counted days of a month."""
    seen = one.observation
    return {"case": seen.case, "what": seen.what, "in_sample": seen.in_sample} | {
        name: value for name, value in one._asdict().items() if name != "observation"
    }


def of_reaction(one: Reacted) -> Record:
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
