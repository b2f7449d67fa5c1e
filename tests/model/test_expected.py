"""How many acts a history is expected to have: by hand, and against histories."""

from pathlib import Path
from typing import Any

import pytest

from simulator.engine.simulate import simulate
from simulator.model.encode import encode
from simulator.model.expected import expected_acts
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
        ({"at": ["1 h", "2 h"], "echo": {"share": 0.5, "memory": "1 h"}}, 4),
    ],
    ids=["rate", "window", "level", "gaps", "salvo", "echo"],
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
    p = encode(load_mapping(mapping), compiled=True)
    played = simulate(p, range(200)).outcomes["violations"]
    margin = 4 * played.std() / 200**0.5
    assert played.mean() == pytest.approx(expected_acts(p).sum(), abs=margin)
    assert margin < 0.1 * played.mean()


@pytest.mark.parametrize("name", ["one-drone", "reported-plan", "july-2020-truce"])
def test_no_shipped_scenario_has_many_more_acts_than_are_expected(name: str) -> None:
    p = encode(load(SCENARIOS / f"{name}.yaml"), compiled=True)
    played = simulate(p, range(100)).outcomes["violations"]
    assert played.mean() <= 1.2 * expected_acts(p).sum()
