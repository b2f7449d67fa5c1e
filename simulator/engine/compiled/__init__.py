"""The compiled engine: one event loop over the same rules, for many replications.

It plays the same histories as `simulator.engine.reference`, row by row; only the order of steps is
its own. A history that outgrows its arrays is played again with larger ones.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import numpy as np

from simulator.engine.compiled.loop import play, play_some
from simulator.engine.compiled.state import new_state
from simulator.engine.tally import Block, join, new_tables
from simulator.model.expected import expected_acts, rows_of_act
from simulator.model.guides import with_guides
from simulator.model.parameters import Array, Parameters
from simulator.model.violations import TooManyActs, crowded

ROOM, MOST_AT_FIRST = 1 << 12, 1 << 20
"""Rows, events and acts that a history has room for at first, at least and at most."""
AT_ONCE = 256
"""Replications whose outcomes are kept in one set of tables."""
ROWS_EACH = 16
"""Rows of phases, and of answers, that a replication has room for at first."""

WORTH_GUIDES = 50
"""Replications for which tables of delays save more than it takes to fill them."""


class Player:
    """Plays histories of one scenario one after another in the same arrays."""

    def __init__(self, p: Parameters) -> None:
        self.p = p
        self.acts = float(expected_acts(p).sum())
        rows = int(min(rows_of_act(p) * self.acts, MOST_AT_FIRST - 1))
        self.with_room(max(ROOM, 1 << rows.bit_length()))

    def with_room(self, room: int) -> None:
        """Play on in arrays of this size."""
        self.room = room
        self.s = new_state(self.p, room, self.acts)

    def replicate(self, replication: int) -> Array:
        """The trace of one history, an array of `trace.ROW`; the next history overwrites it."""
        with self._named():
            while not play(self.p, self.s, replication):
                self.with_room(2 * self.room)
        return self.s.rows[: self.s.at[0]["rows"]]

    def simulate(self, numbers: Array) -> Block:
        """The outcomes of the replications with these numbers."""
        tables = new_tables(len(numbers), ROWS_EACH * len(numbers), ROWS_EACH * len(numbers))
        used = np.zeros(3, np.int64)
        done = 0
        while done < len(numbers):
            with self._named():
                done = play_some(self.p, self.s, numbers, done, used, tables)
            if done < len(numbers):
                if self.s.at[0]["full"]:
                    self.with_room(2 * self.room)
                else:
                    tables = tables._replace(
                        phases=_doubled(tables.phases), answers=_doubled(tables.answers)
                    )
        return Block(*(table[:n] for table, n in zip(tables, used, strict=True)))

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Let `TooManyActs` say of which pattern."""
        try:
            yield
        except TooManyActs:
            raise TooManyActs(crowded(self.p, self.s.cursors)) from None


def _doubled(table: Array) -> Array:
    """The table with as many free rows again."""
    return np.concatenate([table, np.zeros_like(table)])


def replicate(p: Parameters, replication: int) -> Array:
    """The trace of one history, an array of `trace.ROW`."""
    return Player(p).replicate(replication).copy()


def simulate(p: Parameters, replications: Iterable[int]) -> Block:
    """The outcomes of these replications, in their order."""
    numbers = np.fromiter(replications, np.int64)
    player = Player(with_guides(p) if len(numbers) >= WORTH_GUIDES else p)
    starts = range(0, len(numbers), AT_ONCE)
    return join([player.simulate(numbers[start : start + AT_ONCE]) for start in starts])
