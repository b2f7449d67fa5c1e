"""Backtests the shipped scenarios on public cases: the call behind the command."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from simulator.backtests.cases import COMPARED, Case, Response, read_cases, read_responses
from simulator.backtests.delays import DAILY, PLAN, Delays, Reacted, keep_delays, reactions
from simulator.backtests.forecasts import Days, Forecast, forecast
from simulator.backtests.histories import Sample, portions
from simulator.backtests.result import Backtest, InBoth
from simulator.engine.simulate import traces
from simulator.errors import Problem, ScenarioError
from simulator.model.encode import names_of
from simulator.play.engines import chosen_engine
from simulator.play.execute import LARGEST_SEED, silent, whole
from simulator.play.progress import Progress
from simulator.scenario.form import as_written, to_yaml
from simulator.scenario.load import load
from simulator.scenario.schema import Scenario
from simulator.scenario.shipped import folder
from simulator.uncertain.play import MOST_SETS

REPLICATIONS = 500
SETS = 100
"""Of values that nobody knows, over which the histories are spread if nothing else is said."""
ONLY_SAID = ("name", "question", "limits", "sources")
"""Words of a scenario on which no figure hangs."""


class How(TypedDict, total=False):
    """What may be said of a backtest by name, each with a default."""

    engine: str | None
    progress: Progress | None


def backtest(
    *cases: str,
    replications: int = REPLICATIONS,
    seed: int = 0,
    uncertain: int | None = None,
    happened: str | Path | None = None,
    **how: Unpack[How],
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
    uncertain
        Number of sets of values that are drawn for what a scenario declares uncertain; the
        histories are spread evenly over them. By default 100, or as many as there are histories. As
        many more histories are played at the values in force, to compare with. 0: only these.
    happened
        A folder of your own cases, laid out like scenarios/happened.
    engine
        "file" (default), "native" or "simpy", as in `run`.
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
    if unknown := [name for name in how if name not in How.__annotations__]:
        raise TypeError(f"backtest() has no argument '{unknown[0]}'")
    engine, progress = how.get("engine"), how.get("progress")
    count = whole("replications", replications, 1)
    number = whole("seed", seed, 0, LARGEST_SEED)
    sets = sets_of(uncertain, count)
    place = folder() / "happened" if happened is None else Path(happened)
    found = read_cases(place, cases)
    responses = [] if cases else read_responses(place)
    plans = [load(folder() / name) for name in (PLAN, DAILY)] if responses else []
    scenarios = [*(case.scenario for case in found), *plans]
    total = count * (len(scenarios) + sum(map(is_drawn, scenarios) if sets else ()))
    tick = _counter(total, progress or silent)
    sample = Sample(count, number, chosen_engine(engine), sets)
    plain = sample.in_force
    delays = [_delays(plans, one, tick) for one in ((sample, plain) if sets else (plain,))]
    told = [_both(case, sample, tick) for case in found]
    return Backtest(
        cases=tuple(found),
        sample=sample,
        forecasts=tuple(pair for forecasts, _ in told for pair in forecasts),
        days=tuple(pair for _, days in told for pair in days),
        reacted=_reacted(responses, delays),
        inputs=fingerprint(found, plans, place),
    )


def sets_of(uncertain: int | None, histories: int) -> int:
    """How many sets are drawn; 0: none. Raises `ScenarioError` for what is no such number."""
    if uncertain is None:
        return min(SETS, histories) if histories > 1 else 0
    sets = whole("uncertain", uncertain, 0, MOST_SETS)
    if sets == 1 or sets > histories:
        why = "one set shows nothing of what is not known" if sets == 1 else (
            f"{sets:,} sets need a history each, and there are {histories:,}"
        )  # fmt: skip
        message = f"{why}; write a number from 2 to {histories:,}, or 0 to draw none."
        raise ScenarioError([Problem("uncertain", None, "", message)])
    return sets


def is_drawn(scenario: Scenario) -> bool:
    """Whether there is anything in it to draw."""
    return bool(scenario.uncertain)


def _both(
    case: Case, sample: Sample, tick: Callable[[], None]
) -> tuple[list[InBoth[Forecast]], list[InBoth[Days]]]:
    """The forecasts of a case and of its days: drawn if that is asked for, and in force."""
    forecasts, days = forecast(case, sample.in_force, tick)
    if not sample.sets:
        return [InBoth(one, None) for one in forecasts], [InBoth(one, None) for one in days]
    drawn, drawn_days = (
        forecast(case, sample, tick) if is_drawn(case.scenario) else (forecasts, days)
    )
    return [*map(InBoth, drawn, forecasts)], [*map(InBoth, drawn_days, days)]


def _reacted(
    responses: Sequence[Response], delays: Sequence[Delays]
) -> tuple[InBoth[Reacted], ...]:
    """The real reactions beside the delays, drawn if they are, and in force."""
    first, *plain = (reactions(responses, one) for one in delays)
    return tuple(map(InBoth, first, plain[0] if plain else [None] * len(first)))


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


def _delays(plans: Sequence[Scenario], sample: Sample, tick: Callable[[], None]) -> Delays:
    """The delays of these scenarios' histories."""
    delays: Delays = {name: [] for name in COMPARED}
    for scenario in plans:
        for portion in portions(scenario, sample):
            p, names = portion.parameters, names_of(portion.scenario)
            for rows in traces(p, portion.replications):
                keep_delays(rows, p, names, delays)
                tick()
    return delays
