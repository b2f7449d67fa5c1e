"""Runs a scenario: the first thing that anyone does with it."""

from collections.abc import Sequence
from typing import Unpack

from simulator.play.how import How
from simulator.results.run import Run
from simulator.scenario.load import Given, load
from simulator.study.played import played


def run(
    scenario: Given,
    replications: int | None = None,
    seed: int = 0,
    until: str | Sequence[str] | None = None,
    **how: Unpack[How],
) -> Run:
    """Play a scenario (a name, a file, a mapping, or one loaded) so many times, 200 if not said.

    With `until`, such as "false breaches ± 0.01" or several of these, it is played until these are
    known so precisely, `replications` times at most (100,000 if not said); see `Run.precision`.

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
    found = played({loaded.name: loaded}, replications, seed, until, how)
    return Run.of(found[loaded.name])
