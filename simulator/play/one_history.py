"""One history by itself, row by row."""

from simulator.engine.simulate import trace
from simulator.model.encode import encode, names_of
from simulator.model.parameters import Array, Parameters
from simulator.play.cost import refuse_what_is_too_costly
from simulator.scenario.schema import Scenario


def one_history(
    scenario: Scenario, replication: int, seed: int, anyway: bool = False
) -> tuple[Parameters, Array]:
    """The parameters of a scenario, and the trace (`trace.ROW`) of one history of it.

    Raises `TooCostly` for a history of too much time or memory, unless it is played `anyway`.
    """
    p = encode(scenario, seed)
    if not anyway:
        refuse_what_is_too_costly({scenario.name: scenario}, {scenario.name: p}, 1)
    return p, trace(p, replication, names_of(scenario))
