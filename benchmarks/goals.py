"""What the simulator is to reach beside the others."""

from typing import NamedTuple

from benchmarks.speed import FILE, NATIVE, PLAIN_SIMPY, SIMPY, THREADS, Speed
from benchmarks.sweeps import Swept


class Goal(NamedTuple):
    """A ratio, and what it is to be."""

    says: str
    found: float
    wanted: float
    at_most: bool = False

    @property
    def reached(self) -> bool:
        """Whether it is."""
        return self.found <= self.wanted if self.at_most else self.found >= self.wanted

    @property
    def bound(self) -> str:
        """The goal in words."""
        return f"at {'most' if self.at_most else 'least'} {self.wanted:g}"


def goals(speed: Speed) -> list[Goal]:
    """The goals over one horizon, with what was found."""
    found = [
        Goal("engine file, one thread: times as fast as plain SimPy",
             speed.times(PLAIN_SIMPY, FILE), 58.0),
        Goal("engine file, two threads: times as fast as plain SimPy",
             speed.times(PLAIN_SIMPY, THREADS), 100.0),
        Goal("engine file: times as fast as native code",
             speed.times(NATIVE, FILE), 0.88),
        Goal("SimPy engine: times as fast as plain SimPy",
             speed.times(PLAIN_SIMPY, SIMPY), 0.7),
    ]  # fmt: skip
    if "limit" in speed.costs:
        times = speed.times(FILE, "limit")
        found.append(Goal("engine file: times as long as the C++ limit", times, 1.3, True))
    return found


def goals_of_sweeps(sweeps: Swept) -> list[Goal]:
    """The goals of sweeps and of sets of what nobody knows."""
    return [
        Goal("a sweep: times as long as its engine alone",
             sweeps.times("sweep", "alone"), 1.1, True),
        Goal("50 histories of each of 200 sets: times as long as 10,000 histories",
             sweeps.times("sets", "plain"), 1.3, True),
    ]  # fmt: skip
