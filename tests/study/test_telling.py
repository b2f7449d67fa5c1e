"""What two scenarios differ in, in words, and the history that shows it."""

import pytest

from simulator.study.comparison import Comparison
from simulator.study.telling import surest_flip, telling, what_differs
from tests.plots.conftest import WAR, run_of

LATER = {"adversary": {"moves": [{"from": "harassment", "to": "assault", "at": "100 h"}]}}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, ""),
        ({"name": "Another", "question": "And then?"}, ""),
        ({"threshold": {"of": "drone"}}, "the rule"),
        ({"guarantors": {**WAR["guarantors"], "b": {"decides": "3 h"}}}, "the guarantors"),
        (LATER, "the adversary"),
        (
            {"threshold": {"of": "drone"}, "ground": {}, **LATER},
            "the rule, the adversary and the ground",
        ),
        ({"threshold": {}, "ground": {}, "plan": {}, **LATER}, ""),
    ],
)
def test_the_parts_that_differ_are_named_and_too_many_are_not(words, said):
    assert what_differs([run_of(1).scenario, run_of(1, **words).scenario]) == said


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


def test_without_a_flip_a_typical_history_of_the_first_is_shown_and_that_is_said():
    both = Comparison({"war": run_of(3), "again": run_of(3)})
    assert surest_flip(both.rows) is None
    assert telling(both.rows, both.runs).why.startswith(
        "no outcome flipped; under “war” a typical one"
    )


def test_titles_name_what_differs_and_not_always_the_rule():
    troops = {**WAR["guarantors"], "b": {"decides": "3 h"}}
    plot = Comparison({"a": run_of(2), "b": run_of(2, guarantors=troops)}).plot
    assert plot.differences().texts[0].get_text() == "What changes with the guarantors?"
    assert plot.same_war().texts[0].get_text() == "The same war: what changes with the guarantors?"
    fewer = {"drones": WAR["violations"]["drones"]}
    other = Comparison({"a": run_of(2), "b": run_of(2, violations=fewer)}).plot
    assert other.same_war().texts[0].get_text().startswith("The same luck: what changes with the")
