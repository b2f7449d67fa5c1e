"""What playing would cost, and what is not begun."""

import tracemalloc
from pathlib import Path
from typing import Any

import pytest

import simulator
from simulator.cli import main
from simulator.errors import ScenarioError, TooCostly
from simulator.model.draws import stream
from simulator.model.encode import encode
from simulator.play.cost import about, cost_of, in_bytes, in_time, refuse_what_is_too_costly
from simulator.play.trial import pace
from simulator.scenario.load import load, load_mapping
from simulator.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def of(horizon: str = "30 days", more: dict[str, Any] | None = None, **pattern: Any) -> Scenario:
    source = pattern if {"rate", "at"} & set(pattern) else {"rate": "3 per day", **pattern}
    violations = {
        "quiet": {"kind": "drone", "rate": "1 per day"},
        "loud": {"kind": "drone", **source},
    }
    mapping = {"name": "n", "horizon": horizon, "violations": violations}
    return load_mapping(mapping | {"threshold": {"of": "drone"}} | (more or {}))


STREAMS = {stream(f"guarantor x{i}"): f"x{i}" for i in range(10_100)}
CROWD = list(STREAMS.values())[:10_000]
"""Names of guarantors of whom no two share their luck."""
MONSTERS = {
    "rate": of("36500 days", rate="50000 per day"),
    "salvo": of(salvo={"acts": 1_000_000, "within": "1 h"}),
    "salvo without a mean": of(
        salvo={"acts": {"weibull": {"shape": 0.001, "scale": 1}}, "within": "1 h"}
    ),
    "echo": of("36500 days", echo={"share": 0.999999999, "memory": "1 min"}),
    "claims": of(more={"monitoring": {"claims": {"inflation": 10**9}}}),
    "guarantors": of(
        "300 days",
        {
            "guarantors": {name: {} for name in CROWD},
            "plan": {"stand_down": "1 h", "phases": [{"name": "p", "owed_by": CROWD}]},
        },
    ),
}
MOST_MEMORY = 256 * 2**20
"""Bytes that a refusal may take: ten thousand guarantors may each require any other."""


@pytest.fixture
def nothing_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history that is played fails the test."""
    for engine in ("compiled", "reference"):
        for call in ("simulate", "replicate"):
            monkeypatch.setattr(
                f"simulator.engine.{engine}.{call}", lambda *_: pytest.fail("it was played")
            )


@pytest.mark.usefixtures("nothing_is_played")
@pytest.mark.parametrize("monster", MONSTERS)
def test_a_monster_is_refused_before_it_is_played_with_what_it_would_cost(monster: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TooCostly) as refused:
            simulator.run(MONSTERS[monster], engine="file")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY
    for words in ("n: a history has about", "200 histories", "of one processor", "--anyway"):
        assert words in str(refused.value)


@pytest.mark.usefixtures("nothing_is_played")
@pytest.mark.parametrize("verb", ["run", "explain", "trace"])
def test_the_command_refuses_a_monster_with_a_code_of_its_own(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "monster.yaml"
    path.write_text(
        "name: Monster\nhorizon: 36500 days\n"
        "violations: {fire: {kind: drone, rate: 50000 per day}}\n"
    )
    code = main([verb, str(path)])
    said = capsys.readouterr()
    assert (code, said.out) == (TooCostly.exit_code, "") == (69, "")
    assert said.err.startswith("Monster: a history has about 1,800,000,000 acts")
    path.write_text(path.read_text().replace("50000", "1000000000"))
    assert main([verb, str(path)]) == ScenarioError.exit_code == 2
    assert "'fire' has 1,000,000,000 acts on its busiest day" in capsys.readouterr().err


def test_the_pattern_with_most_acts_is_named() -> None:
    with pytest.raises(TooCostly, match=r"about 90,000,000 acts, most of them of 'loud'"):
        simulator.run(MONSTERS["salvo"])


def test_a_history_is_not_explained_either_unless_it_is_asked_for_anyway() -> None:
    large = of(salvo={"acts": 100_000, "within": "1 h"})
    with pytest.raises(TooCostly):
        simulator.explain(large)
    assert "replication 0" in simulator.explain(of(at=["1 h"]))


def test_what_is_too_costly_is_played_where_it_is_asked_for_anyway(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("simulator.play.cost.LONGEST", 0.0)
    with pytest.raises(TooCostly):
        simulator.run(of(), 2, engine="simpy")
    assert len(simulator.run(of(), 2, engine="simpy", anyway=True).outcomes) == 2


def test_more_acts_on_a_day_than_have_an_address_are_refused() -> None:
    message = "'loud' has 1,000,000,000 acts on its busiest day; a pattern may have 65,535"
    with pytest.raises(ScenarioError, match=message):
        simulator.run(of(rate="1000000000 per day"))


def test_a_day_that_draws_more_acts_than_have_an_address_ends_in_an_error() -> None:
    often = of("2 days", rate="60000 per day", overdispersion=0.2)
    with pytest.raises(simulator.EscalationError, match="more than 65,535 acts on one day"):
        simulator.run(often, 20, engine="file")


UNCERTAIN = {"uncertain": {"together": {"uniform": [0, 1]}}}


@pytest.mark.parametrize("more", [{}, {"uncertain": 2, "workers": 1}])
def test_a_day_that_draws_too_many_acts_names_its_pattern_and_a_remedy(
    more: dict[str, Any],
) -> None:
    often = of("10 days", UNCERTAIN, rate="65535 per day")
    says = (
        r"'loud' draws more than 65,535 acts on one day\. Write a lower rate, or several patterns\."
    )
    with pytest.raises(simulator.EscalationError, match=says):
        simulator.run(often, 2, anyway=True, **more)


@pytest.mark.parametrize("more", [{}, {"uncertain": 2}])
def test_the_simpy_engine_names_the_pattern_too(
    more: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.model.violations.MOST_OF_DAY", 50)  # a day of 65,535 takes long
    often = of("10 days", UNCERTAIN, rate="50 per day")
    with pytest.raises(simulator.EscalationError, match=r"'loud' draws more than 50 acts"):
        simulator.run(often, 2, engine="simpy", workers=1, **more)


def test_a_history_that_is_explained_names_the_pattern_of_too_many_acts_too() -> None:
    often = of("10 days", rate="65535 per day")
    with pytest.raises(simulator.EscalationError, match="^'loud' draws more than 65,535 acts"):
        simulator.explain(often, anyway=True)


@pytest.mark.parametrize("path", sorted(SCENARIOS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_shipped_scenario_is_too_costly(path: Path) -> None:
    for engine in ("simpy", "file"):
        cost = cost_of(encode(load(path), 0, engine))
        assert cost.seconds < 5
        assert cost.memory < 2**28


def test_words_of_a_cost() -> None:
    assert [about(x) for x in (0.2, 7, 1234, 96_400_000)] == ["0", "7", "1,200", "96,000,000"]
    assert [in_time(x) for x in (0.5, 59, 61, 3600, 7300, 9e9)] == [
        "1 second", "59 seconds", "2 minutes", "1 hour", "3 hours", "290 years",
    ]  # fmt: skip
    assert [in_bytes(x) for x in (512, 3.1e9, 2.7e13)] == ["510 bytes", "3.1 GB", "27 TB"]


@pytest.mark.parametrize("number", [1e15, 1e150, float("inf")])
def test_what_is_beyond_all_measure_is_said_in_a_few_signs(number: float) -> None:
    assert about(number) == "10^15 or more"
    assert in_time(3e8 * number) == "10^15 or more years"
    assert in_bytes(1e18 * number) == "10^15 or more EB"


def test_what_would_cost_nothing_is_not_refused() -> None:
    refuse_what_is_too_costly({}, {}, 200)


def test_what_looks_long_from_above_is_played_where_a_few_histories_are_quick(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Most acts of the reported plan belong to an assault, which few histories come to."""
    scenario = load(SCENARIOS / "reported-plan.yaml")
    above = 20 * cost_of(encode(scenario, engine="file")).seconds
    monkeypatch.setattr("simulator.play.cost.LONGEST", 0.9 * above)
    monkeypatch.setattr("simulator.play.cost.pace", lambda p, seconds: seconds / 5)
    assert len(simulator.run(scenario, 20, engine="file").outcomes) == 20
    monkeypatch.setattr("simulator.play.cost.pace", lambda p, seconds: seconds)
    with pytest.raises(TooCostly):
        simulator.run(scenario, 20, engine="file")


def test_a_trial_says_what_a_history_takes_and_tries_none_that_may_be_long() -> None:
    p = encode(of(), engine="file")
    assert 0 < pace(p, cost_of(p).seconds) < 1000.0
    assert pace(p, 1000.0) == 1000.0
