"""How many acts a history is expected to have: by hand, and against histories."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.engine.simulate import simulate
from simulator.model.encode import encode
from simulator.model.expected import expected_acts, most_looks, rows_of_act
from simulator.scenario.load import load, load_mapping

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.mark.parametrize(
    ("pattern", "acts"),
    [
        ({"rate": "24 per day"}, 240),
        ({"rate": "24 per day", "starts": "1 day", "ends": "2 days"}, 24),
        (
            {
                "rate": "24 per day",
                "hours": "night",
                "level": {"steps": [{"start": "5 days", "factor": 0}]},
            },
            120,
        ),
        ({"gaps": "2 days"}, 5),
        ({"at": ["1 h", "2 h", "3 h"], "salvo": {"acts": 4, "within": "1 h"}}, 15),
        ({"at": ["1 h", "2 h", "3 days", "4 days"], "ends": "4 days"}, 3),
        ({"at": ["1 h", "2 h"], "echo": {"share": 0.5, "memory": "1 h"}}, 4),
    ],
    ids=["rate", "window", "level", "gaps", "salvo", "times", "echo"],
)
def test_expected_acts_are_those_of_the_source_and_their_followers(
    pattern: dict[str, Any], acts: float
) -> None:
    scenario = load_mapping(
        {"name": "n", "horizon": "10 days", "violations": {"a": {"kind": "drone", **pattern}}}
    )
    assert expected_acts(encode(scenario)) == pytest.approx([acts])


def test_histories_of_a_pattern_have_the_expected_number_of_acts_on_average() -> None:
    pattern = {"rate": "10 per day", "overdispersion": 0.5, "cause": "accident"} | {
        "salvo": {"acts": {"poisson": {"mean": 2}}, "within": "1 h"},
        "echo": {"share": 0.3, "memory": "2 h"},
    }
    violations = {"a": {"kind": "drone", **pattern}}
    mapping = {"name": "n", "horizon": "30 days", "violations": violations}
    p = encode(load_mapping(mapping))
    played = simulate(p, range(200)).outcomes["violations"]
    margin = 4 * played.std() / 200**0.5
    assert played.mean() == pytest.approx(expected_acts(p).sum(), abs=margin)
    assert margin < 0.1 * played.mean()


@pytest.mark.parametrize("path", sorted(SCENARIOS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_shipped_scenario_has_many_more_acts_than_are_expected(path: Path) -> None:
    p = encode(load(path))
    played = simulate(p, range(100)).outcomes["violations"]
    assert np.nanmean(played) <= 1.2 * expected_acts(p).sum()


NO_BOUND = {"weibull": {"shape": 0.001, "scale": 1}}
"""Its mean is larger than any number that a computer holds."""


def test_a_salvo_without_a_mean_makes_the_acts_many_and_not_infinite() -> None:
    pattern = {"kind": "drone", "rate": "1 per day", "salvo": {"acts": NO_BOUND, "within": "1 h"}}
    often, never = (
        load_mapping({"name": "n", "horizon": "10 days", "violations": {"a": pattern | more}})
        for more in ({}, {"rate": "0 per day"})
    )
    assert expected_acts(encode(often)) == pytest.approx([10.0 * 2**53])
    assert expected_acts(encode(never)) == [0.0]


def test_a_salvo_of_nothing_is_nothing_whatever_its_shape() -> None:
    nothing = {"weibull": {"shape": 0.001, "scale": 0}}
    pattern = {"kind": "drone", "at": ["1 h"], "salvo": {"acts": nothing, "within": "1 h"}}
    scenario = load_mapping({"name": "n", "violations": {"a": pattern}})
    assert expected_acts(encode(scenario)) == [1.0]


@pytest.mark.parametrize(
    ("claims", "rows"),
    [
        (None, 3),  # the act, its report, its verdict
        ({"inflation": 4}, 5),  # the act, and what one party says of it
        ({"inflation": 2, "rival": 6}, 7),
    ],
)
def test_an_act_leads_to_its_report_and_verdict_or_to_its_claims(
    claims: dict[str, Any] | None, rows: float
) -> None:
    monitoring = {"claims": claims} if claims else {}
    assert rows_of_act(encode(load_mapping({"name": "n", "monitoring": monitoring}))) == rows


def test_looks_are_those_of_every_episode_that_fits_at_each_guarantor_for_each_phase() -> None:
    phases = [{"name": name, "owed_by": ["x", "y", "z"]} for name in ("first", "second")]
    plan = {"stand_down": "2 days", "phases": phases}
    guarantors = {"x": {}, "y": {}, "z": {}}
    mapping = {"name": "n", "horizon": "10 days", "plan": plan, "guarantors": guarantors}
    p = encode(load_mapping(mapping))
    # 1 + 10 / 2 episodes at most; in each, 3 answers after which 3 are looked at for 2 phases.
    assert most_looks(p, 1000.0) == 6 * 2 * 3 * 3
    assert most_looks(p, 4.0) == 4 * 2 * 3 * 3
