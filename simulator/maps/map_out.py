"""Plays a scenario at many values of one number, or of two: a map."""

from collections.abc import Iterable
from typing import Unpack

from simulator.maps.found import refuse_unknown
from simulator.maps.marks import marks_on
from simulator.maps.places import scales
from simulator.maps.played import play_over_sets, play_points, scenarios
from simulator.maps.result import Map
from simulator.play.execute import LARGEST_SEED, whole
from simulator.play.how import Sampled, parted
from simulator.scenario.load import Given, load
from simulator.scenario.ranges import bare
from simulator.uncertain.varied import Sample, drawn_sample

HISTORIES, OF_EACH_SET = {1: 500, 2: 200}, {1: 20, 2: 5}
"""Of each point, or of each uncertain set there, where nothing is said of it; by the number of
axes."""


def map_out(
    scenario: Given,
    *axes: str,
    outcomes: Iterable[str] | None = None,
    against: bool = False,
    uncertain: int | None = None,
    **sample: Unpack[Sampled],
) -> Map:
    """Play a scenario at many values of one number or of two, on the same luck.

    Parameters
    ----------
    scenario
        As in `run`.
    axes
        One or two, as PATH=VALUES: "plan.phases.coalition.by=12 h..240 h by 12 h",
        "threshold.at_least=1,5,20", "together=0 %..100 %" (eleven values). Paths joined by "&"
        have the same value. By default the numbers of the first two clauses of the scenario's
        rule, or the number and the window of its only one.
    outcomes
        Those shown, by their names in the table of `run`; by default some that change.
    against
        Show differences from the plan as written.
    uncertain
        Draw so many sets of values, such as 40, from what the scenario declares uncertain, the same
        at all points, and separate chance from what nobody knows; by default none.
    replications
        Number of histories of each point, 500 with one axis and 200 with two; with `uncertain` of
        each set at each point, 20 and 5.
    seed
        Random seed, the same for all points.
    workers, engine, progress, anyway
        As in `run`.

    Returns
    -------
    Map
        Every outcome at every point and its paired difference from the plan as written, with 95 %
        intervals, text and picture; the shipped scenarios that lie on the map are marked.

    Raises
    ------
    ScenarioError, TooCostly, EscalationError
        As `run`.
    """
    plan = load(scenario)
    found = scales(axes, bare(plan))
    by_default = HISTORIES if uncertain is None else OF_EACH_SET
    replications, seed, how = parted(sample, by_default[len(found)])
    if uncertain is None:
        number = whole("seed", seed, 0, LARGEST_SEED)
        asked = Sample(whole("replications", replications, 2), number)
    else:
        varied = {scale.axis.name: scale.axis.targets for scale in found}
        asked = drawn_sample(plan, uncertain, replications, seed, varied)
    points = scenarios(plan, found)
    names = None if outcomes is None else list(outcomes)
    refuse_unknown(names or (), [plan, *points])
    if asked.sets is None:
        played = play_points(plan, points, asked.histories, asked.seed, **how)
    else:
        played = play_over_sets(asked.sets, found, asked.histories, **how)
    mapped = Map(plan, found, played, marks_on(plan, found), asked, names)
    mapped.against = against
    return mapped
