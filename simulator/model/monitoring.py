"""Monitoring: what is seen of an act, when it is reported, what verification says (section 4)."""

from simulator.jit import inlined, jit
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.calendar import after_rest
from simulator.model.draws import uniform
from simulator.model.parameters import Parameters
from simulator.model.sampling import minutes_at


@jit
def is_seen(p: Parameters, replication: int, pattern: int, act: int) -> bool:
    """Whether the monitors notice an act at all."""
    origin = p.patterns[pattern]
    u = uniform(p.world[0].seed, replication, origin.stream | terms.SEEN, act, 0)
    return u < p.kinds[origin.kind].seen


@inlined
def report_minute(p: Parameters, replication: int, pattern: int, act: int, minute: int) -> int:
    """When an act is reported: after its own delay, or with the daily report."""
    mission = p.monitoring[0]
    if mission.daily < 0:
        address = p.patterns[pattern].stream | terms.DELAY
        return minute + minutes_at(p, replication, mission.delay, address, act, 0)
    since_close = (p.world[0].starts + minute - mission.daily) % DAY
    close = minute + DAY - since_close
    address = mission.stream | terms.DELAY
    late = minutes_at(p, replication, mission.delay, address, close // DAY, 0)
    return after_rest(p, mission.never_on, close + late)


@jit
def verification_minutes(p: Parameters, replication: int, pattern: int, act: int) -> int:
    """How long a team works on the report of an act."""
    address = p.patterns[pattern].stream | terms.VERIFY
    return minutes_at(p, replication, p.monitoring[0].verify, address, act, 0)


@inlined
def verdict(p: Parameters, replication: int, pattern: int, act: int) -> int:
    """DISMISSED, or confirmed and attributed to the ADVERSARY, the OTHER_SIDE, or UNRESOLVED."""
    mission = p.monitoring[0]
    origin = p.patterns[pattern]
    seed = p.world[0].seed
    if uniform(seed, replication, origin.stream | terms.CONFIRM, act, 0) >= origin.confirmed:
        return terms.DISMISSED
    u = uniform(seed, replication, origin.stream | terms.ATTRIBUTE, act, 0)
    if origin.blamed >= 0.0:
        return terms.ADVERSARY if u < origin.blamed else terms.OTHER_SIDE
    if u < mission.right:
        return terms.ADVERSARY
    if u < mission.right + mission.wrong:
        return terms.OTHER_SIDE
    return terms.UNRESOLVED


@jit
def course(
    p: Parameters, replication: int, pattern: int, act: int, minute: int
) -> tuple[int, int, int]:
    """What the monitors will make of an act: when they report it, minutes of work, the verdict.

    It is never reported if they do not notice it.
    """
    if not is_seen(p, replication, pattern, act):
        return terms.NEVER, 0, terms.DISMISSED
    return (
        report_minute(p, replication, pattern, act, minute),
        verification_minutes(p, replication, pattern, act),
        verdict(p, replication, pattern, act),
    )


@jit
def claims_of(p: Parameters, replication: int, pattern: int, act: int) -> tuple[int, int]:
    """How many acts the parties claim for one act, and how many of those claims count.

    Of a false report only the party that made it up knows.
    """
    mission = p.monitoring[0]
    origin = p.patterns[pattern]
    seed = p.world[0].seed
    address = origin.stream | terms.CLAIM
    own = rounded(mission.inflation, uniform(seed, replication, address, act, 0))
    if mission.rival < 0.0:
        return own, own
    rival = 0
    if origin.cause != terms.FALSE_REPORT:
        rival = rounded(mission.rival, uniform(seed, replication, address, act, 1))
    most = max(own, rival)
    return most, min(own, rival) if mission.needs_both else most


@jit
def rounded(amount: float, u: float) -> int:
    """A number rounded up as often as its fraction says: 1.7 is 2 in seven cases of ten."""
    whole = int(amount)
    return whole + (1 if u < amount - whole else 0)
