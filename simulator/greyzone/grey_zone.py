"""Searches the adversary's best response to each rule: what a rule gives away once it is read."""

from collections.abc import Iterable
from pathlib import Path
from typing import Unpack

from simulator.curves.played import marks_of
from simulator.errors import Problem, ScenarioError
from simulator.greyzone.day_to_day import kinds_to_use
from simulator.greyzone.played import Asked, play_grey_zone
from simulator.greyzone.result import GreyZone
from simulator.model.violations import MOST_OF_DAY
from simulator.play.execute import LARGEST_SEED, whole
from simulator.play.how import Sampled, parted
from simulator.scenario.load import Given, load

HISTORIES = 500
"""Of each rule and adversary, where nothing is said of it."""
ATTEMPTS = 48.0
"""Acts a day of each kind, as in the pattern family 'salami'."""


def grey_zone(
    scenario: Given,
    rules: Iterable[str | Path] | None = None,
    kinds: Iterable[str] | None = None,
    attempts: float = ATTEMPTS,
    **sample: Unpack[Sampled],
) -> GreyZone:
    """Search the adversary's best response to each rule: what it gives away once it is read.

    Grey-zone harm is the severity of the hostile acts that occur while no episode of the plan is
    open, per 30 days. The adversary replaces what it does from day to day; what it does only in its
    gravest posture, and its moves, stay.

    Parameters
    ----------
    scenario
        As in `run`.
    rules
        Scenarios by name, or files, whose thresholds are tried beside the scenario's own; by
        default one-drone, five-drones, one-strike and twenty-strikes.
    kinds
        Kinds of act that the adversary may use; by default those of its hostile patterns that go on
        short of its gravest posture.
    attempts
        Acts a day of each kind that it may try, 48 by default.
    replications
        Number of histories that the figures are of, 500 by default; the search has its own.
    seed
        Random seed of the figures; the search plays another.
    workers, engine, progress, anyway
        As in `run`.

    Returns
    -------
    GreyZone
        Harm of every rule as written and under the best response, with 95 % intervals, text and
        picture; `.responses` are scenarios that run.

    Raises
    ------
    ScenarioError, TooCostly, EscalationError
        As `run`; also where the adversary does nothing short of its gravest posture.
    """
    plan = load(scenario)
    replications, seed, how = parted(sample, HISTORIES)
    count = whole("replications", replications, 2)
    number = whole("seed", seed, 0, LARGEST_SEED)
    if not 0 < attempts <= MOST_OF_DAY:
        message = f"{attempts:g} is not a number of acts a day above 0 and up to {MOST_OF_DAY:,}."
        raise ScenarioError([Problem("attempts", None, "", message)])
    usable = kinds_to_use(plan, None if kinds is None else list(kinds))
    asked = Asked(plan, marks_of(plan, rules), usable, float(attempts))
    given, along = play_grey_zone(asked, count, number, **how)
    return GreyZone(asked, given, along, (count, number))
