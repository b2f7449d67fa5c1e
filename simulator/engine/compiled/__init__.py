"""The compiled engine: one event loop over the same rules, for many replications.

It plays the same histories as `simulator.engine.reference`, row by row; only the order of steps is
its own. A history that outgrows its arrays is played again with larger ones. It runs in the engine
file, or as code of this machine where the parameters ask for the native engine.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import numpy as np

from simulator.engine.compiled.loop import (
    play_change,
    play_first,
    play_next,
    play_one,
    play_some,
    tally_played,
)
from simulator.engine.compiled.state import ENDLESS, new_state
from simulator.engine.forks import Fork, after
from simulator.engine.tally import ROWS_EACH, Block, join, new_tables, with_more_room
from simulator.model.expected import TooManyEvents, expected_acts, rows_of_act
from simulator.model.guides import with_guides
from simulator.model.mixing import with_mixing
from simulator.model.parameters import ENGINES, NATIVE, Array, Parameters
from simulator.model.terms import NEVER
from simulator.model.violations import TooManyActs, crowded
from simulator.wasm.entry import Entry
from simulator.wasm.errors import CompiledError
from simulator.wasm.machine import Machine, lent

ROOM, MOST_AT_FIRST = 1 << 12, 1 << 20
"""Rows, events and acts that a history has room for at first, at least and at most."""
AT_ONCE = 256
"""Replications whose outcomes are kept in one set of tables."""
WORTH_GUIDES = 50
"""Replications for which tables of quantiles save more than it takes to fill them."""


class Player:
    """Plays histories of one scenario one after another in the same arrays, in one thread."""

    def __init__(self, p: Parameters, machine: Machine | None = None) -> None:
        """`machine`: whose memory it plays in; by default one of its own."""
        self._machine: Any = machine or (_native() if is_native(p) else Machine())
        self.p = self._machine.place(p)
        self._mark = self._machine.mark
        self.acts = float(expected_acts(p).sum())
        rows = int(min(rows_of_act(p) * self.acts, MOST_AT_FIRST - 1))
        self.with_room(max(ROOM, 1 << rows.bit_length()))

    def with_room(self, room: int) -> None:
        """Play on in arrays of this size."""
        self.room = room
        self._machine.free(self._mark)
        self._placed: dict[tuple[int, int], tuple[Any, Parameters | None]] = {}
        new = new_state(self.p, room, self.acts)
        self.s = self._machine.place(new, blank=True)
        self.s.at[:] = new.at  # every history begins with all else anew

    def replicate(self, replication: int, forks: Sequence[Fork] = ()) -> Array:
        """The trace of one history, an array of `trace.ROW`; the next history overwrites it.

        `forks`: where it becomes another.
        """
        play = self._play_forked if forks else self._play
        while not play(replication, forks):
            self._make_room()
        rows: Array = self.s.rows[: self.s.at[0]["rows"]]
        return rows

    def simulate(self, numbers: Array) -> Block:
        """The outcomes of the replications with these numbers."""
        tables = new_tables(len(numbers), ROWS_EACH * len(numbers), ROWS_EACH * len(numbers))
        used = np.zeros(3, np.int64)
        done = 0
        while done < len(numbers):
            done = self._call(play_some, numbers, done, used, tables)
            if done < len(numbers):
                if self.s.at[0]["full"]:
                    self._make_room()
                else:
                    tables = with_more_room(tables)
        return Block(*(table[:n] for table, n in zip(tables, used, strict=True)))

    def outcomes(self, replication: int) -> Block:
        """The outcomes of the history that was played last, of the scenario that it began with."""
        tables, used = new_tables(1, ROWS_EACH, ROWS_EACH), np.zeros(3, np.int64)
        while not self._call(tally_played, replication, used, tables):
            tables = with_more_room(tables)
        return Block(*(table[:n] for table, n in zip(tables, used, strict=True)))

    def _play(self, replication: int, forks: Sequence[Fork]) -> bool:
        return bool(self._call(play_one, replication))

    def _play_forked(self, replication: int, forks: Sequence[Fork]) -> bool:
        """Play a history from fork to fork; False if some array had no room for it."""
        ends = [*(fork.minute for fork in forks[1:]), NEVER]
        before, room = self.p, self._call(play_first, replication, forks[0].minute)
        for place, (fork, end) in enumerate(zip(forks, ends, strict=True), 1):
            if not room or fork.minute >= self.p.world[0]["horizon"]:
                break
            now = self._after(forks[:place])
            if fork.p is not None:
                room = self._call(play_change, now, fork.minute, p=before)
            room = room and self._call(play_next, end, p=now)
            before = now
        return bool(room)

    def _after(self, forks: Sequence[Fork]) -> Parameters:
        """The parameters after some forks, where the entries find them."""
        scenario = next((fork.p for fork in reversed(forks) if fork.p is not None), None)
        key = len(forks), id(scenario)
        new = after(self.p, forks)
        if key not in self._placed:
            self._placed[key] = self._machine.place(new), scenario
        placed: Parameters = self._placed[key][0]
        placed.world[:], placed.luck[:] = new.world, new.luck
        return placed

    def _make_room(self) -> None:
        """Twice the room, for the history that had too little; `TooManyEvents` if none will do."""
        if self.s.at[0]["full"] == ENDLESS:
            raise TooManyEvents(int(self.s.at[0]["most"]))
        self.with_room(2 * self.room)

    def _call(self, asked: Entry[..., Any], *args: Any, p: Parameters | None = None) -> Any:
        """Run an entry on the scenario, or other parameters, and the state."""
        with naming_crowded(lambda: crowded(self.p, self.s.cursors)):
            return self._machine.call(asked, p or self.p, self.s, *args)


def is_native(p: Parameters) -> bool:
    """Whether code of this machine is to play these."""
    return ENGINES[p.world[0]["engine"]] == NATIVE


def _native() -> Any:
    """What calls it; Numba is there only where somebody asked for it."""
    return import_module("simulator.wasm.native").Native()


@contextmanager
def player(p: Parameters) -> Iterator[Player]:
    """A player in memory that others have afterwards: by then, copy what it gave."""
    if is_native(p):
        yield Player(p)
    else:
        with lent() as machine:
            yield Player(p, machine)


@contextmanager
def naming_crowded(pattern: Callable[[], int]) -> Iterator[None]:
    """Raise `TooManyActs` of this pattern where compiled code, which cannot name it, raised it."""
    try:
        yield
    except CompiledError as fault:
        if fault.raised != TooManyActs.__name__:
            raise
        raise TooManyActs(pattern()) from None


def replicate(p: Parameters, replication: int, forks: Sequence[Fork] = ()) -> Array:
    """The trace of one history, an array of `trace.ROW`; another after each of its `forks`."""
    with player(p) as playing:
        return playing.replicate(replication, forks).copy()


def traces(p: Parameters, replications: Iterable[int]) -> Iterator[Array]:
    """The traces of these replications; each may be overwritten by whatever is played next."""
    with player(p) as playing:
        yield from map(playing.replicate, replications)


def simulate(p: Parameters, replications: Iterable[int]) -> Block:
    """The outcomes of these replications, in their order."""
    numbers = np.fromiter(replications, np.int64)
    starts = range(0, len(numbers), AT_ONCE)
    tables = len(numbers) >= WORTH_GUIDES
    with player(with_mixing(with_guides(p)) if tables else p) as playing:
        return join([playing.simulate(numbers[start : start + AT_ONCE]) for start in starts])
