"""A run without its rows: the same outcomes in a fraction of the memory."""

import pytest

from simulator.errors import EscalationError
from simulator.scenario.load import load
from simulator.scenario.vary import vary
from simulator.study.run import run
from simulator.tables.measures import estimates

SCENARIO = {
    "name": "Two phases",
    "horizon": "20 d",
    "violations": {"drones": {"kind": "drone", "rate": "4 per day"}},
    "threshold": {"of": "drone", "at_least": 2},
    "plan": {
        "phases": [
            {"name": "first", "by": "24 h", "owed_by": ["home"]},
            {"name": "second", "by": "72 h", "owed_by": ["friend"]},
        ]
    },
}


def test_without_rows_every_outcome_is_the_same() -> None:
    whole = run(SCENARIO, 40, 3)
    brief = run(SCENARIO, 40, 3, rows=False)
    assert len(whole.phases) > 40
    assert len(brief.block.phases) == len(brief.block.answers) == 0
    assert str(estimates(brief)) == str(estimates(whole))


def test_rows_that_were_not_kept_are_not_shown_as_none() -> None:
    brief = run(SCENARIO, 3, rows=False)
    with pytest.raises(EscalationError, match="run again with rows=True"):
        _ = brief.phases
    with pytest.raises(EscalationError, match="run again with rows=True"):
        _ = brief.answers


def test_a_folder_keeps_the_rows_whatever_is_said(tmp_path) -> None:
    assert len(run(SCENARIO, 3, out=tmp_path, rows=False).phases) > 3


LATE = {
    "name": "Late calls",
    "horizon": "20 days",
    "violations": {
        "strikes": {"kind": "artillery", "at": ["0 h", "100 h"]},
        "now and then": {"kind": "drone", "rate": "1 per day"},
    },
    "plan": {
        "stand_down": "19 days",
        "phases": [
            {"name": "answer", "by": "24 h", "owed_by": "army", "warns": True},
            {
                "name": "coalition",
                "when": {"continues": {"of": "artillery"}},
                "by": "72 h",
                "owed_by": "ally",
            },
        ],
    },
}


@pytest.mark.parametrize("rows", [True, False])
def test_a_phase_that_was_called_after_its_own_deadline_is_warned_of(rows: bool) -> None:
    late = run(LATE, replications=4, rows=rows)
    (warning,) = late.warnings
    assert warning.startswith(
        "'coalition' was called after its own deadline in 100 % of the histories that called it"
    )
    assert "'within' gives a phase hours from its call." in warning
    within = vary(load(LATE), "plan.phases.coalition.within", "72 h")
    assert run(within, replications=4, rows=rows).warnings == []


def test_the_share_of_late_calls_is_of_the_histories_that_called_the_phase() -> None:
    late = run(vary(load(LATE), "monitoring.report", {"exponential": {"mean": "30 h"}}), 20)
    answer = late.phases[late.phases["phase"] == "answer"]
    first = answer[answer["state"] != "not called"].groupby("replication").first()
    share = round(100 * float((first["called"] > first["due"]).mean()))
    assert 0 < share < 100
    assert late.warnings[0] == (
        f"'answer' was called after its own deadline in {share} % of the histories that called it, "
        "so that it could only be late there. The breach itself was known too late."
    )
