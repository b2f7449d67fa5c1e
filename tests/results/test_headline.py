"""The finding in one or two sentences: what it names, in which words, and when it names nothing."""

import pytest

from simulator.results.headline import (
    Change,
    Value,
    most_telling,
    of_changes,
    of_values,
    title_of,
    told_of,
    values_of,
)
from simulator.study.run import run
from simulator.tables.amounts import SHARE
from simulator.tables.summary import NOTHING, Estimate
from tests.plots.conftest import WAR, run_of

MORE = Estimate(0.12, 0.06, 0.18)
A, B = Estimate(0.26, 0.2, 0.32), Estimate(0.38, 0.31, 0.44)


def change(outcome: str = "assault", arm: str = "B", **words: object) -> Change:
    return Change(outcome, SHARE, arm, B, A, MORE, 0.001)._replace(**words)  # type: ignore[arg-type]


def test_a_share_is_given_with_both_values_the_points_between_them_and_their_range() -> None:
    said = of_changes("In 200 pairs", "A", ["B"], [change()])
    assert said == (
        "In 200 pairs, with 'B' instead of 'A', an assault follows in 38 % rather than 26 % "
        "(12 points more, 95 % interval: 6 to 18)."
    )


def test_fewer_is_said_in_words_and_its_range_has_no_minus() -> None:
    fewer = change("false breaches", unit="per 30 days", difference=Estimate(-1.69, -1.8, -1.58))
    less = change(difference=Estimate(-0.12, -0.18, -0.06))
    said = of_changes("In 200 pairs", "A", ["B"], [fewer, less])
    assert "(12 points less, 95 % interval: 6 to 18)." in said
    assert said.endswith("There are 1.69 fewer false breaches per 30 days (1.58 to 1.80).")


@pytest.mark.parametrize(
    ("outcome", "unit", "said"),
    [
        ("first hostile act to breach", "h", "it takes 620 h longer from the first hostile act"),
        ("area lost in all (with an assault)", "km2", "an assault takes 620 km2 more in all"),
        ("grey-zone harm", "severity per 30 days", "grey-zone harm is 620 higher in severity"),
    ],
)
def test_an_amount_has_its_unit(outcome: str, unit: str, said: str) -> None:
    one = change(outcome, unit=unit, difference=Estimate(620, 510, 730))
    assert said in of_changes("In 9 pairs", "A", ["B"], [one])
    assert one.clause().endswith("(95 % interval: 510 to 730)")


def test_a_difference_over_some_pairs_is_not_set_beside_values_that_are_over_all() -> None:
    said = change("assault answered in time", everywhere=False, note="over 44 pairs").clause()
    assert "rather than" not in said
    assert said.endswith("12 points more often (95 % interval: 6 to 18, over 44 pairs)")


def test_what_chance_explains_is_not_named_however_large() -> None:
    found = [change(p=0.05), change("acts", p=0.049)]
    assert [one.outcome for one in told_of(["B"], found)["B"]] == ["acts"]


def test_nothing_beyond_chance_is_said_in_plain_words() -> None:
    said = of_changes("In 9 pairs", "A", ["B"], [change(p=0.2)])
    assert said == (
        "In 9 pairs, 'B' cannot be told apart from 'A': no outcome differs by more than chance "
        "explains."
    )


def test_arms_that_are_equal_are_said_to_be() -> None:
    same = change(difference=Estimate(0.0, -0.1, 0.1), p=1.0)
    assert "'B' comes out like 'A' in every outcome" in of_changes("In 9", "A", ["B"], [same])
    flips = same._replace(difference=Estimate(0.01, -0.1, 0.1))
    assert "cannot be told apart" in of_changes("In 9", "A", ["B"], [same, flips])


def test_of_several_arms_each_has_its_most_telling_difference_and_those_alike_are_named() -> None:
    found = [change(), change("acts"), change(arm="C", p=0.3), change("acts", arm="D")]
    said = of_changes("In 9 pairs", "A", ["B", "C", "D"], found)
    assert said.startswith("In 9 pairs, against 'A': with 'B', an assault follows")
    assert "; with 'D', there are" in said
    assert said.count("95 % interval") == 1
    assert said.endswith("'C' cannot be told apart from 'A': no outcome differs by more than "
                         "chance explains.")  # fmt: skip


def test_one_outcome_of_each_subject_is_named_and_the_phase_that_differs_most() -> None:
    small, large = Estimate(0.1, 0, 0.2), Estimate(-0.5, -0.6, -0.4)
    found = [
        change("acts"), change("one: in time", difference=small),
        change("two: in time", difference=large), change(),
    ]  # fmt: skip
    assert [one.outcome for one in most_telling(found)] == ["assault", "two: in time", "acts"]


def test_a_title_is_the_first_clause_without_its_range_after_what_differs() -> None:
    title = title_of("Another rule", [change("acts"), change()], "nothing")
    assert title == "Another rule: an assault follows in 38 % rather than 26 %"
    assert title_of("", [], "nothing differs") == "Nothing differs"


def test_a_run_is_told_by_its_values_and_the_phase_that_is_kept_least() -> None:
    plan = {"phases": [*WAR["plan"]["phases"][:1], {**WAR["plan"]["phases"][1], "by": "1 h"}]}
    played = run_of(4, plan=plan)
    by_name = {one.outcome: one for one in values_of(played)}
    said = played.headline
    assert said.startswith("In 4 simulated histories of 6 days under 'A small war', an assault")
    assert by_name["second: in time"].clause(last="95 % interval")[1:] in said
    assert by_name["second: in time"].size > by_name["first: in time"].size
    assert by_name["assault"].clause() in said


def test_a_value_that_never_varied_is_not_given_a_range() -> None:
    said = of_values(
        "In 9", [Value("acts", "per 30 days", Estimate(5.0, NOTHING.low, NOTHING.high))]
    )
    assert said == "In 9, there are 5.00 acts per 30 days (the same in every history)."


def test_a_ceasefire_that_nobody_signs_is_told_and_the_rest_is_not_known() -> None:
    never = run_of(3, adversary={"signs": "0 %"})
    assert "a ceasefire is signed in 0 % (" in never.headline
    assert "assault" not in never.headline


def test_the_headline_stands_in_text_record_notebook_and_folder(tmp_path) -> None:
    played = run({"name": "<b>", "violations": {}}, 3, engine="simpy")
    assert played.headline in " ".join(played.text.split())
    assert played.record()["headline"] == played.headline
    assert "&lt;b&gt;&#x27;, there are 0 acts" in played._repr_html_()
    played.write(tmp_path)
    assert played.headline in (tmp_path / "headline.txt").read_text()
