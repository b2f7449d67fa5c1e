"""Runs a scenario: the first thing that anyone does with it."""

from collections.abc import Sequence
from typing import Unpack, overload

from simulator.play.how import How
from simulator.results.run import Run
from simulator.scenario.load import Given, load
from simulator.study.played import played
from simulator.uncertain.draw import drawn
from simulator.uncertain.result import UncertainResult


@overload
def run(
    scenario: Given,
    replications: int | None = None,
    seed: int = 0,
    until: str | Sequence[str] | None = None,
    uncertain: None = None,
    **how: Unpack[How],
) -> Run: ...


@overload
def run(
    scenario: Given,
    replications: int | None = None,
    seed: int = 0,
    until: str | Sequence[str] | None = None,
    *,
    uncertain: int,
    **how: Unpack[How],
) -> UncertainResult: ...


def run(
    scenario: Given,
    replications: int | None = None,
    seed: int = 0,
    until: str | Sequence[str] | None = None,
    uncertain: int | None = None,
    **how: Unpack[How],
) -> Run | UncertainResult:
    """Play a scenario many times.

    Parameters
    ----------
    scenario
        The name of a shipped scenario, a file, a mapping of the same form, or a loaded `Scenario`.
    replications
        Number of histories, 200 by default; with `until` the maximum, 100,000 by default.
    seed
        Random seed. The same scenario and seed give the same tables, to the bit.
    until
        A precision such as "false breaches ± 0.01", or several: play until all are reached. See
        `Run.precision` for the outcome.
    uncertain
        Number of sets of values, such as 200, drawn from the ranges that the scenario declares
        uncertain; by default none: the values in force are used. Each set is played `replications`
        times (at least 2, by default 50), so that the result separates chance from what is not
        known.
    out
        A folder for the results, none by default. Repeated with the same scenario and seed, a run
        continues from what the folder holds; `simulator.open` reads it back.
    workers
        Number of processors; by default all, if there is enough to do.
    engine
        "file" (default), "native" (compiled for this machine by Numba) or "simpy" (the default
        where a pattern is written in Python). The results do not depend on it, nor on `workers`.
    progress
        Called with the number of histories done, their total, and a note or "".
    anyway
        Play even what would take an hour of a processor, or a history of 2 GiB.
    rows
        False keeps only the outcomes, without the tables of phases and answers, so that a million
        histories fit into a gigabyte. With `out`, the folder holds all tables in any case.

    Returns
    -------
    Run
        Tables, text and pictures of these histories. Hours are on the plan's clock unless a
        column says otherwise; docs/tables.md lists every column with its unit.
    UncertainResult
        With `uncertain`.

    Raises
    ------
    ScenarioError
        The scenario has mistakes, or an argument is not valid.
    TooCostly
        It would take too long or too much memory; nothing was played.
    OutputError
        `out` cannot be written.
    EscalationError
        Some histories failed. All others are kept if there is a folder; with `uncertain`, none.

    Examples
    --------
    >>> import simulator
    >>> found = simulator.run("one-drone", replications=50)
    >>> float(found.outcomes["breaches"].mean())  # in 90 days
    39.04
    """
    loaded = load(scenario)
    arms = {loaded.name: loaded}
    if uncertain is not None:
        return drawn(arms, uncertain, replications, seed, until, **how)
    found = played(arms, replications, seed, until, how)
    return Run.of(found[loaded.name])
