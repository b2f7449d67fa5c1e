"""Which rules are beaten, on points whose values are set by hand."""

import numpy as np

from simulator.curves.aims import BORNE, FALSE, HOURS
from simulator.curves.families import Family, Member
from simulator.curves.findings import beaten, bends
from simulator.curves.paragraph import details, headline
from simulator.curves.played import Curve, Mark, Point
from simulator.scenario.load import load
from simulator.scenario.schema.rule import Clause
from simulator.tables.measures import Measure

RNG = np.random.default_rng(3)
LUCK = RNG.normal(0, 1, 200)
PLAN = load("reported-plan")


def point(n: float, false: float, hours: float, borne: float = 10.0, scatter: float = 0.1) -> Point:
    """A rule with these means; all share their luck, and have a little of their own."""
    values = {}
    for aim, mean in ((FALSE, false), (HOURS, hours), (BORNE, borne)):
        own = RNG.normal(0, scatter, 200)
        values[aim.outcome] = Measure(aim.outcome, aim.unit, mean + LUCK + own)
    return Point(Clause(at_least=n), f"at least {n:g}", values)


def curve_of(*points: Point) -> Curve:
    members = [
        Member(PLAN.model_copy(update={"threshold": one.rule}), n, f"{n:g}")
        for one in points
        for n in [one.rule.at_least]
    ]
    return Curve(Family((), "count", "acts within 24 h", tuple(members)), points)


def test_a_rule_with_more_false_breaches_and_more_hours_is_beaten_by_the_surest_of_the_others():
    better = point(2, 8.0, 90.0), point(3, 5.0, 50.0)
    (found,) = beaten([Mark("Bad", point(9, 9.0, 99.0))], [curve_of(*better)])
    assert (found.mark.name, found.by.words, found.others) == ("Bad", "at least 3", 1)
    assert abs(found.false.estimate.value + 4.0) < 0.1
    assert abs(found.hours.estimate.value + 49.0) < 0.1
    assert max(found.false.estimate.high, found.hours.estimate.high) < 0


def test_a_rule_is_not_beaten_by_one_that_is_better_in_one_aim_only():
    others = point(2, 8.0, 120.0), point(3, 12.0, 50.0)
    assert beaten([Mark("Good", point(9, 9.0, 99.0))], [curve_of(*others)]) == []


def test_a_rule_is_not_beaten_within_chance():
    other = point(2, 8.99, 98.9, scatter=3.0)
    assert other.mean(FALSE.outcome) < 12
    assert beaten([Mark("Same", point(9, 9.0, 99.0, scatter=3.0))], [curve_of(other)]) == []


def test_a_rule_that_bears_more_beyond_chance_beats_nothing():
    assert beaten([Mark("Mild", point(9, 9.0, 99.0, borne=5.0))], [curve_of(point(3, 5, 50))]) == []


def test_marks_may_beat_each_other():
    marks = [Mark("Bad", point(9, 9.0, 99.0)), Mark("Good", point(3, 5.0, 50.0))]
    assert [one.mark.name for one in beaten(marks, [])] == ["Bad"]


def test_among_many_rules_that_do_nothing_none_beats_one_that_is_the_same():
    wrong = 0
    for _ in range(40):
        others = [point(n, 9.0, 99.0, scatter=2.0) for n in range(2, 22)]
        wrong += bool(
            beaten([Mark("Same", point(30, 9.0, 99.0, scatter=2.0))], [curve_of(*others)])
        )
    assert wrong <= 4


def test_a_family_bends_and_settles_where_its_values_say():
    curve = curve_of(
        point(1, 8, 30), point(2, 2, 60), point(3, 0.5, 120), point(4, 0, 500), point(5, 0, 900),
        point(6, 0, 2000),
    )  # fmt: skip
    (found,) = bends([curve])
    assert found.knee == (2, 2, 2)
    assert found.settled == 3
    assert abs(found.lost.estimate.value - 1500) < 1
    assert found.saved.estimate.low < 0 < found.saved.estimate.high


def test_the_words_say_what_is_beaten_and_from_where_on_more_only_costs_hours():
    curve = curve_of(point(1, 8, 30), point(2, 2, 60), point(3, 0, 120), point(4, 0, 500))
    marks = [Mark("Bad", point(9, 9.0, 99.0))]
    said = headline(beaten(marks, [curve]), PLAN)
    assert said.startswith("In 'The reported three-phase plan': 'Bad' is beaten by at least")
    assert "no named rule is beaten" in headline([], PLAN)
    said = details(bends([curve]), "Played")
    assert "from 3 on, up to 4, more of it saves at most 0.0" in said
    assert "changes the hours to a breach by +379.99" in said
    assert "Not shown: what an adversary who has read the rule would do" in said
