"""Worker processes that play blocks; one that dies is replaced, and its block played again."""

import json
import os
import socket
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Self

from simulator.engine.tally import Block
from simulator.errors import EscalationError
from simulator.model.parameters import Parameters
from simulator.play.blocks import Failure, Played, Task, around, packed, unpacked

POSSIBLE = os.name == "posix"
"""Elsewhere no socket can be the standard input of a process; then this one plays by itself."""
MOST_DEATHS = 3
"""A block that killed so many workers is given up; so is a pool of which so many never start."""


class Worker:
    """One process and the line to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self.link = Connection(ours.detach())
        self.task: Task | None = None
        self.ready = False
        self.arms = 0
        """How many arms it has the parameters of."""
        with theirs:
            # Not in the group of processes that Ctrl-C on a terminal goes to. -P: the folder that
            # we happen to stand in is not a place to import from.
            self.process: subprocess.Popen[bytes] = subprocess.Popen(
                [sys.executable, "-P", "-m", "simulator.play.worker"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": _import_path()},
                process_group=0,
            )

    def end(self) -> int:
        """Kill the process if it lives; the code it ended with."""
        self.process.kill()
        self.link.close()
        return int(self.process.wait())


def _import_path() -> str:
    """The places that this process imports from, as absolute paths."""
    return os.pathsep.join(os.path.abspath(place) for place in sys.path)


class Pool:
    """So many workers for some arms; used in a `with`, at whose end no process is left."""

    def __init__(self, arms: Sequence[Parameters], size: int) -> None:
        self._arms = [b"P" + packed(p.arrays().values()) for p in arms]
        self._size = size
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._deaths: Counter[Task] = Counter()
        self._never_ready = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()

    def play(self, tasks: Iterable[Task]) -> Iterator[Played]:
        """What came of each task, as it comes in; tasks go on around a replication that fails."""
        self._waiting.extend(tasks)
        while self._waiting or any(worker.task for worker in self._workers):
            self._hand_out()
            heard = wait([worker.link for worker in self._workers])
            for worker in [one for one in self._workers if one.link in heard]:
                yield from self._hear(worker)

    def _hand_out(self) -> None:
        """Give every idle worker something to do, and start more of them if there is more."""
        for worker in self._workers:
            if self._waiting and worker.ready and worker.task is None:
                self._give(worker, self._waiting.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        for _ in range(min(self._size - len(self._workers), len(self._waiting) - starting)):
            self._workers.append(Worker())

    def _hear(self, worker: Worker) -> Iterator[Played]:
        """Take in what a worker says, or that it died."""
        try:
            message = worker.link.recv_bytes()
        except (EOFError, OSError):
            yield from self._bury(worker)
            return
        task, worker.task = worker.task, None
        if task is None:
            worker.ready, self._never_ready = True, 0
        elif message[:1] == b"B":
            yield Played(task, Block(*unpacked(message[1:])), None)
        else:
            failure = Failure(*json.loads(message[1:]))
            self._waiting.extend(around(task, failure))
            yield Played(task, None, failure)

    def _give(self, worker: Worker, task: Task) -> None:
        """Send a task, and before it the parameters that the worker lacks."""
        worker.task = task
        try:
            while worker.arms <= task.arm:
                worker.link.send_bytes(self._arms[worker.arms])
                worker.arms += 1
            worker.link.send_bytes(b"T" + json.dumps(task).encode())
        except OSError:
            pass  # it died; its line will say so

    def _bury(self, worker: Worker) -> Iterator[Played]:
        """Put the task of a dead worker back, unless it has killed too many."""
        code = worker.end()
        self._workers.remove(worker)
        task = worker.task
        if task is not None:
            self._deaths[task] += 1
            if self._deaths[task] < MOST_DEATHS:
                self._waiting.appendleft(task)
                return
            died = f"signal {-code}" if code < 0 else f"exit code {code}"
            why = f"the process that played it died {MOST_DEATHS} times ({died})"
            yield Played(task, None, Failure(task.first, task.last, why))
        elif not worker.ready:
            self._never_ready += 1
            if self._never_ready >= MOST_DEATHS:
                message = f"Worker processes do not start (exit code {code}). Use one worker."
                raise EscalationError(message)
