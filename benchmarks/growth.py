"""How the cost grows with horizon, rate of violations, guarantors and replications."""

import sys
from statistics import median
from typing import NamedTuple

from benchmarks.limit_program import Limit
from benchmarks.measure import Played, child, side_by_side


class Point(NamedTuple):
    """What is asked of the engine file and of the limit."""

    days: int = 30
    rate: float = 1.0
    guarantors: int = 7
    count: int = 2000


SWEEPS = {
    "days": tuple(Point(days=days, count=60_000 // days) for days in (7, 30, 90, 180)),
    "rate": tuple(Point(rate=rate, count=int(2000 / rate)) for rate in (1.0, 2.0, 4.0)),
    "guarantors": tuple(Point(guarantors=number) for number in (7, 14, 28)),
    "count": tuple(Point(count=count) for count in (1000, 2000, 4000, 8000)),
}
"""By the field that changes."""


class Cost(NamedTuple):
    """What a point cost, as medians over the rounds."""

    point: Point
    microseconds: float  # of the processor for a replication of the engine file
    per_act: float  # nanoseconds
    peak: float  # MiB
    limit: float | None  # times the limit's time


def grown(limit: Limit | None, rounds: int) -> dict[str, list[Cost]]:
    """The cost of every point, a list for each field that changes."""
    points = list(dict.fromkeys(point for sweep in SWEEPS.values() for point in sweep))
    peers = {}
    for n, point in enumerate(points):
        command = child(sys.executable, "file", **point._asdict())
        peers[f"ours {n}"] = lambda turn, command=command: command
        if limit:
            other = limit.command(point.days, point.count, point.rate, point.guarantors)
            peers[f"limit {n}"] = lambda turn, other=other: other
    found = side_by_side(peers, rounds)
    costs = {
        point: cost(point, found[f"ours {n}"], found.get(f"limit {n}"))
        for n, point in enumerate(points)
    }
    return {field: [costs[point] for point in sweep] for field, sweep in SWEEPS.items()}


def cost(point: Point, ours: list[Played], limit: list[Played] | None) -> Cost:
    """The medians of a point."""
    return Cost(
        point,
        median(1e6 * one.processor / one.replications for one in ours),
        median(one.per_act for one in ours),
        max(one.peak for one in ours),
        median(a.per_act / b.per_act for a, b in zip(ours, limit, strict=True)) if limit else None,
    )
