"""The history that shows what differs between scenarios."""

import numpy as np

from simulator.study.comparison import Comparison
from simulator.study.telling import changes_by_history, surest_amount, surest_flip, telling
from simulator.tables.amounts import number
from tests.plots.conftest import run_of


def test_the_history_shown_is_one_in_which_the_surest_outcome_flipped_as_in_most():
    both = Comparison({"war": run_of(6), "peace": run_of(6, threshold={"at_least": 1000})})
    row, replication = surest_flip(both.rows)
    more = max(row.gained, row.lost, key=len)
    assert row.p == min(one.p for one in both.rows if one.gained or one.lost)
    assert replication == more[0]
    shown = telling(both.rows, both.runs)
    assert shown.replication == replication
    assert f"flips in {len(row.gained) + len(row.lost)} of 6 pairs" in shown.why
    assert shown.why in both.plot.same_war().texts[1].get_text().replace("\n", " ")


def test_without_a_flip_the_history_with_the_middle_amount_is_shown_and_its_title_gives_it():
    faster = {"ground": {"rate": "600 km2 per day"}}
    both = Comparison({"war": run_of(5), "faster": run_of(5, **faster)})
    assert surest_flip(both.rows) is None
    shown = telling(both.rows, both.runs)
    row = surest_amount(both.rows)
    change = changes_by_history(row, both.runs)
    assert change[shown.replication] == np.median(change)
    assert f"“{row.outcome}” differs here by the middle amount" in shown.why
    title = both.plot.same_war().texts[0].get_text().replace("\n", " ")
    assert f"{number(np.median(change))} km2 more" in title


def test_without_a_flip_a_typical_history_of_the_first_is_shown_and_that_is_said():
    both = Comparison({"war": run_of(3), "again": run_of(3)})
    assert surest_flip(both.rows) is None
    assert telling(both.rows, both.runs).why.startswith(
        "no outcome flipped; under “war” a typical one"
    )
