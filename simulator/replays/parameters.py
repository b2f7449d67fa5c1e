"""The plan before a real history: the acts of the data in place of a scenario's own violations.

The acts are what happened, so no answer of the plan changes them: the adversary makes no moves.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.minutes import DAY
from simulator.model import parameters as model
from simulator.model.encode import encode
from simulator.model.parameters import Array, Parameters
from simulator.replays.history import History
from simulator.results.thresholds import clauses_of_rule
from simulator.scenario.asked import Asked
from simulator.scenario.checks import MOST_KINDS
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.adversary import Adversary
from simulator.scenario.schema.monitoring import Monitoring
from simulator.scenario.schema.rule import Rule
from simulator.scenario.schema.sections import STANDARD_KINDS
from simulator.scenario.schema.violations import Kind, Pattern

UNKNOWN_KIND = Kind(severity=1.0)
"""A kind of the data that no scenario declares."""
MONDAY = 4
"""The first Monday, in days since 1970-01-01."""


def with_kinds(scenario: Scenario, asked: Mapping[str, Asked], names: Iterable[str]) -> Scenario:
    """The scenario with the kinds that the rules and the data name as well as its own."""
    kinds: dict[str, Kind] = {}
    for one in asked.values():
        kinds |= one.kinds
    kinds |= scenario.kinds
    for name in names:
        if name not in STANDARD_KINDS:
            kinds.setdefault(name, UNKNOWN_KIND)
    found = scenario.model_copy(update={"kinds": kinds})
    if len(found.every_kind) > MOST_KINDS:
        message = f"{len(found.every_kind)} kinds with those of the events; at most {MOST_KINDS}."
        raise ScenarioError([Problem(scenario.name, None, "kinds", message)])
    return found


def on_stage(scenario: Scenario, history: History, perfect: bool) -> Scenario:
    """The scenario with a pattern for each kind of act, for as long as the history is.

    `perfect`: every act is seen, at once, confirmed and laid at the adversary's door.
    """
    kinds = tuple(scenario.every_kind)
    changes: dict[str, Any] = {
        "violations": {
            kinds[k]: Pattern(kind=kinds[k], at=()) for k in np.unique(history.acts["kind"])
        },
        "adversary": Adversary(),
        "horizon": history.minutes,
        "starts": (int(history.first.astype(np.int64)) - MONDAY) % 7 * DAY,
    }
    if perfect:
        changes["monitoring"] = Monitoring()
    return scenario.model_copy(update=changes)


def parameters_of(staged: Scenario, history: History, seed: int) -> Parameters:
    """The staged scenario as arrays, with the acts as exact times."""
    p = encode(staged, seed)
    kinds = history.acts["kind"]
    counts = [int(np.sum(kinds == kind)) for kind in p.patterns["kind"]]
    p.patterns["count"] = counts
    p.patterns["first"] = np.cumsum([0, *counts])[:-1]
    acts = history.acts[np.argsort(kinds, kind="stable")]
    times = np.zeros(len(acts), model.TIME)
    times["minute"], times["munitions"] = acts["minute"], acts["munitions"]
    p.monitoring["daily"] = shifted(p.monitoring["daily"], history.closes)
    return p.replace(times=times)


def with_rule(
    p: Parameters, rule: Rule, staged: Scenario, history: History, raw: bool
) -> Parameters:
    """The same with this rule as the threshold, read as the data can be asked it.

    Where the data know no hours, a threshold's window of 24 h is read as the day. `raw`: they do
    not distinguish kinds. Then a rule that names kinds counts all acts, and so does `continues`;
    `full_scale` of a kind stays as it is, so that no count can pass for it.
    """
    threshold = clauses_of_rule(rule, staged)
    windows = (threshold["drift"] < 0) & (threshold["within"] == DAY)
    if history.by_day:
        threshold["within"][windows] = 0
    further = p.clauses[p.clauses["rule"] > 0]
    if raw:
        phases = staged.plan.phases
        continued = [k + 1 for k, phase in enumerate(phases) if phase.when.continues is not None]
        threshold["kinds"] = (1 << len(staged.every_kind)) - 1
        further["kinds"][np.isin(further["rule"], continued)] = threshold["kinds"][0]
    return p.replace(clauses=np.concatenate([threshold, further]))


def shifted(daily: Array, closes: int) -> Array:
    """When the mission closes its day, on a clock whose midnight is the end of the data's day."""
    return np.where(daily < 0, daily, (daily - closes) % DAY)
