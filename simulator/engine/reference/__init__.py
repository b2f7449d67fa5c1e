"""The reference engine: the plan as SimPy processes. Read this first; extend this first.

A process is a short story: wait, note, ask a rule, start. The rules are in `simulator.model`; the
compiled engine has a function of the same name for each method.

Letters, here and in the compiled engine: `h` history, `p` parameters, `s` state of the compiled
engine and `at` its one row of scalars; numbers of: `i` pattern, `g` guarantor, `k` phase (or the
k-th follower), `m` move, `c` clause, `a` act that counts, `r` row of a trace.
"""

from collections.abc import Iterable, Sequence

from simulator.engine.forks import Fork, after
from simulator.engine.reference.adversary import Adversary
from simulator.engine.reference.change import change
from simulator.engine.reference.front import Front
from simulator.engine.reference.history import History
from simulator.engine.reference.monitoring import Mission
from simulator.engine.reference.response import Response
from simulator.engine.reference.violations import Patterns
from simulator.engine.tally import Block, join, tallied
from simulator.engine.trace import as_rows
from simulator.model import terms
from simulator.model.adversary import NO_MOVE, signs
from simulator.model.expected import expected_acts, most_events
from simulator.model.parameters import Array, Parameters


def replicate(p: Parameters, replication: int, forks: Sequence[Fork] = ()) -> Array:
    """The trace of one history, an array of `trace.ROW`; another after each of its `forks`."""
    most = most_events(p, float(expected_acts(p).sum()))
    history = History(p.plain(), replication, most)
    if not signs(history.p, replication):
        history.note(terms.NOT_SIGNED, 0)
        return as_rows(history.notes)
    front = Front(history)
    adversary = Adversary(history, front)
    response = Response(history, adversary, front)
    mission = Mission(history, response)
    response.begin_presence()
    adversary.take(adversary.posture, NO_MOVE, -1)
    Patterns(history, adversary, mission, response)
    for place, fork in enumerate(forks, 1):
        if fork.minute >= history.horizon:
            break
        history.run(until=fork.minute)
        before = history.p.world[0]
        vars(history.p).update(vars(after(p, forks[:place]).plain()))
        if fork.p is not None:
            change(before, adversary, response)
    history.run(until=history.horizon)
    return as_rows(history.notes)


def simulate(p: Parameters, replications: Iterable[int]) -> Block:
    """The outcomes of these replications, in their order."""
    return join([tallied(p, replicate(p, number), number) for number in replications])
