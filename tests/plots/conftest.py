"""A small war to draw, with a bit of everything in it."""

from typing import Any

import pytest

from simulator.engine.simulate import simulate
from simulator.model.encode import encode
from simulator.results.run import Run
from simulator.scenario.load import load

WAR: dict[str, Any] = {
    "name": "A small war",
    "horizon": "6 days",
    "violations": {
        "strikes": {
            "kind": "artillery",
            "at": {"count": 20, "start": "3 h", "within": "6 h"},
            "size": {"poisson": {"mean": 12}},
        },
        "drones": {"kind": "drone", "at": ["1 h", "9 h", "30 h", "31 h", "32 h"]},
        "exercise": {"kind": "artillery", "cause": "exercise", "at": ["5 h", "50 h"]},
    },
    "monitoring": {
        "report": {"lognormal": {"median": "3 h", "p90": "10 h"}},
        "teams": 3,
        "verify": "90 min",
        "confirm": {"hostile": "90 %", "other": "20 %"},
        "attribute": {"right": "80 %", "wrong": "5 %"},
    },
    "threshold": {"of": "artillery", "at_least": 10},
    "plan": {
        "phases": [
            {"name": "first", "when": "breach", "by": "24 h", "owed_by": "home", "warns": True},
            {"name": "second", "when": {"continues": {}}, "by": "72 h", "owed_by": ["a", "b"]},
        ]
    },
    "guarantors": {
        "home": {"home": True, "decides": "2 h"},
        "a": {
            "decides": "12 h",
            "brings": {"air": {"arrives": "10 h"}, "ground": {"troops": 500, "arrives": "30 h"}},
        },
        "b": {"decides": "20 h", "honours": "0 %"},
    },
    "adversary": {
        "moves": [
            {"from": "harassment", "to": "assault", "at": "20 h"},
            {"on": "second starts", "to": "restraint"},
        ]
    },
    "ground": {"rate": "500 km2 per day"},
}


def run_of(replications: int = 2, **words: Any) -> Run:
    """A run of the small war, with other words for some of its sections."""
    scenario = load(WAR | words)
    return Run(scenario, 0, simulate(encode(scenario, 0), range(replications)))


@pytest.fixture(scope="session")
def war() -> Run:
    return run_of()
