"""`branch`: one history to an hour, and what may follow."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

import simulator
from simulator.branches.branch import branch
from simulator.branches.result import Branch
from simulator.errors import ScenarioError
from simulator.model import terms
from simulator.play.one_history import one_history
from simulator.scenario.load import load

AT = "10 days"
MINUTE = 10 * 1440
N = 40


@pytest.fixture(scope="module")
def assaulted() -> Branch:
    """One drone, at day 10, as it was and with the gravest posture."""
    changes = {"adversary.posture": "assault"}
    return branch("one-drone", AT, changes, replication=4, continuations=N)


def test_the_trunk_is_the_plain_history_and_every_continuation_begins_with_it(
    assaulted: Branch,
) -> None:
    _, plain = one_history(load("one-drone"), 4, 0)
    assert assaulted.rows.tobytes() == plain.tobytes()
    before = assaulted.trace(0).query(f"minute < {MINUTE}")
    for number in (1, 7):
        told = assaulted.trace(number)
        assert told.query(f"minute < {MINUTE}").equals(before)
        changed = told[told["event"] == "changed"]
        assert changed["minute"].tolist() == [MINUTE]
        taken = told[(told["event"] == "posture") & (told["minute"] == MINUTE)]
        assert taken["subject"].tolist() == ["assault"]
        assert taken["cause"].tolist() == changed.index.tolist()


def test_a_changed_posture_is_an_assault_in_every_continuation(assaulted: Branch) -> None:
    first, second = assaulted.runs.values()
    assert second.outcomes["assault"].tolist() == [1.0] * N
    assert set(second.outcomes["hours_to_assault"]) == {240.0}
    assert first.outcomes["assault"].mean() < 1.0
    table = assaulted.table.set_index(["outcome", "arm"])
    row = table.xs("assault").iloc[1]
    assert row["value"] == 1.0
    assert row["difference"] == pytest.approx(1.0 - first.outcomes["assault"].mean())


def test_the_page_the_record_and_the_files_say_the_same(assaulted: Branch, tmp_path: Path) -> None:
    record = assaulted.record()
    assert record["minute"] == MINUTE
    assert record["headline"] in assaulted.text.replace("\n", " ")
    assert "What this does not show" in assaulted.text
    assert "an assault follows in 100 %" in assaulted.headline
    files = {path.name for path in assaulted.write(tmp_path)}
    assert {"outcomes.csv", "branch.json", "timelines.png", "headline.txt"} <= files


def test_a_guarantor_asked_before_the_hour_and_not_yet_decided_honours_as_the_plan_says() -> None:
    """Its will is drawn as it answers, so that continuations have its probability: 30 %."""
    scenario: dict[str, Any] = {
        "name": "a promise", "horizon": "9 days",
        "violations": {"a": {"kind": "drone", "at": ["1 h"]}},
        "guarantors": {"x": {"honours": "30 %", "decides": "50 h"}},
        "plan": {
            "stand_down": "8 days", "phases": [{"name": "p", "when": "breach", "owed_by": "x"}]
        },
    }  # fmt: skip
    found = branch(scenario, "20 h", continuations=600)
    (run,) = found.runs.values()
    came = int((run.outcomes["highest_phase"] == 1).sum())
    assert stats.binomtest(came, 600, 0.3).pvalue > 0.001
    sure = branch(scenario, "20 h", {"guarantors.x.honours": "100 %"}, continuations=20)
    assert list(sure.runs.values())[1].outcomes["highest_phase"].tolist() == [1.0] * 20
    late = branch(scenario, "60 h", continuations=20)
    assert len(set(next(iter(late.runs.values())).outcomes["highest_phase"])) == 1, "it has decided"


def test_a_plan_with_an_earlier_deadline_that_is_past_is_missed_at_the_hour() -> None:
    scenario: dict[str, Any] = {
        "name": "a deadline", "horizon": "9 days",
        "violations": {"a": {"kind": "drone", "at": ["0 h"]}},
        "guarantors": {"x": {"decides": "100 h"}},
        "plan": {
            "clock": "breach", "stand_down": "8 days",
            "phases": [{"name": "p", "when": "breach", "by": "90 h", "owed_by": "x"}],
        },
    }  # fmt: skip
    told = branch(scenario, "50 h", {"plan.phases.p.by": "40 h"}, continuations=2).trace(0)
    missed = told[told["event"] == "deadline missed"]
    assert missed["minute"].tolist() == [50 * 60]
    moved = branch(scenario, "50 h", {"plan.phases.p.by": "120 h"}, continuations=2).trace(0)
    assert moved[moved["event"] == "start"]["object"].tolist() == ["met"]


def test_continuations_differ_and_are_the_same_when_played_again() -> None:
    one, other = (branch("one-drone", AT, continuations=6) for _ in range(2))
    assert one.table.equals(other.table)
    (run,) = one.runs.values()
    assert len(set(run.outcomes["violations"])) > 1
    assert terms.CHANGED not in one.rows["what"]
    assert not np.isnan(one.table["value"].iloc[0])


@pytest.mark.parametrize(
    ("at", "changes", "said"),
    [
        ("72", {}, "no unit"),
        ("0 h", {}, "not within the history"),
        ("90 days", {}, "before 90 days"),
        ("72 h", {"horizon": "60 days"}, "cannot change in the middle"),
        ("72 h", {"monitoring.teams": 3}, "cannot change in the middle"),
        ("72 h", {"violations.harassment fire.rate": "1 per day"}, "cannot change in the middle"),
        ("72 h", {"guarantors.us.needs": []}, "whom a guarantor waits for|no 'us'"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    at: str, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(ScenarioError, match=said):
        branch("reported-plan", at, changes, continuations=2)


def test_it_is_a_public_name() -> None:
    assert simulator.branch is branch
    assert simulator.Branch is Branch
