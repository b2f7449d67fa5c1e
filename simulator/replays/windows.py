"""At which acts of a long history a rule is met: one pass over the acts for each of its clauses.

`model.rule` looks back over the window from each act, as an engine must, whose acts come in any
order. Over a history that is known in full a window can slide; the tests hold the two together.
"""

from typing import Annotated

import numpy as np

from simulator.minutes import DAY
from simulator.model import rule, terms
from simulator.model.parameters import Array, Booleans, Parameters
from simulator.wasm.entry import entry

Acts = Annotated[Array, rule.ACT, 1]
CLOSE = 1e-6
"""A sliding sum this near its limit, relative to the most that it has been, is added up anew."""


def days_met(p: Parameters, acts: Array, days: int) -> Array:
    """On which of this many calendar days rule 0 of the clauses is met at the minute of an act.

    `acts`: `rule.ACT` sorted by minute; minute 0 is a midnight.
    """
    met = np.zeros(days, bool)
    met[acts["minute"][acts_met(p, acts)] // DAY] = True
    return met


def acts_met(p: Parameters, acts: Array) -> Array:
    """Whether rule 0 of the clauses is met at each act that is the last of its minute."""
    chosen = [int(c) for c in np.flatnonzero(p.clauses["rule"] == 0)]
    met = np.zeros(len(acts), bool)
    for group in np.unique(p.clauses["group"][chosen]):
        ours = [c for c in chosen if p.clauses["group"][c] == group]
        met |= np.logical_and.reduce([clause_met(p, c, acts) for c in ours])
    return met


def clause_met(p: Parameters, c: int, acts: Array) -> Array:
    """Whether a clause is met at each act that is the last of its minute."""
    met = np.zeros(len(acts), bool)
    if len(acts) == 0:
        return met
    if p.clauses["drift"][c] >= 0.0:
        run_score(p, c, acts, met)
        return met
    slide_window(p, c, acts, met)
    return met & met_before(acts["minute"] // DAY, met, int(p.clauses["days"][c]))


def met_before(day: Array, met: Array, days: int) -> Array:
    """Whether, at each act, it was met on each of the `days` - 1 days before the act's own."""
    on = np.zeros(int(day[-1]) + days, bool)
    on[day[met] + days - 1] = True  # so that day 0 has days before it
    running = np.ones(len(day), bool)
    for back in range(1, days):
        running &= on[day + days - 1 - back]
    return running


@entry
def slide_window(p: Parameters, c: int, acts: Acts, met: Booleans) -> None:
    """Mark the last act of each minute at which the window that ends there holds enough."""
    enough = p.clauses[c].at_least
    whole = p.clauses[c].measure == terms.VIOLATIONS
    first = 0
    total = 0.0
    most = enough
    for last in range(len(acts)):
        total += rule.weighs(p, c, acts, last, False)
        most = max(most, total)
        if last + 1 < len(acts) and acts[last + 1].minute == acts[last].minute:
            continue
        start = rule.window_start(p, c, acts[last].minute)
        while acts[first].minute < start:
            total -= rule.weighs(p, c, acts, first, False)
            first += 1
        if not whole and abs(total - enough) <= CLOSE * most:
            met[last] = rule.window_met(p, c, acts, last, 0, False) >= 0
        else:
            met[last] = total >= enough


@entry
def run_score(p: Parameters, c: int, acts: Acts, met: Booleans) -> None:
    """Mark the last act of each minute at which the running score is at its limit."""
    score = 0.0
    minute = 0
    for last in range(len(acts)):
        score = max(0.0, score - p.clauses[c].drift * (acts[last].minute - minute))
        minute = acts[last].minute
        score += rule.weighs(p, c, acts, last, False)
        if last + 1 == len(acts) or acts[last + 1].minute > minute:
            met[last] = score >= p.clauses[c].at_least
