"""A scenario at a glance: in a line, and as a small table for notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from simulator.scenario.form import as_written, in_line
from simulator.scenario.quantities import format_duration, format_start
from simulator.scenario.schema.plan import Phase
from simulator.scenario.schema.sections import Sections

COURSE = ("family", "rate", "at", "gaps", "events")
"""The words of a pattern that say when its acts come."""


def in_a_line(scenario: Sections) -> str:
    """<Scenario 'One drone': 90 days, 9 patterns of violations, 3 phases, 6 guarantors>."""
    counts = (
        _counted(len(scenario.violations), "pattern of violations", "patterns of violations"),
        _counted(len(scenario.plan.phases), "phase", "phases"),
        _counted(len(scenario.roster()), "guarantor", "guarantors"),
    )
    days = format_duration(scenario.horizon)
    return f"<Scenario {scenario.name!r}: {', '.join([days, *counts])}>"


def as_html(scenario: Sections) -> str:
    """Name, question, and a row for each of its parts, in the words of its file."""
    rows = "".join(
        f"<tr><th>{escape(part)}</th><td>{escape(words)}</td></tr>"
        for part, words in parts(scenario)
    )
    question = f"<p>{escape(scenario.question)}</p>" if scenario.question else ""
    heading = f"<p><b>{escape(scenario.name)}</b></p>{question}"
    return f"{heading}<table>{rows}</table><p>{escape(scenario.limits)}</p>"


def parts(scenario: Sections) -> Iterator[tuple[str, str]]:
    """What there is in a scenario, part by part."""
    tree = as_written(scenario)
    start = format_start(scenario.starts)
    yield "history", f"{format_duration(scenario.horizon)}, from {start} on"
    for name, pattern in tree.get("violations", {}).items():
        yield f"violations: {name}", _pattern(pattern)
    yield "breach", in_line(tree.get("threshold", "any act that counts"))
    for phase, words in zip(scenario.plan.phases, _phases(tree), strict=True):
        yield f"phase: {phase.name}", _phase(phase, words)
    if scenario.guarantors:
        yield "guarantors", ", ".join(scenario.guarantors)


def _pattern(words: dict[str, Any]) -> str:
    """'artillery, rate 2 per day'."""
    course = [f"{word} {in_line(words[word])}" for word in COURSE if word in words]
    during = [f"during {', '.join(words['during'])}"] if "during" in words else []
    return ", ".join([words["kind"], *course, *during])


def _phases(tree: dict[str, Any]) -> list[dict[str, Any]]:
    phases: list[dict[str, Any]] = tree.get("plan", {}).get("phases", [])
    return phases


def _phase(phase: Phase, words: dict[str, Any]) -> str:
    """'when breach, by 24 h, owed by ukraine'."""
    when = in_line(words.get("when", "breach"))
    by = [f"by {words['by']}"] if "by" in words else []
    return ", ".join([f"when {when}", *by, f"owed by {' and '.join(phase.owed_by)}"])


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
