"""Scenarios ranked over what is uncertain in them: whose order is known, and where it turns."""

from typing import Any

import pytest

from simulator import rank
from simulator.errors import ScenarioError
from simulator.scenario.load import load_mapping

DRAWN = {"violations.drones.rate": {"uniform": ["0 per day", "8 per day"]}}


def war(name: str, shells: str, drones: float = 1, **more: Any) -> Any:
    """Shells at a fixed rate, and drones, of which this many count for each that is drawn."""
    violations = {
        "shells": {"kind": "artillery", "rate": shells},
        "drones": {"kind": "drone", "rate": "4 per day"},
    }
    kinds = {"threshold": {"of": "drone", "at_least": 2, "within": "24 h"}}
    scenario = {"name": name, "horizon": "10 days", "violations": violations, "uncertain": DRAWN}
    return load_mapping(scenario | kinds | more)


def ranked(*arms: Any, **more: Any) -> Any:
    return rank(*arms, **({"sets": 40, "replications": 6, "by": ["acts"]} | more))


def test_the_order_is_that_of_the_means():
    found = ranked(war("much", "6 per day"), war("little", "1 per day")).rankings[0]
    assert [one.arm for one in found.standings] == ["little", "much"]
    little, much = found.standings
    # 30 days of 1 and of 6 shells a day, and of 4 drones a day on average.
    assert little.mean == pytest.approx(150, rel=0.1)
    assert much.mean == pytest.approx(300, rel=0.1)
    assert much.regret == pytest.approx(150, rel=0.1)
    assert (little.best, little.ranks[0]) == (1.0, 1.0)


def test_where_the_order_turns_is_found_on_the_number_that_turns_it():
    # 'steady' has 4 acts of drones a day whatever is drawn, 'drawn' as many as are.
    steady = war("steady", "1 per day", uncertain={"together": {"uniform": ["0 %", "50 %"]}})
    found = ranked(war("drawn", "1 per day"), steady)
    (turn,) = found.turns
    assert turn.number == "violations.drones.rate"
    assert float(turn.at.split()[0]) == pytest.approx(4.0, abs=1.0)
    assert abs(turn.above - turn.below) > 0.8
    assert "violations.drones.rate above" in found.paragraph


def test_neither_engine_nor_workers_change_it_and_names_may_be_the_same():
    arms = war("war", "1 per day"), war("war", "2 per day")
    few = {"sets": 4, "replications": 2}
    one = ranked(*arms, workers=1, **few)
    assert list(one.arms) == ["war", "war (2)"]
    assert ranked(*arms, engine="simpy", **few).record() == one.record()


def test_limits_are_reported_beside_the_ranking():
    arms = war("much", "6 per day"), war("little", "1 per day")
    found = ranked(*arms, limits=["acts < 200"], sets=16)
    assert [one.arm for one in found.kept] == ["little", "much"]
    assert found.kept[0].all > found.kept[1].all
    assert "'little' keeps 'acts < 200' in" in found.headline


@pytest.mark.parametrize(
    ("arms", "more", "said"),
    [
        (1, {}, "at least two"),
        (2, {"by": ["akts"]}, "did you mean 'acts'"),
        (2, {"limits": ["acts ~ 3"]}, "is no limit"),
        (2, {"sets": 1}, "uncertain"),
    ],
)
def test_what_cannot_be_ranked_is_refused(arms, more, said):
    with pytest.raises(ScenarioError, match=said):
        ranked(*[war("war", "1 per day")] * arms, **more)


def test_scenarios_without_anything_uncertain_are_refused():
    with pytest.raises(ScenarioError, match="declares anything uncertain"):
        ranked(*[war("war", "1 per day", uncertain={})] * 2)
