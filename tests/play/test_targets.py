"""What '--until' may say, and what is answered to what it may not."""

import pytest

from simulator.errors import ScenarioError
from simulator.play.targets import read_targets
from simulator.scenario.load import load
from simulator.tables.amounts import SHARE

PLAN = {
    "phases": [
        {"name": "national response", "by": "24 h", "owed_by": ["home"]},
        {"name": "Phase 2", "by": "48 h", "owed_by": ["away"]},
    ]
}
ASSAULT = {
    "adversary": {"moves": [{"at": "2 days", "to": "assault"}]},
    "ground": {"rate": "100 km2 per day"},
}
ONE = load({"name": "One", "plan": PLAN, **ASSAULT})
TWO = load({"name": "Two", "plan": {"phases": PLAN["phases"][:1]}, **ASSAULT})


def read(text):
    (target,) = read_targets([text], {"one": ONE})
    return target


def refused(*texts, scenarios=None):
    with pytest.raises(ScenarioError) as caught:
        read_targets(texts, scenarios or {"one": ONE})
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("false breaches", "false breaches"),
        ("False Breaches", "false breaches"),
        ("false_breaches", "false breaches"),
        ("false_breaches_per_30_days", "false breaches"),
        ("false_breach_rate", "false breaches"),
        ("breaches, per 30 days", "breaches"),
        ("hours_to_breach", "first hostile act to breach"),
        ("first hostile act to breach, h", "first hostile act to breach"),
        ("area_72", "area lost by hour 72 of the assault"),
        ("mean area lost in all", "area lost in all (with an assault)"),
        ("phase 'national response': in time", "national response: in time"),
        ("national response: in time", "national response: in time"),
        ("national_response_in_time", "national response: in time"),
        ("unwanted_escalation", "higher phase called before an assault"),
        ("acts, per 30 days", "acts"),
        ("Phase 2: late", "Phase 2: late"),
        ("phase 'Phase 2': late", "Phase 2: late"),
    ],
)
def test_an_outcome_may_be_called_as_in_the_tables_or_as_in_the_code(name, outcome):
    target = read(f"{name} ± 0.1")
    assert (target.outcome, target.quantile, target.name) == (outcome, None, outcome)


@pytest.mark.parametrize(
    ("name", "below", "told"),
    [
        ("median hours_to_breach", 0.5, "median first hostile act to breach"),
        ("p90 area lost in all", 0.9, "p90 area lost in all (with an assault)"),
        ("P2.5 area", 0.025, "p2.5 area lost in all (with an assault)"),
    ],
)
def test_a_quantile_is_asked_for_before_the_outcome(name, below, told):
    target = read(f"{name} ± 1")
    assert (target.quantile, target.name) == (pytest.approx(below), told)


@pytest.mark.parametrize(
    ("text", "width", "relative"),
    [
        ("false breaches ± 0.01", 0.01, False),
        ("false breaches +- .01", 0.01, False),
        ("false breaches +/- 1e-2 per 30 days", 0.01, False),
        ("false breaches±5 % of value", 0.05, True),
        ("assault ± 0.01", 0.01, False),
        ("assault ± 1 %", 0.01, False),
        ("assault ± 1% of value", 0.01, True),
        ("hours_to_breach ± 2", 2.0, False),
        ("hours_to_breach ± 30 min", 0.5, False),
        ("hours_to_breach ± 2 days", 48.0, False),
        ("area ± 100 km2", 100.0, False),
        ("area ± 100 km²", 100.0, False),
        ("grey-zone harm ± 3 severity per 30 days", 3.0, False),
    ],
)
def test_a_width_is_in_the_outcomes_unit_or_a_share_of_the_value(text, width, relative):
    target = read(text)
    assert (target.width, target.relative) == (pytest.approx(width), relative)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("false breaches 0.01", "'false breaches 0.01' does not say what and how near. Write both"),
        ("± 0.01", "'± 0.01' does not say what"),
        ("false breaches ±", "'false breaches ±' does not say what"),
        ("", "'' does not say what"),
        ("fals breaches ± 1", "no outcome 'fals breaches'; did you mean 'false breaches'?"),
        ("phase 2: lat ± 1 %", "no outcome 'phase 2: lat'; did you mean 'Phase 2: late'?"),
        ("area lost ± 1", "'area lost'; name one of: area lost by hour 72 of the assault, area"),
        ("direct clash ± 1 %", "'direct clash' does not apply: nothing in the scenario leads to"),
        ("peace ± 1", "no outcome 'peace'; name one of: acts, breaches, false breaches"),
        ("median assault ± 1 %", "'assault' is yes or no, which has no median. Leave median out."),
        ("p0 area ± 1", "p0 is not a quantile. Write one between p0 and p100, such as p90."),
        ("p100 area ± 1", "p100 is not a quantile."),
        ("breaches ± 0", "± 0 can never be reached. Write a width such as '1 per 30 days' or"),
        ("breaches ± -1", "± -1 can never be reached."),
        ("breaches ± 1e999", "± 1e999 can never be reached."),
        (
            "breaches ± few",
            "'few' is not a width. Write a width such as '1 per 30 days' or '5 %",
        ),
        ("breaches ± nan", "'nan' is not a width."),
        ("breaches ± 5 %", "'5 %' does not fit 'breaches', whose unit is 'per 30 days'. Write"),
        (
            "area_72 ± 2 h",
            "'2 h' does not fit 'area lost by hour 72 of the assault', whose unit",
        ),
        ("hours_to_breach ± 2 km2", "whose unit is 'h'. Write a width such as '1 h' or '5 %"),
        ("assault ± 1 h", "'1 h' does not fit 'assault', whose unit is 'share of histories'. Wri"),
        (
            "assault ± 1",
            "± 1 says nothing of a share, which is at most 1. Write a width such as '1",
        ),
        ("assault ± 50 %", "± 50 % says nothing of a share"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would_do(text, said):
    message = refused(text)
    assert message.startswith("until: ")
    assert said in message


def test_all_that_does_not_fit_is_told_at_once():
    lines = refused("breaches ± 0", "assault ± 1 %", "peace ± 1").splitlines()
    assert [line.split()[:2] for line in lines] == [["until:", "±"], ["until:", "there"]]


def test_to_ask_for_nothing_is_refused():
    assert refused() == "until: nothing is asked for, such as 'false breaches ± 0.01'."


def test_of_several_scenarios_an_outcome_must_be_in_each_and_a_quantile_is_none():
    both = {"one": ONE, "two": TWO}
    (target,) = read_targets(["national response: late ± 1 %"], both)
    assert target.unit == SHARE
    assert "no outcome 'Phase 2: late'" in refused("Phase 2: late ± 1 %", scenarios=both)
    assert "differences are only of means" in refused("median area ± 1", scenarios=both)
