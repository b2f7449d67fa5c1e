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


@overload
def run(
    scenario: Given,
    replications: int | None = None,
    seed: int = 0,
    until: str | Sequence[str] | None = None,
    *,
    uncertain: int | None,
    **how: Unpack[How],
) -> Run | UncertainResult: ...


def run(
    scenario: Given,
    replications: int | None = None,
    seed: int = 0,
    until: str | Sequence[str] | None = None,
    uncertain: int | None = None,
    **how: Unpack[How],
) -> Run | UncertainResult:
    """Play a scenario (a name, a file, a mapping, or one loaded) so many times, 200 if not said.

    With `until`, such as "false breaches ± 0.01" or several of these, it is played until these are
    known so precisely, `replications` times at most (100,000 if not said); see `Run.precision`.

    With `uncertain`, such as 200: what the scenario declares uncertain is drawn from its ranges in
    so many sets, each played `replications` times (50 if not said), and the result parts chance
    from what is not known.

    Other options, which change no number:

    - `out`: a folder for the results. Started again with the same scenario and seed, a run goes on
      from what the folder holds already; `simulator.open` gives it back.
    - `workers`: how many processors; by default one for each if there is enough to do.
    - `engine`: "simpy", "compiled", or "auto" (default): compiled where its start pays.
    - `progress`: called with how many histories are done, of how many, and a note.
    - `rows`: False keeps no tables of phases and answers, so that a million histories fit into a
      gigabyte; with `out` they are kept all the same.

    Raises `ScenarioError` for a scenario or an option that will not do, `OutputError` where `out`
    cannot be written.
    """
    loaded = load(scenario)
    arms = {loaded.name: loaded}
    if uncertain is not None:
        return drawn(arms, uncertain, replications, seed, until, **how)
    found = played(arms, replications, seed, until, how)
    return Run.of(found[loaded.name])
