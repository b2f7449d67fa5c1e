"""Races rules against each other: those among which none is better in everything."""

from collections.abc import Iterable
from pathlib import Path
from typing import Unpack

from simulator.curves.played import kinds_in, marks_of
from simulator.frontiers.played import Asked, play_frontier
from simulator.frontiers.result import Frontier
from simulator.play.execute import LARGEST_SEED, whole
from simulator.play.how import Sampled, parted
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario

HISTORIES = 2000
"""Of each figure, where nothing is said of it."""
MOST = 2000
"""Rules that are tried, where nothing is said of it."""
RIVALS = ("one-drone", "twenty-strikes")


def frontier(
    scenario: Given,
    rules: Iterable[str | Path] | None = None,
    vary: Iterable[str] = (),
    most: int = MOST,
    grey_zone: bool = False,
    **sample: Unpack[Sampled],
) -> Frontier:
    """Search the rules among which none is better in everything, and confirm them on fresh luck.

    Rules of up to three clauses (kinds, counts, windows, severity, days running, running scores)
    are raced on the same luck: all of them on a hundredth of the histories, a tenth of them on a
    tenth, and so on. What is left is played again on luck that the race has not seen.

    Parameters
    ----------
    scenario
        As in `run`. Its rule and the named ones say which kinds of act a clause may count.
    rules
        Scenarios by name, or files, whose thresholds are to be beaten; by default one-drone and
        twenty-strikes.
    vary
        Options of the plan, as texts PATH=VALUES: every rule is tried with each combination.
    most
        How many rules, times combinations, are tried: all, or so many drawn at random.
    grey_zone
        Whether the harm is that in the grey zone once the adversary has read the rule and keeps one
        act below it, instead of the severity borne before an answer. It takes about five times as
        long.
    replications
        Number of histories of each figure, and of the last round of the race; 2,000 by default.
    seed
        Random seed of the figures; the race plays another.
    workers, engine, progress, anyway
        As in `run`.

    Returns
    -------
    Frontier
        False breaches, hours to an answer and harm of every rule, with 95 % intervals, text and
        picture; `.scenarios` are the rules as scenarios that run.

    Raises
    ------
    ScenarioError, TooCostly, EscalationError
        As `run`.
    """
    plan = load(scenario)
    replications, seed, how = parted(sample, HISTORIES)
    count = whole("replications", replications, 2)
    number = whole("seed", seed, 0, LARGEST_SEED)
    named = marks_of(plan, rivals(plan) if rules is None else list(rules))
    asked = Asked(plan, named, tuple(vary), whole("most", most, 1), grey_zone)
    return Frontier(plan, play_frontier(asked, count, number, **how), (count, number))


def rivals(scenario: Scenario) -> list[str]:
    """The rules of the article whose kinds of act the scenario has."""
    kinds = {pattern.kind for pattern in scenario.violations.values()}
    counted = {name: load(name).threshold for name in RIVALS}
    return [name for name, rule in counted.items() if kinds_in(rule) <= kinds]
