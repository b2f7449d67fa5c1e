"""Finds which numbers of a scenario move an outcome, or the difference between two scenarios."""

from collections.abc import Iterable
from typing import Unpack

from simulator.errors import Problem, ScenarioError
from simulator.maps.found import refuse_unknown
from simulator.play.execute import LARGEST_SEED, whole
from simulator.play.how import Sampled, parted
from simulator.scenario.load import Given, load
from simulator.sensitivity.factors import moved
from simulator.sensitivity.found import found_of, shown
from simulator.sensitivity.played import Size, play_drivers
from simulator.sensitivity.result import Drivers
from simulator.uncertain.play import histories_of

HISTORIES = 20
"""Of each point, where nothing is said of it."""
ROWS = {1: 256, 2: 128}
"""Of Sobol's matrices where nothing is said of it, by the number of scenarios."""
ROWS_PER_TRAJECTORY = 16
"""So many rows for one of Morris's trajectories: screening takes about a fifth of the work."""
LEAST_ROWS, MOST_ROWS = 8, 8192


def drivers(
    scenario: Given,
    against: Given | None = None,
    outcomes: Iterable[str] | None = None,
    samples: int | None = None,
    **sample: Unpack[Sampled],
) -> Drivers:
    """Find which uncertain numbers and delays move an outcome, and which cannot be told to.

    Parameters
    ----------
    scenario
        As in `run`. What it declares under 'uncertain' is moved over its ranges, and each delay of
        its monitoring and its guarantors that has no range from half to twice its length.
    against
        A second scenario: the outcomes are then its differences from the first, history by history
        on the same luck, and what knowing each number is worth to the choice between the two is
        reported too.
    outcomes
        Those to explain, by their names in the table of `run`; by default up to five that vary.
    samples
        Rows of Sobol's matrices, a power of two: 256 by default, 128 with two scenarios. Each has a
        point for up to 8 numbers, and 4 more.
    replications
        Number of histories at each point, 20 by default.
    seed
        Random seed of the points and of their luck.
    workers, engine, progress, anyway
        As in `run`.

    Returns
    -------
    Drivers
        For each outcome the share of the variance between points that each number explains, alone
        and with others, with 95 % intervals and the floor below which nothing can be told; text and
        picture.

    Raises
    ------
    ScenarioError
        Nothing is uncertain and the plan has no delays, or an argument is not valid.
    TooCostly, EscalationError
        As `run`.
    """
    first = load(scenario)
    scenarios = {first.name: first}
    if against is not None:
        second = load(against)
        name = second.name if second.name != first.name else f"{second.name} (2)"
        scenarios[name] = second
    replications, seed, how = parted(sample, HISTORIES)
    rows = _rows(ROWS[len(scenarios)] if samples is None else samples)
    size = Size(
        max(2, rows // ROWS_PER_TRAJECTORY),
        rows,
        histories_of(replications),
        whole("seed", seed, 0, LARGEST_SEED),
    )
    names = None if outcomes is None else list(dict.fromkeys(outcomes))
    refuse_unknown(names or (), scenarios.values())
    numbers = moved(scenarios)
    played = play_drivers(numbers, size, lambda found: names or shown(found), **how)
    explained = [
        found_of(name, played, numbers.factors, size.seed, against is not None)
        for name in (names or shown(played.screened))
        if name in played.screened
    ]
    return Drivers(scenarios, numbers.factors, explained, played, size)


def _rows(count: int) -> int:
    found = whole("samples", count, LEAST_ROWS, MOST_ROWS)
    if found & (found - 1):
        near = 1 << (found.bit_length() - 1)
        message = f"{found} is no power of two, such as {near} or {2 * near}."
        raise ScenarioError([Problem("samples", None, "", message)])
    return found
