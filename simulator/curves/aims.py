"""What a rule is judged by: false breaches, hours to a breach, assaults answered, and harm."""

from typing import NamedTuple

import numpy as np

from simulator.minutes import HOUR
from simulator.model import terms
from simulator.model.parameters import Array
from simulator.scenario.schema import Scenario
from simulator.tables.amounts import SHARE
from simulator.tables.histories import Histories
from simulator.tables.measures import Measure, measures
from simulator.tables.shown import MONTHLY


class Aim(NamedTuple):
    """An outcome that a rule should keep low, or high."""

    outcome: str
    unit: str
    lower_is_better: bool = True


FALSE = Aim("false breaches", MONTHLY)
HOURS = Aim("hours to a breach", "h")
ANSWERED = Aim("assault answered in time", SHARE, lower_is_better=False)
BORNE = Aim("severity before an answer", "severity")
AIMS = (FALSE, HOURS, ANSWERED, BORNE)
BREACHED = Aim("histories with a breach", SHARE)
"""It stands beside the hours; it is no aim of its own."""


class Aims:
    """Finds what each of several rules comes to over the same acts and luck."""

    def __init__(self) -> None:
        self._left: dict[int, float] = {}

    def of(self, run: Histories) -> list[Measure]:
        """The aims that the scenario of a run has, and the share with a breach."""
        wanted = {aim.outcome for aim in AIMS}
        values = {one.outcome: one for one in measures(run) if one.outcome in wanted}
        outcomes = run.block.outcomes
        signed, quiet = outcomes["signed"] == 1.0, outcomes["breaches"] == 0
        hours = np.where(quiet, self._hours_left(run, quiet), outcomes["hours_to_breach"])
        breached = np.where(signed, ~quiet, np.nan)
        values[HOURS.outcome] = Measure(HOURS.outcome, HOURS.unit, hours)
        values[BREACHED.outcome] = Measure(BREACHED.outcome, BREACHED.unit, breached)
        return list(values.values())

    def _hours_left(self, run: Histories, quiet: Array) -> Array:
        """By history the hours from the first hostile act to the end where no breach comes
        (`quiet`); NaN elsewhere, and where there is no hostile act.

        Without a breach nothing is answered, so that histories of the same luck are the same under
        all rules, and one of them is looked at; but for patterns that look at the rule themselves.
        """
        found = {} if looks_at_the_rule(run.scenario) else self._left
        hours = np.full(run.replications, np.nan)
        for place in np.flatnonzero(quiet):
            replication = int(run.block.outcomes["replication"][place])
            if replication not in found:
                found[replication] = _from_first_hostile(run, replication)
            hours[place] = found[replication]
        return hours


def looks_at_the_rule(scenario: Scenario) -> bool:
    """Whether some acts come or stay away because of what the rule says."""
    patterns = scenario.violations.values()
    return bool(scenario.programs) or any(one.stays_under is not None for one in patterns)


def _from_first_hostile(run: Histories, replication: int) -> float:
    """Hours from the first hostile act of a history to its end; NaN without one."""
    rows = run.rows(replication)
    acts = rows[rows["what"] == terms.VIOLATION]
    hostile = acts[run.parameters.patterns["hostile"][acts["subject"]] != 0]
    return (run.scenario.horizon - int(hostile["minute"][0])) / HOUR if len(hostile) else np.nan
