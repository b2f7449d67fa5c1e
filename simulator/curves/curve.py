"""Plays families of rules, and those that have names: the operating curve of a threshold."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Unpack

from simulator.curves.families import ALL, families, kinds_of, split
from simulator.curves.played import THRESHOLD, marks_of, play_rules
from simulator.curves.result import OperatingCurve
from simulator.play.execute import LARGEST_SEED, whole
from simulator.play.how import Sampled, parted
from simulator.scenario.load import Given, load
from simulator.uncertain.varied import Sample, drawn_sample

HISTORIES, OF_EACH_SET = 500, 12
"""Of each rule, or of each uncertain set under it, where nothing is said of it."""


def curve(
    scenario: Given,
    along: str = "count",
    of: Iterable[str | Sequence[str]] | None = None,
    rules: Iterable[str | Path] | None = None,
    uncertain: int | None = None,
    **sample: Unpack[Sampled],
) -> OperatingCurve:
    """Play many thresholds in one scenario on the same luck: what each costs, and what it misses.

    Parameters
    ----------
    scenario
        As in `run`. Its own rule gives each family the window, the days and the numbers that are
        not varied.
    along
        What is varied: "count", "severity", "window", "days" or "cusum" (the limit of a running
        score), perhaps with the values to try: "count=1,2,5", "window=1 h,6 h,3 days".
    of
        A family for each of these: a kind of act, several as a list, or "all"; by default each
        choice of kinds that the scenario's rule and the named ones count, and all together.
    rules
        Scenarios by name, or files, whose thresholds are marked, beside the scenario's own; by
        default one-drone, five-drones, one-strike and twenty-strikes.
    uncertain
        Draw so many sets of values, such as 40, from what the scenario declares uncertain, the same
        under all rules, and separate chance from what nobody knows; by default none.
    replications
        Number of histories of each rule, 500 by default; with `uncertain` of each set, 12.
    seed
        Random seed, the same for all rules.
    workers, engine, progress, anyway
        As in `run`.

    Returns
    -------
    OperatingCurve
        False breaches per 30 days, hours to a breach, assaults answered in time and severity
        before an answer of every rule, with 95 % intervals, text and picture.

    Raises
    ------
    ScenarioError, TooCostly, EscalationError
        As `run`.
    """
    plan = load(scenario)
    replications, seed, how = parted(sample, HISTORIES if uncertain is None else OF_EACH_SET)
    if uncertain is None:
        number = whole("seed", seed, 0, LARGEST_SEED)
        asked = Sample(whole("replications", replications, 2), number)
    else:
        varied = {"threshold": [THRESHOLD]}
        asked = drawn_sample(plan, uncertain, replications, seed, varied)
    marked = marks_of(plan, rules)
    kinds = kinds_of(plan, marked.values()) if of is None else [_kinds(one) for one in of]
    found = families(plan, *split(along), dict.fromkeys(kinds))
    curves, marks = play_rules(plan, found, marked, asked, **how)
    return OperatingCurve(plan, curves, marks, asked)


def _kinds(said: str | Sequence[str]) -> tuple[str, ...]:
    """The kinds of one family: none, for all, where it says so."""
    kinds = [part.strip() for part in said.split(",")] if isinstance(said, str) else list(said)
    return () if kinds == [ALL] else tuple(kinds)
