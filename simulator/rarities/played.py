"""Looks at histories, plays those that are chosen, and says in which of them it happened."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

import numpy as np

from simulator.discovery.condition import Condition
from simulator.engine.simulate import engine_of, simulate
from simulator.engine.tally import Block
from simulator.model.encode import names_of
from simulator.model.parameters import SIMPY, Array, Parameters
from simulator.model.violations import TooManyActs
from simulator.play.execute import processors
from simulator.play.progress import Progress
from simulator.rarities.draws import Draw
from simulator.rarities.look import choose, numbers_at
from simulator.rarities.sieve import Sieve
from simulator.scenario.schema import Scenario
from simulator.tables.histories import Histories
from simulator.tables.measures import measures

AT_ONCE = 256
"""Histories that are played in one piece."""
SPAN = 1 << 18
"""Histories that are looked at in one piece."""

A = TypeVar("A")
B = TypeVar("B")


class Asked(NamedTuple):
    """A scenario, what is to happen in it, and who plays."""

    scenario: Scenario
    p: Parameters
    condition: Condition
    workers: int | None
    report: Progress


def after(asked: Asked, before: int, total: int) -> Asked:
    """The same, with progress that counts on from so many histories of a total."""
    report = asked.report
    return asked._replace(report=lambda done, _, note: report(before + done, total, note))


def happened(asked: Asked, p: Parameters, numbers: Array) -> Array:
    """(histories,) bool: in which of these replications of the parameters it happened."""
    pieces = [numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)]
    found = [np.zeros(0, bool)]
    done = 0
    for piece, held in _each(asked, pieces, lambda piece: _held(asked, p, piece)):
        found.append(held)
        done += len(piece)
        asked.report(done, len(numbers), "")
    return np.concatenate(found)


def chosen(asked: Asked, sieve: Sieve, looked: int, most: int) -> tuple[int, Array, Array]:
    """The replications among the first `looked` that the sieve lets through, `most` at most.

    How many were looked at until then; the replications; with what probability each was chosen.
    """
    seed, together = int(asked.p.world[0]["seed"]), float(asked.p.world[0]["together"])
    table = sieve.table
    spans = [(start, min(start + SPAN, looked)) for start in range(0, looked, SPAN)]

    def look(span: tuple[int, int]) -> tuple[Array, Array]:
        size = span[1] - span[0]
        numbers, chances = np.zeros(size, np.int64), np.zeros(size)
        count = choose(seed, together, np.array(span, np.int64), table, numbers, chances)
        return numbers[:count].copy(), chances[:count].copy()

    found: list[tuple[Array, Array]] = []
    for _, part in _each(asked, spans, look):
        found.append(part)
        if sum(len(numbers) for numbers, _ in found) > most:
            break
    numbers, chances = (np.concatenate(column) for column in zip(*found, strict=True))
    if len(numbers) > most:
        looked = int(numbers[most])
    return looked, numbers[:most], chances[:most]


def numbers_of(draws: Sequence[Draw], p: Parameters, replications: Array) -> Array:
    """(draws, histories) the random numbers that these replications draw."""
    numbers = np.zeros((len(draws), len(replications)))
    addresses = np.array([one.address for one in draws], np.int64)
    seed, together = int(p.world[0]["seed"]), float(p.world[0]["together"])
    numbers_at(seed, together, addresses, replications, numbers)
    return numbers


def _each(asked: Asked, pieces: list[A], work: Callable[[A], B]) -> Iterator[tuple[A, B]]:
    """Each piece with what became of it, in their order, whoever works on them."""
    workers = asked.workers or processors()
    if workers == 1 or len(pieces) == 1 or engine_of(asked.p) == SIMPY:
        yield from ((piece, work(piece)) for piece in pieces)
        return
    with ThreadPoolExecutor(workers) as threads:
        try:
            yield from zip(pieces, threads.map(work, pieces), strict=True)
        finally:
            threads.shutdown(wait=True, cancel_futures=True)


def _held(asked: Asked, p: Parameters, numbers: Array) -> Array:
    """In which replications it happened; not where the outcome does not apply."""
    try:
        block = simulate(p, numbers)
    except TooManyActs as fault:
        raise TooManyActs(fault.pattern, names_of(asked.scenario).patterns) from None
    run = Histories(asked.scenario, 0, _renumbered(block))
    held: Array = asked.condition.held({one.outcome: one.values for one in measures(run)}) == 1.0
    return held


def _renumbered(block: Block) -> Block:
    """The same rows with replications 0, 1, ... in place of their numbers, which grow."""
    numbers = block.outcomes["replication"].copy()
    tables = Block(*(table.copy() for table in block))
    for table in tables:
        table["replication"] = np.searchsorted(numbers, table["replication"])
    return tables
