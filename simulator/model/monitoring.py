"""Monitoring: what is seen of an act, when it is reported, what verification says (section 4)."""

from simulator.jit import inlined, jit
from simulator.model import terms
from simulator.model.draws import minutes_at, uniform
from simulator.model.parameters import Array

DAY = terms.MINUTES_PER_DAY


@jit
def weekday(world: Array, minute: int) -> int:
    """0 for Monday."""
    return (world[0].starts + minute) // DAY % 7


@jit
def after_rest(world: Array, rest_days: int, minute: int) -> int:
    """The same time of the first day from this minute on that is no day of rest (bits)."""
    while rest_days >> weekday(world, minute) & 1:
        minute += DAY
    return minute


@jit
def is_seen(
    world: Array, patterns: Array, kinds: Array, replication: int, pattern: int, act: int
) -> bool:
    """Whether the monitors notice an act at all."""
    address = patterns[pattern].stream | terms.SEEN
    return uniform(world[0].seed, replication, address, act, 0) < kinds[patterns[pattern].kind].seen


@inlined
def report_minute(
    world: Array,
    patterns: Array,
    monitoring: Array,
    distributions: Array,
    numbers: Array,
    replication: int,
    pattern: int,
    act: int,
    minute: int,
) -> int:
    """When an act is reported: after its own delay, or with the daily report."""
    mission = monitoring[0]
    seed = world[0].seed
    if mission.daily < 0:
        address = patterns[pattern].stream | terms.DELAY
        return minute + minutes_at(
            distributions, numbers, mission.delay, seed, replication, address, act, 0
        )
    since_close = (world[0].starts + minute - mission.daily) % DAY
    close = minute + DAY - since_close
    address = mission.stream | terms.DELAY
    late = minutes_at(
        distributions, numbers, mission.delay, seed, replication, address, close // DAY, 0
    )
    return after_rest(world, mission.never_on, close + late)


@jit
def verification_minutes(
    world: Array,
    patterns: Array,
    monitoring: Array,
    distributions: Array,
    numbers: Array,
    replication: int,
    pattern: int,
    act: int,
) -> int:
    """How long a team works on the report of an act."""
    address = patterns[pattern].stream | terms.VERIFY
    return minutes_at(
        distributions, numbers, monitoring[0].verify, world[0].seed, replication, address, act, 0
    )


@inlined
def verdict(
    world: Array, patterns: Array, monitoring: Array, replication: int, pattern: int, act: int
) -> int:
    """DISMISSED, or confirmed and attributed to the ADVERSARY, the OTHER_SIDE, or UNRESOLVED."""
    mission = monitoring[0]
    origin = patterns[pattern]
    seed = world[0].seed
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
    world: Array,
    patterns: Array,
    kinds: Array,
    monitoring: Array,
    distributions: Array,
    numbers: Array,
    replication: int,
    pattern: int,
    act: int,
    minute: int,
) -> tuple[int, int, int]:
    """What the monitors will make of an act: when they report it, minutes of work, the verdict.

    It is never reported if they do not notice it.
    """
    if not is_seen(world, patterns, kinds, replication, pattern, act):
        return terms.NEVER, 0, terms.DISMISSED
    of = (world, patterns, monitoring, distributions, numbers, replication, pattern, act)
    reported = report_minute(*of, minute)
    return (
        reported,
        verification_minutes(*of),
        verdict(world, patterns, monitoring, replication, pattern, act),
    )


@jit
def claims_of(
    world: Array, patterns: Array, monitoring: Array, replication: int, pattern: int, act: int
) -> tuple[int, int]:
    """How many acts the parties claim for one act, and how many of those claims count.

    Of a false report only the party that made it up knows.
    """
    mission = monitoring[0]
    seed = world[0].seed
    address = patterns[pattern].stream | terms.CLAIM
    own = rounded(mission.inflation, uniform(seed, replication, address, act, 0))
    if mission.rival < 0.0:
        return own, own
    rival = 0
    if patterns[pattern].cause != terms.FALSE_REPORT:
        rival = rounded(mission.rival, uniform(seed, replication, address, act, 1))
    most = max(own, rival)
    return most, min(own, rival) if mission.needs_both else most


@jit
def rounded(amount: float, u: float) -> int:
    """A number rounded up as often as its fraction says: 1.7 is 2 in seven cases of ten."""
    whole = int(amount)
    return whole + (1 if u < amount - whole else 0)
