from pathlib import Path

import numpy as np
import pytest

from simulator.errors import ScenarioError
from simulator.scenario.load import load, load_text
from simulator.scenario.vary import vary
from simulator.uncertain.sets import Sets

BASE = """
name: x
violations: {fire: {kind: drone, rate: 1 per day}}
monitoring: {verify: 3 h, teams: 5, attribute: {right: 50 %, wrong: 10 %}}
guarantors: {a: {honours: 50 %}, b: {honours: 30 %}, c: {}}
"""


def sets(uncertain: str, count: int = 32, seed: int = 0, base: str = BASE) -> Sets:
    return Sets(load_text(f"{base}uncertain:\n{uncertain}"), count, seed)


RATE = "  violations.fire.rate: {uniform: [1 per day, 9 per day]}\n"
REACH = "  ground.reach: {uniform: [27 %, 100 %]}\n"


def test_another_uncertain_number_leaves_the_values_of_the_first_as_they_are() -> None:
    alone, both = sets(RATE), sets(REACH + RATE)
    path = "violations.fire.rate"
    np.testing.assert_array_equal(alone.values[path], both.values[path])


def test_arms_that_share_a_path_share_its_value() -> None:
    one, other = (Sets(load(name), 16, 3) for name in ("one-drone", "twenty-strikes"))
    assert one.values
    assert one.values.keys() == other.values.keys()
    for path, values in one.values.items():
        np.testing.assert_array_equal(values, other.values[path])


def test_the_scenario_of_a_set_is_the_one_that_its_values_set_one_by_one() -> None:
    drawn = sets(RATE + REACH)
    for number in (0, 7):
        by_hand = load_text(BASE)
        for path in drawn.values:
            by_hand = vary(by_hand, path, drawn.text(path, number))
        found = drawn.scenario_of(number)
        assert found.ground == by_hand.ground
        assert found.violations == by_hand.violations
        assert found.name == "x"


def test_one_draw_moves_every_place_that_a_star_stands_for() -> None:
    found = sets("  guarantors.*.honours: {uniform: [10 %, 60 %]}\n").scenario_of(3)
    assert len({one.honours for one in found.guarantors.values()}) == 1


def test_linked_paths_rise_together_each_in_its_own_range() -> None:
    drawn = sets(
        "  guarantors.a.honours: {uniform: [20 %, 75 %]}\n"
        "  guarantors.b.honours: {uniform: [0 %, 10 %], with: guarantors.a.honours}\n"
        "  guarantors.c.honours: {uniform: [20 %, 75 %]}\n"
    )
    a, b, c = (drawn.values[f"guarantors.{name}.honours"] for name in "abc")
    np.testing.assert_allclose((a - 0.2) / 0.55, b / 0.1, atol=1e-3)
    assert not np.any(a == c)


def test_a_section_may_come_from_another_scenario_and_linked_ones_with_it() -> None:
    text = (
        "extends: one-drone\nname: x\nuncertain:\n"
        "  plan: {one_of: [{}, {from: two-phases}, {from: clock-at-breach}]}\n"
        "  adversary.moves: {one_of: [{}, {from: two-phases}, {}], with: plan}\n"
    )
    drawn = Sets(load_text(text), 24, 0)
    plans = {
        "as it stands": load("one-drone").plan,
        "from two-phases": load("two-phases").plan,
        "from clock-at-breach": load("clock-at-breach").plan,
    }
    seen = set()
    for number in range(24):
        form, found = drawn.text("plan", number), drawn.scenario_of(number)
        assert found.plan == plans[form]
        moves = load("two-phases" if form == "from two-phases" else "one-drone").adversary.moves
        assert found.adversary.moves == moves
        seen.add(form)
    assert seen == plans.keys()


def test_a_form_from_a_file_is_looked_for_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "tight.yaml").write_text("name: t\nthreshold: {of: drone, at_least: 9}\n")
    lines = "name: x\nuncertain: {threshold: {one_of: [{}, {from: tight.yaml}]}}\n"
    (tmp_path / "x.yaml").write_text(lines)
    drawn = Sets(load(tmp_path / "x.yaml"), 2, 0)
    assert {drawn.scenario_of(number).threshold.at_least for number in (0, 1)} == {1, 9}


def test_a_value_that_is_not_allowed_is_named_with_its_set_and_path() -> None:
    drawn = sets("  together: {lognormal: {median: 40 %, p90: 90 %}}\n", 64)
    beyond = int(np.argmax(drawn.values["together"]))
    with pytest.raises(ScenarioError) as caught:
        drawn.scenario_of(beyond)
    message = str(caught.value.problems[0])
    assert message.startswith(f"uncertain set {beyond} together: ")
    assert "is not between 0 and 1" in message


def test_values_that_do_not_fit_together_name_the_set_and_all_of_them() -> None:
    drawn = sets(
        "  monitoring.attribute.right: {uniform: [40 %, 90 %]}\n"
        "  monitoring.attribute.wrong: {uniform: [0 %, 40 %]}\n",
        64,
    )
    both = sum(drawn.values.values())
    with pytest.raises(ScenarioError) as caught:
        drawn.scenario_of(int(np.argmax(both)))
    message = str(caught.value.problems[0])
    assert "right and wrong add up to more than 100 %" in message
    assert "monitoring.attribute.right = " in message
    assert "monitoring.attribute.wrong = " in message


def test_a_column_has_the_values_as_people_write_them() -> None:
    drawn = sets(RATE + "  plan.clock: {one_of: [breach, {}]}\n", 8)
    rates, clocks = (drawn.column(one) for one in drawn.ranges)
    assert len(rates) == 8
    assert all(" per " in rate for rate in rates)
    assert set(clocks) == {"breach", "as it stands"}


def test_the_options_of_a_set_say_what_differs_from_the_file() -> None:
    drawn = sets(RATE + "  plan.clock: {one_of: [breach, {}]}\n", 8)
    for number in range(8):
        rate, *clock = drawn.options(number)[1::2]
        assert rate == f"violations.fire.rate={drawn.text('violations.fire.rate', number)}"
        assert bool(clock) == (drawn.text("plan.clock", number) == "breach")
