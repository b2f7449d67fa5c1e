"""The adversary: what moves it from posture to posture, and what it believes (section 8)."""

from simulator.jit import jit
from simulator.model import terms
from simulator.model.draws import uniform
from simulator.model.parameters import Parameters
from simulator.model.sampling import minutes_at
from simulator.model.special import exp, log

NO_MOVE = -1
"""In place of a move's number: the posture at the start."""


@jit
def signs(p: Parameters, replication: int) -> bool:
    """Whether the adversary signs at all under such a plan."""
    world = p.world[0]
    return uniform(world.seed, replication, world.stream | terms.SIGN, 0, 0) < world.signs


@jit
def belief(p: Parameters, kept: int, broken: int) -> float:
    """The belief that the coming phases are honoured, after this many were and were not.

    A beta prior worth `weight` phases, moved by each phase seen.
    """
    weight = p.world[0].weight
    return (p.world[0].prior * weight + kept) / (weight + kept + broken)


@jit
def power(base: float, exponent: float) -> float:
    """base ** exponent for base > 0."""
    return exp(exponent * log(base))


@jit
def compliance_factor(p: Parameters, believed: float) -> float:
    """What belief does to moves towards a milder posture, relative to the prior."""
    if p.world[0].elasticity == 0.0:
        return 1.0
    return power(believed / p.world[0].prior, p.world[0].elasticity)


@jit
def defiance_factor(p: Parameters, believed: float) -> float:
    """What belief does to moves towards a graver posture, relative to the prior."""
    if p.world[0].elasticity == 0.0:
        return 1.0
    return power((1.0 - believed) / (1.0 - p.world[0].prior), p.world[0].elasticity)


@jit
def chosen_posture(
    p: Parameters, replication: int, m: int, occasion: int, posture: int, believed: float
) -> int:
    """The posture that a move leads to on its n-th occasion; the present one if it stays.

    Belief scales the probabilities of a reaction; a move that was due comes with its own. To stay
    is what is left, whether the move says so or not.
    """
    milder = 1.0
    graver = 1.0
    if p.moves[m].trigger >= terms.ON_WARNING:
        milder = compliance_factor(p, believed)
        graver = defiance_factor(p, believed)
    total = 0.0
    for target in range(p.targets.shape[1]):
        if target != posture:
            total += p.targets[m, target] * (milder if target < posture else graver)
    if total <= 0.0:
        return posture
    scale = 1.0 / total if total > 1.0 else 1.0
    u = uniform(p.world[0].seed, replication, p.moves[m].stream | terms.REACT, occasion, 0)
    reached = 0.0
    for target in range(p.targets.shape[1]):
        if target == posture:
            continue
        reached += p.targets[m, target] * (milder if target < posture else graver) * scale
        if u < reached:
            return target
    return posture


@jit
def may_move(p: Parameters, m: int, posture: int) -> bool:
    """Whether a move can happen in this posture."""
    return bool(p.moves[m].origin >> posture & 1)


@jit
def waiting_minutes(p: Parameters, replication: int, m: int, entry: int) -> float:
    """Time in a posture until a move, at the prior belief; `entry` counts changes of posture."""
    address = p.moves[m].stream | terms.AFTER_TIME
    return float(minutes_at(p, replication, p.moves[m].after, address, entry, 0))


@jit
def pace(p: Parameters, m: int, posture: int, believed: float) -> float:
    """How fast the time until a move runs: the belief's factor for where it mostly leads."""
    likeliest = 0  # np.argmax can raise, and compiled code would hold the path of NumPy's source
    for target in range(1, p.targets.shape[1]):
        if p.targets[m, target] > p.targets[m, likeliest]:
            likeliest = target
    if likeliest < posture:
        return compliance_factor(p, believed)
    return defiance_factor(p, believed)
