"""How far levels differ from case to case: the spread that each case may take from the others.

A rate that nobody knows before a truce is drawn as a level. How far it may lie from the scenario's
own is what the scenarios of the *other* cases were wrong by: limits from the errors of other
forecasts (Williams and Goodman 1971), left out one case at a time. So nothing that a case is scored
on has a part in how wide its bands are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulator.backtests.records import IN_FORCE, Record

ACTS = ("acts", "a day")
"""The units of figures that a rate is responsible for."""
STEP = "hours to start"
"""The measure of a first step."""
P90 = 1.2815515655446004
"""Standard deviations from the median to the 90 % point of a normal distribution."""


def levels(forecasts: Sequence[Record]) -> list[Record]:
    """A row a case with acts: its own errors, and the spread that the other cases' errors give.

    An error is the log of what happened over the median at the values in force (one added to both),
    of a figure that was not used to set the scenario; `error` is their root mean square, `spread`
    that of the other cases, each with the same weight; `times` is the p90 over the median of a
    lognormal range of that spread.
    """
    own = {case: ones for case in _cases(forecasts) if (ones := _errors(case, forecasts))}
    return [
        {"case": case, "figures": len(ones), "error": _root(ones), **_others(case, own)}
        for case, ones in own.items()
    ]


def first_steps(forecasts: Sequence[Record]) -> list[Record]:
    """A row for each case with a first step held out: a lognormal range from the other cases'.

    Its median is the geometric mean of the ends of all their reported ranges, hours, and its spread
    is that of the logs of these ends.
    """
    known = {one["case"]: one for one in forecasts if one["measure"] == STEP}
    rows = []
    for case, one in known.items():
        ends = [
            other[end] for other in known.values() if other is not one for end in ("low", "high")
        ]
        if one["in_sample"] == "no" and len(ends) > 2:
            spread = float(np.std(np.log(ends), ddof=1))
            median = float(np.exp(np.mean(np.log(ends))))
            p90 = median * float(np.exp(P90 * spread))
            rows.append({"case": case, "others": len(ends) // 2, "median": median, "p90": p90})
    return rows


def _cases(forecasts: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(one["case"] for one in forecasts))


def _errors(case: str, forecasts: Sequence[Record]) -> list[float]:
    """The errors of a case's figures of acts that were not used to set its scenario."""
    return [
        float(np.log1p((one["low"] + one["high"]) / 2) - np.log1p(_median(one)))
        for one in forecasts
        if one["case"] == case and one["unit"] in ACTS and one["in_sample"] != "yes"
    ]


def _median(one: Record) -> float:
    """At the values in force."""
    key = f"median{IN_FORCE}"
    median: float = one[key if key in one else "median"]
    return median


def _others(case: str, own: Mapping[str, Sequence[float]]) -> Record:
    """The spread that the errors of the other cases give; none where there are none."""
    squares = [_root(errors) ** 2 for other, errors in own.items() if other != case]
    spread = float(np.sqrt(np.mean(squares))) if squares else None
    return {"spread": spread, "times": None if spread is None else float(np.exp(P90 * spread))}


def _root(errors: Sequence[float]) -> float:
    """The root mean square."""
    return float(np.sqrt(np.mean(np.square(errors))))
