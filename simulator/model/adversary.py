"""The adversary: what moves it from posture to posture, and what it believes (section 8)."""

import numpy as np

from simulator.jit import jit
from simulator.model import terms
from simulator.model.draws import minutes_at, uniform
from simulator.model.parameters import Array
from simulator.model.special import exp, log


@jit
def signs(world: Array, replication: int) -> bool:
    """Whether the adversary signs at all under such a plan."""
    return uniform(world[0].seed, replication, world[0].stream | terms.SIGN, 0, 0) < world[0].signs


@jit
def belief(world: Array, kept: int, broken: int) -> float:
    """The belief that the coming phases are honoured, after so many were and were not.

    A beta prior worth `weight` phases, moved by each phase seen.
    """
    weight = world[0].weight
    return (world[0].prior * weight + kept) / (weight + kept + broken)


@jit
def power(base: float, exponent: float) -> float:
    """base ** exponent for base > 0."""
    return exp(exponent * log(base))


@jit
def compliance_factor(world: Array, believed: float) -> float:
    """What belief does to moves towards a milder posture, relative to the prior."""
    if world[0].elasticity == 0.0:
        return 1.0
    return power(believed / world[0].prior, world[0].elasticity)


@jit
def defiance_factor(world: Array, believed: float) -> float:
    """What belief does to moves towards a graver posture, relative to the prior."""
    if world[0].elasticity == 0.0:
        return 1.0
    return power((1.0 - believed) / (1.0 - world[0].prior), world[0].elasticity)


@jit
def chosen_posture(
    world: Array,
    moves: Array,
    targets: Array,
    replication: int,
    m: int,
    occasion: int,
    posture: int,
    believed: float,
) -> int:
    """The posture that a move leads to on its n-th occasion; the present one if it stays.

    Belief scales the probabilities of a reaction; a move that was due comes with its own. To stay
    is what is left, whether the move says so or not.
    """
    milder = 1.0
    graver = 1.0
    if moves[m].trigger >= terms.ON_WARNING:
        milder = compliance_factor(world, believed)
        graver = defiance_factor(world, believed)
    total = 0.0
    for target in range(targets.shape[1]):
        if target != posture:
            total += targets[m, target] * (milder if target < posture else graver)
    if total <= 0.0:
        return posture
    scale = 1.0 / total if total > 1.0 else 1.0
    u = uniform(world[0].seed, replication, moves[m].stream | terms.REACT, occasion, 0)
    reached = 0.0
    for target in range(targets.shape[1]):
        if target == posture:
            continue
        reached += targets[m, target] * (milder if target < posture else graver) * scale
        if u < reached:
            return target
    return posture


@jit
def may_move(moves: Array, m: int, posture: int) -> bool:
    """Whether a move can happen in this posture."""
    return bool(moves[m].origin >> posture & 1)


@jit
def waiting_minutes(
    world: Array,
    moves: Array,
    distributions: Array,
    numbers: Array,
    replication: int,
    m: int,
    entry: int,
) -> float:
    """Time in a posture until a move, at the prior belief; `entry` counts changes of posture."""
    address = moves[m].stream | terms.AFTER_TIME
    row = moves[m].after
    seed = world[0].seed
    return float(minutes_at(distributions, numbers, row, seed, replication, address, entry, 0))


@jit
def pace(world: Array, targets: Array, m: int, posture: int, believed: float) -> float:
    """How fast the time until a move runs: the belief's factor for where it mostly leads."""
    likeliest = np.argmax(targets[m])
    if likeliest < posture:
        return compliance_factor(world, believed)
    return defiance_factor(world, believed)
