"""What a reader may conclude from a map: what moves, where it bends, where it stops mattering."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.maps.places import Scale
from simulator.maps.played import Outcome
from simulator.model.parameters import Array
from simulator.scenario.schema import Scenario
from simulator.tables.knee import Knee, knee
from simulator.tables.measures import IN_TIME, outcome_names
from simulator.uncertain.outcomes import merged
from simulator.uncertain.told import Change, change_of, from_last, settles

PREFERRED = (
    "false breaches",
    "severity before an answer",
    "assault answered in time",
    "assault",
    "area lost in all (with an assault)",
    "breaches",
    "acts",
)
"""Shown where nobody names others, with the phases that start in time: the first that move."""
SHOWN = {1: 4, 2: 2}
"""How many, by the number of axes."""


class Course(NamedTuple):
    """One outcome along one axis."""

    outcome: Outcome
    change: Change
    """The last point minus the first, by pairs of histories."""
    knee: Knee | None
    bends_in: float
    """The share of the uncertain sets whose curve bends that way there; NaN where there are none.
    """
    settled: int
    """The first point from which on none is told from the last; the last where there is none."""
    left: Change
    """The last point minus that one, at 95 % for all points at once."""

    @property
    def moves(self) -> bool:
        """Whether any point is told from the last."""
        return self.settled > 0


class Plane(NamedTuple):
    """One outcome over two axes."""

    outcome: Outcome
    differs: Array
    """(points,) bool: what differs from the plan as written beyond chance, for all at once."""
    sure: Array
    """(points,) bool: and has one sign in nearly all uncertain sets, where there are any."""
    parts: tuple[float, float, float]
    """How much of the variance between the points each axis explains by itself, and both only
    together; NaN where the points do not vary."""


def shown_outcomes(
    outcomes: Sequence[Outcome], names: Iterable[str] | None, axes: int
) -> list[Outcome]:
    """Those of these names, or the preferred ones that move."""
    by_name = {one.name: one for one in outcomes}
    if names is not None:
        return [by_name[name] for name in dict.fromkeys(names)]
    answered = [name for name in by_name if name.endswith(f": {IN_TIME}")]
    preferred = [by_name[name] for name in (*PREFERRED, *answered) if name in by_name]
    moving = [one for one in preferred if any(change.beyond for change in one.from_plan)]
    return (moving or preferred or list(outcomes))[: SHOWN[axes]]


def refuse_unknown(
    names: Iterable[str], scenarios: Iterable[Scenario], also: Iterable[str] = ()
) -> None:
    """Raise `ScenarioError` for a name that no outcome of any of these scenarios has, nor one of
    those that are known `also`."""
    known = [*also, *merged(map(outcome_names, scenarios))]
    unknown = [name for name in names if name not in known]
    if unknown:
        hint = did_you_mean(unknown[0], known, f". There are: {', '.join(known)}.")
        message = f"there is no outcome '{unknown[0]}'{hint}"
        raise ScenarioError([Problem("outcome", None, "", message)])


def course(outcome: Outcome, scale: Scale) -> Course:
    """What is told of an outcome along an axis."""
    values, unit = outcome.values, outcome.unit
    places = np.broadcast_to(scale.places.reshape(-1, *[1] * (values.ndim - 1)), values.shape)
    bends, lasting = knee(places, values), from_last(values, unit)
    settled = settles(lasting)
    return Course(
        outcome,
        change_of(values[0], values[-1], unit),
        bends,
        bends_in(scale.places, values, bends.at, unit) if bends and outcome.over_sets else np.nan,
        settled,
        lasting[settled],
    )


def bends_in(places: Array, values: Array, at: int, unit: str) -> float:
    """The share of the sets in which a point lies on the same side of the line between the ends as
    over all sets."""
    along = (places[at] - places[0]) / (places[-1] - places[0])
    line = (1 - along) * values[0] + along * values[-1]
    return change_of(line, values[at], unit).holds


def plane(outcome: Outcome, shape: tuple[int, int]) -> Plane:
    """What is told of an outcome over two axes."""
    differs = np.array([one.beyond for one in outcome.from_plan])
    sure = np.array([one.sure for one in outcome.from_plan])
    return Plane(outcome, differs, sure, variance_parts(outcome.means.reshape(shape)))


def variance_parts(means: Array) -> tuple[float, float, float]:
    """By the analysis of variance of a full grid: rows, columns, and the rest."""
    spread = means - means.mean()
    total = float(np.sum(spread**2))
    if not total > 0.0:
        return (np.nan, np.nan, np.nan)
    rows = float(np.sum(spread.mean(axis=1) ** 2) * means.shape[1]) / total
    columns = float(np.sum(spread.mean(axis=0) ** 2) * means.shape[0]) / total
    return rows, columns, max(0.0, 1.0 - rows - columns)
