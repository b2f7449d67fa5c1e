"""Violations: when a pattern's acts come, whether one goes ahead, how large it is (section 3).

An act has an address that does not depend on what happened before it: day and number for a rate,
place in the list for scripted times, place in the chain for gaps, parent and place for a follower.
So the same war comes under every rule, until a response changes what goes ahead.
"""

from collections.abc import Sequence

import numpy as np

from simulator.errors import EscalationError
from simulator.jit import inlined, jit, struct
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.calendar import calendar_day
from simulator.model.draws import block, fraction, pair, uniform
from simulator.model.luck import seed_at
from simulator.model.mixing import DOUBT, nearly_mixed
from simulator.model.parameters import Array, Parameters
from simulator.model.sampling import minutes_at, quantile, sample_at
from simulator.model.special import exp, gamma_quantile, log, normal_quantile, poisson_quantile

CURSOR = struct(
    [
        ("minute", "i8"),  # of the act it stands on
        ("act", "i8"),  # its address
        ("day", "i8"),  # calendar day since the ceasefire's
        ("index", "i8"),  # next act of the day, the list or the chain
        ("hour", "i8"),  # of the day; its acts come in order
        ("spare", "f8"),  # the random number of the next act, where its index is odd
        ("spent", "f8"),  # hazard spent since the day began
        ("passed", "f8"),  # that of the hours before `hour`, at level 1
        ("multiplier", "f8"),  # random part of the day's rate
        ("doubt", "f8"),  # by how much of its value that may be off
        ("of_day", "f8"),  # the random number of its mixing
        ("log_level", "f8"),  # standard normal state of the wandering level
        ("gap", "i8"),  # minutes since the act before
    ]
)
MOST_OF_DAY = (1 << 16) - 1
"""Acts of a pattern on one day: as many as have an address of their own."""
NO_GAP = -1
"""Of a follower: it has no gap from the act before it."""


class TooManyActs(EscalationError):
    """A day has drawn more acts of a pattern than have an address of their own."""

    def __init__(self, pattern: int | None = None, names: Sequence[str] = ()) -> None:
        """The engines know a pattern by its number; a person, who has `names`, by its name."""
        super().__init__(pattern, names)
        self.pattern = pattern
        self.names = names

    def __str__(self) -> str:
        which = "a pattern"
        if self.pattern is not None and self.names:
            which = f"'{self.names[self.pattern]}'"
        return (
            f"{which} draws more than {MOST_OF_DAY:,} acts on one day. Write a lower rate, or "
            "several patterns."
        )


def crowded(p: Parameters, cursors: Array) -> int:
    """The pattern whose day has drawn more acts than it may, when `TooManyActs` was raised."""
    drawn = (p.patterns["source"] == terms.RATE) & (cursors["index"] > MOST_OF_DAY)
    return int(drawn.argmax())


def new_cursors(p: Parameters) -> Array:
    """A cursor per pattern, standing before its first act."""
    cursors = np.zeros(len(p.patterns), CURSOR)
    cursors["day"] = -1
    return cursors


@inlined
def next_act(p: Parameters, replication: int, cursors: Array, i: int, not_before: int) -> int:
    """Move the pattern's cursor to its next act at or after `not_before`; its minute, or NEVER.

    Acts before `not_before` are passed over; their luck is not used by others.
    """
    cursor = cursors[i]
    pattern = p.patterns[i]
    earliest = max(not_before, pattern.starts)
    latest = min(pattern.ends, p.world[0].horizon)
    while True:
        if pattern.source == terms.RATE:
            minute = next_of_rate(p, replication, cursors, i, earliest, latest)
        elif pattern.source == terms.TIMES:
            minute = next_of_times(p, cursors, i)
        else:
            minute = next_of_gaps(p, replication, cursors, i)
        if minute >= latest:
            cursor.minute = terms.NEVER
            return terms.NEVER
        if minute >= earliest:
            cursor.minute = minute
            return minute


@jit
def next_of_times(p: Parameters, cursors: Array, i: int) -> int:
    """The next of a list of minutes."""
    cursor = cursors[i]
    if cursor.index >= p.patterns[i].count:
        return terms.NEVER
    cursor.act = cursor.index
    cursor.index += 1
    return p.times[p.patterns[i].first + cursor.act].minute


@jit
def next_of_gaps(p: Parameters, replication: int, cursors: Array, i: int) -> int:
    """The next of a renewal process; a gap is at least a minute."""
    cursor = cursors[i]
    pattern = p.patterns[i]
    if cursor.index == 0:
        cursor.minute = pattern.starts
    address = pattern.stream | terms.GAP
    gap = minutes_at(p, replication, pattern.gap, address, cursor.index, 0)
    cursor.gap = max(1, gap)
    cursor.act = cursor.index
    cursor.index += 1
    cursor.minute += cursor.gap
    return cursor.minute


@inlined
def next_of_rate(
    p: Parameters, replication: int, cursors: Array, i: int, earliest: int, latest: int
) -> int:
    """The next of an inhomogeneous Poisson process, each day a stream of its own.

    Unit exponentials are spent at the day's hourly rates; a day that is over begins the next.
    """
    cursor = cursors[i]
    offset = p.world[0].offset
    while cursor.day * DAY - offset < latest:
        if cursor.day >= 0 and cursor.multiplier > 0.0:
            cursor.spent -= log(luck_of_gap(p, replication, cursors, i))
            cursor.act = (cursor.day << 16) | cursor.index
            cursor.index += 1
            minute = minute_of_hazard(p, cursors, i)
            if minute >= 0 and cursor.index > MOST_OF_DAY:
                raise TooManyActs  # its number cannot come out of compiled code
            if minute >= 0:
                return minute - offset
        begin_day(p, replication, cursors, i, earliest)
    return terms.NEVER


@jit
def luck_of_gap(p: Parameters, replication: int, cursors: Array, i: int) -> float:
    """The random number of the day's next act: two acts share a block."""
    cursor = cursors[i]
    if cursor.index & 1:
        return cursor.spare
    address = p.patterns[i].stream | terms.GAP
    u, cursor.spare = pair(p.world[0].seed, replication, address, cursor.day, cursor.index >> 1)
    return u


@jit
def minute_of_hazard(p: Parameters, cursors: Array, i: int) -> int:
    """The minute, counted from midnight of day 0, at which the day has spent the cursor's hazard.

    -1 if the day never reaches that much. Of a multiplier that is in doubt the lowest and the
    highest decide it if they agree: all between them has the same minute, for each step of the
    search grows with the hazard. Else the multiplier is found out.
    """
    cursor = cursors[i]
    most = cursor.multiplier * (1.0 + cursor.doubt)
    minute = search_hazard(p, cursors, i, cursor.spent / most)
    if minute < 0 or cursor.doubt == 0.0:
        return minute
    hour, passed = cursor.hour, cursor.passed
    least = cursor.multiplier * (1.0 - cursor.doubt)
    if search_hazard(p, cursors, i, cursor.spent / least) == minute:
        return minute
    cursor.hour, cursor.passed = hour, passed
    cursor.multiplier, cursor.doubt = day_multiplier(p, cursors, i, cursor.of_day), 0.0
    return search_hazard(p, cursors, i, cursor.spent / cursor.multiplier)


@jit
def search_hazard(p: Parameters, cursors: Array, i: int, hazard: float) -> int:
    """The minute at which the day has spent a hazard at level 1, or -1.

    The search goes on from the hour of the one before, and ends in that of the minute.
    """
    cursor = cursors[i]
    while cursor.hour < 24 and cursor.day * 24 + cursor.hour < p.rates.shape[1]:
        hour = cursor.day * 24 + cursor.hour
        rate = p.rates[i, hour]
        rest = max(0.0, hazard - cursor.passed)
        if rest < rate:
            return hour * 60 + int(60.0 * (rest / rate))
        cursor.passed += rate
        cursor.hour += 1
    return -1


@inlined
def begin_day(p: Parameters, replication: int, cursors: Array, i: int, earliest: int) -> None:
    """Go to the next day and draw its random level; a day without acts has multiplier 0."""
    cursor = cursors[i]
    cursor.day += 1
    cursor.index = cursor.hour = 0
    cursor.spent = cursor.passed = 0.0
    of_level, of_day = luck_of_day(p, replication, cursors, i)
    step_log_level(p, cursors, i, of_level)
    over = calendar_day(p, earliest) > cursor.day
    if over or not has_acts(p, i, cursor.day):
        cursor.multiplier = 0.0
        return
    cursor.of_day, cursor.doubt = of_day, DOUBT
    cursor.multiplier = level(p, cursors, i) * nearly_mixed(p, i, of_day)
    if cursor.multiplier == 0.0:
        cursor.multiplier, cursor.doubt = day_multiplier(p, cursors, i, of_day), 0.0


@jit
def luck_of_day(p: Parameters, replication: int, cursors: Array, i: int) -> tuple[float, float]:
    """The random numbers of a day's level and of its mixing; one half for a pattern without."""
    pattern = p.patterns[i]
    if pattern.wander == 0.0 and pattern.overdispersion == 0.0:
        return 0.5, 0.5
    return pair(p.world[0].seed, replication, pattern.stream | terms.DAY, cursors[i].day, 0)


@jit
def has_acts(p: Parameters, i: int, day: int) -> bool:
    """Whether acts are expected on a calendar day at all."""
    hour, end = day * 24, min(day * 24 + 24, p.rates.shape[1])
    while hour < end and p.rates[i, hour] == 0.0:
        hour += 1
    return hour < end


@inlined
def step_log_level(p: Parameters, cursors: Array, i: int, u: float) -> None:
    """One day of a mean-reverting level: AR(1) with unit variance, begun in its stationary law.

    `u`: the day's random number.
    """
    pattern = p.patterns[i]
    if pattern.wander == 0.0:
        return
    cursor = cursors[i]
    z = normal_quantile(u)
    if cursor.day == 0:
        cursor.log_level = z
    else:
        rho = pattern.memory
        cursor.log_level = rho * cursor.log_level + np.sqrt(1.0 - rho * rho) * z


@inlined
def day_multiplier(p: Parameters, cursors: Array, i: int, u: float) -> float:
    """The random factor of a day's rate, with mean 1: wandering level times gamma mixing.

    `u`: the random number of the mixing.
    """
    factor = level(p, cursors, i)
    k = p.patterns[i].overdispersion
    if k > 0.0:
        factor *= gamma_quantile(u, k) / k
    return factor


@jit
def level(p: Parameters, cursors: Array, i: int) -> float:
    """The wandering level of the day, with mean 1."""
    sd = p.patterns[i].wander
    return exp(sd * cursors[i].log_level - 0.5 * sd * sd) if sd > 0.0 else 1.0


@inlined
def goes_ahead(
    p: Parameters, replication: int, i: int, act: int, posture: int, minute: int
) -> bool:
    """Whether an act that was due in this minute happens, or what follows it, in this posture."""
    share = p.shares[i, posture]
    if share <= 0.0:
        return False
    if share >= 1.0:
        return True
    address = p.patterns[i].stream | terms.KEPT
    return uniform(seed_at(p, minute), replication, address, act, 0) < share


@inlined
def size_of_act(p: Parameters, replication: int, i: int, act: int, gap: int) -> float:
    """Munitions of an act: given with its time, saved up since the last, mass, or ordinary.

    `gap`: minutes since the pattern's own act before it; NO_GAP of a follower.
    """
    pattern = p.patterns[i]
    head = gap != NO_GAP
    if head and pattern.source == terms.TIMES and p.times[pattern.first + act].munitions > 0.0:
        return p.times[pattern.first + act].munitions
    if head and pattern.saves > 0.0:
        return max(1.0, np.floor(pattern.saves * gap + 0.5))
    address = pattern.stream | terms.SIZE
    if pattern.mass_share == 0.0:
        return sample_at(p, replication, pattern.munitions, address, act, 0)
    of_size, of_mass = pair(p.world[0].seed, replication, address, act, 0)
    mass = of_mass < pattern.mass_share
    return quantile(p, pattern.mass_size if mass else pattern.munitions, of_size)


@jit
def salvo_count(p: Parameters, replication: int, i: int, act: int) -> int:
    """How many further acts follow in the salvo that an act opens."""
    pattern = p.patterns[i]
    if pattern.salvo < 0:
        return 0
    address = pattern.stream | terms.SALVO
    return int(sample_at(p, replication, pattern.salvo, address, act, 0) + 0.5)


@jit
def echo_count(p: Parameters, replication: int, i: int, act: int) -> int:
    """How many acts an act breeds: Poisson, the cluster form of a Hawkes process."""
    pattern = p.patterns[i]
    if pattern.echo <= 0.0:
        return 0
    u = uniform(p.world[0].seed, replication, pattern.stream | terms.ECHO, act, 0)
    return int(poisson_quantile(u, pattern.echo))


@jit
def follower(
    p: Parameters, replication: int, i: int, purpose: int, act: int, k: int
) -> tuple[int, int]:
    """The k-th follower of an act, IN_SALVO or AS_ECHO: its address, and its minutes from the act.

    These are uniform over the salvo, or exponential.
    """
    pattern = p.patterns[i]
    words = block(p.world[0].seed, replication, pattern.stream | purpose, act, k)
    u = fraction(words[0], words[1])
    if purpose == terms.IN_SALVO:
        return words[2], int(u * pattern.salvo_within)
    return words[2], int(-log(u) * pattern.echo_memory)
