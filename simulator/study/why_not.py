"""Why a phase was not called: how near its condition came to being met."""

from typing import Any

import numpy as np

from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.parameters import Array, Parameters
from simulator.scenario.rule_walk import clauses_of
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.plan import Condition
from simulator.scenario.schema.rule import Clause
from simulator.tables.rule_words import rule_words
from simulator.tables.spans import origins
from simulator.tables.wording import listed

MOMENTS = {
    "breach": (terms.BREACH, "the breach"),
    "clock": (terms.BREACH, "the clock's start"),
    "warning": (terms.WARNING, "the warning"),
    "last phase": (terms.START, "the last phase's start"),
}


def why_not_called(scenario: Scenario, p: Parameters, rows: Array, k: int) -> str:
    """One sentence or two on why phase `k` was never called in a history."""
    when: Condition = scenario.plan.phases[k].when
    if not np.any(rows["what"] == terms.BREACH):
        return "There was no breach."
    what, moment = MOMENTS[when.counts_since]
    marks = rows[rows["what"] == what]
    if len(marks) == 0:
        return f"Its condition counts from {moment}, which never came."
    since = f"{moment} and {when.grace / 60:g} h of grace" if when.grace else moment
    acts = [acts_after(p, rows, mark, when) for mark in marks]
    most = [
        max(most_within(scenario, clause, *found) for found in acts)
        for clause in (clauses_of(when.rule) if when.rule is not None else ())
        if isinstance(clause, Clause)
    ]
    reached = f" The most reached: {listed([f'{one:g}' for one in most])}." if most else ""
    return f"Of acts after {since} it needs {condition_words(when)}.{reached}"


def acts_after(p: Parameters, rows: Array, mark: Any, when: Condition) -> tuple[Array, Array]:
    """The acts after a mark (a breach, a warning, a start) that counted before the stand-down.

    Their violation rows in the order of the acts, and the severity of each.
    """
    of_clock = when.counts_since == "clock"
    moment = int(mark["value"] if of_clock else mark["minute"]) + when.grace
    ends = np.flatnonzero((rows["what"] == terms.STAND_DOWN) & (rows["minute"] >= mark["minute"]))
    until = int(ends[0]) if len(ends) else len(rows)
    counted = (rows["what"] == terms.VERDICT) & (rows["object"] == terms.ADVERSARY)
    counted[until:] = False
    found = rows[np.sort(origins(rows)[counted])]
    found = found[found["minute"] >= moment + (not of_clock)]
    return found, p.kinds["severity"][found["object"]]


def most_within(scenario: Scenario, clause: Clause, acts: Array, severity: Array) -> float:
    """The most that a clause's window held of these acts."""
    kinds = list(scenario.every_kind)
    chosen = np.isin(acts["object"], [kinds.index(kind) for kind in clause.of or kinds])
    measured = {"violations": np.ones(len(acts)), "munitions": acts["value"], "severity": severity}
    at, amounts = acts["minute"][chosen], measured[clause.measure][chosen]
    if len(at) == 0:
        return 0.0
    if clause.within == "calendar day":
        day = (at + scenario.starts % DAY) // DAY
        return float(np.bincount(day, amounts).max())
    total = np.concatenate([[0.0], np.cumsum(amounts)])
    before = np.searchsorted(at, at - clause.within, side="right")
    last = np.searchsorted(at, at, side="right")
    return float((total[last] - total[before]).max())


def condition_words(when: Condition) -> str:
    """A condition in plain words."""
    return rule_words(when.rule) if when.rule is not None else "the breach itself"
