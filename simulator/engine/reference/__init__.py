"""The reference engine: the plan as SimPy processes. Read this first; extend this first.

A process is a short story: wait, note, ask a rule, start. The rules are in `simulator.model`.
"""

from simulator.engine.reference.adversary import Adversary
from simulator.engine.reference.front import Front
from simulator.engine.reference.history import History
from simulator.engine.reference.monitoring import Mission
from simulator.engine.reference.response import Response
from simulator.engine.reference.violations import Patterns
from simulator.engine.trace import as_rows
from simulator.model import terms
from simulator.model.adversary import signs
from simulator.model.parameters import Array, Parameters


def replicate(p: Parameters, replication: int) -> Array:
    """The trace of one history, an array of `trace.ROW`."""
    history = History(p, replication)
    if not signs(p.world, replication):
        history.note(terms.NOT_SIGNED, 0)
        return as_rows(history.notes)
    front = Front(history)
    adversary = Adversary(history, front)
    response = Response(history, adversary, front)
    mission = Mission(history, response)
    response.begin()
    adversary.take(adversary.posture, -1)
    Patterns(history, adversary, mission, response)
    history.env.run(until=history.horizon)
    return as_rows(history.notes)
