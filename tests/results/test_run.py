"""A run without its rows: the same outcomes in a fraction of the memory."""

import pytest

from simulator.errors import EscalationError
from simulator.results.measures import estimates
from simulator.study.api import run

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
