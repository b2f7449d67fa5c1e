"""The words of a scenario file, one class per word; `Scenario` is the whole file."""

from simulator.scenario.schema.scenario import Scenario

__all__ = ["Scenario"]
