from collections.abc import Mapping

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.load import load
from simulator.scenario.ranges import bare
from simulator.sweeps.axes import Axis, read_axes

ON = bare(load("reported-plan"))


def axes(*said: str) -> list[Axis]:
    return read_axes(said, ON)


def refusal(*said: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        axes(*said)
    return str(caught.value)


def test_a_list_holds_values_as_a_file_has_them() -> None:
    assert axes("plan.phases.0.by=12 h, 2 days")[0].values == ("12 h", "2 days")
    assert axes("threshold.at_least=1,5.5,20")[0].values == (1, 5.5, 20)


def test_a_range_ends_with_its_last_step_that_is_not_beyond_its_end() -> None:
    assert axes("plan.phases.0.by=12 h..2 days by 12 h")[0].values == (
        "12 h",
        "24 h",
        "36 h",
        "48 h",
    )
    assert axes("threshold.at_least=1..6 by 2")[0].values == (1, 3, 5)


def test_the_steps_of_a_range_do_not_add_up_errors() -> None:
    (axis,) = axes("threshold.at_least=0.1..1 by 0.1")
    assert axis.values == (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1)


def test_a_range_without_a_step_reaches_from_end_to_end() -> None:
    (axis,) = axes("plan.phases.0.by=12 h..36 h")
    assert [axis.at(level) for level in (0.0, 0.5, 1.0)] == ["12 h", "24 h", "36 h"]


def test_a_level_of_a_list_is_one_of_its_values_each_as_often() -> None:
    (axis,) = axes("threshold.at_least=1,5,20")
    assert [axis.at(i / 6 + 0.01) for i in range(6)] == [1, 1, 5, 5, 20, 20]


def test_linked_paths_are_one_axis_with_the_places_of_all() -> None:
    (axis,) = axes("plan.phases.0.by & plan.phases.coalition.by=12 h,24 h")
    assert axis.targets == (("plan", "phases", 0, "by"), ("plan", "phases", 1, "by"))


def test_a_mapping_says_the_same_as_texts() -> None:
    said: Mapping[str, list[object]] = {"threshold.at_least": [1, 5]}
    assert read_axes(said, ON) == axes("threshold.at_least=1,5")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (["threshold.at_leest=1,2"], "did you mean 'at_least'?"),
        (["threshold.at_least=1,1"], "'1' comes twice"),
        (["horizon=30 days,720 h"], "'720 h' and '30 days' are the same value"),
        (["threshold.at_least=1,,2"], "lacks a value"),
        (["threshold.at_least"], "does not vary anything"),
        (["threshold.at_least="], "does not vary anything"),
        (["threshold.at_least=1..100000 by 1"], "has 100,000 values, more than 10,000"),
        (["threshold.at_least=1..1e12 by 1"], "more than 10,000"),
        (["threshold.at_least=5..1 by 1"], "does not grow"),
        (["threshold.at_least=1..5 by 0"], "leads nowhere"),
        (["threshold.at_least=1..5 by 1 h"], "'1 h' is not a number"),
        (["threshold.at_least=[1,2],3"], "more than plain values"),
        (["threshold=1..2 by 1"], "no number stands there"),
        (["plan.phases.0.by=1 h,2 h", "plan.phases.*.by=3 h,4 h"], "varies what"),
        (["plan.phases.0.by=1 h,2 h", "plan.phases.0=x,y"], "varies what"),
        (["horizon & horizon=1 day,2 days"], "leads to one place twice"),
    ],
)
def test_what_cannot_be_varied_is_refused_with_what_would_do(said: list[str], message: str) -> None:
    assert message in refusal(*said)


def test_the_problems_of_all_axes_are_found_at_once() -> None:
    assert len(refusal("threshold.at_leest=1,2", "horizon=1 day,1 day").splitlines()) == 2
