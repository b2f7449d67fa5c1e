"""The plan: when a phase is called, due, able to start, or lost (section 6)."""

from simulator.jit import jit
from simulator.model import terms
from simulator.model.parameters import Array, Parameters


@jit
def clock_start(p: Parameters, initial: int, crossing: int, breach: int) -> int:
    """The minute from which the plan's hours are counted.

    `initial` is the earliest counted act of the breach, `crossing` the act that met the rule,
    `breach` the minute at which that was confirmed.
    """
    if p.world[0].clock == terms.INITIAL_VIOLATION:
        return initial
    return crossing if p.world[0].clock == terms.CROSSING_VIOLATION else breach


@jit
def deadline(p: Parameters, k: int, clock: int, called: int) -> int:
    """The last minute in which a start of the phase is in time; NEVER without a deadline.

    `called` is NEVER for a phase that is not called yet: only its hours on the clock are known.
    """
    phase = p.phases[k]
    due = -1
    if phase.by >= 0:
        due = clock + phase.by
    if phase.within >= 0 and called < terms.NEVER:
        due = max(due, called + phase.within)
    return due if due >= 0 else terms.NEVER


@jit
def counts_since(
    p: Parameters, k: int, breach: int, clock: int, warning: int, last_phase: int
) -> int:
    """The minute from which acts count for a phase's condition; NEVER before that is known."""
    phase = p.phases[k]
    if phase.since == terms.SINCE_BREACH:
        moment = breach
    elif phase.since == terms.SINCE_CLOCK:
        moment = clock
    elif phase.since == terms.SINCE_WARNING:
        moment = warning
    else:
        moment = last_phase
    if moment == terms.NEVER:
        return terms.NEVER
    # "After the warning" leaves out the acts of its own minute; "since the clock" does not.
    after = 0 if phase.since == terms.SINCE_CLOCK else 1
    return moment + phase.grace + after


@jit
def needs_met(p: Parameters, standings: Array, k: int, hoped: bool) -> bool:
    """Whether what a phase needs has arrived; `hoped`: or may still arrive.

    A guarantor has come when it has agreed and the first of its means, if it brings any, is there.
    """
    phase = p.phases[k]
    count = 0
    troops = 0.0
    effect = 0
    for g in range(len(p.guarantors)):
        answer = standings[g].answer
        counts = answer == terms.AGREED or (hoped and answer != terms.DECLINED)
        arrived = p.guarantors[g].brings if hoped else standings[g].arrived
        come = counts and (arrived != 0 or p.guarantors[g].brings == 0)
        if p.named[k, g] and not come:
            return False
        if not p.owed[k, g] or not come:
            continue
        count += 1
        effect |= arrived
        if arrived >> terms.GROUND & 1:
            troops += p.guarantors[g].troops
    enough = count >= phase.needs_count and troops >= phase.needs_troops
    return enough and (effect & phase.needs_effect) == phase.needs_effect


@jit
def is_paused(pauses: int, deadlines: Array, minute: int) -> bool:
    """Whether a pattern that pauses before deadlines is quiet (NEVER: no deadline)."""
    for due in deadlines:  # noqa: SIM110  (any() over a generator does not compile)
        if due - pauses <= minute < due:
            return True
    return False


@jit
def stand_down_minute(p: Parameters, breach: int, last_counted: int) -> int:
    """When the plan goes back to rest if no further act counts."""
    return max(breach, last_counted) + p.world[0].stand_down
