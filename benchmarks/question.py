"""The question that every peer answers: the reported plan with one drone as its threshold."""

from pathlib import Path

import simulator
from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.scenario.form import as_written
from simulator.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"
COPIED = "france"
"""Copies of this guarantor make a longer roster."""


def scenario(days: int, guarantors: int = 7, file: str = "one-drone.yaml") -> Scenario:
    """The scenario over so many days, with so many guarantors (7 or more)."""
    asked = simulator.vary(simulator.load(SCENARIOS / file), "horizon", f"{days} days")
    roster = as_written(asked)["guarantors"]
    copies = range(2, 2 + guarantors - len(roster))
    longer = roster | {f"{COPIED} {n}": roster[COPIED] for n in copies}
    return simulator.vary(asked, "guarantors", longer) if copies else asked


def parameters(asked: Scenario, rate: float = 1.0, engine: str = "file") -> Parameters:
    """Its arrays under seed 0, with every pattern's rate so many times as high."""
    p = encode(asked, 0, engine)
    return p.replace(rates=p.rates * rate)
