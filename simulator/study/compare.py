"""Plays scenarios on the same luck, to compare them."""

from collections.abc import Sequence
from typing import Unpack, overload

from simulator.play.how import How
from simulator.results.run import Run
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario
from simulator.study.comparison import Comparison
from simulator.study.played import played
from simulator.uncertain.draw import drawn
from simulator.uncertain.result import UncertainResult


@overload
def compare(
    *scenarios: Given,
    replications: int | None = None,
    seed: int = 0,
    until: str | Sequence[str] | None = None,
    uncertain: None = None,
    **how: Unpack[How],
) -> Comparison: ...


@overload
def compare(
    *scenarios: Given,
    replications: int | None = None,
    seed: int = 0,
    until: str | Sequence[str] | None = None,
    uncertain: int,
    **how: Unpack[How],
) -> UncertainResult: ...


def compare(
    *scenarios: Given,
    replications: int | None = None,
    seed: int = 0,
    until: str | Sequence[str] | None = None,
    uncertain: int | None = None,
    **how: Unpack[How],
) -> Comparison | UncertainResult:
    """Play two or more scenarios with the same random numbers, and compare each with the first.

    Parameters
    ----------
    scenarios
        Two or more, each as in `run`. They become the arms of the comparison, by their names.
    replications
        Number of pairs of histories, 200 by default; with `until` the maximum, 100,000 by default.
    seed
        Random seed, the same for all arms.
    until
        A precision such as "false breaches ± 0.1", or several: play until the paired differences
        are known to it.
    uncertain
        Number of sets of values, such as 200, drawn from the ranges that the scenarios declare
        uncertain and shared by all arms; by default none, as in `run`.
    how
        `out`, `workers`, `engine`, `progress`, `anyway` and `rows`, as in `run`.

    Returns
    -------
    Comparison
        Values and paired differences with 95 % intervals, text and pictures.
    UncertainResult
        With `uncertain`.

    Raises
    ------
    ValueError
        Fewer than two scenarios.
    ScenarioError, TooCostly, OutputError, EscalationError
        As `run`.

    Examples
    --------
    >>> import simulator
    >>> both = simulator.compare("one-drone", "twenty-strikes", replications=50)
    >>> rows = both.table.set_index(["outcome", "arm"])
    >>> round(float(rows.loc[("breaches", "Twenty strikes"), "difference"]), 2)  # per 30 days
    -11.18
    """
    if len(scenarios) < 2:
        raise ValueError("a comparison needs at least two scenarios")
    arms = named_apart([load(scenario) for scenario in scenarios])
    if uncertain is not None:
        return drawn(arms, uncertain, replications, seed, until, **how)
    found = played(arms, replications, seed, until, how)
    return Comparison({arm: Run.of(histories) for arm, histories in found.items()})


def named_apart(scenarios: Sequence[Scenario]) -> dict[str, Scenario]:
    """Scenarios by their names; a name that comes again gets a number."""
    named: dict[str, Scenario] = {}
    for scenario in scenarios:
        name, n = scenario.name, 1
        while name in named:
            n += 1
            name = f"{scenario.name} ({n})"
        named[name] = scenario
    return named
