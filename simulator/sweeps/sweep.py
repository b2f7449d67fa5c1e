"""Sweeps a scenario: plays it at many points, to see what its numbers decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from simulator.errors import Problem, ScenarioError
from simulator.play.execute import HISTORIES, LARGEST_SEED, whole
from simulator.play.how import How
from simulator.scenario.load import Given, load
from simulator.scenario.ranges import bare
from simulator.scenario.schema import Scenario
from simulator.sweeps import folder
from simulator.sweeps.axes import Said
from simulator.sweeps.design import GRID, design as design_of
from simulator.sweeps.play import play_points
from simulator.sweeps.points import WHOLE, Points, Shard
from simulator.sweeps.result import Sweep
from simulator.sweeps.shards import OPTION as SHARD
from simulator.uncertain.play import HISTORIES as OF_EACH_SET, checked, histories_of

if TYPE_CHECKING:
    from distributed import Client


class HowSwept(How, total=False):
    """How a sweep is played."""

    uncertain: int | None
    """Sets of what nobody knows, drawn at each point; by default none."""
    dask: str | Client | None
    """A Dask client whose workers play, the address of a scheduler, or "local"; by default threads
    of this process play."""


def sweep(
    scenario: Given,
    vary: Mapping[str, Said] | Iterable[str] | None = None,
    design: str | Path = GRID,
    replications: int | None = None,
    seed: int = 0,
    **how: Unpack[HowSwept],
) -> Sweep:
    """Play a scenario at many points, all on the same luck.

    Parameters
    ----------
    scenario
        As in `run`.
    vary
        What is varied: paths with their values, such as {"threshold.at_least": [1, 5, 20]} or
        {"plan.phases.0.by": "12 h..240 h by 12 h"}; linked paths as "PATH & PATH". Or a list of
        texts PATH=VALUES, as `--vary` takes them.
    design
        "grid" (default): every combination. "lhs:100": a Latin hypercube of 100 points, "sobol:128"
        a scrambled Sobol sequence, both drawn under `seed` from ranges such as "1..20" or from
        lists. Or a CSV file with paths as header and a row for each point; then without `vary`.
    replications
        Number of histories of each point, 200 by default: replications 0, 1, ... of the seed.
    seed
        Random seed, the same at all points.
    uncertain
        Draw so many sets of values from what the scenario declares uncertain, the same sets at all
        points, and separate at each point chance from what nobody knows. `replications` is then
        the number of histories of each set (50).
    dask
        Play on the workers of a Dask cluster: a `distributed.Client`, the address of a scheduler,
        or "local" for one process a worker here. The results are the same.
    out
        A folder in which blocks are kept as they are finished: the same call goes on from there,
        whatever stopped it. `simulator.open` reads it.
    how
        `workers`, `engine`, `progress` and `anyway`, as in `run`. Only outcomes are kept of a
        history, whatever `rows` says.

    Returns
    -------
    Sweep
        Tables, text and pictures. Points at which a history failed have no values; `failed` names
        them.

    Raises
    ------
    ScenarioError
        A path is not there, values are not allowed, or an argument is not valid.
    TooCostly
        It would take too long or too much memory; nothing was played.
    OutputError
        `out` cannot be written, or holds another study.
    Interrupted
        Dask's scheduler does not answer, or its workers died; the same call goes on from `out`.
    EscalationError
        No point could be played.

    Examples
    --------
    >>> import simulator
    >>> swept = simulator.sweep("one-drone", {"threshold.at_least": [1, 5]}, replications=50)
    >>> rows = swept.table[swept.table["outcome"] == "false breaches"]
    >>> dict(zip(rows["threshold.at_least"], rows["value"], strict=True))  # per 30 days
    {1: 1.7, 5: 0.0}
    """
    sets = how.pop("uncertain", None)
    points = points_of(load(scenario), vary, design, seed, sets=sets)
    return sweep_points(points, replications, seed, **how)


def points_of(
    scenario: Scenario,
    vary: Mapping[str, Said] | Iterable[str] | None,
    design: str | Path,
    seed: int,
    shard: Shard = WHOLE,
    sets: int | None = None,
) -> Points:
    """The points that a sweep, or a shard of it, plays, with so many uncertain sets at each.

    Raises `ScenarioError`.
    """
    drawn_under = whole("seed", seed, 0, LARGEST_SEED)
    found = design_of(vary, design, bare(scenario), drawn_under)
    if shard.parts > len(found.points):
        message = f"{shard.parts} shards are more than the {len(found.points)} points."
        raise ScenarioError([Problem(SHARD, None, "", message)])
    if sets is not None:
        checked(sets, seed)
    return Points(scenario, found, shard, sets or 0)


def histories_at(points: Points, asked: int | None) -> int:
    """How many histories of each point, or of each set at it; raises `ScenarioError`."""
    if points.sets:
        return histories_of(OF_EACH_SET if asked is None else asked)
    return whole("replications", HISTORIES if asked is None else asked, 1)


def sweep_points(
    points: Points, replications: int | None, seed: int, **how: Unpack[HowSwept]
) -> Sweep:
    """So many histories of each of these points; otherwise as `sweep`."""
    count = histories_at(points, replications)
    dask = how.pop("dask", None)
    found = play_points(points, count, seed, dask, **how)  # type: ignore[misc]
    if (out := how.get("out")) is not None:
        folder.write(Path(out), found)
    return Sweep(found)
