"""How often a rule would be met: on the model's own acts, against the counts' distributions."""

import numpy as np
import pytest
from scipy import stats

from simulator.engine.simulate import trace
from simulator.model.encode import encode
from simulator.model.parameters import Array
from simulator.results.thresholds import threshold_curve
from simulator.scenario.load import load
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Clause

DAYS = 2200
RATE = 33
OVERDISPERSION = 0.8
NEVER_A_BREACH = {"at_least": 1000}


def share_of_days(rows, scenario: Scenario, clause: Clause) -> tuple[float, float]:
    """The shares of days on which a clause is met, by all acts that count and by false ones."""
    row = threshold_curve([rows], scenario, clause, [clause.at_least]).iloc[0]
    return row["share"], row["false"]


def war(violations: dict[str, object], horizon: str = "4 days", **words: object) -> Scenario:
    return load(
        {"name": "counted", "horizon": horizon, "threshold": NEVER_A_BREACH}
        | {"violations": violations}
        | words
    )


def at_least(n: int, within: str = "calendar day") -> Clause:
    return Clause.model_validate({"at_least": n, "within": within})


@pytest.fixture(scope="module", params=["poisson", "overdispersed"])
def long_truce(request: pytest.FixtureRequest) -> tuple[Scenario, Array, object]:
    """Years at the best real truce's 33 acts a day, and the law of the daily count."""
    pattern: dict[str, object] = {"kind": "artillery", "rate": f"{RATE} per day"}
    law = stats.poisson(RATE)
    if request.param == "overdispersed":
        pattern["overdispersion"] = OVERDISPERSION
        law = stats.nbinom(OVERDISPERSION, OVERDISPERSION / (OVERDISPERSION + RATE))
    scenario = war({"fire": pattern}, f"{DAYS} days")
    return scenario, trace(encode(scenario), 0), law


@pytest.mark.parametrize("n", [1, 5, 20, 33, 50])
def test_the_share_of_days_is_that_of_the_count_s_law(long_truce, n):
    scenario, rows, law = long_truce
    share, false = share_of_days(rows, scenario, at_least(n))
    expected = law.sf(n - 1)
    sd = np.sqrt(expected * (1 - expected) / DAYS)
    assert abs(share - expected) < max(4 * sd, 1 / DAYS)
    assert false == 0


def test_one_a_day_and_twenty_a_day_are_nearly_the_same_rule_only_if_the_days_are_alike():
    poisson = stats.poisson(RATE)
    mixed = stats.nbinom(OVERDISPERSION, OVERDISPERSION / (OVERDISPERSION + RATE))
    assert [round(100 * poisson.sf(n - 1), 1) for n in (1, 20)] == [100.0, 99.4]
    assert [round(100 * mixed.sf(n - 1), 1) for n in (1, 20)] == [95.0, 51.5]


def test_a_sliding_window_reaches_back_over_midnight_and_a_calendar_day_does_not():
    scenario = war({"fire": {"kind": "drone", "at": ["23 h", "25 h"]}}, "3 days")
    rows = trace(encode(scenario), 0)
    assert share_of_days(rows, scenario, at_least(2)) == (0, 0)
    assert share_of_days(rows, scenario, at_least(2, "24 h")) == (pytest.approx(1 / 3), 0)


def test_a_false_day_is_one_that_other_acts_meet_alone():
    scenario = war(
        {
            "fire": {"kind": "drone", "at": ["1 h", "2 h", "30 h"]},
            "strays": {
                "kind": "drone",
                "cause": "accident",
                "blamed": "100 %",
                "at": ["3 h", "31 h"],
            },
        },
        "2 days",
        monitoring={"confirm": {"hostile": "100 %", "other": "100 %"}},
    )
    rows = trace(encode(scenario), 0)
    found = [share_of_days(rows, scenario, at_least(n)) for n in (1, 2, 3, 4)]
    assert found == [(1, 1), (1, 0), (0.5, 0), (0, 0)]


def test_only_what_counts_is_counted():
    scenario = war(
        {"fire": {"kind": "drone", "at": ["1 h"]}}, monitoring={"attribute": {"right": "0 %"}}
    )
    assert share_of_days(trace(encode(scenario), 0), scenario, at_least(1)) == (0, 0)


def test_an_act_that_is_claimed_twice_counts_twice():
    scenario = war(
        {"fire": {"kind": "drone", "at": ["1 h"]}}, "1 day", monitoring={"claims": {"inflation": 2}}
    )
    assert share_of_days(trace(encode(scenario), 0), scenario, at_least(2)) == (1, 0)


def test_a_curve_takes_the_kinds_and_the_measure_that_it_is_asked_for():
    scenario = war(
        {
            "drones": {"kind": "drone", "at": ["1 h"], "size": 7},
            "shells": {"kind": "artillery", "at": ["2 h", "3 h"]},
        },
        "1 day",
    )
    traces = [trace(encode(scenario), 0)] * 2
    drones = threshold_curve(traces, scenario, Clause(of=("drone",)), [1, 2])
    assert drones["share"].to_list() == [1, 0]
    counted = Clause(of=("drone",), measure="munitions")
    munitions = threshold_curve(traces, scenario, counted, [7, 8])
    assert munitions["share"].to_list() == [1, 0]
    assert threshold_curve(traces, scenario, Clause(), [3, 4])["share"].to_list() == [1, 0]


def test_a_calendar_day_begins_at_midnight_and_not_with_the_ceasefire():
    fire = {"kind": "drone", "at": ["1 h", "13 h"]}
    scenario = war({"fire": fire}, "1 day", starts="Monday 12:00")
    rows = trace(encode(scenario), 0)
    assert share_of_days(rows, scenario, at_least(2)) == (0, 0)
    assert share_of_days(rows, scenario, at_least(1)) == (1, 0)
    assert encode(scenario).world[0]["starts"] == 720
