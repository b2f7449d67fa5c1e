"""The figures of a backtest as plain values."""

from __future__ import annotations

from typing import Any, TypeAlias

from simulator.backtests.cases import Case
from simulator.backtests.delays import MEANING, Reacted
from simulator.backtests.forecasts import Days, Forecast
from simulator.backtests.scores import Score

Record: TypeAlias = dict[str, Any]
IN_FORCE = "_in_force"
"""Ends the names of what the values in force predict, where what nobody knows is drawn."""
DIGITS = 6
"""That count in a record: all that is the same on every machine, and more than enough."""


def of_case(case: Case) -> Record:
    """A case, and how its scenario was changed."""
    return {"case": case.name, "title": case.title, "changes": list(case.changes), "why": case.why}


def of_forecast(one: Forecast, in_force: Forecast | None) -> Record:
    """A figure, its forecast and the scores; and what the values in force predict of it, if what
    nobody knows was drawn."""
    seen = one.observation
    return {
        "case": seen.case,
        "what": seen.what,
        "measure": seen.measure,
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
        **(_in_force(in_force) if in_force is not None else {}),
        "counted_by": seen.counted_by,
        "source": seen.source,
        "note": seen.note,
    }


def _in_force(one: Forecast) -> Record:
    found = one.bands._asdict() | {"verdict": one.verdict} | scores("", one.score)
    return {f"{key}{IN_FORCE}": value for key, value in found.items()} | {
        f"first{IN_FORCE}": list(one.first)
    }


def scores(suffix: str, found: Score | None) -> Record:
    """CRPS, log score and CRPS of log(1 + x) by name; None where there is no such forecast."""
    values = found if found is not None else (None, None, None)
    return dict(zip((f"crps{suffix}", f"log{suffix}", f"relative{suffix}"), values, strict=True))


def of_days(one: Days, in_force: Days | None) -> Record:
    """The counted days of a month."""
    seen = one.observation
    found = {"case": seen.case, "what": seen.what, "in_sample": seen.in_sample} | {
        name: value for name, value in one._asdict().items() if name != "observation"
    }
    if in_force is None:
        return found
    return found | {f"{key}{IN_FORCE}": getattr(in_force, key) for key in ("in50", "in90", "crps")}


def of_reaction(one: Reacted, in_force: Reacted | None) -> Record:
    """A real reaction beside the simulated delay."""
    real = one.response
    plain = in_force.bands._asdict() | {"verdict": in_force.verdict} if in_force else {}
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
        **{f"{key}{IN_FORCE}": value for key, value in plain.items()},
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
