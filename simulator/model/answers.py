"""Who came, and when what arrived (section 10)."""

import numpy as np

from simulator.jit import jit
from simulator.model import terms
from simulator.model.parameters import Array

NAN = np.nan
HOUR = 60

ANSWER = np.dtype(
    [("episode", "i4"), ("guarantor", "i4"), ("comes", "i4"), ("decided", "f8")]
    + [(means, "f8") for means in terms.MEANS]
)
"""One row for each answer of a guarantor: hours on the clock of it and of each arrival."""


@jit
def answers(rows: Array) -> Array:
    """ANSWER rows of a trace, in the order of the answers."""
    count = 0
    for r in range(len(rows)):
        count += rows[r].what == terms.DECISION
    table = np.zeros(count, ANSWER)
    clock = 0.0
    n = 0
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.BREACH:
            clock = row.value
        elif row.what == terms.DECISION:
            answer = table[n]
            n += 1
            answer.episode = row.episode
            answer.guarantor = row.subject
            answer.comes = row.object
            answer.decided = (row.minute - clock) / HOUR
            answer.ground = answer.air = answer.fires = answer.sea = answer.intelligence = NAN
        elif row.what == terms.ARRIVAL:
            for a in range(n):
                if table[a].episode == row.episode and table[a].guarantor == row.subject:
                    note_arrival(table, a, row.object, (row.minute - clock) / HOUR)
    return table


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
