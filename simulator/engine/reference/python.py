"""Patterns written in Python: a function waits, looks, and acts."""

import operator
import traceback
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import CodeType
from typing import Any, SupportsIndex

from simulator.engine.reference.adversary import Adversary
from simulator.engine.reference.history import History
from simulator.engine.reference.patience import OutOfPatience, patience
from simulator.engine.reference.response import Response
from simulator.errors import EscalationError
from simulator.minutes import DAY, WEEK
from simulator.model import terms
from simulator.model.draws import uniform
from simulator.model.programs import unpacked

END = object()


class Sight:
    """What a pattern written in Python sees of the history that it acts in, as it is now."""

    def __init__(
        self,
        history: History,
        adversary: Adversary,
        response: Response,
        i: int,
        act: Callable[[], None],
    ) -> None:
        """`act`: one act of the pattern happens now, if all else allows it."""
        self.act = act
        self.named = unpacked(history.p.programs, history.p.patterns[i])
        self._history = history
        self._adversary = adversary
        self._response = response
        self._stream = history.p.patterns[i].stream | terms.GAP
        self._starts = int(history.p.world[0].starts)
        self.waits = 0
        """How often the pattern has waited so far."""

    @property
    def now(self) -> int:
        """Minutes since the ceasefire took effect."""
        return self._history.now

    @property
    def weekday(self) -> int:
        """0 Monday, ... 6 Sunday."""
        return (self._starts + self.now) % WEEK // DAY

    @property
    def hour(self) -> float:
        """Hours since midnight, from 0 up to 24."""
        return (self._starts + self.now) % DAY / 60

    @property
    def posture(self) -> str:
        """The posture of the adversary."""
        return self.named.postures[self._adversary.posture]

    @property
    def breaches(self) -> int:
        """How often the rule was met so far."""
        return self._response.breaches

    @property
    def phases(self) -> dict[str, str]:
        """Each phase of the plan: not called, open, met, late or lapsed in the present episode."""
        states = self._response.states
        return {
            name: terms.STATES[state] for name, state in zip(self.named.phases, states, strict=True)
        }

    @property
    def deadlines(self) -> dict[str, int]:
        """The minute of each deadline that runs, by phase."""
        deadlines = self._response.deadlines
        return {
            name: minute
            for name, minute in zip(self.named.phases, deadlines, strict=True)
            if minute < terms.NEVER
        }

    def luck(self, number: int = 0) -> float:
        """A number between 0 and 1, all as likely: new each time that the pattern has waited.

        Of several between two waits, each has a number of its own. The same under every rule.
        """
        h = self._history
        return uniform(h.p.world[0].seed, h.replication, self._stream, self.waits, number)


def waits(sight: Sight) -> Iterator[int]:
    """The minutes that a pattern waits, again and again; `EscalationError` for a faulty one.

    The file is executed for each history anew, so that nothing is left of the one before.
    """
    file, function, source = sight.named.program
    if not source:
        raise EscalationError(
            f"A pattern of this scenario is written in Python ({file}:{function}), which results "
            "do not execute. Name it again with --python, or with with_python(scenario, ...)."
        )
    try:
        said = _begun(sight)
        while (wait := _next(said)) is not None:
            yield wait
            sight.waits += 1
    except (Exception, OutOfPatience) as fault:
        ours = isinstance(fault, OutOfPatience)
        what = str(fault) if ours else f"{type(fault).__name__}: {fault}"
        raise EscalationError(f"{_where(fault, file)}: {function}: {what}") from fault


def _begun(sight: Sight) -> Iterator[Any]:
    """What the function of a pattern says, from its beginning on."""
    file, function, source = sight.named.program
    names: dict[str, Any] = {"__name__": function}
    with patience():
        exec(_code(source, file), names)  # noqa: S102 - the person who runs has named this file
        said = names[function](sight)
    if not isinstance(said, Iterator):
        raise TypeError(f"gives {said!r}; it must yield the minutes that it waits")
    return said


def _next(said: Iterator[Any]) -> int | None:
    """The minutes that it waits next; None at its end."""
    with patience():
        wait = next(said, END)
    return None if wait is END else _minutes(wait)


@lru_cache(maxsize=64)
def _code(source: str, file: str) -> CodeType:
    return compile(source, file, "exec")


def _minutes(wait: Any) -> int:
    """A wait of at least a minute."""
    if isinstance(wait, SupportsIndex) and operator.index(wait) >= 1:
        return operator.index(wait)
    raise ValueError(f"yields {wait!r}; a wait is a whole number of minutes, 1 or more")


def _where(fault: BaseException, file: str) -> str:
    """The file, with the last of its lines on the way to the fault."""
    lines = [
        one.lineno for one in traceback.extract_tb(fault.__traceback__) if one.filename == file
    ]
    return f"{file}:{lines[-1]}" if lines else file
