"""The ground: how fast area is lost (section 9)."""

from simulator.jit import jit
from simulator.model import terms
from simulator.model.parameters import Array, Parameters


@jit
def advance(p: Parameters, standings: Array, started: Array, posture: int) -> float:
    """Area lost, km2 per day: `rate * max(0, 1 - density / density that holds)` in an assault.

    Density is the defenders and the arrived troops that stand in the sector, per km of it; arrived
    means and started phases each take their share away. `started`: bool per phase.
    """
    line = p.front[0]
    if posture != p.world[0].postures - 1 or line.rate == 0.0:
        return 0.0
    troops = 0.0
    share = 1.0
    for g in range(len(p.guarantors)):
        arrived = standings[g].arrived
        if arrived >> terms.GROUND & 1:
            troops += p.guarantors[g].troops
        for means in range(p.slows.shape[1]):
            if arrived >> means & 1:
                share *= 1.0 - p.slows[g, means]
    for k in range(len(p.phases)):
        if started[k]:
            share *= 1.0 - p.phases[k].slows
    density = (line.defenders + line.reach * troops) / line.sector
    return line.rate * max(0.0, 1.0 - density / line.holds_at) * share
