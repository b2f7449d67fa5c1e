"""How long the shipped scenarios' answers take, history by history, beside real reactions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from simulator.backtests.cases import Response
from simulator.backtests.scores import Bands, bands
from simulator.engine.tally import Block, tallied
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.parameters import Array, Names, Parameters

PLAN, DAILY = "reported-plan.yaml", "calendar-reporting.yaml"
"""The scenarios whose delays are looked at."""
NATIONAL, COALITION, BACKED = range(3)
"""The phases of the reported plan."""
MEANING = {
    "national answer": "from the act that led to it to the start of the national response",
    "first report": "from the truce to the first report of any act",
    "first daily report": "from the truce to the first report of a mission that reports daily",
    "close to report": "from the close of a mission's day to its report",
    "coalition decision": "from the call to the first member's decision",
    "coalition air": "from the call to the first aircraft of a member",
    "coalition troops": "from the call to the first troops of a member",
    "troops after decision": "from a member's decision to its troops",
    "US air after decision": "from the United States' decision, its phase called, to its aircraft",
    "national clock": "from the clock's start to the start of the national response",
    "coalition clock": "from the clock's start to the start of the coalition's phase",
    "US clock": "from the clock's start to the start of the phase with the United States",
}
PARTS = ("report", "waiting", "verification", "decision")

Delays = dict[str, list[float]]
"""Hours by name, at most one from each history: the first."""


class Reacted(NamedTuple):
    """A real reaction beside the simulated delay."""

    response: Response
    histories: int
    """In which there was such a delay at all."""
    bands: Bands

    @property
    def verdict(self) -> str:
        """Where the recorded range lies."""
        return verdict(self.bands, self.response.low, self.response.high, "later", "sooner")


def verdict(found: Bands, low: float, high: float, above: str, below: str) -> str:
    """The narrowest band that what happened meets, or on which side it missed."""
    for level in (50, 90):
        if found.holds(low, high, level):
            return f"in {level} %"
    return f"miss: {above}" if low > found.high90 else f"miss: {below}"


def reactions(responses: Iterable[Response], delays: Delays) -> list[Reacted]:
    """Each real reaction beside the bands of its delay."""
    found = []
    for one in responses:
        hours = np.array(delays[one.compared_with])
        known = bands(hours) if len(hours) else Bands(*[np.nan] * 5)
        found.append(Reacted(one, len(hours), known))
    return found


def keep_delays(rows: Array, p: Parameters, names: Names, delays: Delays) -> None:
    """Add the delays of a history of the plan, whether reports come one by one or daily."""
    if int(p.monitoring[0]["daily"]) >= 0:
        _keep_daily(rows, p, delays)
        return
    _keep_first_report(rows, "first report", delays)
    found = tallied(p, rows)
    _keep_phases(found, delays)
    _keep_answers(found, p, names, delays)


def _keep(delays: Delays, name: str, hours: float) -> None:
    if hours == hours:
        delays[name].append(float(hours))


def _keep_first_report(rows: Array, name: str, delays: Delays) -> None:
    reports = rows[rows["what"] == terms.REPORT]
    _keep(delays, name, reports["minute"][0] / 60 if len(reports) else np.nan)


def _keep_daily(rows: Array, p: Parameters, delays: Delays) -> None:
    """The first report, and how long after the close of the day on which its act occurred."""
    _keep_first_report(rows, "first daily report", delays)
    reports = rows[rows["what"] == terms.REPORT]
    if len(reports):
        close = int(p.monitoring[0]["daily"]) - int(p.world[0]["offset"])
        act = int(rows["minute"][reports["cause"][0]])
        closed = act + (close - act - 1) % DAY + 1
        _keep(delays, "close to report", (int(reports["minute"][0]) - closed) / 60)


def _keep_phases(found: Block, delays: Delays) -> None:
    """The first start of each phase on the clock, and the parts of the first national answer."""
    table = found.phases
    for phase, name in enumerate(("national clock", "coalition clock", "US clock")):
        started = table[(table["phase"] == phase) & ~np.isnan(table["started"])]
        if len(started):
            _keep(delays, name, started["started"][0])
            if phase == NATIONAL:
                _keep(delays, "national answer", sum(started[part][0] for part in PARTS))


def _keep_answers(found: Block, p: Parameters, names: Names, delays: Delays) -> None:
    """What came of the first call that asked the coalition: its own phase's, or the one above."""
    table = found.phases
    asked = np.isin(table["phase"], (COALITION, BACKED)) & ~np.isnan(table["called"])
    called = table[asked]
    if not len(called):
        return
    called = called[called["episode"] == called["episode"][0]]
    told = found.answers
    told = told[told["episode"] == called["episode"][0]]
    ours = told[p.owed[COALITION][told["guarantor"]]]
    backers = told[told["guarantor"] == names.guarantors.index("united states")]
    since = float(called["called"].min())
    _keep(delays, "coalition decision", _first(ours["decided"]) - since)
    _keep(delays, "coalition air", _first(ours["air"]) - since)
    _keep(delays, "coalition troops", _first(ours["ground"]) - since)
    _keep(delays, "troops after decision", _first(ours["ground"] - ours["decided"]))
    backed = called["called"][called["phase"] == BACKED]
    if len(backed):
        sent = np.maximum(backers["decided"], backed[0])  # means set out for a phase that is owed
        _keep(delays, "US air after decision", _first(backers["air"] - sent))


def _first(hours: Array) -> float:
    """The least of the hours that there are; NaN where there are none."""
    known = hours[~np.isnan(hours)]
    return float(known.min()) if len(known) else np.nan
