"""One change of a plan at a time: what it is called, and the scenario with it made."""

from typing import NamedTuple

import numpy as np

from simulator.scenario.schema import Scenario

DELAY, ONE_FEWER, ONE_MORE, TROOPS = "delay", "one fewer", "one more", "troops"
"""What is changed, in the order in which a page has it."""


class Change(NamedTuple):
    """A scenario that differs from the plan as written in one thing."""

    sort: str
    """DELAY, ONE_FEWER, ONE_MORE or TROOPS."""
    name: str
    """'monitoring.verify', 'without france', '31,000 troops'."""
    scenario: Scenario
    hours: float = np.nan
    """By how many hours a delay is shorter on average; NaN where no single one is."""

    @property
    def is_alone(self) -> bool:
        """Whether one delay is shorter, and no other."""
        return self.hours == self.hours

    @property
    def is_several(self) -> bool:
        """Whether several delays are shorter at once."""
        return self.sort == DELAY and not self.is_alone
