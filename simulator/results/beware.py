"""What to beware of in the outcomes of a run, as its histories show it."""

import numpy as np

from simulator.model import terms
from simulator.tables.histories import Histories
from simulator.tables.wording import percent

BREACH_LATE = "The breach itself was known too late."
RULE_LATE = "What it waits for came too late; 'within' gives a phase hours from its call."


def late_calls(run: Histories) -> list[str]:
    """A sentence on each phase that was called only after its own deadline, in some histories."""
    told = []
    for k, name in enumerate(run.names.phases):
        first = run.firsts[:, k]
        called = first["state"] != terms.NOT_CALLED
        if first["called_late"].any():
            share = percent(float(np.mean(first["called_late"][called])))
            at_breach = run.scenario.plan.phases[k].when.rule is None
            told.append(
                f"'{name}' was called after its own deadline in {share} of the histories that "
                "called it, so that it could only be late there. "
                + (BREACH_LATE if at_breach else RULE_LATE)
            )
    return told
