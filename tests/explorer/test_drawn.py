"""The switch that draws what nobody knows: the page comes to what `--uncertain` comes to."""

import csv
import io
import json
from typing import Any

import numpy as np
import pytest

from simulator import Explorer, ScenarioError, TooCostly, compare, explore, load, run, vary
from simulator.explorer import page
from simulator.explorer.block import block_of, patched, words_of
from simulator.explorer.draws import EACH, draws_of, is_drawn
from simulator.explorer.plans import Plan
from simulator.explorer.sliders import sliders_of
from simulator.scenario.vary import set_from_text
from simulator.tables.wording import percent
from simulator.uncertain import cells
from simulator.uncertain.result import UncertainResult
from simulator.uncertain.signs import difference_of
from simulator.uncertain.two_levels import BAND, SURE, Sort, two_levels
from tests.explorer.conftest import SETS
from tests.explorer.opened import Opened, fragment_of
from tests.explorer.test_same_numbers import in_page

COUNT, BY, KEEPS = "threshold.at_least", "plan.phases.coalition.by", "guarantors.france.honours"
RARE: dict[str, Any] = {
    "name": "Rare",
    "horizon": "10 days",
    "violations": {"fire": {"kind": "artillery", "rate": "6 per day"}},
    "threshold": {"of": "artillery", "at_least": 3, "within": "24 h"},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
    "uncertain": {"violations.fire.rate": {"uniform": ["2 per day", "9 per day"]}},
}


def over_sets(explorer: Explorer, *others: Any) -> UncertainResult:
    """What the program comes to over the same sets of the plan as written, and of others."""
    first = explorer.runs[0].scenario
    if not others:
        return run(first, EACH, uncertain=SETS)
    return compare(first, *others, replications=EACH, uncertain=SETS)


def rows_of(result: UncertainResult) -> list[list[str]]:
    """The rows of its table without headings and names."""
    if len(result.arms) == 1:
        rows = cells.grid(result.rows).rows
    else:
        rows = cells.comparison_grid(result.rows, list(result.arms)).rows
    return [row[1:] for row in rows if len(row) > 1]


def shown(opened: Opened) -> list[list[str]]:
    return [row[1:] for row in opened.table()]


def test_at_the_plans_own_values_the_page_has_the_table_of_run_uncertain(
    opened: Opened, explorer: Explorer
) -> None:
    opened.go("draw=1&guess=40")
    assert shown(opened) == rows_of(over_sets(explorer))
    assert opened.text("#checked").startswith(f"All {len(opened.table())} figures")
    assert opened.text("#played").startswith(f"{SETS * EACH} truces")


@pytest.mark.parametrize(
    "words",
    [{COUNT: "5"}, {BY: "24 h"}, {COUNT: "20", BY: "120 h"}],
    ids=lambda words: ", ".join(words.values()),
)
def test_a_position_comes_to_what_compare_uncertain_comes_to(
    words: dict[str, str], opened: Opened, explorer: Explorer
) -> None:
    opened.go(fragment_of(words, draw=1))
    varied = explorer.runs[0].scenario
    for path, value in words.items():
        varied = vary(varied, *set_from_text(f"{path}={value}"))
    assert shown(opened) == rows_of(over_sets(explorer, varied))


def test_the_second_plan_comes_to_what_compare_uncertain_comes_to(
    opened: Opened, explorer: Explorer
) -> None:
    opened.go("plan=2&draw=1&guess=40")
    assert shown(opened) == rows_of(over_sets(explorer, explorer.runs[1].scenario))


def test_what_is_drawn_cannot_be_moved_and_stays_out_of_the_answer(
    opened: Opened, explorer: Explorer
) -> None:
    opened.go(fragment_of({KEEPS: "20 %"}, draw=1))
    assert shown(opened) == rows_of(over_sets(explorer))
    held = opened.page.locator("#unknown-sliders input")
    assert held.evaluate_all("all => all.map(one => one.disabled)") == [True, True]
    assert held.first.get_attribute("aria-valuetext") == "drawn"
    assert opened.page.locator("#chosen-sliders input:disabled").count() == 0
    opened.page.locator("#draw").click()
    opened.wait()
    assert "draw" not in opened.page.url
    assert opened.text("#slider-2 >> xpath=../../output") == "20 %"
    assert "≈" in "".join(row[3] for row in opened.table())


@pytest.mark.parametrize("outcome", ["assault", "higher phase called before an assault"])
def test_the_sentence_says_what_ignorance_moves_and_in_how_many_sets_the_sign_holds(
    outcome: str, opened: Opened, explorer: Explorer
) -> None:
    opened.go(fragment_of({COUNT: "20"}, draw=1, watch=outcome))
    result = over_sets(explorer, vary(explorer.runs[0].scenario, COUNT, 20))
    row = next(one for one in result.rows if one.outcome == outcome and one.difference)
    assert row.difference is not None
    said = opened.text("#sentence")
    value = cells.by_chance(row.unit, row.levels).partition(" (")[0]
    assert f"In {value} of {SETS * EACH} simulated truces" in said
    moved = f"in nine sets of values in ten it is {cells.band(row.unit, row.levels)}."
    still = "What nobody knows does not move that beyond chance."
    assert (moved if row.levels.differs else still) in said
    holds = max(row.difference.higher, row.difference.lower)
    sign = "more" if row.difference.higher >= row.difference.lower else "fewer"
    if not row.difference.beyond:
        assert "cannot be told apart from the plan as written" in said
    elif holds == 1:
        assert f"It is {sign} in each of the {SETS} sets of values." in said
    else:
        assert f"It is {sign} in {percent(holds)} of the {SETS} sets of values." in said


def test_bands_are_told_to_those_who_cannot_see_them(opened: Opened, explorer: Explorer) -> None:
    opened.go(fragment_of({COUNT: "20"}, draw=1, watch="assault"))
    rows = [one for one in over_sets(explorer).rows if one.outcome == "assault"]
    told = opened.page.locator("#bands svg").get_attribute("aria-label")
    assert f"The plan as written: {cells.by_chance(rows[0].unit, rows[0].levels)}" in told
    assert opened.page.locator("#bands .set").count() == 2 * SETS
    opened.go(fragment_of({COUNT: "20"}))
    assert not opened.page.locator("#bands").is_visible()


def test_a_row_of_tiles_is_a_set_and_a_tile_opens_its_history(
    opened: Opened, explorer: Explorer
) -> None:
    opened.go("draw=1&guess=40&watch=phase 1")
    opened.page.locator(f'[data-truce="{3 * EACH + 7}"]').click()
    opened.page.locator("#truce-number", has_text="Set 3, truce 7").wait_for()
    result = over_sets(explorer)
    played = run(result.scenario_of(3), 2)
    trace = played.trace(300_007)
    opens = trace[(trace["event"] == "breach") & ~trace.duplicated(["event", "episode"])]
    said = [row[1] for row in opened.table("#truce-events")]
    assert sum(one.endswith("breach") for one in said) == len(opens)
    assert sum("is called" in one for one in said) == (trace["event"] == "called").sum()
    drawn = result.sets.iloc[3]
    assert dict(opened.table("#values-table")) == {str(path): drawn[path] for path in drawn.index}


def test_its_command_and_its_csv_are_those_of_the_sets(opened: Opened, explorer: Explorer) -> None:
    opened.go(fragment_of({COUNT: "5"}, draw=1))
    assert f"--set {COUNT}=5 --uncertain {SETS} -n {EACH} --seed 0" in opened.text("#citation pre")
    with opened.page.expect_download() as saved:
        opened.page.locator("#csv").click()
    told = list(csv.DictReader(io.StringIO(saved.value.path().read_text(encoding="utf-8"))))
    result = over_sets(explorer, vary(explorer.runs[0].scenario, COUNT, 5))
    compared = result.table[result.table["difference_value"].notna()]
    for line, row in zip(told, compared.to_dict("records"), strict=False):
        assert line["outcome"] == row["outcome"]
        pairs = [
            ("here", "value"), ("here_chance_low", "chance_low"), ("here_sets_high", "sets_high"),
            ("ignorance", "ignorance"), ("difference", "difference_value"),
            ("difference_chance_high", "difference_chance_high"),
            ("difference_sets_low", "difference_sets_low"),
            ("p_adjusted", "difference_p_adjusted"),
        ]  # fmt: skip
        here = [float(line[name] or "nan") for name, _ in pairs]
        np.testing.assert_allclose(here, [row[name] for _, name in pairs], rtol=1e-8, atol=1e-11)


def test_two_levels_and_signs_are_those_of_python(browser: Any) -> None:
    drawn = np.random.default_rng(7)
    x = drawn.random((9, 1))
    outcomes = [
        x + drawn.normal(0, 1, (9, 16)),
        x * 30 + drawn.normal(0, 1, (9, 16)),
        (drawn.random((9, 16)) < x).astype(float),
        (drawn.random((9, 5)) < 0.01).astype(float),
        np.where(drawn.random((9, 16)) < 0.4, np.nan, drawn.gamma(1, 3, (9, 16))),
        np.where(np.arange(9)[:, None] < 4, np.nan, np.round(x, 2) + np.zeros((9, 16))),
        np.zeros((9, 16)),
        np.full((9, 3), np.nan),
    ]
    sorts = {"SHARE": Sort.SHARE, "AMOUNT": Sort.AMOUNT}
    given = {
        "outcomes": [one.tolist() for one in outcomes],
        "statistics": {"level": 0.95, "band": BAND, "alike": SURE},
    }
    code = """
    const two = modules["two_levels.js"];
    const flat = (one) => [one.value, one.chance.low, one.chance.high, one.band.value,
      one.band.low, one.band.high, one.within, one.between, one.p, one.sets, one.histories];
    const known = given.outcomes.map(sets => sets.map(one => one.map(x => x ?? NaN)));
    return known.flatMap(sets => {
      const isShare = sets.flat().every(x => Number.isNaN(x) || x === 0 || x === 1);
      const found = two.twoLevels(sets, two[isShare ? "SHARE" : "AMOUNT"], given.statistics);
      const change = two.differenceOf(sets, two.CHANGE, given.statistics);
      return [[...flat(found), ...found.expected], [...flat(change.levels), change.p,
        Number(change.isEqual), change.higher, change.lower, change.surelyHigher,
        change.surelyLower]];
    });"""
    wanted = []
    for one in outcomes:
        known = one[~np.isnan(one)]
        is_share = bool(np.all((known == 0) | (known == 1)))
        levels = two_levels(one, sorts["SHARE" if is_share else "AMOUNT"])
        change = difference_of(one, Sort.CHANGE)
        signs = [change.p, float(change.equal), change.higher, change.lower]
        signs += [change.surely_higher, change.surely_lower]
        wanted += [[*_flat(levels), *levels.expected], [*_flat(change.levels), *signs]]
    found = in_page(browser, "two_levels.js", code, given)
    for here, there in zip(found, wanted, strict=True):
        told = [np.nan if value is None else value for value in here]
        np.testing.assert_allclose(told, there, rtol=1e-8, atol=1e-11)


def _flat(levels: Any) -> list[float]:
    return [
        levels.value, *levels.chance[1:], *levels.band, levels.within, levels.between, levels.p,
        levels.sets, levels.histories,
    ]  # fmt: skip


def test_a_set_is_the_block_of_its_scenario() -> None:
    plan = Plan(load(RARE), 3)
    (draw,) = draws_of([plan], [], 5)
    for number in range(5):
        block = block_of(draw.sets.scenario_of(number), 3)
        assert np.array_equal(patched(plan.block, [draw.patch(number)]), words_of(block))
    assert len(draw.places) == 240  # an hour of ten days each, all with the same rate
    assert len(np.unique(draw.words, axis=1).T) == 1


def test_words_that_move_alike_are_kept_once() -> None:
    told = explore(RARE, uncertain=10, replications=2)._told["drawn"]
    assert [run[2] for run in told["plans"][0]] == [0]
    assert told["values"][0][0] == "violations.fire.rate"
    assert len(told["values"][0]) == 11
    json.dumps(told)


def test_a_slider_over_what_is_drawn_is_said_to_be_drawn() -> None:
    plan = Plan(load(RARE), 0)
    rate, count = sliders_of(
        ["violations.fire.rate=3 per day,4 per day", "threshold.at_least=1,2"],
        plan.bare, plan.scenario,
    )  # fmt: skip
    assert is_drawn(rate, plan)
    assert not is_drawn(count, plan)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"uncertain": {}}, "declares nothing uncertain"),
        ({"uncertain": {"horizon": {"uniform": ["5 days", "10 days"]}}}, "which a page cannot"),
        (
            {"uncertain": {"kinds.artillery.severity": {"uniform": [1, 40]}}},
            "numbers that are drawn in",
        ),
    ],
)
def test_sets_that_do_not_fit_are_refused_if_asked_for_and_left_out_if_not(
    more: dict[str, Any], said: str
) -> None:
    slide = ["kinds.drone.severity=0.1,2,30"]
    with pytest.raises(ScenarioError, match=said):
        explore(RARE | more, slide, uncertain=16, replications=2)
    made = explore(RARE | more, slide, replications=2)
    assert made.uncertain is None
    assert made._told["drawn"] is None


def test_no_sets_are_drawn_where_none_are_asked_for() -> None:
    assert explore(RARE, uncertain=0, replications=2).uncertain is None


def test_a_page_that_would_be_too_large_goes_without_the_sets_that_it_only_offers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = explore(RARE, replications=2)
    without = len(explore(RARE, uncertain=0, replications=2).html.encode())
    monkeypatch.setattr(page, "MOST", without + 50)
    assert '"draw"' in made.html
    asked = explore(RARE, uncertain=64, replications=2)
    with pytest.raises(TooCostly):
        _ = asked.html
