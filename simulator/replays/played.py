"""A plan played over real history: the tables that all the others of a replay are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.replays.history import History
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Rule

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False, eq=False)
class Played:
    """What rules and a plan come to on a real history; a day has the date on which it ends."""

    scenario: Scenario
    """The plan, with the acts of the data in place of its own violations."""
    asked: Mapping[str, Rule]
    """The rules by their names."""
    source: str
    """Whom to credit for the data."""
    history: History
    settings: Mapping[str, Any]
    """What was chosen: monitoring, long_periods, kinds, raw, seed, replication."""
    days: "pd.DataFrame"
    """A row for each rule and day: rule, date, data, acts (that it counts; NaN: no data), met, and
    may_be_met: whether acts of which the day is not known could make it so."""
    episodes: "pd.DataFrame"
    """A row for each episode under each rule: when it opened and ended (NaT: it did not), days,
    breaches, and its ending: `quiet`, `not seen` (in days without data), or `open`."""
    phases: "pd.DataFrame"
    """A row for each phase of each episode: its state, when it was called and when it started."""
    histories: "pd.DataFrame"
    """A row for each history, rule and phase: in how many episodes it came to each state."""
    most: Mapping[str, int]
    """For each rule the most days on which it may be met, wherever acts without a day were."""
    unread: tuple[str, ...]
    """Rules that name none of the kinds that the data have."""
    notes: tuple[str, ...]
    """How the data were read and what the tables cannot show, a sentence or two each."""
