from typing import Any

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.diff import diff
from simulator.scenario.load import load_text
from simulator.scenario.vary import set_from_text, vary

SCENARIO = load_text("""\
name: Plain
violations:
  fire: {kind: artillery, rate: 12 per day}
  waves: {family: night waves, kind: drone, hours: all}
monitoring: {seen: {artillery: 70 %}, verify: {lognormal: {median: 3 h, p90: 9 h}}}
threshold: {any: [{of: drone, at_least: 5}, {of: artillery, at_least: 20}]}
plan:
  phases:
    - {name: warning, by: 24 h, owed_by: ukraine}
    - {name: coalition, by: 72 h, owed_by: [france, italy]}
guarantors: {ukraine: {}, france: {honours: 50 %}, italy: {honours: 40 %}}
uncertain: {guarantors.*.honours: {uniform: [20 %, 75 %]}}
""")


def changes(path: str, value: Any) -> list[tuple[str, str | None]]:
    """What differs after the change, but for the name that tells of it."""
    found = [(one.path, one.right) for one in diff(SCENARIO, vary(SCENARIO, path, value), True)]
    return [one for one in found if one[0] != "name" or path == "name"]


@pytest.mark.parametrize(
    ("path", "value", "changed"),
    [
        ("name", "Other", [("name", "Other")]),
        ("together", "40 %", [("together", "40 %")]),
        ("together", 0.4, [("together", "40 %")]),
        ("plan.phases.1.by", "48 h", [("plan.phases.coalition.by", "48 h")]),
        ("plan.phases.coalition.by", "48 h", [("plan.phases.coalition.by", "48 h")]),
        ("plan.phases.1.by", None, [("plan.phases.coalition.by", None)]),
        (
            "plan.phases.*.by",
            "48 h",
            [("plan.phases.warning.by", "48 h"), ("plan.phases.coalition.by", "48 h")],
        ),
        (
            "guarantors.*.honours",
            "10 %",
            [
                *(
                    (f"guarantors.{name}.honours", "10 %")
                    for name in ("ukraine", "france", "italy")
                ),
                ("uncertain.guarantors.*.honours", None),
            ],
        ),
        ("guarantors.ukraine.decides", "2 h", [("guarantors.ukraine.decides.government", "2 h")]),
        ("monitoring.verify", "3 h", [("monitoring.verify", "3 h")]),
        (
            "monitoring.verify.lognormal.median",
            "4 h",
            [("monitoring.verify", "{lognormal: {median: 4 h, p90: 9 h}}")],
        ),
        ("monitoring.seen.artillery", "10 %", [("monitoring.seen.artillery", "10 %")]),
        ("monitoring.teams", 3, [("monitoring.teams", "3")]),
        ("adversary.red_line.provokes", "5 %", [("adversary.red_line.provokes", "5 %")]),
        ("kinds.missile.severity", 9, [("kinds.missile.severity", "9")]),
        ("kinds.missile.compliance", "50 %", [("kinds.missile.compliance", "50 %")]),
        ("violations.waves.rate", "2 per day", [("violations.waves.rate", "2 per day")]),
        (
            "uncertain.guarantors.*.honours.uniform",
            ["0 %", "1 %"],
            [("uncertain.guarantors.*.honours", "{uniform: [0 %, 1 %]}")],
        ),
    ],
)
def test_only_the_value_at_the_path_changes(
    path: str, value: Any, changed: list[tuple[str, str | None]]
) -> None:
    assert changes(path, value) == changed


def test_a_rule_can_be_changed_within_or_replaced() -> None:
    assert vary(SCENARIO, "threshold.any.0.at_least", 7).threshold.any[0].at_least == 7
    assert vary(SCENARIO, "threshold", {"of": "drone"}).threshold.of == ("drone",)


def test_a_part_of_a_scenario_can_be_given_as_it_is() -> None:
    other = vary(SCENARIO, "guarantors.france.honours", "5 %")
    same = vary(SCENARIO, "guarantors.france", other.guarantors["france"])
    assert diff(same, other) == []
    assert same.guarantors == other.guarantors


def test_the_scenario_that_is_varied_stays_as_it_was() -> None:
    before = SCENARIO.model_dump_json()
    vary(SCENARIO, "guarantors.*.honours", "10 %")
    assert SCENARIO.model_dump_json() == before


def test_setting_what_is_there_changes_nothing() -> None:
    assert vary(SCENARIO, "plan.phases.0.by", "24 h") == SCENARIO


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("togther", 1, "there is no 'togther'; did you mean 'together'?"),
        ("guarantors.frnce.honours", 1, "no 'frnce' in 'guarantors'; did you mean 'france'?"),
        ("guarantors.france.honors", 1, "no 'honors' in 'guarantors.france'; did you mean"),
        ("plan.phases.7.by", "1 h", "no '7' in 'plan.phases' (known: warning, coalition, 0, 1)"),
        ("monitoring.seen.drone", "1 %", "no 'drone' in 'monitoring.seen' (known: artillery)"),
        ("kinds.dron.severity", 1, "no 'dron' in 'kinds'; did you mean 'drone'?"),
        ("name.first", "x", "no 'first' in 'name'; no key is known there"),
        ("*", 1, "vary name: '1' is not valid here; write text."),
        ("", 1, "there is no '' (known: name, question,"),
        ("threshold.at_least", 7, "threshold.at_least: unknown key 'at_least' (known: any)"),
        ("together", 1.5, "vary together: '1.5' is not between 0 and 1."),
        ("plan.phases.1.by", 48, "vary plan.phases[1].by: '48' has no unit."),
        ("together", object(), "is not text, a finite number"),
        ("name", None, "vary: 'name' is missing."),
    ],
)
def test_a_path_or_a_value_that_cannot_be_says_so(path: str, value: Any, says: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        vary(SCENARIO, path, value)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("plan.phases.1.by=48 h", ("plan.phases.1.by", "48 h")),
        ("together = 0.4", ("together", 0.4)),
        ("monitoring.teams=null", ("monitoring.teams", None)),
        ("threshold={of: drone, at_least: 1}", ("threshold", {"of": "drone", "at_least": 1})),
        ("question=what if a=b?", ("question", "what if a=b?")),
        ("monitoring.report={daily: 19:30}", ("monitoring.report", {"daily": "19:30"})),
    ],
)
def test_a_setting_is_a_path_and_a_value_in_yaml(text: str, setting: tuple[str, Any]) -> None:
    assert set_from_text(text) == setting


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("together", "--set: 'together' does not set anything."),
        ("together=", "does not set anything."),
        ("=3", "does not set anything."),
        ("together=!x 3", "--set together: the tag '!x' is not allowed"),
        ("together=3\nhorizon: 3", "write one value after the '='."),
        ("together=[", "--set together: not YAML:"),
    ],
)
def test_a_setting_that_is_none_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        set_from_text(text)
    assert says in str(caught.value)


RANGED = """
name: x
guarantors: {a: {honours: 50 %}, b: {honours: 50 %}}
uncertain:
  together: {uniform: [0 %, 80 %]}
  ground.reach: {uniform: [27 %, 100 %], with: together}
  guarantors.*.honours: {uniform: [20 %, 75 %]}
"""


@pytest.mark.parametrize(
    ("path", "value", "left"),
    [
        ("together", "10 %", {"ground.reach", "guarantors.*.honours"}),
        ("ground", {"reach": "30 %"}, {"together", "guarantors.*.honours"}),
        ("guarantors.b.honours", "0 %", {"together", "ground.reach"}),
        ("horizon", "5 days", {"together", "ground.reach", "guarantors.*.honours"}),
    ],
)
def test_what_is_set_is_no_longer_uncertain(path: str, value: Any, left: set[str]) -> None:
    varied = vary(load_text(RANGED), path, value)
    assert varied.uncertain.keys() == left


def test_what_was_linked_to_a_value_that_is_set_is_drawn_by_itself() -> None:
    varied = vary(load_text(RANGED), "together", "10 %")
    assert varied.uncertain["ground.reach"].along is None
    assert load_text(RANGED).uncertain["ground.reach"].along == "together"
