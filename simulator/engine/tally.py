"""The outcomes of many histories in three growing tables, filled by compiled code."""

from typing import Annotated, NamedTuple

import numpy as np

from simulator.engine.trace import ROW, rare_rows
from simulator.jit import jit
from simulator.model.answers import ANSWER, answer_records, fill_answers
from simulator.model.outcomes import OUTCOME, outcome
from simulator.model.parameters import Array, Integers, Parameters
from simulator.model.phase_outcomes import PHASE_OUTCOME, fill_phases, phase_records
from simulator.wasm.entry import entry

ROWS_EACH = 16
"""Rows of phases, and of answers, that a replication has room for at first."""


class Block(NamedTuple):
    """What some replications came to."""

    outcomes: Annotated[Array, OUTCOME, 1]
    """OUTCOME, a row each."""
    phases: Annotated[Array, PHASE_OUTCOME, 1]
    """PHASE_OUTCOME, a row for each phase of each episode."""
    answers: Annotated[Array, ANSWER, 1]
    """ANSWER, a row for each answer of a guarantor."""


def new_tables(replications: int, phases: int, answers: int) -> Block:
    """Empty tables with room for this many rows."""
    return Block(
        np.zeros(replications, OUTCOME), np.zeros(phases, PHASE_OUTCOME), np.zeros(answers, ANSWER)
    )


def join(blocks: list[Block]) -> Block:
    """The same blocks as one, in their order."""
    return Block(*(np.concatenate(tables) for tables in zip(*blocks, strict=True)))


def with_more_room(tables: Block) -> Block:
    """The same tables with twice the rows for phases and answers."""
    return tables._replace(phases=_doubled(tables.phases), answers=_doubled(tables.answers))


def _doubled(table: Array) -> Array:
    return np.concatenate([table, np.zeros_like(table)])


def tallied(p: Parameters, rows: Array, replication: int = 0) -> Block:
    """The outcomes of one history that Python has the trace of."""
    rare, used = rare_rows(rows), np.zeros(3, np.int64)
    tables = new_tables(1, ROWS_EACH, ROWS_EACH)
    while not tally_trace(p, rows, rare, replication, used, tables):
        tables = with_more_room(tables)
    return Block(*(table[:n] for table, n in zip(tables, used, strict=True)))


@jit
def has_room(p: Parameters, rare: Array, used: Array, tables: Block) -> bool:
    """Whether the outcomes of a trace fit into the free rows (`used`: rows filled in each)."""
    phases = used[1] + phase_records(p, rare)
    answers = used[2] + answer_records(rare)
    return phases <= len(tables.phases) and answers <= len(tables.answers)


@jit
def tally(
    p: Parameters, rows: Array, rare: Array, replication: int, used: Array, tables: Block
) -> None:
    """Put the outcomes of a trace behind those in use, and count them as used.

    `rare`: its rows once more, without acts, reports and verdicts, nine tenths of them in a long
    history of many acts.
    """
    row = tables.outcomes[used[0] : used[0] + 1]
    outcome(p, rows, rare, row)
    row[0].replication = replication
    used[0] += 1
    used[1] = fill_phases(p, rows, rare, tables.phases, used[1], replication)
    used[2] = fill_answers(rare, tables.answers, used[2], replication)


@entry
def tally_trace(
    p: Parameters,
    rows: Annotated[Array, ROW, 1],
    rare: Annotated[Array, ROW, 1],
    replication: int,
    used: Integers,
    tables: Block,
) -> bool:
    """Tally a trace that Python has; False if the tables have no room for it."""
    if not has_room(p, rare, used, tables):
        return False
    tally(p, rows, rare, replication, used, tables)
    return True
