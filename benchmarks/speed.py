"""Every peer on the same question over one horizon: what an act costs, and whether all agree."""

import json
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from benchmarks.agreement import Columns, Compared, compared, together
from benchmarks.limit_program import Limit, same_tables
from benchmarks.measure import Played, child, played, side_by_side, times_as_long
from benchmarks.precision import Saved, saved

OURS = {"file": 4000, "native": 4000, "threads": 10_000, "simpy": 90}
PLAIN = {"plain_simpy": 300, "plain_salabim": 12, "plain_simulsi": 120}
"""Replications of 30 days that a process plays: seconds of work each."""
KNOWN = 20_000
"""Replications of 30 days behind our own intervals."""
SIMPY, FILE, NATIVE, THREADS = "simpy", "file", "native", "threads"
PLAIN_SIMPY = "plain_simpy"


class Story(NamedTuple):
    """What a peer's outcomes look like beside ours."""

    histories: int
    outcomes: list[Compared]

    @property
    def agrees(self) -> bool:
        """Whether every outcome lies within our interval."""
        return all(one.agrees for one in self.outcomes)


class Speed(NamedTuple):
    """What was found over one horizon."""

    days: int
    acts: float  # a replication, on average
    costs: dict[str, list[Played]]
    stories: dict[str, Story]
    told_apart: bool  # another threshold is seen to be another story
    same_tables: bool | None  # as the limit's
    pairs: list[Saved]  # of one drone with twenty strikes

    def per_act(self, peer: str) -> float:
        """Nanoseconds for an act: of the processor, or on the wall where there are two threads."""
        wall = peer == THREADS
        return median(one.wall_per_act if wall else one.per_act for one in self.costs[peer])

    def times(self, slow: str, fast: str) -> float:
        """How many times as long an act takes with one peer as with another."""
        wall = THREADS in (slow, fast)
        return times_as_long(self.costs[slow], self.costs[fast], wall)

    def peak(self, peer: str) -> float:
        """MiB of its largest process."""
        return max(one.peak for one in self.costs[peer])


def speed(
    days: int, rounds: int, folder: Path, limit: Limit | None, others: Mapping[str, str]
) -> Speed:
    """Time all peers side by side; `others`: the Python that has each plain script's library."""
    share = 30 / days
    commands = {
        peer: partial(own, peer, days, int(count * share), folder) for peer, count in OURS.items()
    }
    for peer, python in others.items():
        count = max(1, int(PLAIN[peer] * share))
        commands[peer] = partial(plain, peer, python, days, count, folder)
    if limit:
        theirs = folder / f"limit-{days}"
        words = limit.command(days, int(OURS[FILE] * share), tables=theirs)
        commands["limit"] = lambda turn: words
    costs = side_by_side(commands, rounds)
    ours = known(days, int(KNOWN * share), folder)
    another = known(days, int(KNOWN * share), folder, "five-drones.yaml")
    told = {
        peer: together([read(outcomes(folder, peer, days, turn)) for turn in range(rounds)])
        for peer in others
    }
    stories = {peer: story(ours, columns) for peer, columns in told.items()}
    apart = not story(another, told[PLAIN_SIMPY]).agrees
    same = same_tables(folder / f"file-{days}", theirs) if limit else None
    pairs = saved(ours, known(days, int(KNOWN * share), folder, "twenty-strikes.yaml"))
    return Speed(days, fmean(ours["violations"]), costs, stories, apart, same, pairs)


def story(ours: Columns, theirs: Columns) -> Story:
    """A peer's outcomes beside ours."""
    return Story(len(theirs["violations"]), compared(ours, theirs))


def own(peer: str, days: int, count: int, folder: Path, turn: int) -> list[str]:
    """The command of one of our engines."""
    options = {"tables": folder / f"{peer}-{days}"} if peer == FILE else {}
    return child(sys.executable, peer, days=days, count=count, **options)


def plain(peer: str, python: str, days: int, count: int, folder: Path, turn: int) -> list[str]:
    """The command of a plain script, with other luck in every round."""
    path = outcomes(folder, peer, days, turn)
    return child(python, peer, days=days, first=turn * count, count=count, outcomes=path)


def outcomes(folder: Path, peer: str, days: int, turn: int) -> Path:
    """Where a plain script leaves its outcomes."""
    return folder / f"{peer}-{days}-{turn}.json"


def read(path: Path) -> Columns:
    """The outcomes that a process left."""
    columns: Columns = json.loads(path.read_text(encoding="utf-8"))
    return columns


def known(days: int, count: int, folder: Path, scenario: str = "one-drone.yaml") -> Columns:
    """Our own outcomes of many replications of a scenario."""
    path = folder / f"{scenario}-{days}.json"
    played(child(sys.executable, FILE, days=days, count=count, scenario=scenario, outcomes=path))
    return read(path)
