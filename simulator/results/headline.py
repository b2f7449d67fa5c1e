"""The finding in one or two sentences that may be quoted, and as short as a picture's title.

A headline names up to `MOST` outcomes, those that matter most (the order of `tables.phrases`), one
of each subject. Of a comparison it names only differences beyond chance, adjusted for their number.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import NamedTuple, TypeVar

from simulator.tables.amounts import POINTS, SHARE, amounts
from simulator.tables.histories import Histories
from simulator.tables.measures import IN_TIME, NOT_CALLED, measures
from simulator.tables.phrases import phrase_of, place_of, shortened
from simulator.tables.summary import Estimate
from simulator.tables.wording import counted, length, listed, percent

SURE = 0.05
"""A difference is beyond chance if its p, adjusted for being one of many, is below this."""
MOST = 3
"""Outcomes that a headline names."""
ALIKE = "no outcome differs by more than chance explains"
INTERVAL = "95 % interval"


class Value(NamedTuple):
    """One outcome of a scenario, as a headline says it."""

    outcome: str
    unit: str
    estimate: Estimate
    range_is: str = INTERVAL
    """What the two ends of the estimate are."""

    size: float = 0.0
    """By which of several phases one is chosen: the greatest."""
    tail: str = ""
    """What follows the range."""

    def clause(self, range_: bool = True, last: str = "") -> str:
        """'an assault follows in 26 % (95 % interval: 20 to 32 %)'.

        `range_`: with the range; `last`: what the range said before was, not to be said again.
        """
        middle, low, high = amounts(self.unit, *self.estimate)
        amount = f"in {middle}" if self.unit == SHARE else with_unit(middle, self.unit)
        said = phrase_of(self.outcome).says(amount)
        if not range_:
            return f"{said}{self.tail}"
        ends = f"{_named(self.range_is, last)}{low.removesuffix(' %')} to {high}"
        return f"{said} ({'the same in every history' if low == '-' else ends}){self.tail}"


class Change(NamedTuple):
    """How one outcome of an arm differs from the first arm's, as a headline says it."""

    outcome: str
    unit: str
    arm: str
    value: Estimate
    base: Estimate
    """Of the first arm."""
    difference: Estimate
    p: float
    """Adjusted for the number of outcomes; below `SURE` it is beyond chance."""
    everywhere: bool = True
    """Whether the difference is over all pairs, and so that of the two values."""
    range_is: str = INTERVAL
    note: str = ""
    """What more there is to say of the difference."""

    @property
    def size(self) -> float:
        """By which of several phases one is chosen: that which differs most."""
        return abs(self.difference.value)

    def clause(self, range_: bool = True, last: str = "") -> str:
        """'an assault follows in 38 % rather than 26 % (12 points more, 95 % interval: 6 to 18)'.

        `range_`: with the range; `last`: what the range said before was, not to be said again.
        """
        phrase, share = phrase_of(self.outcome), self.unit == SHARE
        more = self.difference.value > 0
        ends = self.difference if more else _mirrored(self.difference)
        shown = amounts(self.unit if share else "", *ends)
        size, low, high = (one.removesuffix(" %") for one in shown)
        ranged = "" if low == "-" else f"{_named(self.range_is, last)}{low} to {high}"
        if not share:
            word = phrase.more if more else phrase.less
            said, details = phrase.says(f"{with_unit(size, self.unit)} {word}"), [ranged]
        elif self.everywhere:
            said = phrase.says(f"in {_middle(self.value)} rather than {_middle(self.base)}")
            details = [f"{size} {POINTS} {'more' if more else 'less'}", ranged]
        else:
            said = phrase.says(f"{size} {POINTS} {'more' if more else 'less'} often")
            details = [ranged]
        told = ", ".join(filter(None, [*details, self.note]))
        return f"{said} ({told})" if range_ and told else said


Said = TypeVar("Said", Value, Change)


def _mirrored(one: Estimate) -> Estimate:
    return Estimate(-one.value, -one.high, -one.low)


def _middle(share: Estimate) -> str:
    return amounts(SHARE, *share)[0]


def _named(range_is: str, last: str) -> str:
    return "" if range_is == last else f"{range_is}: "


def with_unit(amount: str, unit: str) -> str:
    """'620 h', '8,190 km2'; what else an amount is of stands in its clause."""
    return f"{amount} {unit}" if unit in ("h", "km2") else amount


def most_telling(found: Iterable[Said], most: int = MOST) -> list[Said]:
    """Those that matter most, one of each subject."""
    kept: dict[str, Said] = {}
    for one in sorted(found, key=lambda one: (place_of(one.outcome), -one.size)):
        kept.setdefault(phrase_of(one.outcome).about, one)
    return list(kept.values())[:most]


def of_values(lead: str, values: Iterable[Value]) -> str:
    """What a scenario comes to; `lead`: 'In 200 simulated histories of 'One drone''."""
    told = most_telling(one for one in values if isfinite(one.estimate.value))
    return _sentences(f"{lead}, ", told) if told else f"{lead}, no outcome is known."


def of_run(run: Histories) -> str:
    """What a run comes to."""
    histories = counted(run.replications, "simulated history", "simulated histories")
    lead = f"In {histories} of {length(run.scenario.horizon)} under '{run.scenario.name}'"
    return of_values(lead, values_of(run))


def values_of(run: Histories) -> list[Value]:
    """Every outcome of a run, as headlines take them."""
    estimates = {one.outcome: one.estimate for one in measures(run)}
    return [value_of(one.outcome, one.unit, estimates) for one in measures(run)]


def value_of(
    outcome: str, unit: str, estimates: Mapping[str, Estimate], range_is: str = INTERVAL
) -> Value:
    """One outcome of all these; a phase in time with how often it was not called at all.

    Of several phases a headline names the one that is in time in the smallest part of its calls.
    """
    value = Value(outcome, unit, estimates[outcome], range_is)
    phase, _, word = outcome.rpartition(": ")
    if word != IN_TIME:
        return value
    idle = estimates[f"{phase}: {NOT_CALLED}"].value
    if not isfinite(idle):
        return value
    kept = value.estimate.value / (1 - idle) if idle < 1 else 2.0
    return value._replace(size=-kept, tail=f" and is not called in {percent(idle)}")


def of_changes(
    lead: str, first: str, others: Sequence[str], changes: Sequence[Change], why: str = ALIKE
) -> str:
    """How the other arms differ from the first beyond chance.

    `lead`: 'In 200 simulated pairs of histories'; `changes`: every difference of every arm; `why`:
    what it means that arms cannot be told apart.
    """
    found = told_of(others, changes)
    differing = [arm for arm in others if found[arm]]
    alike = [arm for arm in others if not found[arm]]
    same = f"{_alike(alike, first, changes, why)}." if alike else ""
    if not differing:
        return f"{lead}, {same}"
    if len(others) == 1:
        return _sentences(f"{lead}, with '{others[0]}' instead of '{first}', ", found[others[0]])
    clauses = _clauses(found[arm][0] for arm in differing)
    said = [f"with '{arm}', {one}" for arm, one in zip(differing, clauses, strict=True)]
    return " ".join([f"{lead}, against '{first}': {'; '.join(said)}.", _capital(same)]).strip()


def told_of(others: Sequence[str], changes: Iterable[Change]) -> dict[str, list[Change]]:
    """What the headline names of each other arm: of several arms only what tells most."""
    sure = [one for one in changes if one.p < SURE]
    most = MOST if len(others) == 1 else 1
    return {arm: most_telling((one for one in sure if one.arm == arm), most) for arm in others}


def _alike(arms: Sequence[str], first: str, changes: Sequence[Change], why: str) -> str:
    """That arms cannot be told apart from the first, or are the same."""
    named = listed([f"'{arm}'" for arm in arms])
    some = [one for one in changes if one.arm in arms]
    if some and all(one.difference.value == 0 and one.p == 1 for one in some):
        verb = "comes" if len(arms) == 1 else "come"
        return f"{named} {verb} out like '{first}' in every outcome that both have"
    return f"{named} cannot be told apart from '{first}': {why}"


def _sentences(lead: str, told: Sequence[Said]) -> str:
    """The first clause after the lead; the others in a sentence of their own."""
    first, *others = _clauses(told)
    more = f" {_capital(', and '.join(others))}." if others else ""
    return f"{lead}{first}.{more}"


def _clauses(told: Iterable[Said]) -> list[str]:
    """The clauses, in which what a range is stands once."""
    clauses, last = [], ""
    for one in told:
        clauses.append(one.clause(last=last))
        last = one.range_is
    return clauses


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def title_of(lead: str, told: Iterable[Said], otherwise: str, range_: bool = False) -> str:
    """A picture's title: 'Another rule: an assault follows in 38 % rather than 26 %'.

    `otherwise`: what it says where there is nothing to tell; `range_`: with the range.
    """
    found = [one._replace(outcome=shortened(one.outcome)) for one in most_telling(told, 1)]
    said = found[0].clause(range_) if found else otherwise
    return f"{lead}: {said}" if lead else _capital(said)
