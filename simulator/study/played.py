"""Plays scenarios a number of times, or until something is known precisely enough."""

from collections.abc import Mapping, Sequence

from simulator.play.execute import HISTORIES, play
from simulator.play.how import How
from simulator.play.until import play_until
from simulator.scenario.schema import Scenario
from simulator.tables.histories import Histories


def played(
    arms: Mapping[str, Scenario],
    replications: int | None,
    seed: int,
    until: str | Sequence[str] | None,
    how: How,
) -> dict[str, Histories]:
    """The histories of each arm, 200 if neither a number nor a precision is asked for."""
    if until is not None:
        return play_until(arms, until, replications, seed, **how)
    return play(arms, HISTORIES if replications is None else replications, seed, **how)
