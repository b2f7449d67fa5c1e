"""Timed acts for tests: listed by hand, or played by the simulator itself."""

from typing import Any

import numpy as np

from simulator.engine import reference
from simulator.fits.timed.acts import Acts
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.encode import encode
from simulator.scenario.load import load_mapping


def acts(minutes: list[int], *covered: tuple[int, int], sizes: list[float] | None = None) -> Acts:
    """Acts at these minutes, in UTC; covered, unless said otherwise, for one day."""
    spans = np.array(covered or [(0, DAY)], np.int64).reshape(-1, 2)
    munitions = np.array(sizes or [0.0] * len(minutes), float)
    return Acts(np.array(minutes, np.int64), munitions, spans, "UTC")


def played(pattern: dict[str, Any], days: int, seed: int = 0) -> Acts:
    """The acts of a pattern, as the simulator plays it from midnight on."""
    tree = {
        "name": "a test",
        "horizon": f"{days} days",
        "starts": "Monday 00:00",
        "monitoring": {"seen": 0},
        "violations": {"a": {"kind": "drone"} | pattern},
    }
    rows = reference.replicate(encode(load_mapping(tree), seed), 0)
    rows = rows[rows["what"] == terms.VIOLATION]
    order = np.argsort(rows["minute"], kind="stable")
    minutes = rows["minute"][order].astype(np.int64)
    covered = np.array([[0, days * DAY]], np.int64)
    return Acts(minutes, rows["value"][order].astype(float), covered, "UTC")
