"""One path means the same places to `vary` and `--set`, to `uncertain` and to `sources`."""

from typing import Any

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.diff import diff
from simulator.scenario.form import in_full, leaves, to_yaml
from simulator.scenario.load import load_mapping, load_text
from simulator.scenario.path import Part, PathError, exact, parse, resolve, spelled
from simulator.scenario.schema import Scenario
from simulator.scenario.sources import ledger
from simulator.scenario.vary import vary
from tests.scenario_strategies import drawn, loaded

MAPPING: dict[str, Any] = {
    "name": "Paths",
    "violations": {
        "a": {"kind": "drone", "rate": "1 per day"},
        "a.rate": {"kind": "drone", "rate": "2 per day"},
        "b": {"kind": "artillery", "at": ["2 h"]},
    },
    "monitoring": {"seen": {"artillery": "70 %", "drone": "60 %"}},
    "threshold": {"any": [{"of": "drone", "at_least": 5}, {"of": "artillery", "at_least": 20}]},
    "plan": {
        "phases": [
            {"name": "v1.5 warning", "by": "24 h", "owed_by": "x"},
            {"name": "0", "by": "72 h", "owed_by": ["x", "y"]},
        ]
    },
    "guarantors": {
        "x": {"brings": {"ground": {"troops": 500, "slows": "5 %"}, "air": {"slows": "7 %"}}},
        "y": {"honours": "50 %", "brings": {"air": {"slows": "8 %"}}},
    },
}
X, Y = "guarantors.x.brings", "guarantors.y.brings"
PLACES = [
    ('violations."a".rate', "9 per day", {'violations."a".rate'}),
    ('violations."a.rate".rate', "9 per day", {"violations.a.rate.rate"}),
    ("violations.a.rate.rate", "9 per day", {"violations.a.rate.rate"}),
    ("plan.phases.v1.5 warning.by", "30 h", {"plan.phases.v1.5 warning.by"}),
    ("plan.phases.0.by", "30 h", {"plan.phases.0.by"}),
    ("plan.phases.1.by", "30 h", {"plan.phases.0.by"}),
    ("plan.phases.*.by", "30 h", {"plan.phases.v1.5 warning.by", "plan.phases.0.by"}),
    ("threshold.any.1.at_least", 7, {"threshold.any.1.at_least"}),
    ("threshold.*.*.at_least", 7, {"threshold.any.0.at_least", "threshold.any.1.at_least"}),
    ("monitoring.seen.*", "10 %", {"monitoring.seen.artillery", "monitoring.seen.drone"}),
    (f"{X}.*.slows", "10 %", {f"{X}.ground.slows", f"{X}.air.slows"}),
    ("guarantors.*.brings.air.slows", "10 %", {f"{X}.air.slows", f"{Y}.air.slows"}),
    ("*.*.brings.*.troops", 700, {f"{X}.ground.troops"}),
]  # fmt: skip
"""Paths, another value, and the numbers that are there."""


def scenario(**more: Any) -> Scenario:
    return load_mapping(MAPPING | more)


def read(**more: Any) -> Scenario:
    """The same as a file would be read: its ranges and sources are checked."""
    return load_text(to_yaml(MAPPING | more))


def values(of: Scenario) -> dict[str, Any]:
    return {leaf.path: leaf.value for leaf in leaves(in_full(of), whole_choices=False)}


@pytest.mark.parametrize(("path", "value", "there"), PLACES, ids=[path for path, *_ in PLACES])
def test_a_path_means_the_same_numbers_to_whoever_reads_it(
    path: str, value: Any, there: set[str]
) -> None:
    before, after = values(scenario()), values(vary(scenario(), path, value))
    assert {one for one in after if after[one] != before[one]} == there | {"name"}
    uncertain = read(uncertain={path: {"uniform": [value, value]}})
    assert {one.path for one in ledger(uncertain) if one.range} == there
    source = {"backs": path, "says": "so", "by": "them", "year": 2025, "sure": "low"}
    backed = read(sources=[source])
    assert {one.path for one in ledger(backed) if one.status == "sourced"} == there


def test_a_name_with_dots_comes_before_a_shorter_one() -> None:
    assert resolve("violations.a.rate", in_full(scenario())) == [("violations", "a.rate")]


def test_a_pattern_named_as_a_path_into_another_keeps_its_sources_to_itself() -> None:
    source = {"says": "so", "by": "them", "year": 2025, "sure": "low"}
    for path, covered in (
        ("violations.a.rate", "violations.a.rate.rate"),
        ('violations."a"', 'violations."a".rate'),
    ):
        found = ledger(read(sources=[source | {"backs": path}]))
        assert {one.path for one in found if one.status == "sourced"} == {covered}


@pytest.mark.parametrize("number", range(25))
def test_the_path_of_a_value_leads_back_to_it(number: int) -> None:
    full = in_full(loaded(drawn(number)))
    for leaf in leaves(full, whole_choices=False):
        assert resolve(leaf.path, full) == [leaf.at]


@pytest.mark.parametrize("name", ["a", "a.b", "*", '"', '"a"', '"a', "", ".", "0", "a..b", "x y"])
def test_any_name_can_be_written_in_a_path(name: str) -> None:
    others = [name, f"{name}.rate", "rate", "*.rate"]
    patterns = {one: {"kind": "drone", "rate": "1 per day"} for one in others}
    full = in_full(load_mapping({"name": "x", "violations": patterns}))
    for leaf in leaves(full, whole_choices=False):
        assert resolve(leaf.path, full) == [leaf.at]


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("plan.by", (Part("plan"), Part("by"))),
        ("", (Part(""),)),
        ("a.", (Part("a"), Part(""))),
        ('"a.b".c', (Part("a.b", True), Part("c"))),
        ('a."*"', (Part("a"), Part("*", True))),
        ('"say ""so""".b', (Part('say "so"', True), Part("b"))),
        ('"a"b.c', (Part('"a"b'), Part("c"))),
    ],
)
def test_a_path_is_parted_at_its_dots_but_not_within_quotes(
    path: str, parts: tuple[Part, ...]
) -> None:
    assert parse(path) == parts


def test_a_name_is_quoted_only_where_it_would_mean_something_else() -> None:
    assert spelled("a", ["a", "b"]) == "a"
    assert spelled("a.b", ["a", "a.b"]) == "a.b"
    assert spelled("a", ["a", "a.b"]) == '"a"'


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("guarantors.*.honors", "no 'honors' in 'guarantors.x'; did you mean 'honours'?"),
        ("guarantors.z.honours", "there is no 'z' in 'guarantors' (known: x, y)"),
        ("violations.a.rte", "there is no 'rte' in 'violations.a'; did you mean 'rate'?"),
        ('violations."a.b".rate', "there is no 'a.b' in 'violations' (known: a, a.rate, b)"),
        ("plan.phases.2.by", "no '2' in 'plan.phases' (known: v1.5 warning, 0, 1)"),
        ("watch.*", "there is no '*' in 'watch'; no key is known there"),
    ],
)
def test_a_path_that_leads_nowhere_says_where_it_was_lost(path: str, says: str) -> None:
    with pytest.raises(PathError) as caught:
        resolve(path, in_full(scenario()))
    assert says in str(caught.value)


def test_an_item_of_a_list_that_was_left_out_can_be_set() -> None:
    varied = vary(scenario(), "adversary.postures.0", "calm")
    assert varied.adversary.postures == ("calm", *scenario().adversary.postures[1:])


def test_members_that_are_not_there_are_not_made() -> None:
    varied = vary(scenario(), "guarantors.*.brings.*.slows", "10 %")
    assert varied.guarantors["y"].brings.ground is None
    assert [one.path for one in diff(scenario(), varied)] == [
        f"{X}.ground.slows",
        f"{X}.air.slows",
        f"{Y}.air.slows",
    ]


def test_a_range_that_leads_nowhere_is_refused_in_the_words_of_the_other_readers() -> None:
    path = "guarantors.z.honours"
    source = {"backs": path, "says": "so", "by": "them", "year": 2025, "sure": "low"}
    for refused in (
        lambda: vary(scenario(), path, "10 %"),
        lambda: read(uncertain={path: {"uniform": ["10 %", "20 %"]}}),
        lambda: read(sources=[source]),
    ):
        with pytest.raises(ScenarioError) as caught:
            refused()
        (problem,) = caught.value.problems
        assert problem.message == "there is no 'z' in 'guarantors' (known: x, y)"


@pytest.mark.parametrize(
    "place",
    [
        ("violations", "a", "rate"),
        ("violations", "a.rate", "rate"),
        ("plan", "phases", 1, "by"),
        ("guarantors", "x", "brings", "air", "slows"),
    ],
)
def test_an_exact_path_leads_to_its_place_and_nowhere_else(place: tuple[str | int, ...]) -> None:
    assert resolve(exact(place), in_full(load_mapping(MAPPING))) == [place]
