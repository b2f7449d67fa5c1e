"""The outcomes that are shown: what each is called, its unit, and its value by replication."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from simulator.minutes import DAY
from simulator.model.parameters import Array
from simulator.scenario.schema import Scenario
from simulator.tables.amounts import SHARE
from simulator.tables.first_calls import STATES
from simulator.tables.histories import Histories
from simulator.tables.shown import AGREED, AREAS, BORNE, COUNTED, Shown
from simulator.tables.summary import Estimate, mean, share

MONTH = 30 * DAY


class Measure(NamedTuple):
    """One outcome over all replications of a run."""

    outcome: str
    unit: str
    values: Array
    """float64 by replication; NaN where it does not apply."""

    @property
    def is_share(self) -> bool:
        """Whether the values are 0 and 1."""
        return self.unit == SHARE

    @property
    def known(self) -> Array:
        """The values that apply."""
        return self.values[~np.isnan(self.values)]

    @property
    def estimate(self) -> Estimate:
        """The share or the mean, with its interval."""
        return share(self.known) if self.is_share else mean(self.known)


BEFORE_PHASES, AFTER_PHASES = (AGREED, *COUNTED), BORNE
PHASE_STATES = ("in time", "late", "never started", "lapsed", "open", "not called")
"""What a phase may have come to in the first episode that called it; the shares add up to 1."""
IN_TIME, NOT_CALLED = PHASE_STATES[0], PHASE_STATES[-1]
FIELDS = {one.field: one.outcome for one in (*BEFORE_PHASES, *AFTER_PHASES)}
"""What the tables call an outcome that the code calls so."""
_GROUPS = {one.outcome: one.group for one in (*BEFORE_PHASES, *AFTER_PHASES)}


def group_of(outcome: str) -> tuple[str, str]:
    """Under which heading an outcome is shown, and what it is called there."""
    phase, _, word = outcome.rpartition(": ")
    return (f"phase '{phase}'", word) if phase else (_GROUPS.get(outcome, ""), outcome)


def measures(run: Histories) -> list[Measure]:
    """Every outcome that is shown, in the order in which it is shown."""
    return [*_columns(run, BEFORE_PHASES), *_phases(run), *_columns(run, AFTER_PHASES)]


def outcome_names(scenario: Scenario) -> list[str]:
    """What every outcome that is shown of a scenario is called, in their order."""
    return list(outcome_units(scenario))


def outcome_units(scenario: Scenario) -> dict[str, str]:
    """Every outcome that is shown of a scenario with its unit, in their order."""
    phases = {
        f"{phase.name}: {word}": SHARE for phase in scenario.plan.phases for word in PHASE_STATES
    }
    before, after = (
        {one.outcome: one.unit for one in shown if one.applies(scenario)}
        for shown in (BEFORE_PHASES, AFTER_PHASES)
    )
    return before | phases | after


def _columns(run: Histories, shown: Iterable[Shown]) -> list[Measure]:
    """Those of these outcomes that apply to the scenario."""
    applying = (one for one in shown if one.applies(run.scenario))
    return [Measure(one.outcome, one.unit, _values(run, one)) for one in applying]


def _values(run: Histories, shown: Shown) -> Array:
    """One outcome by replication; areas only where there was an assault."""
    values = run.block.outcomes[shown.field]
    if shown in AREAS:
        return np.where(run.block.outcomes["assault"] == 1.0, values, np.nan)
    return values * (MONTH / run.scenario.horizon) if shown.monthly else values


def _phases(run: Histories) -> list[Measure]:
    """What became of each phase in the first episode that called it, as shares."""
    unsigned = run.block.outcomes["signed"] == 0.0
    return [
        Measure(
            f"{phase}: {word}",
            SHARE,
            np.where(unsigned, np.nan, run.states[:, k] == STATES.index(word)),
        )
        for k, phase in enumerate(run.names.phases)
        for word in PHASE_STATES
    ]


def estimates(run: Histories) -> list[dict[str, Any]]:
    """Every outcome that is shown as a record: value, interval, and histories it is taken from."""
    return [
        {"outcome": m.outcome, "unit": m.unit, **m.estimate._asdict(), "histories": len(m.known)}
        for m in measures(run)
    ]
