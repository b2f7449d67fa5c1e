import pytest

from simulator.scenario.load import load_text
from simulator.scenario.sources import Entry, ledger, unsourced


def text(*backed: str) -> str:
    """A scenario whose one source backs these paths."""
    return f"""\
name: Plain 3
horizon: 90 days
starts: Friday 18:00
kinds: {{drone: {{severity: 2}}, mine: {{severity: 3}}}}
violations:
  waves: {{family: night waves, kind: drone, rate: 2 per day}}
monitoring: {{report: {{daily: "19:30", except: [Sunday]}}, verify: {{uniform: [1 h, 3 h]}}}}
plan: {{phases: [{{name: phase 1, by: 24 h, owed_by: x, warns: true}}]}}
guarantors: {{x: {{honours: 50 %}}, y: {{honours: 60 %}}}}
uncertain: {{guarantors.*.honours: {{uniform: [20 %, 75 %]}}}}
sources: [{{backs: [{", ".join(backed)}], says: so, by: them, year: 2018, sure: medium}}]
"""


NUMBERS = {
    "kinds.mine.severity": "3",
    "violations.waves.rate": "2 per day",
    "monitoring.report.daily": "19:30",
    "monitoring.verify.uniform": "[1 h, 3 h]",
    "plan.phases.phase 1.by": "24 h",
    "guarantors.x.honours": "50 %",
    "guarantors.y.honours": "60 %",
    "uncertain.guarantors.*.honours.uniform": "[20 %, 75 %]",
}


def test_every_number_that_is_no_default_is_in_the_ledger_and_nothing_else_is() -> None:
    assert {one.path: one.value for one in ledger(load_text(text("name")))} == NUMBERS


def test_a_number_without_a_source_is_unsourced() -> None:
    assert [one.path for one in unsourced(load_text(text("name")))] == list(NUMBERS)


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("kinds", {"kinds.mine.severity"}),
        ("violations.waves.rate", {"violations.waves.rate"}),
        ("violations.waves.size", set()),
        ("monitoring", {"monitoring.report.daily", "monitoring.verify.uniform"}),
        ("monitoring.verify.uniform.0", set()),
        ("plan.phases.0", {"plan.phases.phase 1.by"}),
        ("plan.phases.phase 1.by", {"plan.phases.phase 1.by"}),
        ("plan.phases.*.by", {"plan.phases.phase 1.by"}),
        ("guarantors.x", {"guarantors.x.honours"}),
        (
            "guarantors.*.honours",
            {
                "guarantors.x.honours",
                "guarantors.y.honours",
                "uncertain.guarantors.*.honours.uniform",
            },
        ),
        ("*.x.honours", {"guarantors.x.honours"}),
    ],
)
def test_a_source_covers_its_paths_and_what_lies_below(pattern: str, covered: set[str]) -> None:
    found = ledger(load_text(text(f'"{pattern}"')))
    assert {one.path for one in found if one.status == "sourced"} == covered


def test_a_source_may_back_several_paths() -> None:
    found = unsourced(load_text(text("kinds", "monitoring", "plan", "violations", "guarantors")))
    assert found == []


def test_the_ledger_says_who_says_what() -> None:
    assert ledger(load_text(text("kinds")))[0] == Entry(
        "kinds.mine.severity", "3", "so", "them", 2018, "medium", "sourced"
    )


def test_a_number_with_two_sources_has_two_entries() -> None:
    twice = text("kinds") + "together: 40 %\n"
    twice = twice.replace(
        "sources: [", "sources: [{backs: kinds, says: no, by: us, year: 2020, sure: low}, "
    )
    assert [one.by for one in ledger(load_text(twice)) if one.path == "kinds.mine.severity"] == [
        "us",
        "them",
    ]


def test_a_source_of_a_range_backs_each_number_that_the_range_is_of() -> None:
    found = ledger(load_text(text("guarantors.x")))
    sourced = {one.path: one.status for one in found}
    assert sourced["guarantors.x.honours"] == "sourced"
    assert sourced["uncertain.guarantors.*.honours.uniform"] == "unsourced"


def test_the_ledger_says_between_which_values_a_number_may_lie() -> None:
    spans = {one.path: one.range for one in ledger(load_text(text("name")))}
    assert spans["guarantors.x.honours"] == spans["guarantors.y.honours"] == "20 % to 75 %"
    assert spans["kinds.mine.severity"] == ""
