"""Why a phase was not called: how near its condition came to being met."""

import numpy as np

from simulator.model import terms
from simulator.model.parameters import Array, Parameters
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.plan import Condition

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
    counted = counted_since(p, rows, marks, what, when.grace)
    since = f"{moment} and {when.grace / 60:g} h of grace" if when.grace else moment
    return (
        f"Its condition is {condition_words(when)}; after {since} at most {counted} such acts "
        "had counted within one episode, and never enough within its window."
    )


def counted_since(p: Parameters, rows: Array, marks: Array, what: int, grace: int) -> int:
    """The most acts that counted after a mark (a breach, a warning, a start) within its episode."""
    most = 0
    verdicts = rows[(rows["what"] == terms.VERDICT) & (rows["object"] == terms.ADVERSARY)]
    occurred = np.array([_occurred(rows, int(cause)) for cause in verdicts["cause"]], np.int64)
    for mark in marks:
        moment = int(mark["value"]) if what == terms.BREACH else int(mark["minute"])
        same = (verdicts["episode"] == mark["episode"]) & (occurred > moment + grace)
        most = max(most, int(np.sum(same)))
    return most


def _occurred(rows: Array, row: int) -> int:
    """When the act behind a report or a claim occurred."""
    while rows[row]["what"] != terms.VIOLATION:
        row = int(rows[row]["cause"])
    return int(rows[row]["minute"])


def condition_words(when: Condition) -> str:
    """A condition in plain words."""
    return rule_words(when.rule) if when.rule is not None else "the breach itself"


def rule_words(rule: object) -> str:
    """A rule in plain words: 'at least 5 drone within 24 h'."""
    for word, joined in (("any", " or "), ("all", " and ")):
        parts = getattr(rule, word, None)
        if parts:
            return joined.join(rule_words(part) for part in parts)
    score = getattr(rule, "cusum", None)
    if score is not None:
        return f"a running score of {score.limit:g}"
    within = getattr(rule, "within", "calendar day")
    window = "a calendar day" if within == "calendar day" else f"{int(str(within)) / 60:g} h"
    kinds = " or ".join(getattr(rule, "of", ())) or "acts of any kind"
    least = getattr(rule, "at_least", 1)
    measure = getattr(rule, "measure", "violations")
    what = kinds if measure == "violations" else f"{measure} of {kinds}"
    return f"at least {least:g} {what} within {window}"
