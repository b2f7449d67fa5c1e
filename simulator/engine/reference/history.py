"""One history on SimPy's clock: what everyone in it shares, the time and the trace."""

from collections.abc import Callable, Generator
from typing import Any

import simpy

from simulator.model.expected import TooManyEvents

Process = Generator[simpy.Event, Any, None]

SIMPY_OWN = 2
"""SimPy gives its own events the priorities 0 and 1; the model's ranks come after."""


class Moment(simpy.Event):
    """A minute at which something is due: it comes with nothing to say, and cannot fail."""

    _ok = True
    _value = None


class History(simpy.Environment):
    """The clock and the trace of one replication."""

    def __init__(self, p: Any, replication: int, most: int) -> None:
        """`p`: the parameters as plain rows; `most`: events after which the history is given up."""
        super().__init__()
        self.p = p
        self.replication = replication
        self._most = self._left = most
        self.horizon: int = p.world[0].horizon
        self.notes: list[tuple[int, int, int, int, int, int, float]] = []
        self.episode = -1
        """The open episode; -1 outside one."""

    @property
    def now(self) -> int:
        """The minute."""
        minute: Any = self._now  # SimPy's, as it stands in every event
        return minute

    def note(
        self, what: int, subject: int, object_: int = 0, value: float = 0.0, cause: int = -1
    ) -> int:
        """Add a row to the trace; its number."""
        self.notes.append((self.now, what, subject, object_, self.episode, cause, value))
        return len(self.notes) - 1

    def until(self, minute: int, rank: int, subject: int, tie: int = 0) -> simpy.Event:
        """What to wait for until a minute; simultaneous events come by rank, subject and tie."""
        moment = Moment(self)
        if minute < self.horizon:
            self._left -= 1
            if self._left < 0:
                raise TooManyEvents(self._most)
            priority: Any = SIMPY_OWN + ((rank << 64) | (subject << 32) | tie)
            self.schedule(moment, priority, max(0, minute - self.now))
        return moment

    def begin(self, process: Callable[..., Process], *arguments: Any) -> None:
        """Start a process."""
        self.process(process(*arguments))
