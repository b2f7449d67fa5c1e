"""The numbers that a study of drivers moves: each with all that is linked to it."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.model.parameters import Array
from simulator.scenario.ranges import in_words, root
from simulator.scenario.schema import Scenario
from simulator.sensitivity.delays import with_delays
from simulator.uncertain.sets import Chosen, Sets

INERT = "an inert number"
REST = "all other numbers together"
NOTHING_MOVES = (
    "there is nothing to move: the scenario declares no ranges under 'uncertain', and its plan has "
    "no delays. Add ranges, such as {together: {uniform: [0 %, 80 %]}}."
)


class Factor(NamedTuple):
    """One number, and what moves with it."""

    path: str
    """The path that moves it, as it stands under 'uncertain'."""
    name: str
    """What it is called: its path, or that of a whole delay."""
    linked: tuple[str, ...]
    """Other paths that move with it."""
    range: str
    """'0 % to 80 %'."""
    weights: tuple[float, ...]
    """How likely each form of a choice is; nothing for a number."""
    is_delay: bool

    def forms(self, levels: Array) -> Array:
        """Which form is drawn at each level."""
        upper = np.cumsum(self.weights) / np.sum(self.weights)
        found: Array = np.searchsorted(upper[:-1], levels, side="right")
        return found


class Moved(NamedTuple):
    """Scenarios whose delays are uncertain too, and the numbers of all of them."""

    scenarios: dict[str, Scenario]
    factors: tuple[Factor, ...]

    def sets(self, levels: Array, luck: Array, seed: int) -> dict[str, Sets]:
        """Each scenario at these levels, (points, factors), on this luck."""
        columns = {one.path: levels[:, place] for place, one in enumerate(self.factors)}
        chosen = Chosen(columns, luck)
        return {
            name: Sets(scenario, len(levels), seed, chosen)
            for name, scenario in self.scenarios.items()
        }


def moved(scenarios: Mapping[str, Scenario]) -> Moved:
    """What is uncertain in any of these, with the delays; raises `ScenarioError` if nothing is."""
    with_all = {}
    found: dict[str, Factor] = {}
    for name, scenario in scenarios.items():
        widened, delays = with_delays(scenario)
        with_all[name] = widened
        for one in _factors(widened, delays):
            found.setdefault(one.path, one)
    if not found:
        raise ScenarioError([Problem("uncertain", None, "", NOTHING_MOVES)])
    return Moved(with_all, tuple(found.values()))


def _factors(scenario: Scenario, delays: Mapping[str, str]) -> list[Factor]:
    said = scenario.uncertain
    linked: dict[str, list[str]] = {}
    for path in said:
        linked.setdefault(root(path, said), []).append(path)
    return [
        Factor(
            path,
            delays.get(path, path),
            () if path in delays else tuple(one for one in paths if one != path),
            "half to twice as long" if path in delays else in_words(said[path]),
            tuple(form.weight for form in said[path].one_of or ()),
            path in delays,
        )
        for path, paths in linked.items()
    ]
