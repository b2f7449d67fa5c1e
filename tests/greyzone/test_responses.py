"""The responses that are tried, in the words of a scenario."""

import numpy as np

from simulator.greyzone.responses import ALWAYS, BELIEFS, Response, Timing, responses, uncounted
from simulator.model.encode_violations import levels
from simulator.scenario.load import load
from simulator.scenario.schema.rule import Clause
from simulator.scenario.vary import vary

PLAN = load("reported-plan")
DRONES = Clause(of=("drone",))
AT_ANY_HOUR = Timing(ALWAYS, {})


def timings(scenario, rule=DRONES) -> dict[str, Timing]:
    found = responses(scenario, rule, ("drone",), 48.0)
    return {one.timing.words: one.timing for one in found}


def test_a_response_is_said_in_words_and_written_as_patterns():
    one = Response(("artillery", "small_arms"), 48.0, 1.5, 72 * 60, Timing("at night only", {}))
    assert one.words == (
        "artillery and small arms, up to 48 a day each, always 1 below 1.5 times the limit, quiet "
        "for 72 h before each deadline, at night only"
    )
    pattern = one.patterns["small arms under the rule"]
    assert (pattern.rate, pattern.stays_under.belief, pattern.stays_under.margin) == (48, 1.5, 1)
    assert pattern.pauses.before_deadline == 72 * 60


def test_every_choice_of_kinds_is_tried_and_what_no_clause_counts_heeds_nothing():
    found = responses(PLAN, DRONES, ("artillery", "drone"), 48.0)
    assert len({(one.kinds, one.attempts, *one[2:4], one.timing.words) for one in found}) == len(
        found
    )
    assert {one.kinds for one in found} == {("artillery",), ("drone",), ("artillery", "drone")}
    assert {one.belief for one in found if one.kinds == ("artillery",)} == {None}
    assert {one.belief for one in found if one.kinds == ("drone",)} == {None, *BELIEFS}


def test_of_many_kinds_only_each_one_all_and_all_but_one_are_tried_together():
    kinds = tuple(f"kind {n}" for n in range(6))
    found = {one.kinds for one in responses(PLAN, Clause(), kinds, 1.0)}
    assert sorted(len(of) for of in found) == [1] * 6 + [5] * 6 + [6]


def test_a_clause_of_all_kinds_counts_every_kind():
    assert uncounted(DRONES, ("drone", "artillery")) == ["artillery"]
    assert uncounted(Clause(), ("drone", "artillery")) == []


def test_reports_are_slowest_right_after_the_daily_report_closes():
    assert set(timings(PLAN)) == {ALWAYS, "at night only"}
    mission = vary(PLAN, "monitoring.report", {"daily": "19:30", "issued": "14 h"})
    weights = timings(mission)["only in the 6 h after the daily report closes"].pattern["hours"]
    assert [hour for hour, weight in enumerate(weights) if weight] == [0, 1, 20, 21, 22, 23]


def test_a_rule_of_three_days_running_is_met_on_two_of_three():
    rule = Clause(of=("drone",), at_least=5, days=3)
    plan = vary(PLAN, "starts", "Monday 06:00")
    timing = timings(plan, rule)["2 of 3 days"]
    (pattern,) = Response(("drone",), 48.0, None, 0, timing).patterns.values()
    days = levels(pattern.level, np.arange(0, 6 * 1440, 1440)).tolist()
    assert days == [1, 1, 0, 1, 1, 0]
    midnight = 18 * 60  # of the first day, 18 hours after 06:00
    assert levels(pattern.level, midnight + 1440 + np.array([-1, 0])).tolist() == [1, 0]
