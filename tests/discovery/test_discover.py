"""A scenario in which it is known when something happens."""

from typing import Any

import pytest

from simulator import discover
from simulator.discovery import boxes
from simulator.errors import ScenarioError
from simulator.scenario.load import load_mapping

WAR: dict[str, Any] = {
    "name": "war",
    "horizon": "10 days",
    "violations": {"fire": {"kind": "drone", "rate": "1 per day"}},
    "threshold": {"of": "drone", "at_least": 1},
    "uncertain": {
        "violations.fire.rate": {"uniform": ["0 per day", "8 per day"]},
        "together": {"uniform": ["0 %", "50 %"]},
        "threshold.at_least": {"one_of": [1, 2]},
    },
}


@pytest.fixture(autouse=True)
def _found_again_once(monkeypatch):
    monkeypatch.setattr(boxes, "AGAIN", 1)


def of(when: str = "acts > 120", scenario: dict[str, Any] = WAR, **more: Any) -> Any:
    return discover(load_mapping(scenario), when, **({"sets": 64, "replications": 4} | more))


def test_a_box_is_said_in_the_words_of_the_scenario():
    found = of()
    (limit,) = found.boxes[0].limits
    assert limit.number == "violations.fire.rate"
    # 120 acts per 30 days are 4 a day.
    assert found.table["words"][0].startswith("violations.fire.rate is above ")
    assert float(found.table["words"][0].split()[3]) == pytest.approx(4, abs=1.2)
    assert "'acts > 120' holds in" in found.headline
    assert "1 number limits the box" in found.headline
    assert found.plot.trade_off().axes


def test_a_tree_is_said_in_the_words_of_the_scenario_with_its_error():
    found = of(sets=96)
    rows = found.tree_table.to_dict("records")
    root, (low, high) = rows[0], [one for one in rows if one["depth"] == 1]
    assert (root["where"], low["number"], high["number"]) == ("", *["violations.fire.rate"] * 2)
    assert low["words"].startswith("violations.fire.rate is below ")
    assert float(low["words"].split()[3]) == pytest.approx(4, abs=1.2)
    assert low["share"] < root["share"] < high["share"]
    assert low["sets_within"] + high["sets_within"] == pytest.approx(1)
    assert f"one share for all sets, {100 * found.tree.error.less.value:.0f} % less" in found.text
    assert "parted first by violations.fire.rate" in found.plot.tree().texts[0].get_text()


def test_a_split_of_a_choice_cuts_no_form_in_two():
    war = WAR | {"uncertain": {"threshold.at_least": {"one_of": [1, 2, 50]}}}
    found = of("breaches >= 1", war, sets=96)
    root, *parts = found.tree_table.to_dict("records")
    assert {one["words"] for one in parts} == {
        "threshold.at_least is 1 or 2",
        "threshold.at_least is 50",
    }
    assert [one["share"] for one in parts] == [pytest.approx(1.0, abs=0.03), 0.0]


def test_the_table_of_the_trade_off_has_every_step_of_every_box():
    found = of()
    assert len(found.trade_off) == sum(len(box.steps) for box in found.boxes)
    first = found.boxes[0].steps
    assert found.trade_off["numbers"].tolist()[: len(first)] == [len(one.ends) for one in first]
    assert found.trade_off["density"].tolist()[: len(first)] == [one.density for one in first]
    assert not found.trade_off.isna().to_numpy().any()


def test_what_never_happens_is_said_to():
    found = of("acts > 100000", sets=24)
    assert "holds in no history" in found.headline
    assert found.table.empty
    assert found.plot.trade_off().axes


def test_neither_workers_nor_engine_change_it():
    one = of(workers=1, sets=48, replications=2)
    assert of(engine="simpy", sets=48, replications=2).record() == one.record()


@pytest.mark.parametrize(
    ("when", "scenario", "said"),
    [
        ("akts > 1", WAR, "did you mean 'acts'"),
        ("acts > 1", {**WAR, "uncertain": {}}, "declares nothing uncertain"),
    ],
)
def test_what_cannot_be_discovered_is_refused(when, scenario, said):
    with pytest.raises(ScenarioError, match=said):
        of(when, scenario)
