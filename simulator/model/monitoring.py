"""Monitoring: what is seen of an act, when it is reported, what verification says (section 4)."""

from simulator.jit import inlined, jit
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.calendar import after_rest
from simulator.model.draws import block, pair, part, uniform
from simulator.model.luck import seed_at
from simulator.model.parameters import Parameters
from simulator.model.sampling import minutes_at, whole


@jit
def course(
    p: Parameters, replication: int, pattern: int, act: int, minute: int
) -> tuple[int, int, int]:
    """What the monitors will make of an act: when they report it, minutes of work, the verdict.

    It is never reported if they do not notice it. All but the work is drawn from one block.
    """
    origin = p.patterns[pattern]
    words = block(p.world[0].seed, replication, origin.stream | terms.SEEN, act, 0)
    if part(words[0]) >= p.kinds[origin.kind].seen:
        return terms.NEVER, 0, terms.DISMISSED
    return (
        report_minute(p, replication, minute, part(words[1])),
        verification_minutes(p, replication, pattern, act),
        verdict(p, pattern, part(words[2]), part(words[3])),
    )


@inlined
def report_minute(p: Parameters, replication: int, minute: int, u: float) -> int:
    """When an act of this minute is reported: after its own delay, or with the daily report.

    `u`: the random number of its own delay. That of a daily report is drawn as its day begins.
    """
    mission = p.monitoring[0]
    if mission.daily < 0:
        return minute + whole(p, mission.delay, u)
    since_close = (p.world[0].starts + minute - mission.daily) % DAY
    close = minute + DAY - since_close
    address = mission.stream | terms.DELAY
    seed = seed_at(p, close - DAY)
    late = whole(p, mission.delay, uniform(seed, replication, address, close // DAY, 0))
    return after_rest(p, mission.never_on, close + late)


@jit
def verification_minutes(p: Parameters, replication: int, pattern: int, act: int) -> int:
    """How long a team works on the report of an act."""
    address = p.patterns[pattern].stream | terms.VERIFY
    return minutes_at(p, replication, p.monitoring[0].verify, address, act, 0)


@inlined
def verdict(p: Parameters, pattern: int, of_confirming: float, of_blame: float) -> int:
    """DISMISSED, or confirmed and attributed to the ADVERSARY, the OTHER_SIDE, or UNRESOLVED.

    Two random numbers decide it: another chance to confirm leaves the blame as it is.
    """
    mission = p.monitoring[0]
    origin = p.patterns[pattern]
    if of_confirming >= origin.confirmed:
        return terms.DISMISSED
    if origin.blamed >= 0.0:
        return terms.ADVERSARY if of_blame < origin.blamed else terms.OTHER_SIDE
    if of_blame < mission.right:
        return terms.ADVERSARY
    if of_blame < mission.right + mission.wrong:
        return terms.OTHER_SIDE
    return terms.UNRESOLVED


@jit
def claims_of(p: Parameters, replication: int, pattern: int, act: int) -> tuple[int, int]:
    """How many acts the parties claim for one act, and how many of those claims count.

    Of a false report only the party that made it up knows.
    """
    mission = p.monitoring[0]
    origin = p.patterns[pattern]
    address = origin.stream | terms.CLAIM
    of_own, of_rival = pair(p.world[0].seed, replication, address, act, 0)
    own = rounded(mission.inflation, of_own)
    if mission.rival < 0.0:
        return own, own
    rival = 0
    if origin.cause != terms.FALSE_REPORT:
        rival = rounded(mission.rival, of_rival)
    most = max(own, rival)
    return most, min(own, rival) if mission.needs_both else most


@jit
def rounded(amount: float, u: float) -> int:
    """A number rounded up as often as its fraction says: 1.7 is 2 in seven cases of ten."""
    whole = int(amount)
    return whole + (1 if u < amount - whole else 0)
