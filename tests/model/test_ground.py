"""The ground: the rate of loss by hand, and what bears on it."""

from typing import Any

import pytest

from simulator.model.outcomes import area_between
from tests.histories import Played, play

# Half of the density that holds: 500 of 1000 km2 a day.
LINE = {
    "sector": "100 km",
    "defenders": 5000,
    "holds_at": "100 per km",
    "rate": "1000 km2 per day",
}


def assault(
    roster: Any = None, phase: Any = None, moves: Any = (), rest: str = "9 days", **ground: Any
) -> Played:
    """An assault from hour 12 on; a drone at minute 0 has called a phase owed by all."""
    states = roster or {"x": {"honours": 0}}
    scenario = {
        "horizon": "6 days",
        "violations": {"a": {"kind": "drone", "at": ["0 h"]}},
        "guarantors": states,
        "plan": {
            "phases": [{"name": "p", "owed_by": list(states)} | (phase or {})],
            "stand_down": rest,
        },
        "adversary": {"moves": [{"at": "12 h", "to": "assault"}, *moves]},
        "ground": LINE | ground,
    }
    return play(scenario)


def comes(hours: int, **means: Any) -> dict[str, Any]:
    """A state whose means arrive after so many hours."""
    return {"brings": {name: {"arrives": f"{hours} h"} | more for name, more in means.items()}}


def test_area_is_lost_at_the_rate_that_density_leaves() -> None:
    history = assault()
    assert history.lines("front") == ["720 front 500"]
    outcome = history.outcome
    assert outcome["hours_to_assault"] == 12
    assert [outcome[f"area_{h}"] for h in (24, 48, 72)] == [500, 1000, 1500]
    assert outcome["area"] == pytest.approx(500 * 5.5)


def test_without_defenders_the_advance_is_as_fast_as_it_can_be() -> None:
    assert assault(defenders=0).lines("front") == ["720 front 1000"]


def test_a_front_that_is_dense_enough_holds() -> None:
    assert assault(defenders=10_000).lines("front") == []
    assert assault(defenders=99_000).outcome["area"] == 0


def test_the_same_troops_on_a_longer_front_hold_less_of_it() -> None:
    assert assault(sector="400 km").lines("front") == ["720 front 875"]


def test_troops_add_density_once_they_arrive_as_far_as_they_stand_in_the_sector() -> None:
    roster = {"x": comes(24, ground={"troops": 2500})}
    assert assault(roster).lines("front") == ["720 front 500", "1440 front 250"]
    assert assault(roster, reach="50 %").lines("front") == ["720 front 500", "1440 front 375"]


def test_air_and_fires_take_their_shares_one_after_the_other() -> None:
    roster = {"x": comes(24, air={"slows": "40 %"}), "y": comes(36, fires={"slows": "50 %"})}
    assert assault(roster).lines("front") == [
        "720 front 500",
        "1440 front 300",
        "2160 front 150",
    ]


def test_a_phase_slows_the_advance_from_its_start_on() -> None:
    history = assault({"x": {"decides": "24 h"}}, {"slows": "20 %"})
    assert history.lines("start", "front") == [
        "720 front 500",
        "1440 start p met",
        "1440 front 400",
    ]


def test_nothing_is_lost_before_the_assault_or_after_it() -> None:
    history = assault(moves=[{"at": "36 h", "to": "harassment"}, {"at": "60 h", "to": "assault"}])
    assert history.lines("front") == ["720 front 500", "2160 front 0", "3600 front 500"]
    outcome = history.outcome
    assert [outcome[f"area_{h}"] for h in (24, 48, 72)] == [500, 500, 1000]


def test_no_more_is_lost_than_there_is_to_lose() -> None:
    # 500 km2 a day from hour 12 on: 1,200 km2 last 57.6 h.
    outcome = assault(at_most="1200 km2").outcome
    assert [outcome[f"area_{h}"] for h in (24, 48, 72)] == [500, 1000, 1200]
    assert outcome["area"] == outcome["area_before_effect"] == 1200


def test_what_an_earlier_assault_took_cannot_be_lost_again() -> None:
    roster = {"x": {"honours": 0}}
    moves = [{"at": "36 h", "to": "harassment"}, {"at": "60 h", "to": "assault"}]
    history = assault(roster, moves=moves, at_most="700 km2")
    assert history.outcome["area"] == 700
    lost = [area_between(history.rows, day * 1440, day * 1440 + 1440, 700.0) for day in range(6)]
    assert lost == [250, 250, 200, 0, 0, 0]


def test_a_bound_that_is_not_reached_changes_nothing() -> None:
    assert assault(at_most="1 km2").outcome["area"] == 1
    assert assault(at_most="9000 km2").outcome["area"] == assault().outcome["area"] == 2750


def test_what_came_goes_home_at_the_stand_down_and_the_front_feels_it() -> None:
    roster = {"x": comes(24, ground={"troops": 2500})}
    assert assault(roster, rest="3 days").lines("stand-down", "front") == [
        "720 front 500",
        "1440 front 250",
        "4320 stand-down 0",
        "4320 front 500",
    ]


def test_area_before_the_first_effect_ends_when_another_states_means_arrive() -> None:
    def before(**roster: Any) -> float:
        return assault(roster).outcome["area_before_effect"]

    to_the_end = 500 * 5.5
    assert before(x=comes(36, air={})) == 500
    assert before(x=comes(36, fires={})) == 500
    assert before(x=comes(36, sea={}, intelligence={})) == to_the_end
    assert before(x=comes(36, air={}) | {"home": True}) == to_the_end
    assert before(x=comes(6, air={})) == 0


def test_what_is_present_is_there_before_the_assault_even_after_a_stand_down() -> None:
    roster = {"x": {"brings": {"air": {"present": True}}}}
    scenario = {
        "horizon": "6 days",
        "violations": {"a": {"kind": "drone", "at": ["0 h"]}},
        "guarantors": roster,
        "plan": {"phases": [{"name": "p", "owed_by": "x"}], "stand_down": "24 h"},
        "adversary": {"moves": [{"at": "48 h", "to": "assault"}]},
        "ground": LINE,
    }
    history = play(scenario)
    assert history.minutes("stand-down") == [1440]
    assert history.outcome["area_before_effect"] == 0


def test_a_direct_clash_wants_an_assault_and_another_states_forces() -> None:
    def clash(moves: Any = (), **roster: Any) -> float:
        return assault(roster, moves=moves).outcome["direct_clash"]

    over = [{"at": "13 h", "to": "harassment"}]
    assert clash(x=comes(36, ground={"troops": 1})) == 1
    assert clash(x=comes(36, air={})) == 1
    assert clash(x=comes(36, sea={})) == 0
    assert clash(x=comes(36, ground={"troops": 1}) | {"home": True}) == 0
    assert clash(over, x=comes(36, ground={"troops": 1})) == 0
    assert clash(over, x=comes(6, ground={"troops": 1})) == 1
    assert clash(x={"brings": {"ground": {"troops": 1, "present": True}}}) == 1
