"""Who came, and when what arrived (section 10)."""

import numpy as np

from simulator.jit import jit, struct
from simulator.minutes import HOUR
from simulator.model import terms
from simulator.model.parameters import Array

NAN = np.nan

ANSWER = struct(
    [("episode", "i8"), ("guarantor", "i8"), ("comes", "i8"), ("decided", "f8")]
    + [(means, "f8") for means in terms.MEANS]
    + [("replication", "i8")]
)
"""One row for each answer of a guarantor: hours on the clock of it and of each arrival."""


def answers(rows: Array) -> Array:
    """ANSWER rows of a trace, in the order of the answers."""
    table = np.zeros(answer_records(rows), ANSWER)
    fill_answers(rows, table, 0, 0)
    return table


@jit
def answer_records(rows: Array) -> int:
    """How many ANSWER rows a trace has."""
    count = 0
    for r in range(len(rows)):
        count += 1 if rows[r].what == terms.DECISION else 0
    return count


@jit
def fill_answers(rows: Array, table: Array, start: int, replication: int) -> int:
    """Fill the table from `start` on with the answers of a trace; where the next trace's begin."""
    clock = 0.0
    end = start
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.BREACH:
            clock = row.value
        elif row.what == terms.DECISION:
            answer = table[end]
            end += 1
            answer.replication = replication
            answer.episode = row.episode
            answer.guarantor = row.subject
            answer.comes = row.object
            answer.decided = (row.minute - clock) / HOUR
            answer.ground = answer.air = answer.fires = answer.sea = answer.intelligence = NAN
        elif row.what == terms.ARRIVAL:
            a = end - 1
            while a >= start and table[a].episode == row.episode:
                if table[a].guarantor == row.subject:
                    note_arrival(table, a, row.object, (row.minute - clock) / HOUR)
                a -= 1
    return end


@jit
def note_arrival(table: Array, a: int, means: int, hours: float) -> None:
    """When one of a guarantor's means arrived."""
    if means == terms.GROUND:
        table[a].ground = hours
    elif means == terms.AIR:
        table[a].air = hours
    elif means == terms.FIRES:
        table[a].fires = hours
    elif means == terms.SEA:
        table[a].sea = hours
    else:
        table[a].intelligence = hours
