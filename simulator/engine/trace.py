"""A trace: the rows of what happened in one replication, each with the row that caused it."""

from typing import Any

import numpy as np

from simulator.jit import struct
from simulator.model import terms
from simulator.model.parameters import Array

ROW = struct(
    [
        ("minute", "i8"),
        ("what", "i8"),  # terms.VIOLATION ... terms.CHANGED
        ("subject", "i8"),
        ("object", "i8"),
        ("episode", "i8"),  # -1: outside an episode
        ("cause", "i8"),  # a row; -1: none
        ("value", "f8"),
    ]
)
"""What a row holds besides its minute, episode and cause:

| what            | subject   | object  | value                                          |
|-----------------|-----------|---------|------------------------------------------------|
| violation       | pattern   | kind    | munitions                                      |
| report          | pattern   | kind    |                                                |
| verdict         | pattern   | verdict | minutes that the report waited for a team      |
| breach          | its number| 1: false| the clock's start, a minute                    |
| called          | phase     |         | the deadline, a minute                         |
| deadline moved  | phase     |         | the new deadline, a minute                     |
| asked           | guarantor | who needs it (itself: it owes the phase) |        |
| decision        | guarantor | 1: comes|                                                |
| arrival         | guarantor | means   | troops                                         |
| start           | phase     | state   | the adversary's belief afterwards              |
| warning         | phase     |         |                                                |
| deadline missed | phase     |         | the adversary's belief afterwards              |
| lapsed          | phase     |         | the adversary's belief afterwards              |
| posture         | new       | old     | the number of the move, from 1 on; 0: the first|
| front           |           |         | km2 lost per day from now on, if any is left   |
| stand-down      | episode   |         |                                                |
| not signed      |           |         |                                                |
| changed         |           |         | (of a branch: another scenario holds from now) |
"""


def as_rows(notes: list[tuple[Any, ...]]) -> Array:
    """Notes of a history as an array of ROW."""
    return np.array(notes, ROW)


def rare_rows(rows: Array) -> Array:
    """The rows of a trace without acts, reports and verdicts."""
    return rows[rows["what"] > terms.VERDICT]
