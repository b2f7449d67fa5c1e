"""Peers side by side: one after another, again and again, each in a fresh process."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Played(NamedTuple):
    """What one process of a peer cost."""

    seconds: float  # on the wall
    processor: float
    replications: int
    acts: float
    peak: float  # MiB in memory, at most

    @property
    def per_act(self) -> float:
        """Nanoseconds of the processor for an act."""
        return 1e9 * self.processor / self.acts

    @property
    def wall_per_act(self) -> float:
        """Nanoseconds on the wall for an act."""
        return 1e9 * self.seconds / self.acts


Command = Callable[[int], Sequence[str]]
"""The command of a peer for a round, counted from 0."""


def child(python: str | Path, peer: str, **options: object) -> list[str]:
    """The command that plays a peer of `benchmarks.play`."""
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return [str(python), "-m", "benchmarks.play", peer, *words]


def played(command: Sequence[str]) -> Played:
    """Run one process to its end."""
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Played(**json.loads(ended.stdout.splitlines()[-1]))


def side_by_side(peers: Mapping[str, Command], rounds: int) -> dict[str, list[Played]]:
    """Every peer once, then every peer again, so that all see the same weather."""
    found: dict[str, list[Played]] = {name: [] for name in peers}
    for turn in range(rounds):
        for name, command in peers.items():
            print(f"\r{turn + 1}/{rounds} {name:16}", end="", file=sys.stderr, flush=True)
            found[name].append(played(command(turn)))
    print("\r" + " " * 30 + "\r", end="", file=sys.stderr)
    return found


def times_as_long(slow: Sequence[Played], fast: Sequence[Played], wall: bool = False) -> float:
    """How many times as long an act takes: the median over the rounds.

    By the processor's time; `wall`: by the wall's, where one of them has more than one thread.
    """
    pairs = zip(slow, fast, strict=True)
    if wall:
        return median(a.wall_per_act / b.wall_per_act for a, b in pairs)
    return median(a.per_act / b.per_act for a, b in pairs)
