"""A branch in which another scenario holds: what that changes in the very minute."""

from simulator.engine.compiled import front
from simulator.engine.compiled.adversary import pace_waits, take
from simulator.engine.compiled.agenda import DUE, STANDS_DOWN, event, until
from simulator.engine.compiled.response import (
    ask,
    await_start,
    call,
    order,
    review_all,
    set_deadlines,
)
from simulator.engine.compiled.state import State, note
from simulator.jit import jit
from simulator.model import plan, terms
from simulator.model.adversary import NO_MOVE
from simulator.model.parameters import Parameters


@jit
def change(before: Parameters, p: Parameters, s: State, minute: int) -> None:
    """From this minute on the scenario is another: posture, belief, front and open episode."""
    at = s.at[0]
    if s.rows[0].what == terms.NOT_SIGNED:
        return
    at.now = minute
    row = note(s, terms.CHANGED, 0, 0, 0.0, -1)
    posture = p.world[0].posture
    if posture != before.world[0].posture and posture != at.posture:
        take(p, s, posture, NO_MOVE, row)
    pace_waits(p, s, row)
    if at.episode >= 0:
        change_episode(p, s, row)
    front.review(p, s, row)


@jit
def change_episode(p: Parameters, s: State, cause: int) -> None:
    """The open episode by another plan: what it now asks for, and by when."""
    at = s.at[0]
    set_deadlines(p, s, cause)
    for k in range(len(p.phases)):
        stage = s.stages[k]
        if stage.state == terms.NOT_CALLED and p.phases[k].rule < 0:
            call(p, s, k, cause)
        elif stage.state == terms.OPEN:
            change_open(p, s, k, cause)
    review_all(p, s, cause)
    due = plan.stand_down_minute(p, at.breach, at.last_counted)
    until(s, due, terms.STAND_DOWN, at.episode, 0, event(STANDS_DOWN, 0, 0, at.episode, -1))


@jit
def change_open(p: Parameters, s: State, k: int, cause: int) -> None:
    """An open phase by another plan: another deadline, others who owe it, another first hour.

    What was due by the plan before comes too, and finds that there is nothing left to do.
    """
    at = s.at[0]
    if s.deadlines[k] < terms.NEVER:
        until(s, s.deadlines[k], terms.DEADLINE, k, 0, event(DUE, k, 0, at.episode, -1))
    for g in range(len(p.guarantors)):
        if p.owed[k, g]:
            ask(p, s, g, cause)
    for g in range(len(p.guarantors)):
        if p.owed[k, g] and s.standings[g].answer == terms.AGREED:
            order(p, s, g, cause)
    if s.stages[k].starting:
        await_start(p, s, k, at.episode, s.stages[k].starting - 1)
