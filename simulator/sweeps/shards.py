"""Which shard of a sweep is played here: as it is said, or as a cluster's scheduler numbers it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

from simulator.errors import Problem, ScenarioError
from simulator.sweeps.points import Shard

OPTION = "--shard"
_SAID = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_NUMBERED = re.compile(r"auto(?:/([0-9]{1,9}))?")
SLURM, KUBERNETES = "SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"


def shard_of(said: str, environment: Mapping[str, str]) -> Shard:
    """The shard in '2/12', or with 'auto' the one that the environment numbers.

    'auto' takes number and count of a Slurm array; 'auto/12' the count of 12 and the number of a
    Slurm array or of a Kubernetes job with indices, which does not say how many there are. Raises
    `ScenarioError`.
    """
    if (match := _SAID.fullmatch(said)) is not None:
        return _checked(int(match[1]), int(match[2]), f"'{said}'")
    match = _NUMBERED.fullmatch(said)
    if match is None:
        _refuse(f"'{said}' is no shard. Write one such as 2/12, counted from 1; or auto.")
    count = int(match[1]) if match[1] else None
    if SLURM in environment:
        return _of_slurm(environment, count)
    if KUBERNETES in environment:
        if count is None:
            _refuse("a Kubernetes job does not say how many there are. Write auto/N.")
        number = _whole(environment, KUBERNETES) + 1
        return _checked(number, count, f"{KUBERNETES} {number - 1}")
    _refuse(f"auto needs {SLURM} or {KUBERNETES}, and neither is set. Write one such as 2/12.")


def _of_slurm(environment: Mapping[str, str], count: int | None) -> Shard:
    """The task of an array whose ids are any numbers in equal steps, as in --array=5-20:5."""
    task = _whole(environment, SLURM)
    first = _whole(environment, "SLURM_ARRAY_TASK_MIN", 0)
    step = max(1, _whole(environment, "SLURM_ARRAY_TASK_STEP", 1))
    tasks = _whole(environment, "SLURM_ARRAY_TASK_COUNT", count or 0)
    if not tasks:
        _refuse("Slurm does not say how many tasks there are. Write auto/N.")
    last = _whole(environment, "SLURM_ARRAY_TASK_MAX", first + step * (tasks - 1))
    if count is not None and count != tasks:
        _refuse(f"auto/{count} does not fit an array of {tasks} tasks.")
    if last != first + step * (tasks - 1) or (task - first) % step:
        _refuse("the tasks of the array are not in equal steps. Number them as in --array=1-12.")
    return _checked((task - first) // step + 1, tasks, f"{SLURM} {task}")


def _whole(environment: Mapping[str, str], name: str, otherwise: int | None = None) -> int:
    value = environment.get(name, "" if otherwise is None else str(otherwise))
    if not value.isascii() or not value.isdigit():
        _refuse(f"{name} is '{value}', which is not a whole number of at least 0.")
    return int(value)


def _checked(number: int, parts: int, said: str) -> Shard:
    if not 1 <= number <= parts:
        _refuse(f"{said} is not among {parts} shards. They are counted from 1/{parts}.")
    return Shard(number, parts)


def _refuse(message: str) -> NoReturn:
    raise ScenarioError([Problem(OPTION, None, "", message)])
