"""What each rule gives away: the best response to it, and the harm with and without it."""

from collections.abc import Mapping
from typing import NamedTuple, Unpack

from simulator.curves.families import Family, families, kinds_of
from simulator.curves.played import with_rule
from simulator.greyzone.day_to_day import answered_by
from simulator.greyzone.responses import ALWAYS, Response, Timing, responses, uncounted
from simulator.greyzone.search import COLUMNS, Found, Fresh, columns, cost, fresh, search
from simulator.model.parameters import Array
from simulator.play.how import How
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Rule
from simulator.study.in_turn import InTurn
from simulator.tables.measures import MONTH
from simulator.tables.rule_words import rule_words
from simulator.tables.shown import MONTHLY

COUNTS = (1, 2, 3, 5, 8, 12, 20, 30, 50)
"""Of the families that are drawn beside the named rules."""


class Outcome(NamedTuple):
    """What is told of a rule, under the pattern as written and under the best response."""

    name: str
    unit: str


HARM = Outcome("grey-zone harm", f"severity {MONTHLY}")
OUTCOMES = (
    HARM,
    Outcome("breaches", MONTHLY),
    Outcome("false breaches", MONTHLY),
    Outcome("severity of all hostile acts", f"severity {MONTHLY}"),
)
"""In the order of `search.COLUMNS`."""
FALSE = OUTCOMES[2]


class Given(NamedTuple):
    """A rule, and what it gives away."""

    name: str
    rule: Rule
    found: Found
    as_written: Array
    """(OUTCOMES, replications) under the adversary of the scenario."""
    answered: Array
    """The same under the best response, on the same luck."""
    ignored: tuple[str, ...]
    """Kinds in the response that no clause counts."""

    @property
    def words(self) -> str:
        """The rule in words."""
        return rule_words(self.rule)


class Along(NamedTuple):
    """A family of rules under the pattern as written, as it is drawn."""

    family: Family
    values: tuple[Array, ...]
    """(OUTCOMES, replications) of each rule."""


class Asked(NamedTuple):
    """What is searched, and with what."""

    scenario: Scenario
    rules: Mapping[str, Rule]
    kinds: tuple[str, ...]
    attempts: float
    """Acts a day of each kind that may be tried."""


def play_grey_zone(
    asked: Asked, count: int, seed: int, **how: Unpack[How]
) -> tuple[list[Given], list[Along]]:
    """The search against each rule, and what came of it; and the families that it is drawn on."""
    scenario = asked.scenario
    ruled = {name: with_rule(scenario, name, rule) for name, rule in asked.rules.items()}
    tried = {
        name: responses(scenario, rule, asked.kinds, asked.attempts)
        for name, rule in asked.rules.items()
    }
    lines = families(scenario, "count", COUNTS, kinds_of(scenario, asked.rules.values()))
    members = sum(len(family.members) for family in lines)
    total = sum(cost(len(some)) + 2 * count for some in tried.values()) + members * count
    turns = InTurn(scenario, total, how)
    turns.refuse_too_costly(answered_by(scenario, _busiest(asked)))
    given = []
    for name, one in ruled.items():
        found = search(one, tried[name], seed, turns)
        told = fresh(one, found, count, seed, turns)
        given.append(_given(asked, name, found, told))
    months = scenario.horizon / MONTH
    drawn = []
    for family in lines:
        scenarios = (member.scenario for member in family.members)
        values = turns.play(scenarios, seed, range(count), columns)
        drawn.append(Along(family, tuple(_monthly(one, months) for one in values)))
    return given, drawn


def _busiest(asked: Asked) -> Response:
    """The response with the most acts: all kinds, all the time, whatever the rule says."""
    return Response(asked.kinds, asked.attempts, None, 0, Timing(ALWAYS, {}))


def _given(asked: Asked, name: str, found: Found, told: Fresh) -> Given:
    months = asked.scenario.horizon / MONTH
    rule = asked.rules[name]
    kinds = found.response.kinds if found.response else ()
    own, answered = (_monthly(one, months) for one in told)
    return Given(name, rule, found, own, answered, tuple(uncounted(rule, kinds)))


def _monthly(values: Array, months: float) -> Array:
    """The severity of whole histories per 30 days, as the other columns are already."""
    scaled = values.copy()
    scaled[COLUMNS.index("severity")] /= months
    return scaled
