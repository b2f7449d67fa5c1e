"""The rules that are tried: up to three clauses, from lists of kinds, counts and windows."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from simulator.scenario.schema.rule import AllOf, AnyOf, Clause, Cusum, CusumClause, Rule

Kinds = tuple[str, ...]
"""None for all kinds."""
COUNTS = (1, 2, 3, 5, 8, 12, 20, 30, 50)
WINDOWS = ("6 h", "24 h", "72 h")
COUNTS_ON_DAYS, DAYS_RUNNING = (1, 3, 5, 10, 20), (2, 3)
SEVERITIES = (5, 10, 20, 30, 50, 100)
DRIFTS, LIMITS = (1.0, 4.0, 10.0), (3, 6, 8, 10, 12, 24)
"""Of running scores: what a day takes away, and where they are a breach."""
COUNTS_OF_TWO, COUNTS_OF_THREE = (1, 3, 5, 8, 12, 20), (3, 8, 20)
SEVERITIES_OF_THREE, LIMITS_OF_THREE = (10, 30, 60, 100), (6, 12, 24)


def rules(kinds: Sequence[Kinds]) -> Iterator[Rule]:
    """Every rule that is tried, those of fewest clauses first.

    `kinds`: the choices of kinds that a clause may count, `()` for all of them.
    """
    for of in kinds:
        yield from _of_one(of)
    pairs = list(combinations(kinds, 2))
    for left, right in pairs:
        both = _together(left, right, COUNTS_OF_TWO)
        yield from (AnyOf(any=two) for two in both)
        yield from (AllOf(all=two) for two in both)
    for left, right in pairs:
        both = _together(left, right, COUNTS_OF_THREE)
        yield from (AnyOf(any=(*two, third)) for two, third in product(both, _third()))


def _of_one(of: Kinds) -> Iterator[Rule]:
    """A clause by itself: acts in a window, acts on days running, severity, a running score."""
    for count, within in product(COUNTS, WINDOWS):
        yield Clause(of=of, at_least=count, within=within)
    for count, days in product(COUNTS_ON_DAYS, DAYS_RUNNING):
        yield Clause(of=of, at_least=count, within="24 h", days=days)
    for severity, within in product(SEVERITIES if not of else (), WINDOWS[1:]):
        yield Clause(of=of, at_least=severity, measure="severity", within=within)
    for drift, limit in product(DRIFTS, LIMITS):
        yield _score(of, drift, limit)


def _together(left: Kinds, right: Kinds, counts: Sequence[int]) -> list[tuple[Clause, Clause]]:
    """Two clauses that count acts, neither of which says all that the other says."""
    both = product(_counted(left, counts), _counted(right, counts))
    return [(one, two) for one, two in both if not (_within(one, two) or _within(two, one))]


def _within(one: Clause, other: Clause) -> bool:
    """Whether one clause can only be met when the other is: fewer kinds, more acts, less time."""
    kinds = not other.of or bool(one.of) and set(one.of) <= set(other.of)
    return kinds and one.at_least >= other.at_least and int(one.within) <= int(other.within)


def _counted(of: Kinds, counts: Sequence[int]) -> list[Clause]:
    """Clauses that count acts, over a day and over three."""
    every = product(counts, WINDOWS[1:])
    return [Clause(of=of, at_least=count, within=within) for count, within in every]


def _third() -> list[Rule]:
    """What catches slow harm of all kinds beside two clauses that count acts."""
    weighed = [
        Clause(at_least=severity, measure="severity", within=WINDOWS[-1])
        for severity in SEVERITIES_OF_THREE
    ]
    return [*weighed, *(_score((), 4.0, limit) for limit in LIMITS_OF_THREE)]


def _score(of: Kinds, drift: float, limit: float) -> CusumClause:
    words = {"of": of, "drift": f"{drift:g} per day", "limit": limit}
    return CusumClause(cusum=Cusum.model_validate(words))
