"""Where the value that a slider moves comes from: the scenario's own sources for it."""

from typing import Any

from simulator.explorer.sliders import Slider
from simulator.scenario.known import overlap
from simulator.scenario.path import resolve
from simulator.scenario.ranges import Bare
from simulator.scenario.schema import Scenario
from simulator.tables.safe_text import clean


def backing(slider: Slider, on: Bare, whole: Scenario) -> list[dict[str, Any]]:
    """What each source of the first value says, who says it, in which year, and how sure it is."""
    place, _ = slider.positions[0].setting[0]
    return [
        {"says": clean(one.says), "by": clean(one.by), "year": one.year, "sure": one.sure}
        for one in whole.sources
        if any(overlap(at, place) for path in one.backs for at in resolve(path, on.full))
    ]
