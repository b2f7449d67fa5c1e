"""Many replications of one scenario: their outcomes, and the trace of any one of them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.lib.recfunctions import append_fields

from simulator.engine.reference import replicate
from simulator.model.answers import answers
from simulator.model.outcomes import OUTCOME, outcome
from simulator.model.parameters import Array, Parameters
from simulator.model.phase_outcomes import phase_outcomes


class Block(NamedTuple):
    """What some replications came to."""

    outcomes: Array
    """OUTCOME and the replication, a row each."""
    phases: Array
    """PHASE_OUTCOME and the replication, a row for each phase of each episode."""
    answers: Array
    """ANSWER and the replication, a row for each answer of a guarantor."""


def trace(p: Parameters, replication: int) -> Array:
    """The rows of one history (`trace.ROW`)."""
    return replicate(p, replication)


def simulate(p: Parameters, replications: Iterable[int]) -> Block:
    """Play these replications; each depends on nothing but its number."""
    return join([played(p, replication) for replication in replications])


def played(p: Parameters, replication: int) -> Block:
    """Play one replication and keep its outcomes."""
    rows = trace(p, replication)
    total = np.zeros(1, OUTCOME)
    outcome(rows, p.world, p.patterns, p.kinds, p.guarantors, total)
    phases = phase_outcomes(rows, p.world, p.patterns, p.kinds, p.guarantors, len(p.phases))
    return Block(*(_numbered(table, replication) for table in (total, phases, answers(rows))))


def join(blocks: list[Block]) -> Block:
    """The same blocks as one, in their order."""
    return Block(*(np.concatenate(tables) for tables in zip(*blocks, strict=True)))


def _numbered(table: Array, replication: int) -> Array:
    """The table with a column for its replication."""
    numbers = np.full(len(table), replication, np.int64)
    numbered: Array = append_fields(table, "replication", numbers, usemask=False)
    return numbered
