"""The event loop: take what is due next and let it happen."""

from simulator.engine.compiled import agenda
from simulator.engine.compiled.adversary import move, scheduled, seek, take, waiting
from simulator.engine.compiled.agenda import event, next_minute, take_first, until
from simulator.engine.compiled.change import change
from simulator.engine.compiled.monitoring import claim, report, verified
from simulator.engine.compiled.response import (
    arrive,
    begin_presence,
    deadline,
    decide,
    stand_down,
    start,
)
from simulator.engine.compiled.state import State, note, reset
from simulator.engine.compiled.violations import happen, pattern
from simulator.engine.tally import Block, has_room, tally
from simulator.jit import inlined, jit
from simulator.model import terms
from simulator.model.adversary import NO_MOVE, signs
from simulator.model.parameters import Integers, Parameters
from simulator.model.violations import NO_GAP
from simulator.wasm.entry import entry


@jit
def play(p: Parameters, s: State, replication: int) -> bool:
    """Play one history into the state's rows; False if some array had no room for it."""
    begin(p, s, replication)
    at = s.at[0]
    while at.due + at.later > 0 and not at.full:
        happen_next(p, s)
    return not at.full


@jit
def begin(p: Parameters, s: State, replication: int) -> None:
    """The first minute: what is present, the first posture, every pattern's first act."""
    reset(p, s, replication)
    if not signs(p, replication):
        note(s, terms.NOT_SIGNED, 0, 0, 0.0, -1)
        return
    for m in range(len(p.moves)):
        if p.moves[m].trigger == terms.AT:
            what = event(agenda.SCHEDULED_MOVE, m, 0, 0, -1)
            until(s, p.moves[m].at, terms.POSTURE, m, 0, what)
    begin_presence(p, s)
    take(p, s, s.at[0].posture, NO_MOVE, -1)
    for i in range(len(p.patterns)):
        seek(p, s, i, 0)


@inlined
def happen_next(p: Parameters, s: State) -> None:
    """Take the first event off the agenda, and let it happen."""
    code, number, act, mark, cause = take_first(s)
    if code == agenda.OWN_ACT:
        pattern(p, s, number, act, mark)
    elif code == agenda.FOLLOWER:
        happen(p, s, number, act, mark, NO_GAP, cause)
    elif code == agenda.CLAIM:
        claim(p, s, number, act, mark)
    elif code == agenda.REPORTED:
        report(p, s, number, act, mark)
    elif code == agenda.VERIFIED:
        verified(p, s, number, act, mark, cause)
    elif code == agenda.ARRIVES:
        arrive(p, s, number, act, mark, cause)
    elif code == agenda.DECIDES:
        decide(p, s, number, mark, cause)
    elif code == agenda.STARTS:
        start(p, s, number, mark, cause)
    elif code == agenda.DUE:
        deadline(p, s, number, mark)
    elif code == agenda.STANDS_DOWN:
        stand_down(p, s, mark)
    elif code == agenda.SCHEDULED_MOVE:
        scheduled(p, s, number)
    elif code == agenda.REACTION:
        move(p, s, number, act, cause)
    else:
        waiting(p, s, number, act)


@entry
def play_one(p: Parameters, s: State, replication: int) -> bool:
    """As `play`, called from Python."""
    return play(p, s, replication)


@entry
def play_first(p: Parameters, s: State, replication: int, until: int) -> bool:
    """As `play_one`, but only what happens before a minute."""
    begin(p, s, replication)
    return go_on(p, s, until)


@entry
def play_next(p: Parameters, s: State, until: int) -> bool:
    """The same history from where it stands up to another minute, by these parameters."""
    return go_on(p, s, until)


@entry
def play_change(before: Parameters, s: State, p: Parameters, minute: int) -> bool:
    """Other parameters apply to the history from this minute on; False as `play`."""
    change(before, p, s, minute)
    return not s.at[0].full


@entry
def tally_played(p: Parameters, s: State, replication: int, used: Integers, tables: Block) -> bool:
    """Put the outcomes of the history played last into the tables; False: they have no room."""
    rows, rare = s.rows[: s.at[0].rows], s.rare[: s.at[0].rare]
    if not has_room(p, rare, used, tables):
        return False
    tally(p, rows, rare, replication, used, tables)
    return True


@jit
def go_on(p: Parameters, s: State, until: int) -> bool:
    """Let happen what is due before a minute; False if some array had no room for it."""
    at = s.at[0]
    while at.due + at.later > 0 and not at.full and next_minute(s) < until:
        happen_next(p, s)
    return not at.full


@entry
def play_some(
    p: Parameters, s: State, numbers: Integers, done: int, used: Integers, tables: Block
) -> int:
    """Play these replications from the one at `done` on, and put their outcomes into the tables.

    Returns the place of the first that is not done: some array had no room for it, or all are.
    """
    for place in range(done, len(numbers)):
        if not play(p, s, numbers[place]):
            return place
        rows, rare = s.rows[: s.at[0].rows], s.rare[: s.at[0].rare]
        if not has_room(p, rare, used, tables):
            return place
        tally(p, rows, rare, numbers[place], used, tables)
    return len(numbers)
