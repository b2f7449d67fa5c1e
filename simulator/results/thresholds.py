"""How often a rule would be met: the share of days on which at least that many acts count."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import numpy as np

from simulator.jit import jit
from simulator.model import parameters, rule, terms
from simulator.model.calendar import calendar_day
from simulator.model.encode import encode, rule_clauses
from simulator.model.parameters import Array, Parameters, Spans
from simulator.model.tables import rows as table
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Clause, Rule
from simulator.tables.spans import origins
from simulator.wasm.entry import entry

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


@entry
def count_days(p: Parameters, acts: Annotated[Array, rule.ACT, 1], found: Spans) -> None:
    """Fill a row for each rule 0, 1, ...: days on which it is met, and is met without the hostile.

    `found`: shape (rules, 2).
    """
    for number in range(len(found)):
        found[number, 0] = count_days_of(p, number, acts, False)
        found[number, 1] = count_days_of(p, number, acts, True)


@jit
def count_days_of(p: Parameters, number: int, acts: Array, other_only: bool) -> int:
    """On how many calendar days a rule is met at the minute of one of the acts."""
    met = 0
    last_met = -1
    for last in range(len(acts)):
        minute = acts[last].minute
        if last + 1 < len(acts) and acts[last + 1].minute == minute:
            continue
        day = calendar_day(p, minute)
        if day == last_met:
            continue
        if rule.rule_met(p, number, acts, last, 0, other_only) >= 0:
            met += 1
            last_met = day
    return met


def days_of(acts: Array, p: Parameters, clauses: Array) -> Days:
    """The days on which rule 0 of the clauses is met by these acts."""
    found = np.zeros((1, 2), np.int64)
    count_days(p.replace(clauses=clauses), acts, found)
    return Days(days_in(p), *found[0].tolist())


def days_in(p: Parameters) -> int:
    """The calendar days that a history touches."""
    return int(calendar_day(p, p.world[0].horizon - 1)) + 1


def clauses_of_rule(said: Rule, scenario: Scenario, number: int = 0) -> Array:
    """A rule as CLAUSE rows of this number."""
    return table(parameters.CLAUSE, rule_clauses(said, number, tuple(scenario.every_kind)))


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
    rules = [clause.model_copy(update={"at_least": n}) for n in at_least]
    clauses = [clauses_of_rule(one, scenario, number) for number, one in enumerate(rules)]
    asked = p.replace(clauses=np.concatenate(clauses))
    met = np.zeros((len(rules), 2), np.int64)
    for rows in traces:
        found = np.zeros_like(met)
        count_days(asked, counted_acts(rows, p), found)
        met += found
    days = max(1, len(traces) * days_in(p))
    return pd.DataFrame(
        {"at_least": [*at_least], "share": met[:, 0] / days, "false": met[:, 1] / days}
    )
