"""Compiles what the engines need ahead of time, by playing histories that nobody looks at."""

from time import perf_counter

from simulator.play.execute import play
from simulator.play.progress import Progress
from simulator.scenario.load import load
from simulator.scenario.shipped import shipped

PLAYED = ("reported-plan", "one-sides-claims", "calendar-reporting", "grey-zone", "red-line")
"""Scenarios whose histories together ask nearly every rule of the model."""


def warm_up(progress: Progress | None = None) -> dict[str, float]:
    """Seconds that each engine took to be ready, compiling whatever was not in the cache."""
    files = shipped()
    scenarios = {name: load(files[name]) for name in PLAYED}
    seconds = {}
    for engine in ("simpy", "compiled"):
        start = perf_counter()
        play(scenarios, 1, 0, workers=1, progress=progress, engine=engine)
        seconds[engine] = perf_counter() - start
    return seconds
