"""How often a rule would be met: the share of days on which at least that many acts count."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.jit import jit
from simulator.model import parameters, rule, terms
from simulator.model.calendar import calendar_day
from simulator.model.encode import encode, rule_clauses
from simulator.model.parameters import Array, Parameters
from simulator.model.tables import rows as table
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Clause, Rule
from simulator.tables.spans import origins

if TYPE_CHECKING:
    import pandas as pd

UP_TO = tuple(range(1, 51))


class Days(NamedTuple):
    """Calendar days on which a rule is met at some act's minute."""

    days: int
    met: int
    false: int
    """Of them, those on which the acts that are not hostile meet it by themselves."""


def counted_acts(rows: Array, p: Parameters) -> Array:
    """The acts that counted (`rule.ACT`), in the order in which they occurred."""
    counted = (rows["what"] == terms.VERDICT) & (rows["object"] == terms.ADVERSARY)
    rows = rows[np.sort(origins(rows)[counted])]
    acts = np.zeros(len(rows), rule.ACT)
    acts["minute"] = rows["minute"]
    acts["kind"] = rows["object"]
    acts["hostile"] = p.patterns["hostile"][rows["subject"]]
    acts["munitions"] = rows["value"]
    acts["severity"] = p.kinds["severity"][rows["object"]]
    return acts


@jit
def count_days(p: Parameters, acts: Array, other_only: bool) -> int:
    """On how many calendar days the threshold is met at the minute of one of the acts."""
    met = 0
    last_met = -1
    for last in range(len(acts)):
        minute = acts[last].minute
        if last + 1 < len(acts) and acts[last + 1].minute == minute:
            continue
        day = calendar_day(p, minute)
        if day == last_met:
            continue
        if rule.rule_met(p, 0, acts, last, 0, other_only) >= 0:
            met += 1
            last_met = day
    return met


def days_of(acts: Array, p: Parameters, clauses: Array) -> Days:
    """The days on which rule 0 of the clauses is met by these acts."""
    asked = p.replace(clauses=clauses)
    return Days(
        days=int(calendar_day(p, int(p.world[0]["horizon"]) - 1)) + 1,
        met=int(count_days(asked, acts, False)),
        false=int(count_days(asked, acts, True)),
    )


def clauses_of_rule(said: Rule, scenario: Scenario) -> Array:
    """A rule as CLAUSE rows, numbered 0."""
    return table(parameters.CLAUSE, rule_clauses(said, 0, tuple(scenario.every_kind)))


def threshold_curve(
    traces: Sequence[Array],
    scenario: Scenario,
    clause: Clause,
    at_least: Sequence[float] = UP_TO,
) -> "pd.DataFrame":
    """A clause with other thresholds: at_least, and the share and false share of days on which it
    is met, over the days of all traces together."""
    import pandas as pd

    p = encode(scenario)
    histories = [counted_acts(rows, p) for rows in traces]
    rules = [clauses_of_rule(clause.model_copy(update={"at_least": n}), scenario) for n in at_least]
    found = np.array(
        [[days_of(acts, p, clauses) for acts in histories] for clauses in rules], float
    )
    totals = found.reshape(len(rules), len(histories), 3).sum(axis=1)
    days = np.maximum(totals[:, 0], 1)
    return pd.DataFrame(
        {"at_least": [*at_least], "share": totals[:, 1] / days, "false": totals[:, 2] / days}
    )
