"""A pattern's acts played by themselves, with no plan that answers: what a check looks at."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from simulator.engine.compiled import naming_crowded
from simulator.jit import jit, struct
from simulator.model import terms
from simulator.model.parameters import Array, Parameters
from simulator.model.violations import (
    CURSOR,
    NO_GAP,
    echo_count,
    follower,
    new_cursors,
    next_act,
    salvo_count,
    size_of_act,
)
from simulator.wasm.entry import entry

ACT = struct(
    [
        ("minute", "i8"),  # of the scenario
        ("munitions", "f8"),
        ("act", "i8"),  # its address
        ("gap", "i8"),  # minutes since the act before in the chain; NO_GAP: it follows another
    ]
)
FULL = -1
ROOM = 1024


def each_played(
    p: Parameters, chosen: tuple[int, ...], count: int, room: int = ROOM
) -> Iterator[Array]:
    """What `played` gives of each history in turn, from history 0 on; `room` grows as is needed."""
    for replication in range(count):
        acts = played(p, chosen, replication, room)
        yield acts
        room = max(room, len(acts) + len(acts) // 8)


def played(p: Parameters, chosen: tuple[int, ...], replication: int, room: int = ROOM) -> Array:
    """The acts of these patterns (by number) in one history: ACT rows, in the order of minutes.

    `room`: for this many acts at first.
    """
    acts = np.concatenate([_acts_of(p, i, replication, room) for i in chosen])
    return acts[np.argsort(acts["minute"], kind="stable")]


def _acts_of(p: Parameters, i: int, replication: int, room: int) -> Array:
    """Of one pattern; played anew with twice the room while there is too little."""
    while True:
        acts = np.zeros(room, ACT)
        with naming_crowded(lambda: i):
            count = _play(p, replication, new_cursors(p), i, acts)
        if count != FULL:
            return acts[:count]
        room *= 2


@entry
def _play(
    p: Parameters,
    replication: int,
    cursors: Annotated[Array, CURSOR, 1],
    i: int,
    acts: Annotated[Array, ACT, 1],
) -> int:
    """Fill the rows with the pattern's own acts, then with all that follow them; how many."""
    count = 0
    while True:
        minute = next_act(p, replication, cursors, i, 0)
        if minute == terms.NEVER:
            break
        count = _add(acts, count, minute, cursors[i].act, cursors[i].gap)
        if count == FULL:
            return FULL
    j = 0
    while j < count:
        one = acts[j]
        one.munitions = size_of_act(p, replication, i, one.act, one.gap)
        count = _follow(p, replication, i, acts, j, count)
        if count == FULL:
            return FULL
        j += 1
    return count


@jit
def _add(acts: Array, count: int, minute: int, act: int, gap: int) -> int:
    """One more row, if there is room; how many there are now."""
    if count == len(acts):
        return FULL
    acts[count].minute = minute
    acts[count].act = act
    acts[count].gap = gap
    return count + 1


@jit
def _follow(p: Parameters, replication: int, i: int, acts: Array, j: int, count: int) -> int:
    """Add what follows act `j`: its salvo, if it is the pattern's own, and its echoes."""
    minute, act = acts[j].minute, acts[j].act
    until = min(p.world[0].horizon, p.patterns[i].ends)
    salvo = 0
    if acts[j].gap != NO_GAP:
        salvo = salvo_count(p, replication, i, act)
    for k in range(salvo + echo_count(p, replication, i, act)):
        if k < salvo:
            child, after = follower(p, replication, i, terms.IN_SALVO, act, k)
        else:
            child, after = follower(p, replication, i, terms.AS_ECHO, act, k - salvo)
        if minute + after < until and count != FULL:
            count = _add(acts, count, minute + after, child, NO_GAP)
    return count
