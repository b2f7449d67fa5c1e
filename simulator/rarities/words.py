"""What was found of a rare outcome, in words."""

from collections.abc import Mapping
from math import exp, hypot, log

from simulator.play.cost import about
from simulator.rarities.find import (
    CHOSEN,
    FIRST,
    FREQUENT_ENOUGH,
    UNREACHED,
    Found,
)
from simulator.tables.amounts import amounts, number
from simulator.tables.page import Grid
from simulator.tables.summary import NOTHING, Estimate
from simulator.tables.wording import counted, listed, percent

MILLION = 1e6
SHOWN = 12
"""Draws in the table of what an outcome depends on."""
EXAMPLES = 3
READING = (
    "A probability is that of one history, of all: where the outcome does not apply, it does not "
    "happen. Intervals are of 95 %. A history that was played with a probability of a tenth, going "
    "by its luck, counts as ten."
)
LIMITS = (
    "What this does not show: the interval says how well the ways to the outcome are counted that "
    "were found. A way that no history went that was played to learn from, or to count, is not in "
    "it; nor is what nobody knows about the scenario. One in a million is a probability of this "
    "model with these numbers: where a chance on which it depends is a guess, so is it."
)


def heading(found: Mapping[str, Found], seed: int) -> str:
    """'26,874,002 histories looked at, 19,684 of them played, 6,000 more to learn from, seed 0'."""
    looked = sum(one.counted.looked for one in found.values())
    played = sum(one.counted.played for one in found.values())
    more = sum(one.played for one in found.values()) - played
    told = counted(looked, "history", "histories")
    which = "played" if looked == played else f"looked at, {played:,} of them played"
    return f"{told} {which}, {more:,} more to learn from, seed {seed}"


def grid(found: Mapping[str, Found]) -> Grid:
    """A row for each scenario."""
    return Grid(
        ["scenario", "per million", "95 % interval", "one history in", "seen in", "played",
         "plain simulation"],
        [_row(arm, one) for arm, one in found.items()],
        right=(1, 3, 4, 5, 6),
        caption="How often it happens in a million histories, and how many plain simulation would "
        "have to play for the same standard error:",
    )  # fmt: skip


def _row(arm: str, found: Found) -> list[str]:
    value, low, high = per_million(found.counted.estimate)
    p = found.counted.estimate.value
    needed = found.counted.needed
    plain = about(needed) if found.why == CHOSEN and needed == needed else "-"
    return [
        arm,
        value,
        f"{low} to {high}",
        about(1 / p) if p else "-",
        f"{len(found.counted.hits):,}",
        f"{found.played:,}",
        plain,
    ]


def reasons(found: Found) -> Grid:
    """The draws on which the outcome depends."""
    rows = [
        [
            one.learnt.draw.what,
            one.learnt.draw.words(*one.learnt.likely),
            _share(one.chance),
            _share(one.share),
        ]
        for one in found.reasons[:SHOWN]
    ]
    return Grid(
        ["luck", "likelier with", "of all", "where it happens"],
        rows,
        right=(2, 3),
        caption=f"{found.asked.scenario.name}: what the outcome depends on, in what share of all "
        "histories the luck is such, and in what share of those with the outcome:",
    )


def headline(found: Mapping[str, Found], outcome: str) -> str:
    """What was found, in a sentence or two to quote."""
    first, *others = found
    told = f"Under '{first}', {_often(outcome, found[first])}."
    for arm in others:
        told += f" Under '{arm}', {_often('it', found[arm])}{_compared(found[first], found[arm])}."
    return told


def title(found: Mapping[str, Found], outcome: str) -> str:
    """The finding above the picture."""
    if len(found) == 1:
        return _often(outcome, *found.values())
    values = [per_million(one.counted.estimate)[0] for one in found.values()]
    return f"'{outcome}' happens in {listed(values)} of a million histories"


def _often(what: str, found: Found) -> str:
    name = what if what == "it" else f"'{what}'"
    value, low, high = per_million(found.counted.estimate)
    if not len(found.counted.hits):
        return f"{name} was not seen: at most {high} of a million histories have it (95 %)"
    return f"{name} happens in {value} of a million histories (95 %: {low} to {high})"


def _compared(first: Found, other: Found) -> str:
    value, low, high = ratio(first, other)
    if value != value:
        return ""
    return f", {number(value, 2)} times as often ({number(low, 2)} to {number(high, 2)})"


def ratio(first: Found, other: Found) -> Estimate:
    """How many times as probable the other is as the first; NaN where either was not seen.

    The interval takes the two as independent (Donner and Zou 2012, on logarithms): on the same luck
    that is rather too wide.
    """
    a, b = first.counted.estimate, other.counted.estimate
    if min(*a, *b) <= 0:
        return NOTHING
    value = log(b.value / a.value)
    below = hypot(log(b.value / b.low), log(a.high / a.value))
    above = hypot(log(b.high / b.value), log(a.value / a.low))
    return Estimate(exp(value), exp(value - below), exp(value + above))


def method(found: Mapping[str, Found]) -> list[str]:
    """How each was counted, and whether plain simulation is the better choice."""
    several = len(found) > 1
    return [f"{arm}: {_how(one)}" if several else _how(one) for arm, one in found.items()]


def _how(found: Found) -> str:
    one = found.counted
    if found.why == FREQUENT_ENOUGH:
        return (
            f"This is not rare: {found.first:,} of {FIRST:,} histories had it. Every history was "
            "played, and plain simulation is the better choice: 'escalation run' without --rare "
            "shows it with all other outcomes, and --until to a precision."
        )
    if found.why == UNREACHED:
        return (
            f"Of {found.pilots:,} histories in which the chances of all moves, promises and delays "
            f"were evened {found.taught:,} had it, too few to learn from. So what makes it rare, "
            "or impossible, lies in the acts and in what is seen of them, which cannot be looked "
            "at beforehand. Every history was played; more of them (-n) are all that helps."
        )
    if found.why != CHOSEN:
        return (
            "The luck that can be looked at beforehand says too little about it to leave much "
            "work out. Every history was played, and plain simulation is the better choice: "
            "'escalation run' without --rare, with --until for a precision."
        )
    told = (
        f"Of {one.looked:,} histories that were looked at {one.played:,} were played, those with "
        f"the most promising luck all of them; {len(one.hits):,} had the outcome, and tell as much "
        f"as {one.worth:,.0f} of equal weight."
    )
    if one.needed != one.needed:
        return told
    gain = one.needed / found.played
    if gain < 1:
        return (
            f"{told} Plain simulation would have needed only {about(one.needed)} histories for "
            "this precision, and is the better choice."
        )
    return (
        f"{told} For the same standard error plain simulation would have to play "
        f"{about(one.needed)}: {number(gain, 2)} times as many as the {found.played:,} played "
        f"here, those to learn from included.{_examples(found)}"
    )


def _examples(found: Found) -> str:
    order = found.counted.hits[:EXAMPLES].tolist()
    numbers = listed([str(one) for one in order])
    which = "replication" if len(order) == 1 else "replications"
    return f" See how it came about: 'escalation explain' with --replication; {which} {numbers}."


def per_million(estimate: Estimate) -> tuple[str, str, str]:
    """The value and the ends of its interval, with as many digits as are known."""
    value, low, high = amounts("", *(MILLION * one for one in estimate))
    return value, low, high


def _share(share: float) -> str:
    """A share in per cent, two digits of it where it is small."""
    if share != share:
        return "-"
    return percent(share) if share == 0 or share >= 0.01 else f"{number(100 * share, 2)} %"
