"""Series for tests: a scenario's own acts, as a file of timed acts or of counts would have them."""

import numpy as np

from simulator.clock import to_utc
from simulator.data.series import RECORD, Series
from simulator.minutes import DAY
from simulator.model.encode import encode
from simulator.play.pattern import played
from simulator.scenario.load import load_text
from simulator.scenario.schema import Scenario

MIDNIGHT = 18_262 * DAY
"""2020-01-01T00:00Z."""


def scenario(words: str, days: int = 100) -> Scenario:
    """One pattern of drones."""
    text = f"name: made\nquestion: what?\nhorizon: {days} days\nstarts: Wednesday 00:00\n"
    return load_text(f"{text}violations:\n  acts: {{kind: drone, {words}}}\n", "made")


def timed(
    of: Scenario, seed: int = 1, missing: tuple[int, int] | None = None, zone: str = "UTC"
) -> Series:
    """The acts of one history, by the clock of a zone; nothing is known of the days from one to the
    other of `missing`."""
    acts = played(encode(of, seed), (0,), 0)
    edges = [0, *(DAY * day for day in missing or ()), of.horizon]
    spans = np.array(edges, np.int64).reshape(-1, 2)
    inside = np.searchsorted(spans.ravel(), acts["minute"], side="right") % 2 == 1
    acts = acts[inside]
    records = np.zeros(len(acts), RECORD)
    records["start"] = to_utc(acts["minute"] + MIDNIGHT, zone)
    records["end"] = records["start"] + 1
    records["total"], records["munitions"] = 1, acts["munitions"]
    records["line"] = np.arange(len(acts)) + 2
    covered = to_utc(spans.ravel() + MIDNIGHT, zone).reshape(spans.shape)
    return Series(records, ("drone",), ("everywhere",), zone, covered, "made up", False)


def reported(of: Scenario, seed: int = 1, days: tuple[int, ...] = ()) -> Series:
    """The acts of one history, counted day by day, with reports of these days alone."""
    acts = played(encode(of, seed), (0,), 0)["minute"] // DAY
    told = np.array(days or range(of.horizon // DAY), np.int64)
    records = np.zeros(len(told), RECORD)
    records["start"], records["end"] = MIDNIGHT + DAY * told, MIDNIGHT + DAY * (told + 1)
    records["total"] = np.bincount(acts, minlength=of.horizon // DAY)[told]
    records["line"] = told + 2
    spans = np.column_stack([records["start"], records["end"]])
    return Series(records, ("drone",), ("everywhere",), "UTC", spans, "made up", True)
