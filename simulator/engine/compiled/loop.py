"""The event loop: take what is due next and let it happen."""

from simulator.engine.compiled import agenda
from simulator.engine.compiled.adversary import move, seek, take
from simulator.engine.compiled.agenda import until
from simulator.engine.compiled.heap import drop_first, first
from simulator.engine.compiled.memory import parameters_of, state_of
from simulator.engine.compiled.monitoring import claim, reported, verified
from simulator.engine.compiled.response import (
    arrives,
    begin_presence,
    decides,
    due,
    stands_down,
    starts,
)
from simulator.engine.compiled.state import note, reset
from simulator.engine.compiled.violations import NO_GAP, happen, own_act
from simulator.engine.tally import has_room, tally
from simulator.jit import inlined, jit
from simulator.model import terms
from simulator.model.adversary import signs
from simulator.model.parameters import Array


@jit
def play(memory: Array, replication: int) -> bool:
    """Play one history into the state's rows; False if some array had no room for it."""
    p = parameters_of(memory)
    s = state_of(memory)
    reset(p, s)
    if not signs(p.world, replication):
        note(s, terms.NOT_SIGNED, 0, 0, 0.0, -1)
        return True
    at = s.at[0]
    begin(memory, replication)
    while at.events > 0 and not at.full:
        happen_next(memory, replication)
    return not at.full


@jit
def begin(memory: Array, replication: int) -> None:
    """The first minute: what is present, the first posture, every pattern's first act."""
    p = parameters_of(memory)
    s = state_of(memory)
    for m in range(len(p.moves)):
        if p.moves[m].trigger == terms.AT:
            minute = p.moves[m].at
            until(memory, minute, terms.POSTURE, m, 0, agenda.SCHEDULED_MOVE, m, 0, 0, -1)
    begin_presence(memory)
    take(memory, replication, s.at[0].posture, -1)
    for i in range(len(p.patterns)):
        seek(memory, replication, i, 0)


@inlined
def happen_next(memory: Array, replication: int) -> None:
    """Take the first event off the agenda, and let it happen."""
    s = state_of(memory)
    at = s.at[0]
    at.now = s.agenda[0].when >> agenda.AT_MINUTE
    code, index, act, mark, cause = first(s.agenda)
    drop_first(s.agenda, at.events)
    at.events -= 1
    if code == agenda.OWN_ACT:
        own_act(memory, replication, index, act, mark)
    elif code == agenda.FOLLOWER:
        happen(memory, replication, index, act, mark, NO_GAP, cause)
    elif code == agenda.CLAIM:
        claim(memory, replication, index, act, mark)
    elif code == agenda.REPORTED:
        reported(memory, replication, index, act, mark)
    elif code == agenda.VERIFIED:
        verified(memory, replication, index, act, mark, cause)
    elif code == agenda.ARRIVES:
        arrives(memory, index, act, mark, cause)
    elif code == agenda.DECIDES:
        decides(memory, replication, index, mark, cause)
    elif code == agenda.STARTS:
        starts(memory, index, mark, cause)
    elif code == agenda.DUE:
        due(memory, index, mark)
    elif code == agenda.STANDS_DOWN:
        stands_down(memory, mark)
    else:
        changes_posture(memory, replication, code, index, act, cause)


@jit
def changes_posture(
    memory: Array, replication: int, code: int, m: int, act: int, cause: int
) -> None:
    """A move of the adversary is due; one that waited is void if something came between."""
    s = state_of(memory)
    if code == agenda.SCHEDULED_MOVE:
        move(memory, replication, m, 0, -1)
    elif code == agenda.REACTION:
        move(memory, replication, m, act, cause)
    elif s.waits[m].runs and act == s.waits[m].version:
        move(memory, replication, m, s.at[0].entries, s.waits[m].cause)


@jit
def play_some(
    memory: Array,
    numbers: Array,
    first: int,
    used: Array,
    outcome_table: Array,
    phase_table: Array,
    answer_table: Array,
) -> int:
    """Play these replications from the `first` on and put their outcomes into the tables.

    Returns the place of the first that is not done: some array had no room for it, or all are.
    """
    p = parameters_of(memory)
    s = state_of(memory)
    for place in range(first, len(numbers)):
        if not play(memory, numbers[place]):
            return place
        rows = s.rows[: s.at[0].rows]
        if not has_room(rows, len(p.phases), used, phase_table, answer_table):
            return place
        tally(
            rows, p.world, p.patterns, p.kinds, p.guarantors, p.phases, numbers[place],
            used, outcome_table, phase_table, answer_table,
        )  # fmt: skip
    return len(numbers)
