"""Plays many replications of some scenarios, here or elsewhere, with the same results."""

import operator
import os
from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from math import inf
from time import thread_time
from typing import Any, Unpack

from simulator.engine.simulate import engine_of
from simulator.errors import Problem, ScenarioError
from simulator.model.encode import encode
from simulator.model.parameters import SIMPY, Parameters
from simulator.play.blocks import Played, Task, around, attempt, cut, missing
from simulator.play.collected import Keep
from simulator.play.cost import refuse_what_is_too_costly
from simulator.play.engines import chosen_engine
from simulator.play.how import How, in_full
from simulator.play.progress import Progress as Progress
from simulator.play.threads import play_in_threads
from simulator.scenario.schema import Scenario
from simulator.tables.histories import Histories

HISTORIES = 200
"""How many of each scenario are played where nothing is said of it."""
LARGEST_SEED = 2**63 - 1
WORTH_WORKERS = 4.0
"""Seconds of work above which starting other processes pays."""
LOOK = 0.1
"""Seconds of a processor that show the pace of one arm, or of several in all, well enough."""
BLOCKS = 16
"""For each worker, unless a block then takes too short or too long."""
SHORTEST, LONGEST, LONGEST_HERE = 0.2, 5.0, 1.0
"""Seconds that a block takes."""
SOONER = 4
"""By how much sooner compiled code shows its pace, and by how much shorter its blocks may be."""


def play(
    scenarios: Mapping[str, Scenario],
    replications: int,
    seed: int,
    **options: Unpack[How],
) -> dict[str, Histories]:
    """The histories of these scenarios, by name, each with replications 0, 1, ... of one seed.

    No option (`play.how.How`) changes anything in the results. What is finished goes to the folder
    `out`, and is found there again.
    """
    how = in_full(options)
    count = whole("replications", replications, 1)
    number = whole("seed", seed, 0, LARGEST_SEED)
    workers = workers_of(how)
    engine = chosen_engine(how["engine"], scenarios.values())
    parameters = {arm: encode(scenario, number, engine) for arm, scenario in scenarios.items()}
    if not how["anyway"]:
        refuse_what_is_too_costly(scenarios, parameters, count)
    with closing(Keep(scenarios, parameters, number, how["out"], how["rows"])) as keep:
        extend(keep, list(parameters.values()), count, workers, how["progress"] or silent)
        return keep.finished(count)


def extend(
    keep: Keep, arms: Sequence[Parameters], count: int, workers: int | None, report: Progress
) -> None:
    """Play whatever is missing of the first replications of each arm, and keep it."""
    tasks = [task for i in range(len(arms)) for task in missing(i, keep.had(i), count)]
    total = count * len(arms)
    done = total - sum(task.size for task in tasks)
    report(done, total, "")
    with closing(_results(arms, tasks, workers)) as results:
        for played in results:
            done += keep.take(played)
            report(done, total, "")


def whole(word: str, value: Any, least: int, most: int | None = None) -> int:
    """The value as a whole number within these limits; else a `ScenarioError` with that word."""
    try:
        number = operator.index(value)
        if not isinstance(value, bool) and least <= number and (most is None or number <= most):
            return number
    except TypeError:
        pass
    limits = f"of {least} or more" if most is None else f"from {least} to {most}"
    message = f"{value!r} is not a whole number {limits}."
    raise ScenarioError([Problem(word, None, "", message)])


def workers_of(how: How) -> int | None:
    """How many workers are asked for, if it is said; raises `ScenarioError` for no such number."""
    return whole("workers", how["workers"], 1) if how["workers"] is not None else None


def silent(done: int, total: int, note: str) -> None:
    """Show no progress."""


def processors() -> int:
    """How many processors this process may use; where the system does not say, how many it has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _results(
    arms: Sequence[Parameters], tasks: list[Task], workers: int | None
) -> Generator[Played, None, None]:
    """What came of the tasks, in any order and in any pieces."""
    if not tasks:
        return
    compiled = engine_of(arms[0]) != SIMPY
    sooner = SOONER if compiled else 1
    look = LOOK / sooner / len(tasks) if compiled or workers is None else 0.0
    paces, rest = yield from _look(arms, tasks, look)
    seconds = sum(paces[task.arm] * task.size for task in rest)
    if workers is None:
        workers = processors() if compiled or seconds > WORTH_WORKERS else 1
    longest = LONGEST_HERE if compiled or workers == 1 else LONGEST
    length = min(longest, max(SHORTEST / sooner, seconds / workers / BLOCKS))
    pieces = [piece for task in rest for piece in cut(task, max(1, int(length / paces[task.arm])))]
    if workers == 1:
        yield from _here(arms, pieces)
    elif compiled:
        yield from play_in_threads(arms, pieces, workers)
    else:
        yield from _in_processes(arms, pieces, workers)


def _in_processes(
    arms: Sequence[Parameters], tasks: list[Task], workers: int
) -> Generator[Played, None, None]:
    """Play tasks in other processes; here where there can be none."""
    from simulator.play import pool  # what starts processes takes a while to load

    if not pool.POSSIBLE:
        yield from _here(arms, tasks)
        return
    with pool.Pool(arms, workers) as playing:
        yield from playing.play(tasks)


def _here(arms: Sequence[Parameters], tasks: Iterable[Task]) -> Generator[Played, None, None]:
    """Play tasks in this process, and what is left of them around a replication that fails."""
    waiting = deque(tasks)
    while waiting:
        task = waiting.popleft()
        played = attempt(arms[task.arm], task)
        if played.failure is not None:
            waiting.extendleft(around(task, played.failure))
        yield played


def _look(
    arms: Sequence[Parameters], tasks: Iterable[Task], seconds: float
) -> Generator[Played, None, tuple[dict[int, float], list[Task]]]:
    """Play tasks here until the pace of each arm is seen: the paces, and what is still to do.

    The quickest look of two or more counts: the first may wait for what is loaded once.
    """
    paces: dict[int, float] = {}
    rest = []
    for task in tasks:
        looked, quickest = 0, inf
        while task.size > 0 and task.arm not in paces:
            piece = task._replace(last=min(task.last, task.first + max(1, looked)))
            task = task._replace(first=piece.last)
            start = thread_time()
            yield from _here(arms, [piece])
            spent = thread_time() - start
            quickest = min(quickest, max(spent, 1e-6) / piece.size)
            looked += piece.size
            if spent >= seconds and looked > 1:
                paces[task.arm] = quickest
        if task.size > 0:
            rest.append(task)
    return paces, rest
