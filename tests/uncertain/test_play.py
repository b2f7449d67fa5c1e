"""Histories of uncertain sets: whose they are, how they pair, and a model with known answers."""

import shlex
from typing import Any

import numpy as np
import pytest

from simulator.engine.simulate import simulate
from simulator.errors import EscalationError, ScenarioError, TooCostly
from simulator.model.encode import encode
from simulator.play import blocks
from simulator.scenario.load import load_mapping
from simulator.scenario.vary import set_from_text, vary
from simulator.study.compare import compare
from simulator.study.run import run
from simulator.tables.measures import measures
from simulator.uncertain.blocks import MOST_HISTORIES
from simulator.uncertain.cells import changed
from simulator.uncertain.outcomes import merged
from simulator.uncertain.result import UncertainResult

WAR: dict[str, Any] = {
    "name": "war",
    "horizon": "30 days",
    "violations": {"fire": {"kind": "drone", "rate": "4 per day"}},
    "threshold": {"of": "drone", "at_least": 8},
    "uncertain": {"violations.fire.rate": {"uniform": ["2 per day", "6 per day"]}},
}
PLAN: dict[str, Any] = {
    "phases": [{"name": "answer", "by": "24 h", "owed_by": "home", "warns": True}],
}


def drawn(**more: Any) -> UncertainResult:
    asked = {"replications": 6, "uncertain": 5, "engine": "simpy"}
    return run(load_mapping(WAR), **(asked | more))


def drawn_of(ranges: dict[str, Any], **more: Any) -> UncertainResult:
    asked = {"replications": 6, "uncertain": 5, "engine": "simpy"}
    return run(load_mapping(WAR | {"uncertain": ranges}), **(asked | more))


def values(result: UncertainResult, outcome: str, arm: str = "war") -> Any:
    return next(one.values for one in result.outcomes[arm] if one.outcome == outcome)


@pytest.mark.parametrize("number", [0, 4])
def test_a_set_is_its_scenario_on_luck_of_its_own(number: int) -> None:
    result = drawn(seed=3)
    first = number * MOST_HISTORIES
    parameters = encode(result.scenario_of(number), 3)
    block = simulate(parameters, range(first, first + 6))
    np.testing.assert_array_equal(values(result, "acts")[number], block.outcomes["violations"])


def test_neither_workers_nor_engine_nor_the_number_of_sets_changes_a_set() -> None:
    one = drawn(workers=1)
    for other in (drawn(workers=3), drawn(engine="file"), drawn(uncertain=9)):
        for outcome in ("acts", "breaches", "grey-zone harm"):
            found = values(other, outcome)[:5]
            np.testing.assert_array_equal(values(one, outcome), found)


def test_the_law_of_total_variance_holds_for_a_poisson_rate_that_nobody_knows() -> None:
    # Acts in 30 days given the rate are Poisson of 30 rate; the rate is uniform from 2 to 6 a day.
    found = drawn(uncertain=256, replications=20, engine="file")
    acts = next(row for row in found.rows if row.outcome == "acts").levels
    assert acts.value == pytest.approx(120, abs=1)
    assert acts.within == pytest.approx(120, rel=0.06)
    assert acts.between == pytest.approx(30**2 * 4**2 / 12, rel=0.06)
    assert acts.band.low == pytest.approx(30 * 2.2, abs=5)
    assert acts.band.high == pytest.approx(30 * 5.8, abs=5)
    assert acts.settled


def test_arms_share_sets_and_luck_so_that_equal_arms_never_differ() -> None:
    war = load_mapping(WAR)
    found = compare(war, war, replications=6, uncertain=5, engine="simpy")
    compared = [row for row in found.rows if row.difference is not None]
    assert compared
    for row in compared:
        assert row.difference is not None
        levels = row.difference.levels
        assert levels.value == levels.within == levels.between == 0
        assert row.difference.equal
        assert row.difference.higher == row.difference.lower == 0
        assert changed(row)[2] == "equal"


def test_an_outcome_that_the_first_set_lacks_stands_where_it_belongs() -> None:
    assert merged([["a", "z"], ["a", "m", "n", "z"], ["b", "z", "end"]]) == [
        "a", "m", "n", "b", "z", "end",
    ]  # fmt: skip
    forms = {"one_of": [{"value": PLAN}, {}]}
    found = run(load_mapping(WAR | {"uncertain": {"plan": forms}}), 2, uncertain=8, engine="simpy")
    assert not found.scenario_of(0).plan.phases
    planned = load_mapping(WAR | {"plan": PLAN})
    order = [one.outcome for one in measures(run(planned, 2, engine="simpy"))]
    assert [one.outcome for one in found.outcomes["war"]] == order


def test_an_outcome_that_only_some_sets_have_is_taken_from_those() -> None:
    forms = {"one_of": [{}, {"value": PLAN}]}
    war = load_mapping(WAR | {"uncertain": {"plan": forms}})
    found = run(war, replications=4, uncertain=8, engine="simpy")
    answered = next(row for row in found.rows if row.outcome == "answer: in time").levels
    assert answered.sets == 4
    assert answered.histories == 16


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"uncertain": 1}, "1 is not a whole number from 2 to 40000"),
        ({"uncertain": 2.5}, "2.5 is not a whole number"),
        ({"replications": 0}, "of each set: 0 is not a whole number from 2 to 100000"),
        ({"replications": 1}, "of each set: 1 is not a whole number from 2 to 100000"),
        ({"until": "acts ± 3"}, "more histories reduce chance, not what is unknown"),
        ({"engine": "fast"}, "unknown engine 'fast'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(more: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        drawn(**more)


def test_a_scenario_with_nothing_uncertain_is_refused_with_what_to_add() -> None:
    certain = load_mapping(WAR | {"uncertain": {}})
    with pytest.raises(ScenarioError, match="declares nothing uncertain. Add ranges under"):
        run(certain, uncertain=4)


def test_a_rate_that_is_drawn_too_high_is_refused_before_anything_is_played() -> None:
    # In force the war is cheap; half of its sets have more than 30,000 acts a day.
    costly = {"violations.fire.rate": {"uniform": ["2 per day", "60000 per day"]}}
    seen: list[int] = []
    with pytest.raises(TooCostly, match=r"war, uncertain set \d: a history has about .*--anyway"):
        drawn_of(costly, progress=lambda done, total, note: seen.append(done))
    assert seen == []


def test_sets_that_take_an_hour_together_are_refused_before_anything_is_played() -> None:
    rates = {"violations.fire.rate": {"uniform": ["2 per day", "8000 per day"]}}
    seen: list[int] = []
    with pytest.raises(TooCostly, match=r"^100 sets of 50 histories .* the first 8 sets; most of"):
        drawn_of(
            rates, uncertain=100, replications=50,
            progress=lambda done, total, note: seen.append(done),
        )  # fmt: skip
    assert seen == []


def test_a_set_that_fails_is_named_with_the_line_that_plays_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def simulate_or_fail(p: Any, replications: Any) -> Any:
        if 200_003 in replications:
            raise RuntimeError("out of luck")
        return simulate(p, replications)

    monkeypatch.setattr(blocks, "simulate", simulate_or_fail)
    with pytest.raises(EscalationError) as caught:
        drawn(seed=3)
    first, second = str(caught.value).splitlines()
    assert first == "war, uncertain set 2, replication 200003: RuntimeError: out of luck"
    *start, value, _, number, _, seed = shlex.split(second.partition(": ")[2])
    assert start == ["escalation", "trace", "FILE", "--set"]
    assert (number, seed) == ("200003", "3")
    monkeypatch.undo()
    again = vary(load_mapping(WAR), *set_from_text(value))
    assert again.violations == drawn(seed=3).scenario_of(2).violations


def test_progress_counts_the_histories_of_all_sets() -> None:
    seen = []
    drawn(progress=lambda done, total, note: seen.append((done, total)))
    assert seen[0] == (0, 30)
    assert seen[-1] == (30, 30)
