"""The front: its rate of loss changes with the posture, arrivals and phases."""

from typing import Any

from simulator.engine.reference.history import History
from simulator.model import ground, guarantors, terms


class Front:
    """What bears on the rate at which area is lost."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.posture = history.p.world[0].posture
        self.standings = guarantors.at_rest(history.p)
        self.started: Any = [False] * len(history.p.phases)
        self.rate = 0.0

    def moves(self, posture: int, cause: int) -> None:
        """The adversary took a posture."""
        self.posture = posture
        self.review(cause)

    def review(self, cause: int) -> None:
        """Note the rate of loss, where it changed."""
        p = self.history.p
        rate = ground.advance(p, self.standings, self.started, self.posture)
        if rate != self.rate:
            self.rate = rate
            self.history.note(terms.FRONT, 0, value=rate, cause=cause)
