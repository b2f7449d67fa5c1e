"""What a page says of a plan: its words, the rows of its table, and the table as the run has it."""

from typing import Any

from simulator.explorer.plans import Plan
from simulator.model.encode import names_of
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.sections import LIMITS
from simulator.store.fingerprint import scenario_hash
from simulator.tables.amounts import SHARE, with_interval
from simulator.tables.first_calls import STATES
from simulator.tables.histories import Histories
from simulator.tables.measures import (
    AFTER_PHASES,
    BEFORE_PHASES,
    MONTH,
    PHASE_STATES,
    group_of,
    measures,
)
from simulator.tables.safe_text import clean
from simulator.tables.shown import AREAS, Shown


def facts_of(plan: Plan, run: Histories) -> dict[str, Any]:
    """A plan as plain values: what is said of it, and its block.

    `run`: the plan as written, whose table the page must come to.
    """
    scenario = plan.scenario
    names = names_of(scenario)
    return {
        "name": clean(scenario.name),
        "question": clean(scenario.question),
        "limits": clean(scenario.limits) if scenario.limits.strip() != LIMITS else "",
        "horizon": scenario.horizon,
        "starts": scenario.starts,
        "hash": scenario_hash(scenario),
        "unknown": len(scenario.uncertain),
        "names": {key: [clean(one) for one in some] for key, some in names._asdict().items()},
        "hostile": [pattern.cause == "hostile" for pattern in scenario.violations.values()],
        "rows": rows_of(scenario),
        "cells": [with_interval(one.unit, *one.estimate) for one in measures(run)],
        **plan.block.record(),
    }


def rows_of(scenario: Scenario) -> list[dict[str, Any]]:
    """The rows of the table of outcomes, in its order, and where the values of each come from."""
    phases = [phase.name for phase in scenario.plan.phases]
    return [
        *(_column(one, scenario) for one in BEFORE_PHASES if one.applies(scenario)),
        *(_state(k, name, word) for k, name in enumerate(phases) for word in PHASE_STATES),
        *(_column(one, scenario) for one in AFTER_PHASES if one.applies(scenario)),
    ]


def _column(shown: Shown, scenario: Scenario) -> dict[str, Any]:
    """A row whose values are a column of the outcomes."""
    factor = MONTH / scenario.horizon if shown.monthly else 1.0
    source = {"column": shown.field, "factor": factor, "assault": shown in AREAS}
    return _row(shown.outcome, shown.unit, source)


def _state(phase: int, name: str, word: str) -> dict[str, Any]:
    """A row that says in how many histories a phase came to a state."""
    source = {"number": phase, "state": STATES.index(word)}
    return _row(f"{name}: {word}", SHARE, source) | {"phase": clean(name)}


def _row(outcome: str, unit: str, source: dict[str, Any]) -> dict[str, Any]:
    group, word = group_of(outcome)
    return {
        "outcome": clean(outcome),
        "group": clean(group),
        "word": clean(word),
        "unit": "" if unit == SHARE else unit,
        "share": unit == SHARE,
        **source,
    }
