"""In how many sets each sign holds, and where it flips, with what that does not show."""

from collections.abc import Iterator, Sequence

from simulator.results.limits import RANGES_NO_FORECAST
from simulator.tables.wording import counted, listed, percent
from simulator.uncertain.cells import WITHIN_CHANCE, band
from simulator.uncertain.flips import Flip
from simulator.uncertain.headline import OPEN
from simulator.uncertain.rows import Row

ALL, MOST = "in every set", "in most sets"
SOME, NONE = "open, as it depends on the set", "no difference beyond chance"


def is_told(row: Row) -> bool:
    """Whether the paragraph speaks of an outcome: all but what else became of a phase."""
    return ":" not in row.outcome or row.outcome.endswith(": in time")


def paragraph(
    rows: Sequence[Row], flips: Sequence[Flip], played: str, first: str, limits: Sequence[str]
) -> str:
    """In how many sets the sign of each outcome holds, and where it flips."""
    said = [f"{played}; bands hold 90 % of the sets."]
    for arm, told in signs(rows).items():
        said.append(f"Under '{arm}' against '{first}', {'; '.join(told)}.")
    said += [flipped(flip) for flip in flips if is_told(flip.row) and flip.telling]
    return " ".join([*said, *limits, RANGES_NO_FORECAST])


def signs(rows: Sequence[Row]) -> dict[str, list[str]]:
    """By arm what is higher or lower in every set, what in most, and what is open."""
    return {
        arm: list(
            _by_sign([row for row in rows if row.arm == arm and row.difference and is_told(row)])
        )
        for arm in dict.fromkeys(row.arm for row in rows if row.difference)
    }


def _by_sign(rows: Sequence[Row]) -> Iterator[str]:
    """Which outcomes are higher or lower in all sets, in most, and which are open."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        group, words = _sign_of(row)
        groups.setdefault(group, []).append(words)
    for group in (ALL, MOST, SOME, NONE):
        if group in groups:
            yield f"{group}: {listed(groups[group])}"


def _sign_of(row: Row) -> tuple[str, str]:
    """How far the sign of a difference holds, in words."""
    change = row.difference
    if change is None:
        raise ValueError(f"{row.outcome} has no difference")
    if not change.beyond:
        return NONE, row.outcome
    higher = change.higher >= change.lower
    holds = max(change.higher, change.lower)
    which = "higher" if higher else "lower"
    how = f"{row.outcome} {which}" if holds == 1 else f"{row.outcome} {which} in {percent(holds)}"
    told = band(row.unit, change.levels, points=True)
    group = ALL if holds == 1 else MOST if holds >= OPEN else SOME
    return group, how if told == WITHIN_CHANCE else f"{how} ({told})"


def flipped(flip: Flip) -> str:
    """By what the sets with the rarer sign differ."""
    outcome, which = flip.row.outcome, "higher" if flip.higher else "lower"
    verb = "are" if outcome.endswith(("acts", "breaches")) else "is"
    where = counted(flip.sets, "set", "sets")
    told = listed(flip.telling)
    return f"The {where} in which {outcome} {verb} {which} differ most in {told}."
