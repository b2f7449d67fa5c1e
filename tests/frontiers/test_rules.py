"""The rules that are tried, and what they are called."""

import pytest

from simulator.frontiers.names import plain_name
from simulator.frontiers.rules import rules
from simulator.scenario.load import load
from simulator.scenario.rule_walk import clauses_of
from simulator.scenario.schema.rule import Clause
from simulator.scenario.vary import vary

PLAN = load("reported-plan")
KINDS = [("drone",), ("artillery",), ()]


def rule_of(words):
    return vary(PLAN, "threshold", words).threshold


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ({"any": [{"of": "drone", "at_least": 3}, {"of": "artillery", "at_least": 10},
                  {"at_least": 30, "measure": "severity", "within": "3 days"}]},
         "3 drones or 10 strikes within 24 h, or 30 of severity within 3 days"),
        ({"of": "drone"}, "1 drone within 24 h"),
        ({"at_least": 2, "within": "36 h"}, "2 acts within 36 h"),
        ({"all": [{"of": "drone"}, {"of": "small_arms", "at_least": 9}]},
         "1 drone and 9 acts of small arms within 24 h"),
        ({"of": ["drone", "missile"], "at_least": 4, "within": "calendar day", "days": 3},
         "4 drones or missiles on a calendar day on 3 days running"),
        ({"cusum": {"of": "artillery", "drift": "4 per day", "limit": 12}},
         "a score of 12 from strikes that loses 4 a day"),
        ({"of": "artillery", "measure": "munitions", "at_least": 100},
         "100 munitions from strikes within 24 h"),
        ({"any": [{"of": "drone"}, {"all": [{"of": "artillery"}, {"of": "missile"}]}]},
         "(1 drone within 24 h), or (1 strike and 1 missile within 24 h)"),
    ],
)  # fmt: skip
def test_a_rule_has_a_plain_name(words, name):
    assert plain_name(rule_of(words)) == name


def test_rules_have_up_to_three_clauses_and_names_of_their_own_fewest_clauses_first():
    found = list(rules(KINDS))
    names = [plain_name(rule) for rule in found]
    assert len(set(names)) == len(names) > 1000
    counts = [len(clauses_of(rule)) for rule in found]
    assert counts == sorted(counts)
    assert set(counts) == {1, 2, 3}
    shapes = {type(clause).__name__ for rule in found for clause in clauses_of(rule)}
    assert shapes == {"Clause", "CusumClause"}


def test_no_clause_of_two_that_count_acts_says_all_that_the_other_says():
    """3 drones within a day are 3 acts within a day."""
    names = {plain_name(rule) for rule in rules(KINDS)}
    assert "3 drones within 24 h, or 3 acts within 3 days" not in names
    assert "3 drones or 3 acts within 24 h" not in names
    assert "3 drones or 8 acts within 24 h" in names


def test_every_rule_is_one_that_a_scenario_takes():
    for rule in [*rules(KINDS)][::400]:
        assert vary(PLAN, "threshold", rule).threshold == rule


def test_one_choice_of_kinds_has_rules_of_one_clause():
    found = list(rules([("drone",)]))
    assert {len(clauses_of(rule)) for rule in found} == {1}
    assert Clause(of=("drone",), at_least=5, within="24 h", days=2) in found
