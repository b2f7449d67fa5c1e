"""docs/performance.md: the tables, and how to read them."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.goals import goals, goals_of_sweeps
from benchmarks.growth import Cost
from benchmarks.million import FEW, MANY, Million
from benchmarks.speed import FILE, PLAIN_SIMPY, Speed
from benchmarks.sweeps import OTHERS, OURS, Swept

LABELS = {
    "limit": "C++ limit, one thread",
    "threads": "engine file, two threads",
    "file": "engine file, one thread",
    "native": "native code, one thread",
    "plain_simpy": "plain SimPy script",
    "plain_simulsi": "plain script with SimulSI",
    "simpy": "SimPy engine",
    "plain_salabim": "plain script with salabim",
}
SWEEPERS = {
    "alone": "the engine file alone",
    "sweep": "`escalation sweep`",
    "plain_simpy": "plain SimPy script",
    "plain_simulsi": "plain script with SimulSI",
    "ema": "plain SimPy script in EMA workbench",
}
FIELDS = {
    "days": "horizon, days",
    "rate": "rates, times as high",
    "guarantors": "guarantors",
    "count": "replications",
}


class Found(NamedTuple):
    """All that a run of the benchmark found."""

    speeds: list[Speed]
    sweeps: Swept
    growth: dict[str, list[Cost]]
    million: Million
    machine: str
    busy: float
    versions: list[str]


def page(found: Found, template: Path) -> str:
    """The page: the template with its tables."""
    tables = {
        "run": run_line(found),
        "goals": goal_table(found.speeds),
        "speed": "\n\n".join(speed_table(speed) for speed in found.speeds),
        "stories": story_lines(found.speeds),
        "outcomes": outcome_table(found.speeds[0]),
        "precision": "\n\n".join(precision_table(speed) for speed in found.speeds),
        "sweep": sweep_table(found.sweeps),
        "sweep_goals": sweep_goal_table(found.sweeps),
        "growth": "\n\n".join(growth_table(field, costs) for field, costs in found.growth.items()),
        "million": million_line(found.million),
    }
    text = template.read_text(encoding="utf-8")
    for name, table in tables.items():
        text = text.replace("{{" + name + "}}", table)
    return text


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; numbers go to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: float) -> str:
    """Three digits, or whole thousands."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def run_line(found: Found) -> str:
    """Machine, versions and day."""
    day = datetime.date.today().isoformat()
    load = f"a load average of {found.busy:.1f} over the last quarter of an hour"
    return f"{day}, {found.machine}; {load}. {', '.join(found.versions)}."


def goal_table(speeds: Sequence[Speed]) -> str:
    """Every goal over every horizon."""
    head = ["ratio", "goal", *(f"{speed.days} days" for speed in speeds), "reached"]
    rows = []
    for same in zip(*(goals(speed) for speed in speeds), strict=True):
        reached = ["yes" if all(goal.reached for goal in same) else "no"]
        values = [f"{goal.found:.3g}" for goal in same]
        rows.append([same[0].says, same[0].bound, *values, *reached])
    if all("limit" in speed.costs for speed in speeds):
        values = [f"{speed.times(PLAIN_SIMPY, 'limit'):.3g}" for speed in speeds]
        rows.append(
            ["for comparison, the C++ limit: times as fast as plain SimPy", "", *values, ""]
        )
    return table(head, rows)


def speed_table(speed: Speed) -> str:
    """What each peer does in a second."""
    rows = []
    for peer, label in LABELS.items():
        if peer not in speed.costs:
            continue
        act = speed.per_act(peer)
        beside = speed.times(peer, FILE)
        rows.append(
            [label, number(act), number(1e9 / act / speed.acts), number(1e9 / act)]
            + [f"{beside:.3g}", number(speed.peak(peer))]
        )
    head = [
        f"{speed.days} days, {speed.acts:,.0f} acts a replication", "ns an act",
        "replications a second", "acts a second", "times the engine file's time", "MiB",
    ]  # fmt: skip
    return table(head, rows)


def story_lines(speeds: Sequence[Speed]) -> str:
    """A line for each peer and horizon."""
    rows = []
    for speed in speeds:
        for peer, story in speed.stories.items():
            apart = max(abs(one.apart) for one in story.outcomes)
            agrees = "yes" if story.agrees else "NO"
            rows.append(
                [LABELS[peer], str(speed.days), f"{story.histories:,}", f"{apart:.1f}", agrees]
            )
        if speed.same_tables is not None:
            same = "byte for byte" if speed.same_tables else "NO"
            rows.append([LABELS["limit"], str(speed.days), "all", "0", same])
        apart = "distinguished" if speed.told_apart else "NOT DISTINGUISHED"
        rows.append(["the same script, against five drones", str(speed.days), "", "", apart])
    return table(["peer", "days", "histories", "largest distance, standard errors", "agrees"], rows)


def outcome_table(speed: Speed) -> str:
    """Our outcomes beside those of the plain SimPy script."""
    return table(
        [f"outcome over {speed.days} days", "ours", "plain SimPy", "standard errors apart"],
        (
            [one.name, f"{one.ours:.4g}", f"{one.theirs:.4g}", f"{one.apart:+.1f}"]
            for one in speed.stories[PLAIN_SIMPY].outcomes
        ),
    )


def precision_table(speed: Speed) -> str:
    """What a second of ours tells of a difference, beside one of independent plain scripts."""
    faster = speed.times(PLAIN_SIMPY, FILE)
    head = [f"outcome over {speed.days} days", "one drone", "twenty strikes"]
    return table(
        [*head, "variance, times smaller", "precision per second, times plain SimPy's"],
        (
            [one.name, f"{one.first:.4g}", f"{one.second:.4g}"]
            + [f"{one.times:.2f} ± {one.error:.2f}", number(faster * one.times)]
            for one in speed.pairs
        ),
    )


def sweep_table(sweeps: Swept) -> str:
    """What a history of the sweep costs everyone."""
    each = OURS | OTHERS
    return table(
        ["the same sweep", "histories a point", "µs a history", "times as long an act", "MiB"],
        (
            [label, f"{each[peer]:,}", number(sweeps.microseconds(peer))]
            + [f"{sweeps.times(peer, 'sweep'):.3g}"]
            + [number(max(one.peak for one in sweeps.costs[peer]))]
            for peer, label in SWEEPERS.items()
            if peer in sweeps.costs
        ),
    )


def sweep_goal_table(sweeps: Swept) -> str:
    """The goals of sweeps and sets."""
    return table(
        ["ratio", "goal", "found", "reached"],
        (
            [one.says, one.bound, f"{one.found:.3g}", "yes" if one.reached else "no"]
            for one in goals_of_sweeps(sweeps)
        ),
    )


def growth_table(field: str, costs: Sequence[Cost]) -> str:
    """How the cost grows with one field."""
    head = [FIELDS[field], "µs a replication", "ns an act", "times the limit's", "MiB"]
    return table(
        head,
        (
            [
                f"{getattr(cost.point, field):,g}",
                number(cost.microseconds),
                number(cost.per_act),
                "" if cost.limit is None else f"{cost.limit:.2f}",
                number(cost.peak),
            ]
            for cost in costs
        ),
    )


def million_line(one: Million) -> str:
    """What a million histories cost, or would."""
    cost = f"{one.minutes:.1f} minutes and {one.gib:.2f} GiB of memory"
    if one.played:
        return f"Played: {cost}."
    return f"{cost}, extrapolated in proportion from {FEW:,} and {MANY:,} histories."
