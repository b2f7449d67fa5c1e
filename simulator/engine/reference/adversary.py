"""The adversary: holds a posture until time, a reaction or a red line moves it."""

import math
from typing import NamedTuple

from simulator.engine.reference.front import Front
from simulator.engine.reference.history import History, Process
from simulator.model import adversary, terms


class Wait(NamedTuple):
    """A timed move that waits: minutes left at the prior belief, since when, and at what pace."""

    left: float
    since: int
    pace: float
    cause: int


class Adversary:
    """Posture and belief, and the moves that are waiting."""

    def __init__(self, history: History, front: Front) -> None:
        self.history = history
        self.front = front
        self.posture = int(history.p.world[0].posture)
        self.entries = 0
        self.kept = 0
        self.broken = 0
        self.occasions = [0] * len(history.p.moves)
        self.waits: dict[int, Wait] = {}
        self.changes = history.event()
        for m, move in enumerate(history.p.moves):
            if move.trigger == terms.AT:
                history.begin(self.scheduled, m)

    @property
    def belief(self) -> float:
        """The belief that the coming phases are honoured."""
        return adversary.belief(self.history.p, self.kept, self.broken)

    def take(self, posture: int, by: int, cause: int) -> None:
        """Take a posture by a move; the moves that leave it after a time begin to wait."""
        h, p = self.history, self.history.p
        row = h.note(terms.POSTURE, posture, self.posture, by + 1.0, cause)
        self.posture = posture
        self.entries += 1
        self.waits.clear()
        for m, move in enumerate(p.moves):
            if move.trigger == terms.AFTER and adversary.may_move(p, m, posture):
                left = adversary.waiting_minutes(p, h.replication, m, self.entries)
                self.wait(m, max(1.0, left), row)
        self.front.moves(posture, row)
        changes, self.changes = self.changes, h.event()
        changes.succeed()

    def wait(self, m: int, left: float, cause: int) -> None:
        """Let a move wait at the pace of the present belief; `cause` set that pace."""
        h, p = self.history, self.history.p
        pace = adversary.pace(p, m, self.posture, self.belief)
        self.waits[m] = Wait(left, h.now, pace, cause)
        if pace > 0.0:
            h.begin(self.waiting, m, h.now + math.ceil(left / pace), self.waits[m])

    def pace_waits(self, cause: int) -> None:
        """Let the waiting moves run on at the pace of the present belief, if it is another."""
        h, p = self.history, self.history.p
        for m, wait in self.waits.items():
            if adversary.pace(p, m, self.posture, self.belief) != wait.pace:
                self.wait(m, max(0.0, wait.left - (h.now - wait.since) * wait.pace), cause)

    def waiting(self, m: int, due: int, wait: Wait) -> Process:
        """A move whose time in the posture runs out, unless something came between."""
        yield self.history.until(due, terms.POSTURE, m)
        if self.waits.get(m) is wait:
            self.move(m, self.entries, wait.cause)

    def scheduled(self, m: int) -> Process:
        """A move at a given minute."""
        yield self.history.until(self.history.p.moves[m].at, terms.POSTURE, m)
        self.move(m, 0, -1)

    def notice(self, trigger: int, phase: int, cause: int) -> None:
        """Something happened to which a move may be a reaction."""
        for m, move in enumerate(self.history.p.moves):
            if move.trigger == trigger and move.phase in (-1, phase):
                self.occasions[m] += 1
                self.history.begin(self.reaction, m, self.occasions[m], cause)

    def reaction(self, m: int, occasion: int, cause: int) -> Process:
        """React in the minute itself, after all else that happens in it."""
        yield self.history.until(self.history.now, terms.POSTURE, m, occasion)
        self.move(m, occasion, cause)

    def move(self, m: int, occasion: int, cause: int) -> None:
        """Move, if the posture allows and the draw says so."""
        h, p = self.history, self.history.p
        if not adversary.may_move(p, m, self.posture):
            return
        posture = adversary.chosen_posture(p, h.replication, m, occasion, self.posture, self.belief)
        if posture != self.posture:
            self.take(posture, m, cause)

    def learn(self, kept: bool) -> float:
        """A phase was kept or broken; the belief afterwards."""
        if kept:
            self.kept += 1
        else:
            self.broken += 1
        return self.belief
