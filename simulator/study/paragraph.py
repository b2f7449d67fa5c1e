"""A comparison in words: the headline, then the details, then what it does not show."""

from collections.abc import Mapping, Sequence

from simulator.minutes import DAY
from simulator.results.headline import SURE, Change, told_of
from simulator.results.limits import NOT_A_FORECAST, limits_of
from simulator.study.headline import changes_of, headline
from simulator.study.rows import Row, row
from simulator.tables.amounts import SHARE, difference, with_interval
from simulator.tables.histories import Histories
from simulator.tables.measures import PHASE_STATES
from simulator.tables.page import Items, Part
from simulator.tables.phrases import place_of
from simulator.tables.wording import listed, percent

NAMED = 6
"""Further differences of an arm that are given with their intervals; the others are named."""


def paragraph(rows: Sequence[Row], runs: Mapping[str, Histories]) -> str:
    """Headline, details and limits, as running text."""
    said = headline(rows, list(runs), replications(runs))
    return "\n\n".join([said, "\n".join(details(rows, runs)), limits(runs)])


def parts(rows: Sequence[Row], runs: Mapping[str, Histories]) -> list[Part]:
    """The same as parts of a page."""
    said = headline(rows, list(runs), replications(runs))
    return [said, Items("In detail:", details(rows, runs)), limits(runs)]


def replications(runs: Mapping[str, Histories]) -> int:
    """How many pairs there are."""
    return next(iter(runs.values())).replications


def details(rows: Sequence[Row], runs: Mapping[str, Histories]) -> list[str]:
    """How much was played, breaches and answers of each arm, and every difference beyond chance
    that the headline leaves out."""
    first, *others = runs
    base = runs[first]
    days = base.scenario.horizon / DAY
    return [
        f"Each history is {days:g} days long and was played under all scenarios with the same "
        f"luck (seed {base.seed}); intervals are of 95 %.",
        *_breaches(rows, list(runs)),
        *filter(None, (_phase(rows, list(runs), phase) for phase in _phases(runs))),
        *_further(changes_of(rows, first, base.replications), others),
    ]


def _breaches(rows: Sequence[Row], arms: Sequence[str]) -> list[str]:
    """How often each arm was breached, and how often falsely."""
    said = []
    for arm in arms:
        every, false = row(rows, "breaches", arm), row(rows, "false breaches", arm)
        if every is None or false is None:
            continue
        number = _value(false) if false.estimate.value else "none"
        said.append(f"{_value(every)} under '{arm}', {number} of them false")
    if not said:
        return []
    why = "a false breach is met only by accidents, exercises or false reports"
    return [f"Breaches per 30 days: {'; '.join(said)} ({why})."]


def _value(row: Row) -> str:
    return with_interval(row.unit, *row.estimate)


def _phases(runs: Mapping[str, Histories]) -> list[str]:
    """The phases of all arms, each once."""
    return list(dict.fromkeys(p for run in runs.values() for p in run.names.phases))


def _phase(rows: Sequence[Row], arms: Sequence[str], phase: str) -> str:
    """What became of a phase in each arm, in what share of histories; arms alike are one."""
    said: dict[str, list[str]] = {}
    for arm in arms:
        found = {word: row(rows, f"{phase}: {word}", arm) for word in PHASE_STATES}
        shares = {word: one.estimate.value for word, one in found.items() if one is not None}
        shown = [f"{word} in {percent(share)}" for word, share in shares.items() if share > 0]
        if shown:
            said.setdefault(listed(shown), []).append(f"'{arm}'")
    told = [f"{shares} under {listed(names)}" for shares, names in said.items()]
    return f"The phase '{phase}' at its first call: {'; '.join(told)}." if told else ""


def _further(changes: Sequence[Change], others: Sequence[str]) -> list[str]:
    """The differences of each arm beyond chance that the headline does not name."""
    told = told_of(others, changes)
    said = []
    for arm in others:
        left = [one for one in changes if one.arm == arm and one.p < SURE and one not in told[arm]]
        left.sort(key=lambda one: (place_of(one.outcome), -one.size))
        if left:
            shown = [_change(one) for one in left[:NAMED]]
            names = [one.outcome for one in left[NAMED:]]
            said.append(f"Also beyond chance under '{arm}': {'; '.join([*shown, *names])}.")
    return said


def _change(one: Change) -> str:
    """One difference with its interval."""
    unit = "" if one.unit == SHARE or one.unit in one.outcome.split() else f", {one.unit}"
    return f"{one.outcome}{unit}: {difference(one.unit, *one.difference)}"


def limits(runs: Mapping[str, Histories]) -> str:
    """What each scenario says that it cannot show, and what none can."""
    own = limits_of({arm: run.scenario for arm, run in runs.items()})
    return " ".join([*own, NOT_A_FORECAST])
