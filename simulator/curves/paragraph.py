"""What may be quoted of an operating curve, with what it does not show."""

from collections.abc import Iterator, Sequence

from simulator.curves.findings import Beaten, Bend
from simulator.scenario.schema import Scenario
from simulator.tables.amounts import number
from simulator.tables.wording import counted
from simulator.uncertain.told import Change, with_share

PLAYED = (
    "Each rule was played by itself, and not read off the histories of another, because an answer "
    "changes what the other side does afterwards."
)
NOT_SHOWN = (
    "Not shown: what an adversary who has read the rule would do other than the scenario says, and "
    "which of these costs weighs more."
)


def headline(marks: Sequence[Beaten], scenario: Scenario) -> str:
    """Which named rules are beaten, by which rule, and by how much: to be quoted."""
    return " ".join([f"In '{scenario.name}':", *_beaten(marks)])


def details(bends: Sequence[Bend], played: str) -> str:
    """What was played, where each curve bends, and what none of it shows."""
    said = [words for bend in bends for words in _bend(bend)]
    return " ".join([f"{played}.", PLAYED, *said, NOT_SHOWN])


def _beaten(marks: Sequence[Beaten]) -> Iterator[str]:
    """A sentence for each named rule that another one beats."""
    if not marks:
        yield (
            "no named rule is beaten, as no other has both fewer false breaches and fewer hours to "
            "a breach beyond chance."
        )
    for one in marks:
        others = f", and by {counted(one.others, 'other', 'others')}" if one.others else ""
        changes = f"{_false(one.false)} and {_hours(one.hours)}"
        yield (
            f"'{one.mark.name}' is beaten by {one.by.words}{others}: on the same luck, "
            f"{with_share(changes, one.holds)}."
        )


def _bend(bend: Bend) -> Iterator[str]:
    """Where a curve bends, and from where on more of the same only costs hours."""
    family = bend.curve.family
    words = [member.words for member in family.members]
    said = []
    if bend.knee is not None:
        at, low, high = (words[place] for place in bend.knee)
        said.append(f"the curve bends at {at}{f' ({low} to {high})' if low != high else ''}")
    if bend.settled < len(words) - 1:
        said.append(
            f"from {words[bend.settled]} on, up to {words[-1]}, more of it saves "
            f"{_saved(bend.saved)}, and changes the hours to a breach by {bend.lost.words}"
        )
    if said:
        yield f"Counting {family.name}, by {family.varied}, {'; '.join(said)}."


def _saved(change: Change) -> str:
    """How many false breaches may be saved at most."""
    most = -change.estimate.low
    if not most > 0:
        return "no false breach that was seen"
    return f"at most {number(most, 2)} false breaches per 30 days"


def _false(change: Change) -> str:
    return f"{change.words} false breaches per 30 days"


def _hours(change: Change) -> str:
    return f"{change.words} h to a breach"
