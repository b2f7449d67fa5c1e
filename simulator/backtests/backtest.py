"""Backtests the shipped scenarios on public cases: the call behind the command."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from simulator.backtests.cases import COMPARED, Case, read_cases, read_responses
from simulator.backtests.delays import DAILY, PLAN, Delays, keep_delays, reactions
from simulator.backtests.forecasts import forecast, traces
from simulator.backtests.result import Backtest
from simulator.model.encode import encode, names_of
from simulator.play.execute import LARGEST_SEED, play, silent, wants_compiled, whole
from simulator.play.progress import Progress, cache_is_cold
from simulator.scenario.form import as_written, to_yaml
from simulator.scenario.load import load
from simulator.scenario.schema import Scenario
from simulator.scenario.shipped import folder

REPLICATIONS = 500
ONLY_SAID = ("name", "question", "limits", "sources")
"""Words of a scenario on which no figure hangs."""


def backtest(
    *cases: str,
    replications: int = REPLICATIONS,
    seed: int = 0,
    engine: str = "auto",
    happened: str | Path | None = None,
    progress: Progress | None = None,
) -> Backtest:
    """Play the scenarios of public cases many times, and compare them with what happened.

    Parameters
    ----------
    cases
        Names of cases, such as "easter-2025"; by default all of them, and the response times.
    replications
        Number of histories of each scenario.
    seed
        Random seed.
    engine
        "simpy", "compiled" or "auto", as in `run`.
    happened
        A folder of your own cases, laid out like scenarios/happened.
    progress
        Called with the number of histories done, their total, and a note or "".

    Returns
    -------
    Backtest
        Every figure that was counted or reported, with the median and the 50 and 90 % bands of the
        simulated ones, in the figure's own unit, and CRPS and log score.

    Raises
    ------
    ScenarioError
        An argument is not valid, or the scenario of a case has mistakes.
    EventDataError
        There is no such case, or its files have faults.
    """
    count = whole("replications", replications, 1)
    number = whole("seed", seed, 0, LARGEST_SEED)
    place = folder() / "happened" if happened is None else Path(happened)
    found = read_cases(place, cases)
    responses = [] if cases else read_responses(place)
    plans = [load(folder() / name) for name in (PLAN, DAILY)] if responses else []
    compiled = wants_compiled(engine, count * (len(found) + len(plans)))
    tick = _counter(count * (len(found) + len(plans)), progress or silent)
    if found and cache_is_cold(compiled):
        once = {"": found[0].scenario}
        play(once, 1, number, workers=1, progress=progress, engine=_name(compiled))
    delays = _delays(plans, count, number, compiled, tick)
    told = [forecast(case, encode(case.scenario, number, compiled), count, tick) for case in found]
    return Backtest(
        cases=tuple(found),
        replications=count,
        seed=number,
        forecasts=tuple(one for forecasts, _ in told for one in forecasts),
        days=tuple(one for _, days in told for one in days),
        reacted=tuple(reactions(responses, delays)) if responses else (),
        inputs=fingerprint(found, plans, place),
    )


def fingerprint(cases: Sequence[Case], plans: Sequence[Scenario], place: Path) -> str:
    """16 hex digits that change with the scenarios played, the counts, and what happened."""
    digest = hashlib.sha256()
    for scenario in (*(case.scenario for case in cases), *plans):
        played = {word: one for word, one in as_written(scenario).items() if word not in ONLY_SAID}
        digest.update(to_yaml(played).encode())
    files = [place / "observations.csv", *([place / "responses.csv"] if plans else [])]
    for path in (*files, *(case.days for case in cases if case.days is not None)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _counter(total: int, report: Progress) -> Callable[[], None]:
    """A call for each history that is done."""
    done = 0
    report(0, total, "")

    def tick() -> None:
        nonlocal done
        done += 1
        report(done, total, "")

    return tick


def _name(compiled: bool) -> str:
    return "compiled" if compiled else "simpy"


def _delays(
    plans: Sequence[Scenario], count: int, seed: int, compiled: bool, tick: Callable[[], None]
) -> Delays:
    """The delays of these scenarios' histories."""
    delays: Delays = {name: [] for name in COMPARED}
    for scenario in plans:
        p, names = encode(scenario, seed, compiled), names_of(scenario)
        for rows in traces(p, count):
            keep_delays(rows, p, names, delays)
            tick()
    return delays
