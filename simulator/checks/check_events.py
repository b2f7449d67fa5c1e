"""Checks of a pattern against real events: many series of it are simulated and compared."""

from collections.abc import Mapping, Sequence

import numpy as np

from simulator.checks import distributions as shapes
from simulator.checks.check import Check
from simulator.checks.observed import Seen, Window, observed
from simulator.checks.rescaled import Clock, clock_of, waits
from simulator.checks.result import Checks
from simulator.checks.statistics import MEASURES
from simulator.checks.wording import FAR, of_days, of_rounding
from simulator.data.caveats import of_vague_days
from simulator.data.read import Events, opened
from simulator.data.resolution import Resolution, resolution_of, unrounded
from simulator.data.select import chosen, moment, untimed
from simulator.data.series import Series
from simulator.errors import EventDataError, Problem, ScenarioError
from simulator.minutes import DAY
from simulator.model.encode import encode
from simulator.model.parameters import Array
from simulator.play.pattern import each_played
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario
from simulator.tables.wording import listed

HISTORIES = 200
FEWEST = 40
"""Histories with which a check can fail at all."""
FORMS = ("counts", "timed")
FITTED = (
    "A pattern that was fitted to these very events passes more easily than the p values say; "
    "checks that fail together may have one cause."
)


def check_events(
    scenario: Given,
    events: Events,
    kind: str | None = None,
    region: str | Sequence[str] | None = None,
    form: str | None = None,
    truce: str | None = None,
    histories: int = HISTORIES,
    seed: int = 0,
) -> Checks:
    """Would a scenario's patterns of one kind produce series like the real events of that kind?

    Simulates the patterns by themselves, without a plan that responds, over the time that the data
    cover, restricts each series to the days that have data, and compares it with the events.

    Parameters
    ----------
    scenario
        The name of a shipped scenario, a file, a mapping of the same form, or a loaded `Scenario`.
        Its days are shifted to begin where those of the data do.
    events
        A file, the name of shipped events, or what `read_events` returns.
    kind
        The kind of act; not needed if scenario and events have only one in common.
    region
        One region or several; by default all, added up.
    form
        "counts" skips the checks that need times of day, "timed" requires them; by default what
        the events are.
    truce
        The date or moment of the scenario's minute 0, such as "2020-07-27"; by default the start
        of the data.
    histories
        Number of series to simulate, at least 40. The smallest two-sided p is 2 / (histories + 1).
    seed
        Random seed.

    Returns
    -------
    Checks
        Each check with its observed and simulated values and p.

    Raises
    ------
    ScenarioError
        The scenario has mistakes, a pattern responds to a plan, or `histories` is too small.
    EventDataError
        The events cannot be read, or are too few for a check.
    """
    if histories < FEWEST:
        message = f"{histories} histories are too few for any check to fail; play {FEWEST} or more."
        raise ScenarioError([Problem("histories", None, "", message)])
    loaded = load(scenario)
    file, whole, _ = opened(events)
    try:
        kind, series = chosen(whole, kind or _shared(loaded, whole), region)
        zero = None if truce is None else moment(truce, whole.zone)
        timed = _timed(series, form)
        clock = resolution_of(series) if timed else Resolution({})
        window, real, left_out = observed(unrounded(series, clock), zero, timed)
    except EventDataError as error:
        raise EventDataError([Problem(file, None, "", str(error))]) from None
    patterns = patterns_of(loaded, kind)
    staged = loaded.model_copy(update={"horizon": window.ends, "starts": window.into_day})
    totals, bins = compared(staged, patterns, window, real, histories, seed)
    return Checks(
        scenario=staged, source=whole.source, window=window, histories=histories, seed=seed,
        checks=(*_numbers(totals, window), *_distances(bins, window)), totals=totals, bins=bins,
        notes=(
            *_notes(left_out, loaded, patterns, window),
            *of_vague_days(series),
            *of_rounding(clock),
        ),
    )  # fmt: skip


def _shared(scenario: Scenario, series: Series) -> str | None:
    """The kind that both have, where it is just one."""
    shared = {pattern.kind for pattern in scenario.violations.values()} & set(series.kinds)
    return shared.pop() if len(shared) == 1 else None


def _timed(series: Series, form: str | None) -> bool:
    if form is None:
        return series.timed
    if form not in FORMS:
        raise EventDataError(f"'{form}' is not a way to read events; write {listed(FORMS, 'or')}.")
    if form == "timed" and not series.timed:
        raise untimed(series, "seen")
    return form == "timed"


def patterns_of(scenario: Scenario, kind: str) -> tuple[int, ...]:
    """The numbers of the patterns of a kind; raises `ScenarioError` where there is none to play."""
    found = [(i, *one) for i, one in enumerate(scenario.violations.items()) if one[1].kind == kind]
    problems = []
    if not found:
        kinds = sorted({pattern.kind for pattern in scenario.violations.values()})
        message = (
            f"there is no pattern of kind '{kind}'; there are {listed(kinds) or 'no patterns'}."
        )
        problems.append(Problem(scenario.name, None, "violations", message))
    for _, name, pattern in found:
        if pattern.pauses is not None or pattern.stays_under is not None:
            message = "it responds to a plan and a rule, so it cannot be checked in isolation."
            problems.append(Problem(scenario.name, None, f"violations.{name}", message))
    if problems:
        raise ScenarioError(problems)
    return tuple(i for i, _, _ in found)


def compared(
    staged: Scenario,
    patterns: tuple[int, ...],
    window: Window,
    real: Seen,
    histories: int,
    seed: int,
) -> tuple[Array, dict[str, Array]]:
    """Counts of each period, and of each bin of each distribution; the first row is real."""
    p = encode(staged, seed)
    clock = clock_of(p, patterns, window) if window.timed else None
    totals, bins = [real.totals], [_bins(real, window, clock)]
    room = 2 * len(real.minutes) + 1024
    for acts in each_played(p, patterns, histories, room):
        seen = window.seen(acts["minute"], acts["munitions"])
        totals.append(seen.totals)
        bins.append(_bins(seen, window, clock))
    stacked = {name: np.stack([one[name] for one in bins]) for name in bins[0]}
    counts = np.stack(totals)
    return counts, stacked | {"ranks of the counts": shapes.ranks(counts, seed)}


def _bins(seen: Seen, window: Window, clock: Clock | None) -> dict[str, Array]:
    found = {"counts": shapes.binned(seen.totals, shapes.COUNTS)}
    if window.timed:
        found |= {"hours": shapes.hours(seen, window), "gaps": shapes.gaps(seen)}
    if window.sizes:
        found["sizes"] = shapes.sizes(seen)
    if clock is not None:
        found["rescaled waits"] = waits(seen, clock)
    return found


def _numbers(totals: Array, window: Window) -> list[Check]:
    found = []
    for measure in MEASURES:
        values = measure.of(totals, window)
        says = measure.says.replace("{days}", of_days(window))
        found.append(Check(measure.name, float(values[0]), values[1:], False, measure.share, says))
    return found


def _distances(bins: Mapping[str, Array], window: Window) -> list[Check]:
    found = []
    for name, told in bins.items():
        away = shapes.distance_from_even if name.startswith("ranks") else shapes.distance
        values = away(told)
        says = FAR[name].replace("{days}", of_days(window))
        found.append(Check(name, float(values[0]), values[1:], True, True, says))
    return found


def _notes(
    left_out: int, scenario: Scenario, patterns: tuple[int, ...], window: Window
) -> tuple[str, ...]:
    notes = [FITTED]
    if left_out:
        notes.append(
            f"{left_out} counted periods are left out of the checks of counts: before minute 0, "
            f"incomplete, or of another length than {window.unit} day{'s' * (window.unit > 1)}."
        )
    if scenario.starts % DAY != window.into_day:
        notes.append("The scenario's days were shifted to begin where those of the data do.")
    if len(patterns) > 1:
        names = [list(scenario.violations)[i] for i in patterns]
        notes.append(f"Patterns simulated together: {listed(names)}.")
    return tuple(notes)
