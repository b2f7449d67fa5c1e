"""The outcomes that are shown: what each is called, its unit, and its value by replication."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.model import terms
from simulator.model.parameters import Array
from simulator.tables.summary import Estimate, mean, share

if TYPE_CHECKING:
    from simulator.results.run import Run

SHARE = "share of histories"


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


COUNTED = (
    ("breaches", "per 30 days", "breaches_per_30_days"),
    ("false breaches", "per 30 days", "false_breaches_per_30_days"),
    ("first hostile act to breach", "h", "hours_to_breach"),
)
BORNE = (
    ("severity before an answer", "severity", "severity_unanswered"),
    ("grey-zone harm", "severity per 30 days", "grey_zone_harm"),
    ("assault", SHARE, "assault"),
    ("assault answered in time", SHARE, "assault_answered"),
    ("area lost by hour 72 of the assault", "km2", "area_72"),
    ("area lost before outside effect", "km2", "area_before_effect"),
    ("area lost in all", "km2", "area"),
    ("unwanted escalation", SHARE, "unwanted_escalation"),
    ("direct clash", SHARE, "direct_clash"),
)
STATES = (
    ("in time", (terms.MET,)),
    ("late", (terms.LATE,)),
    ("lapsed", (terms.LAPSED_STATE,)),
    ("not called", (terms.NOT_CALLED,)),
)


def group_of(outcome: str) -> tuple[str, str]:
    """Under which heading an outcome is shown, and what it is called there."""
    phase, _, word = outcome.rpartition(": ")
    if phase:
        return f"phase '{phase}'", word
    borne = any(outcome == name for name, _, _ in BORNE)
    return ("harm" if borne else "breaches"), outcome


def measures(run: "Run") -> list[Measure]:
    """Every outcome that is shown, in the order in which it is shown."""
    outcomes = run.block.outcomes
    found = [Measure("ceasefire signed", SHARE, outcomes["signed"])] if _gated(run) else []
    found += [Measure(name, unit, outcomes[field]) for name, unit, field in COUNTED]
    found += _phases(run)
    found += [Measure(name, unit, outcomes[field]) for name, unit, field in BORNE]
    return found


def _gated(run: "Run") -> bool:
    """Whether signing is uncertain, so that it is worth a row."""
    return run.scenario.adversary.signs < 1.0


def _phases(run: "Run") -> list[Measure]:
    """The state of each phase where it was first called, as shares."""
    unsigned = run.block.outcomes["signed"] == 0.0
    return [
        Measure(
            f"{phase}: {word}", SHARE, np.where(unsigned, np.nan, np.isin(run.states[:, k], kept))
        )
        for k, phase in enumerate(run.names.phases)
        for word, kept in STATES
    ]


def estimates(run: "Run") -> list[dict[str, Any]]:
    """Every outcome that is shown as a record: value, interval, and histories it is taken from."""
    return [
        {"outcome": m.outcome, "unit": m.unit, **m.estimate._asdict(), "histories": len(m.known)}
        for m in measures(run)
    ]
