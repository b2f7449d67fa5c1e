"""Scenarios that differ from drawn ones in what may change in the middle of a history."""

from copy import deepcopy
from random import Random
from typing import Any

from simulator.branches.changes import parameters_after
from simulator.errors import ScenarioError
from simulator.model.parameters import Parameters
from tests.scenario_strategies import drawn, loaded

SHARES = (0.0, 0.3, 1.0)
TRIES = 20


def changed(number: int) -> Parameters | None:
    """The parameters of a drawn scenario with other values in what may change; None: none found."""
    base, luck = drawn(number), Random(number)
    for _ in range(TRIES):
        try:
            then = loaded(with_changes(base, luck))
            return parameters_after(loaded(base), then, number)
        except ScenarioError:
            continue
    return None


def with_changes(base: dict[str, Any], luck: Random) -> dict[str, Any]:
    """A mapping with some of its values drawn again."""
    new = deepcopy(base)
    if luck.random() < 0.5:
        new["threshold"] = {"at_least": luck.randint(1, 6), "within": f"{luck.randint(1, 48)} h"}
    plan = new.setdefault("plan", {})
    if luck.random() < 0.5:
        plan["clock"] = luck.choice(["initial violation", "crossing violation", "breach"])
        plan["stand_down"] = f"{luck.randint(1, 72)} h"
    for phase in plan.get("phases", []):
        if luck.random() < 0.7:
            phase["by"] = f"{luck.randint(1, 60)} h"
        if luck.random() < 0.5:
            phase["not_before"] = f"{luck.randint(0, 30)} h"
        if luck.random() < 0.4:
            phase["needs"] = {"guarantors": luck.randint(0, 2)}
        if luck.random() < 0.3:
            phase["when"] = "breach"
    for one in new.get("guarantors", {}).values():
        if isinstance(one, dict) and luck.random() < 0.6:
            one["honours"] = luck.choice(SHARES)
            one["decides"] = f"{luck.randint(0, 40)} h"
    new["together"] = luck.choice(SHARES)
    adversary = new.setdefault("adversary", {})
    postures = adversary.get("postures", ["restraint", "harassment", "assault"])
    if luck.random() < 0.5:
        adversary["posture"] = luck.choice(postures)
    if luck.random() < 0.5:
        adversary["credibility"] = {"prior": 0.3, "weight": 2, "elasticity": 1.5}
    if luck.random() < 0.5:
        new["ground"] = {**new.get("ground", {}), "rate": f"{luck.randint(0, 30)} km2 per day"}
    return new
