import pytest

from simulator.curves.families import WORDS, clause_for, families, kinds_of, split
from simulator.errors import ScenarioError
from simulator.scenario.load import load
from simulator.tables.rule_words import rule_words

PLAN = load("reported-plan")


def words_of(along: str, kinds: tuple[str, ...]) -> list[str]:
    """The rules of a family, in words."""
    (found,) = families(PLAN, *split(along), [kinds])
    return [rule_words(member.rule) for member in found.members]


@pytest.mark.parametrize(
    ("along", "kinds", "rules"),
    [
        ("count=2,1", ("drone",), ["at least 1 act of drone within 24 h",
                                   "at least 2 acts of drone within 24 h"]),
        ("severity=3", (), ["a severity of at least 3 from any kind within 24 h"]),
        ("window=6 h, 3 days", ("artillery",), ["at least 20 acts of artillery within 6 h",
                                                "at least 20 acts of artillery within 72 h"]),
        ("days=3", ("drone",), ["at least 5 acts of drone within 24 h, on 3 days running"]),
        ("cusum=12", ("drone",), ["a running score of at least 12 from drone"]),
    ],
)  # fmt: skip
def test_a_family_varies_one_number_of_the_clause_that_counts_its_kinds(along, kinds, rules):
    assert words_of(along, kinds) == rules


def test_a_running_score_lets_half_of_the_clauses_own_rate_pass():
    (found,) = families(PLAN, "cusum", [7], [("artillery",)])
    score = found.members[0].rule.cusum
    assert (score.drift, score.limit, score.of) == (10.0, 7.0, ("artillery",))


def test_every_word_has_values_that_a_scenario_allows_and_that_rise():
    for along in WORDS:
        (found,) = families(PLAN, along, None, [()])
        values = [member.value for member in found.members]
        assert len(values) == len(WORDS[along].values)
        assert values == sorted(values)


def test_a_value_that_comes_twice_is_one_rule():
    (found,) = families(PLAN, *split("window=24 h,1 day,48 h"), [("drone",)])
    assert [member.words for member in found.members] == ["24 h", "48 h"]


def test_kinds_that_no_clause_counts_take_the_place_of_those_of_the_first():
    found = clause_for(PLAN.threshold, ("missile",))
    assert (found.of, found.at_least) == (("missile",), 5.0)


def test_a_curve_for_each_choice_of_kinds_in_the_rules_and_one_for_all():
    assert kinds_of(PLAN, [PLAN.threshold]) == [("drone",), ("artillery",), ()]
    every = load({"name": "x", "violations": {"a": {"kind": "drone", "rate": "1 per day"}}})
    assert kinds_of(every, [every.threshold]) == [()]
    both = {"a": {"kind": "drone", "rate": "1 per day"}, "b": {"kind": "missile", "at": ["1 h"]}}
    two = load({"name": "x", "violations": both})
    assert kinds_of(two, [two.threshold]) == [("drone",), ("missile",), ()]


@pytest.mark.parametrize(
    ("along", "said"),
    [
        ("cont", "did you mean 'count'"),
        ("count=1,,2", "lacks a value"),
        ("count=", "lacks a value"),
        ("count=0", "must be more than 0"),
        ("window=5", "has no unit"),
    ],
)
def test_what_cannot_be_varied_so_is_refused_with_what_would_do(along, said):
    with pytest.raises(ScenarioError, match=said):
        families(PLAN, *split(along), [()])
