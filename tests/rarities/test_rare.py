"""`rare`: against closed forms, against plain simulation, and what it says where it cannot help."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import simulator
from simulator.errors import ScenarioError
from simulator.rarities import find
from simulator.rarities.rare import rare
from simulator.rarities.result import Rare
from simulator.scenario.load import load
from simulator.scenario.vary import vary

from .clash import clash

OFTEN = 40_000
"""Plain histories, against which one in a thousand is checked."""


def the(found: Rare) -> Any:
    """The one row of the table."""
    (row,) = found.table.itertuples()
    return row


@pytest.fixture(scope="module")
def one_in_a_hundred_thousand() -> Rare:
    return rare(clash(), "direct clash", replications=4000)


@pytest.mark.parametrize(("signs", "most", "truth"), [(1.0, 4000, 1e-5), (0.1, 9000, 1e-6)])
def test_it_agrees_with_the_closed_form(signs: float, most: int, truth: float) -> None:
    found = the(rare(clash(signs=signs), "direct clash", replications=most))
    assert found.probability_low < truth < found.probability_high
    assert found.with_it > 20
    assert found.played <= most
    assert found.plain_needs > 20 * found.played_in_all


def test_the_intervals_hold_the_closed_form_as_often_as_they_say() -> None:
    seeds = range(16)
    found = [rare(clash(), "direct clash", replications=1500, seed=seed) for seed in seeds]
    held = [the(one).probability_low < 1e-5 < the(one).probability_high for one in found]
    assert sum(held) >= 13  # fewer of 16 have a probability of 1 % at 95 %
    mean = np.mean([the(one).probability for one in found])
    hits = sum(the(one).with_it for one in found)
    assert mean == pytest.approx(1e-5, rel=4 / np.sqrt(hits))


@pytest.mark.parametrize(
    ("outcome", "changes"),
    [
        ("direct clash", {"horizon": "4 days"}),
        ("US-backed action in time", {"horizon": "5 days"}),
    ],
)
def test_it_agrees_with_plain_simulation_where_both_can_reach(
    outcome: str, changes: dict[str, str]
) -> None:
    scenario = load("reported-plan")
    for path, value in changes.items():
        scenario = vary(scenario, path, value)
    found = rare(scenario, outcome, replications=3000)
    counted = found.found[scenario.name].counted
    assert found.found[scenario.name].why == find.CHOSEN
    run = simulator.run(scenario, replications=OFTEN, rows=False)
    column = "direct_clash" if outcome == "direct clash" else None
    had = run.outcomes[column] == 1 if column else run.states[:, -1] == 2
    plain = np.flatnonzero(had)
    within = counted.hits[counted.hits < OFTEN]
    assert set(within) <= set(plain)  # what was chosen are histories like any other
    assert len(within) > 10
    row, share = the(found), len(plain) / OFTEN
    error = np.hypot((row.probability_high - row.probability_low) / 4, np.sqrt(share / OFTEN))
    assert abs(row.probability - share) < 3 * error


def test_it_names_the_luck_on_which_the_outcome_depends(one_in_a_hundred_thousand: Rare) -> None:
    told = one_in_a_hundred_thousand.reasons
    assert told["luck"].tolist() == ["the move 'at 48 h'", "the will of ally, episode 1"]
    assert told["likelier_with"].tolist() == ["assault", "willing"]
    assert told["share_of_all"].tolist() == pytest.approx([0.001, 0.01])
    assert told["share_where_it_happens"].tolist() == [1.0, 1.0]


def test_the_histories_that_it_names_have_the_outcome(one_in_a_hundred_thousand: Rare) -> None:
    hits = one_in_a_hundred_thousand.hits
    assert len(hits) > 20
    for replication in hits["replication"][:3]:
        told = simulator.explain(clash(), replication=int(replication))
        assert "ally decides to come" in told
        assert told.rstrip().endswith("assault (at 48 h)")


def test_neither_workers_nor_engine_change_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "FIRST", 20)
    monkeypatch.setattr(find, "PILOTS", (200,))
    scenario = clash(honours=0.1, assault=0.1)
    told = [
        rare(scenario, "direct clash", replications=300, **how).record()
        for how in ({"workers": 1}, {"workers": 2}, {"engine": "simpy"})
    ]
    assert told[0]["probabilities"][0]["with_it"] > 0
    assert told[0] == told[1] == told[2]


def test_what_is_not_rare_is_better_played_plainly() -> None:
    found = rare(clash(), "not direct clash", replications=100)
    assert the(found).probability == 1.0
    assert "This is not rare: 2,000 of 2,000" in found.text.replace("\n", " ")
    assert "plain simulation is the better choice" in found.text.replace("\n", " ")
    assert the(found).plain_needs is None


def test_what_lies_in_the_acts_is_said_to_be_out_of_reach() -> None:
    found = rare("ten-lines", "breaches >= 100", replications=100)
    text = found.text.replace("\n", " ")
    assert "which cannot be looked at beforehand" in text
    assert "'breaches >= 100' was not seen: at most" in text
    row = the(found)
    assert (row.probability, row.probability_low) == (0.0, 0.0)
    assert 0.02 < row.probability_high < 0.06  # of 100 histories, by any rule


def test_too_few_histories_to_see_it_are_said_to_be() -> None:
    found = rare(clash(), "direct clash", replications=1)
    row = the(found)
    assert (row.probability, row.with_it) == (0.0, 0)
    assert "was not seen: at most" in found.text.replace("\n", " ")
    assert found.plot.probabilities().axes


def test_two_scenarios_are_compared_on_the_same_luck(tmp_path: Path) -> None:
    found = rare([clash(), clash(assault=0.01)], "direct clash", replications=2000)
    first, second = found.table.itertuples()
    assert second.scenario == "Clash by luck (2)"
    assert second.ratio_low < 10 < second.ratio_high
    assert second.ratio == pytest.approx(second.probability / first.probability)
    assert "times as often (" in found.headline
    assert found.record()["headline"] in found.text.replace("\n", " ")
    written = {path.relative_to(tmp_path).as_posix() for path in found.write(tmp_path)}
    assert written == {
        "tables/probabilities.csv", "tables/reasons.csv", "tables/hits.csv", "headline.txt",
        "figures/probabilities.png", "rare.json",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("direct clsh", "did you mean 'direct clash'"),
        ("breaches", "'breaches' is a number"),
        ("", "rare: is empty"),
        ("coalition lost", "which is no state"),
    ],
)
def test_an_outcome_that_there_is_not_is_refused(outcome: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        rare(clash(), outcome)


def test_it_is_asked_for_at_least_one_scenario() -> None:
    with pytest.raises(ValueError, match="at least one"):
        rare([], "direct clash")
