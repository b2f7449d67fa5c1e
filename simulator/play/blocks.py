"""Blocks of replications: what is asked for, what came of it, and arrays as bytes."""

from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

import numpy as np

from simulator.engine.simulate import simulate
from simulator.engine.tally import Block
from simulator.errors import EscalationError
from simulator.model.parameters import Array, Parameters
from simulator.model.violations import TooManyActs
from simulator.scenario.schema import Scenario
from simulator.wasm.errors import EngineFileError


class Task(NamedTuple):
    """Replications `first` to `last` - 1 of the arm with this number."""

    arm: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many replications it asks for."""
        return self.last - self.first


class Failure(NamedTuple):
    """Replications that could not be played; most often there is only one."""

    first: int
    last: int
    why: str
    too_many_of: int | None = None
    """The number of the pattern that drew more acts on a day than it may, if that was why."""
    elsewhere: bool = False
    """Whether what played it ended, so that it may well succeed another time."""

    def said(self, scenario: Scenario) -> str:
        """What went wrong, with the name of the pattern where it was one."""
        if self.too_many_of is None:
            return self.why
        return str(TooManyActs(self.too_many_of, list(scenario.violations)))


class Played(NamedTuple):
    """What came of a task: a block or a failure."""

    task: Task
    block: Block | None
    failure: Failure | None


def attempt(p: Parameters, task: Task) -> Played:
    """Play a task; if that fails, find the first replication that does."""
    try:
        return Played(task, simulate(p, range(task.first, task.last)), None)
    except EngineFileError:
        raise  # it is no fault of a history
    except Exception as fault:
        return Played(task, None, _culprit(p, task, fault))


def _culprit(p: Parameters, task: Task, fault: Exception) -> Failure:
    """The first replication that fails by itself; the whole task if each one succeeds by itself."""
    for replication in range(task.first, task.last):
        try:
            simulate(p, [replication])
        except Exception as own:
            return _failure(replication, replication + 1, own)
    return _failure(task.first, task.last, fault)


def _failure(first: int, last: int, fault: Exception) -> Failure:
    pattern = fault.pattern if isinstance(fault, TooManyActs) else None
    return Failure(first, last, _why(fault), pattern)


def _why(fault: Exception) -> str:
    """What went wrong; the type of fault is named where the text is not our own."""
    ours = isinstance(fault, EscalationError)
    return str(fault) if ours else f"{type(fault).__name__}: {fault}"


def around(task: Task, failure: Failure) -> list[Task]:
    """What is left of a task once the replications that failed are taken out."""
    sides = (Task(task.arm, task.first, failure.first), Task(task.arm, failure.last, task.last))
    return [side for side in sides if side.size > 0]


def missing(arm: int, had: Iterable[tuple[int, int]], replications: int) -> list[Task]:
    """What is still to be played of an arm when these ranges are there already."""
    tasks = []
    reached = 0
    for first, last in [*sorted(had), (replications, replications)]:
        if reached < min(first, replications):
            tasks.append(Task(arm, reached, min(first, replications)))
        reached = max(reached, last)
    return tasks


def cut(task: Task, size: int) -> list[Task]:
    """The task in pieces of at most this size."""
    starts = range(task.first, task.last, size)
    return [Task(task.arm, start, min(start + size, task.last)) for start in starts]


def packed(arrays: Iterable[Array]) -> bytes:
    """Arrays as bytes, with their types and nothing that could be executed."""
    buffer = BytesIO()
    for array in arrays:
        np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def unpacked(content: bytes) -> list[Array]:
    """The arrays in these bytes."""
    buffer = BytesIO(content)
    arrays = []
    while buffer.tell() < len(content):
        arrays.append(np.load(buffer, allow_pickle=False))
    return arrays
