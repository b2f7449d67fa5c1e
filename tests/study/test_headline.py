"""The headline of a comparison agrees with its rows, and titles its pictures."""

import json

import pytest

from simulator.results.headline import told_of
from simulator.study.comparison import Comparison
from simulator.study.headline import changes_of
from simulator.tables.amounts import amounts
from simulator.tables.phrases import phrase_of
from tests.plots.conftest import WAR, run_of

OTHER = {"threshold": {"of": "artillery", "at_least": 1000}}


@pytest.fixture(scope="module")
def both() -> Comparison:
    """The small war, and the same where nothing is a breach."""
    return Comparison({"war": run_of(12), "peace": run_of(12, **OTHER)})


def test_the_headline_has_the_numbers_of_the_rows(both):
    changes = changes_of(both.rows, "war", both.replications)
    (told,) = told_of(["peace"], changes).values()
    assert "with 'peace' instead of 'war'" in both.headline
    assert 1 <= len(told) <= 3
    for one in told:
        row = both.row(one.outcome, "peace")
        assert row.p < 0.05
        assert row.difference == one.difference
        size = amounts(row.unit, *map(abs, row.difference))[0].removesuffix(" %")
        assert f"{size} " in both.headline


def test_every_difference_beyond_chance_is_named_in_the_paragraph(both):
    headline, details, _ = both.paragraph.split("\n\n")
    sure = [row for row in both.rows if row.p < 0.05]
    assert len(sure) > 3
    for row in sure:
        clause = phrase_of(row.outcome).says("{}").partition("{}")[0].lower()
        assert row.outcome in details or clause in headline.lower(), row.outcome


def test_limits_are_said_of_the_arm_that_they_are_of():
    arms = {name: run_of(2, limits=f"Not {name}.") for name in ("a", "b")} | {
        "c": run_of(2, limits="Not a.")
    }
    said = Comparison(arms).paragraph
    assert "Limits of 'a' and 'c': Not a." in said
    assert "Limits of 'b': Not b." in said


def test_a_ceasefire_that_only_one_arm_may_refuse_is_told():
    gated = run_of(6, adversary={**WAR["adversary"], "signs": "0 %"})
    said = Comparison({"plan": run_of(6), "gate": gated}).headline
    assert "With 'gate', a ceasefire is signed in 0 % (95 % interval: 0 to" in said


def test_text_record_notebook_and_folder_have_it(both, tmp_path):
    assert both.headline in " ".join(both.text.split())
    assert json.loads(json.dumps(both.record()))["headline"] == both.headline
    assert both.headline.replace("'", "&#x27;") in both._repr_html_()
    both.write(tmp_path, "svg")
    assert (tmp_path / "headline.txt").read_text() == f"{both.paragraph}\n"


def titles(both: Comparison) -> list[str]:
    plots = both.plot
    drawn = plots.differences(), plots.time_to_phases(), plots.same_war()
    return [figure.texts[0].get_text().replace("\n", " ") for figure in drawn]


def test_titles_say_what_was_found_and_which_part_differs(both):
    differences, phases, war = titles(both)
    assert differences.startswith("Another rule: ")
    assert differences.removeprefix("Another rule: ") in both.headline
    assert phases.startswith("Another rule: the phase '")
    assert war.startswith("Another rule, the same war: the phase '")
    assert war.endswith(("under 'war', not under 'peace'", "under 'peace', not under 'war'"))


def test_titles_say_where_nothing_was_found():
    differences, phases, war = titles(Comparison({"a": run_of(2), "b": run_of(2)}))
    assert differences == "The histories cannot be told apart"
    assert phases == "No phase is in time more or less often than chance explains"
    assert war == "The same war: no outcome flips in this history"


def test_other_violations_are_no_same_war():
    fewer = {"violations": {"drones": WAR["violations"]["drones"]}}
    assert titles(Comparison({"a": run_of(3), "b": run_of(3, **fewer)}))[2].startswith(
        "Other violations, the same luck: "
    )
