"""What a reader may conclude from a map: what moves, where it bends, where it stops mattering."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.maps.places import Scale
from simulator.maps.played import Outcome
from simulator.model.parameters import Array
from simulator.scenario.schema import Scenario
from simulator.tables.knee import Knee, differs, from_last, knee, paired, settles
from simulator.tables.measures import IN_TIME, outcome_names
from simulator.tables.summary import Estimate
from simulator.uncertain.outcomes import merged

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
    change: Estimate
    """The last point minus the first, by pairs of histories."""
    knee: Knee | None
    settled: int
    """The first point from which on none is told from the last; the last where there is none."""
    left: Estimate
    """The last point minus that one, with the interval that holds for all points at once."""

    @property
    def moves(self) -> bool:
        """Whether any point is told from the last."""
        return self.settled > 0


class Plane(NamedTuple):
    """One outcome over two axes."""

    outcome: Outcome
    differs: Array
    """(points,) bool: what differs from the plan as written beyond chance, for all at once."""
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
    moving = [one for one in preferred if any(from_plan(one))]
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


def from_plan(outcome: Outcome) -> list[bool]:
    """For each point whether it differs from the plan as written beyond chance (95 % for all)."""
    return [differs(change) for change in changes(outcome, len(outcome.values))]


def changes(outcome: Outcome, many: int = 1) -> list[Estimate]:
    """Each point minus the plan as written, by pairs of histories, for `many` at once."""
    return [paired(outcome.plan, one, outcome.is_share, many) for one in outcome.values]


def course(outcome: Outcome, scale: Scale) -> Course:
    """What is told of an outcome along an axis."""
    values = outcome.values
    settled = settles(values, outcome.is_share)
    places = np.repeat(scale.places[:, None], values.shape[1], axis=1)
    return Course(
        outcome,
        paired(values[0], values[-1], outcome.is_share),
        knee(places, values),
        settled,
        from_last(values, settled, outcome.is_share),
    )


def plane(outcome: Outcome, shape: tuple[int, int]) -> Plane:
    """What is told of an outcome over two axes."""
    means = np.array([outcome.estimate(i).value for i in range(len(outcome.values))])
    return Plane(outcome, np.array(from_plan(outcome)), variance_parts(means.reshape(shape)))


def variance_parts(means: Array) -> tuple[float, float, float]:
    """By the analysis of variance of a full grid: rows, columns, and the rest."""
    spread = means - means.mean()
    total = float(np.sum(spread**2))
    if not total > 0.0:
        return (np.nan, np.nan, np.nan)
    rows = float(np.sum(spread.mean(axis=1) ** 2) * means.shape[1]) / total
    columns = float(np.sum(spread.mean(axis=0) ** 2) * means.shape[0]) / total
    return rows, columns, max(0.0, 1.0 - rows - columns)
