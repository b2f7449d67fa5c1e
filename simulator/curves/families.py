"""Families of rules: a clause of which one number is varied, for some kinds of act."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.minutes import DAY, HOUR
from simulator.scenario.quantities import format_rate
from simulator.scenario.rule_walk import clauses_of
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Clause, CusumClause, Rule
from simulator.scenario.vary import set_from_text, vary
from simulator.tables.rule_words import ANY_KIND, UNITS, window_words
from simulator.tables.wording import listed, spoken

ALL = "all"
"""What stands for all kinds of act on the command line."""


class Member(NamedTuple):
    """A rule of a family, in the scenario that it is tried in."""

    scenario: Scenario
    value: float
    """Of what is varied; a duration in minutes."""
    words: str
    """The same as people write it: '5', '6 h'."""

    @property
    def rule(self) -> Rule:
        """The rule itself."""
        return self.scenario.threshold


class Family(NamedTuple):
    """Rules that differ in one number, in the order in which it grows."""

    kinds: tuple[str, ...]
    """The kinds that count; none for all."""
    word: str
    """What is varied, a key of WORDS."""
    varied: str
    """What the number is, in words: 'acts within 24 h'."""
    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """'drone', 'artillery and drone', 'all kinds'."""
        return listed([spoken(kind) for kind in self.kinds]) or ANY_KIND


class Word(NamedTuple):
    """A number of a clause that may be varied."""

    values: tuple[object, ...]
    """Tried where nobody says which, as written in a scenario."""
    change: Callable[[Clause, object], dict[str, Any]]
    """The clause as written, with this value."""
    read: Callable[[Any], float]
    """The value in a clause."""
    noun: Callable[[Clause], str]
    """What the values are of, in words."""


def _with(clause: Clause, **words: object) -> dict[str, Any]:
    return clause.model_dump(mode="json", exclude_defaults=True) | words


def _score(clause: Clause, limit: object) -> dict[str, Any]:
    """A running score that lets half of the clause's own rate pass (Page 1954)."""
    window = DAY if clause.within == "calendar day" else int(clause.within)
    drift = clause.at_least / 2 * DAY / window
    words = {"drift": format_rate(drift), "limit": limit, "measure": clause.measure}
    return {"cusum": words | ({"of": list(clause.of)} if clause.of else {})}


def _count_noun(clause: Clause) -> str:
    return f"{UNITS['violations']} {window_words(clause)}"


COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50)
WORDS = {
    "count": Word(
        COUNTS,
        lambda clause, value: _with(clause, at_least=value, measure="violations"),
        lambda rule: float(rule.at_least),
        _count_noun,
    ),
    "severity": Word(
        (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 200),
        lambda clause, value: _with(clause, at_least=value, measure="severity"),
        lambda rule: float(rule.at_least),
        lambda clause: f"severity {window_words(clause)}",
    ),
    "window": Word(
        ("1 h", "2 h", "3 h", "6 h", "12 h", "24 h", "36 h", "48 h", "72 h", "7 days", "14 days"),
        lambda clause, value: _with(clause, within=value),
        lambda rule: float(DAY if rule.within == "calendar day" else rule.within),
        lambda clause: f"window of at least {clause.at_least:g} {UNITS[clause.measure]}",
    ),
    "days": Word(
        tuple(range(1, 8)),
        lambda clause, value: _with(clause, days=value),
        lambda rule: float(rule.days),
        lambda clause: f"days running with at least {clause.at_least:g} {UNITS[clause.measure]}",
    ),
    "cusum": Word(
        (1, 2, 3, 5, 7, 10, 15, 20, 30, 50),
        _score,
        lambda rule: float(rule.cusum.limit),
        lambda clause: f"limit of a running score of {UNITS[clause.measure]}",
    ),
}
"""What may be varied, by the word for it on the command line."""


def split(along: str) -> tuple[str, list[object] | None]:
    """A word and its values from 'count', 'count=1,2,5' or 'window=1 h, 6 h'.

    Raises `ScenarioError` for values that YAML cannot read.
    """
    word, equals, said = along.partition("=")
    if not equals:
        return along.strip(), None
    if not all(one.strip() for one in said.split(",")):
        message = f"'{along}' lacks a value. Write values with commas between them: count=1,2,5"
        raise ScenarioError([Problem("along", None, "", message)])
    values = [set_from_text(f"{word.strip()}={one}", "along")[1] for one in said.split(",")]
    return word.strip(), values


def families(
    scenario: Scenario,
    along: str,
    values: Sequence[object] | None,
    kinds: Iterable[Sequence[str]],
) -> list[Family]:
    """A family for each choice of kinds, all along the same number.

    `values`: as written in a scenario, those of the word by default. Raises `ScenarioError` for a
    word that there is not, and for a value that is not allowed.
    """
    if along not in WORDS:
        hint = did_you_mean(along, WORDS, f". Write one of {', '.join(WORDS)}.")
        message = f"no number of a rule that can be varied is called '{along}'{hint}"
        raise ScenarioError([Problem("along", None, "", message)])
    chosen = values if values is not None else WORDS[along].values
    return [family(scenario, along, chosen, tuple(of)) for of in kinds]


def family(
    scenario: Scenario, along: str, values: Sequence[object], kinds: tuple[str, ...]
) -> Family:
    """The rules that count these kinds, one for each value."""
    word = WORDS[along]
    clause = clause_for(scenario.threshold, kinds)
    members: dict[float, Member] = {}
    for value in values:
        varied = vary(scenario, "threshold", word.change(clause, value), name="along")
        number = word.read(varied.threshold)
        words = f"{number / HOUR:g} h" if along == "window" else f"{number:g}"
        members[number] = Member(varied, number, words)
    rising = tuple(members[number] for number in sorted(members))
    return Family(kinds, along, word.noun(clause), rising)


def clause_for(rule: Rule, kinds: tuple[str, ...]) -> Clause:
    """The clause of a rule that counts these kinds; else its first one, counting these instead.

    A running score is no clause with a number to be met; it leaves its kinds at the default.
    """
    clauses = [one for one in clauses_of(rule) if isinstance(one, Clause)]
    same = [one for one in clauses if frozenset(one.of) == frozenset(kinds)]
    found = [*same, *clauses, Clause()][0]
    return found.model_copy(update={"of": kinds})


def kinds_of(scenario: Scenario, rules: Iterable[Rule]) -> list[tuple[str, ...]]:
    """Each choice of kinds that the clauses of these rules count, and all kinds together.

    Where they count nothing but all kinds, each kind of hostile act stands beside them.
    """
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for clause in (clause for rule in rules for clause in clauses_of(rule)):
        of = clause.cusum.of if isinstance(clause, CusumClause) else clause.of
        found.setdefault(frozenset(of), of)
    found.pop(frozenset(), None)
    if not found:
        hostile = [one.kind for one in scenario.violations.values() if one.cause == "hostile"]
        several = dict.fromkeys(hostile) if len(set(hostile)) > 1 else ()
        found = {frozenset([kind]): (kind,) for kind in several}
    return [*found.values(), ()]
