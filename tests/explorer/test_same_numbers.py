"""The page comes to the numbers of `run` and of `compare`, to the last digit."""

import csv
import io
import json
from typing import Any

import numpy as np
import pytest

from simulator import Explorer, compare, load, run, vary
from simulator.explorer.bundle import bundle
from simulator.scenario.vary import set_from_text
from simulator.study.rows import Row, rows_of
from simulator.tables import summary
from simulator.tables.amounts import SHARE, amounts, difference, with_interval
from tests.explorer.conftest import HISTORIES
from tests.explorer.opened import Opened, fragment_of

COUNT, BY = "threshold.at_least", "plan.phases.coalition.by"
KEEPS, RATE = "guarantors.france.honours", "violations.harassment fire.rate"
POSITIONS: list[dict[str, str]] = [
    {COUNT: "2"},
    {COUNT: "20"},
    {BY: "24 h"},
    {BY: "120 h"},
    {KEEPS: "20 %"},
    {RATE: "4 per day"},
    {COUNT: "5", BY: "48 h"},
    {COUNT: "5", KEEPS: "75 %"},
    {BY: "24 h", RATE: "1 per day"},
    {COUNT: "2", BY: "48 h", KEEPS: "20 %"},
    {COUNT: "20", BY: "120 h", RATE: "4 per day"},
    {COUNT: "5", BY: "24 h", KEEPS: "75 %", RATE: "1 per day"},
]


def compared(explorer: Explorer, other: Any) -> list[Row]:
    """What `compare` has of the second arm, the plan as written being the first."""
    scenario = explorer.runs[0].scenario
    both = compare(scenario, other, replications=HISTORIES)
    return [row for row in rows_of(both.runs) if row.arm != [*both.runs][0]]


def cells(row: Row) -> tuple[str, str, bool]:
    """Value, difference and whether it is beyond chance."""
    return (
        with_interval(row.unit, *row.estimate),
        difference(row.unit, *row.difference) if row.pairs else "-",
        row.p < 0.05,
    )


def shown(opened: Opened) -> list[tuple[str, str, bool]]:
    """The same as the page shows it."""
    return [
        (row[2], row[3].removesuffix(" ≈"), row[3] != "-" and not row[3].endswith("≈"))
        for row in opened.table()
    ]


def test_at_the_plans_own_values_the_page_has_the_table_of_run(
    opened: Opened, explorer: Explorer
) -> None:
    opened.go("guess=40")
    lines = explorer.runs[0].table
    assert [row[1] for row in opened.table()] == [
        with_interval(line.unit, line.value, line.low, line.high) for line in lines.itertuples()
    ]
    assert [row[2] for row in opened.table()] == [str(n) for n in lines["histories"]]
    assert opened.text("#checked").startswith(f"All {len(lines)} figures")


@pytest.mark.parametrize("words", POSITIONS, ids=lambda words: ", ".join(words.values()))
def test_a_position_comes_to_what_vary_and_compare_come_to(
    words: dict[str, str], opened: Opened, explorer: Explorer
) -> None:
    opened.go(fragment_of(words))
    varied = explorer.runs[0].scenario
    for path, value in words.items():
        varied = vary(varied, *set_from_text(f"{path}={value}"))
    assert shown(opened) == [cells(row) for row in compared(explorer, varied)]


def test_the_second_plan_comes_to_what_compare_comes_to(opened: Opened, explorer: Explorer) -> None:
    opened.go("plan=2&guess=40")
    assert shown(opened) == [cells(row) for row in compared(explorer, explorer.runs[1].scenario)]


def test_the_csv_has_the_same_numbers_unrounded(opened: Opened, explorer: Explorer) -> None:
    opened.go(fragment_of({COUNT: "5", BY: "48 h"}))
    with opened.page.expect_download() as saved:
        opened.page.locator("#csv").click()
    told = list(csv.DictReader(io.StringIO(saved.value.path().read_text(encoding="utf-8"))))
    varied = vary(vary(explorer.runs[0].scenario, COUNT, 5), BY, "48 h")
    for line, row in zip(told, compared(explorer, varied), strict=False):
        assert line["outcome"] == row.outcome
        numbers = [*row.estimate, *row.difference, row.p]
        names = "here", "low", "high", "difference", "difference_low", "difference_high"
        here = [float(line[name] or "nan") for name in (*names, "p_adjusted")]
        np.testing.assert_allclose(here, numbers, rtol=1e-9, atol=1e-12)
    assert [line["unit"] for line in told[-2:]] == [f"{COUNT}=5", f"{BY}=48 h"]


def test_the_sentence_says_the_share_and_the_paired_change(
    opened: Opened, explorer: Explorer
) -> None:
    opened.go(fragment_of({COUNT: "20"}, watch="phase 1"))
    name = "national response: in time"
    varied = vary(explorer.runs[0].scenario, COUNT, 20)
    row = next(one for one in compared(explorer, varied) if one.outcome == name)
    assert row.p < 0.05
    value, low, high = amounts(SHARE, *row.estimate)
    size, least, most = (
        one.removesuffix(" %")
        for one in amounts(SHARE, -row.difference.value, -row.difference.high, -row.difference.low)
    )
    said = opened.text("#sentence")
    assert f"In {value} ({low.removesuffix(' %')} to {high}) of {HISTORIES} simulated" in said
    assert f"{size} fewer in every hundred (95 % interval: {least} to {most})" in said


def test_a_change_within_chance_is_said_to_be_one(opened: Opened) -> None:
    opened.go(fragment_of({KEEPS: "75 %"}, watch="phase 3"))
    assert "cannot be told apart from the plan as written" in opened.text("#sentence")
    assert "unsure" in str(opened.page.locator("body").get_attribute("class"))


def test_named_rules_are_marked_where_they_come_to_if_they_are_the_plans(
    opened: Opened, explorer: Explorer
) -> None:
    opened.go(fragment_of({BY: "24 h"}))
    opened.page.locator("#curve-picture svg").wait_for()
    told = {name: cells for name, *cells in opened.table("#curve-table")}
    assert {"1 · One drone, as written", "5 · Five drones", "One strike"} <= told.keys()
    plan = vary(explorer.runs[0].scenario, BY, "24 h")
    for name, rule in (("5 · Five drones", "five-drones"), ("One strike", "one-strike")):
        played = run(vary(plan, "threshold", load(rule).threshold), HISTORIES).table
        rows = played.set_index("outcome").loc[["false breaches", "first hostile act to breach"]]
        wanted = [with_interval("", row.value, row.low, row.high) for row in rows.itertuples()]
        assert told[name] == wanted
    drawn = opened.page.locator("#curve-picture text.name").all_text_contents()
    assert "5 · Five drones" in drawn
    assert "One strike" in drawn or "‘One strike’ lies outside" in opened.text("#curve-outside")


def test_its_command_plays_the_same(opened: Opened) -> None:
    opened.go(fragment_of({COUNT: "5", KEEPS: "75 %"}))
    command = opened.text("#citation pre")
    assert f"--set {COUNT}=5 --set '{KEEPS}=75 %' -n {HISTORIES} --seed 0" in command


NUMBERS = [
    (12.5, 11.0, 14.0), (0.125, 0.1, 0.15), (2.5, 1.5, 3.5), (1234.5, 1000.0, 2000.0),
    (0.0, 0.0, 0.02), (1.0, 0.98, 1.0), (0.9967, 0.98, 0.9999), (25.0, 5.0, 45.0),
    (35.0, 25.0, 65.0), (np.nan, np.nan, np.nan), (-0.4, -0.45, -0.3), (0.005, np.nan, np.nan),
    (1e6, 5e5, 2e6), (3.0, 3.0, 3.0), (-12345.0, -20000.0, -1000.0), (99.95, 98.0, 100.0),
]  # fmt: skip


def in_page(browser: Any, module: str, code: str, given: Any) -> Any:
    """What code in the scope of a module of the page gives."""
    page = browser.new_page()
    try:
        text = json.dumps(given).replace("NaN", "null")
        return page.evaluate(f"() => {{ {bundle(module)}\nconst given = {text}; {code} }}")
    finally:
        page.close()


def test_numbers_are_written_as_python_writes_them(browser: Any) -> None:
    drawn = np.random.default_rng(4)
    some = [
        tuple(float(one) for one in np.sort(drawn.normal(0, 1, 3) * 10.0 ** drawn.integers(-5, 6)))
        for _ in range(300)
    ]
    given = [*NUMBERS, *((middle, low, high) for low, middle, high in some)]
    code = """
    const { withInterval, difference } = modules["numbers.js"];
    return given.flatMap(one => {
      const [value, low, high] = one.map(x => x ?? NaN);
      return [false, true].map(share =>
        [withInterval(share, { value, low, high }), difference(share, { value, low, high })]);
    });"""
    wanted = [
        [with_interval(unit, *one), difference(unit, *one)] for one in given for unit in ("", SHARE)
    ]
    assert in_page(browser, "numbers.js", code, given) == wanted


def test_intervals_and_tests_are_those_of_python(browser: Any) -> None:
    drawn = np.random.default_rng(5)
    pairs = [
        ([float(x) for x in left], [float(x) for x in right])
        for n in (2, 3, 9, 40, 55, 129, 400)
        for left, right in (
            (drawn.gamma(0.5, 10, n), drawn.gamma(0.5, 12, n)),
            (drawn.integers(0, 4, n), drawn.integers(0, 4, n)),
            (np.zeros(n), np.zeros(n)),
            (np.arange(n) / 7, np.arange(n) / 7 + (np.arange(n) < 3)),
        )
    ]
    flips = [
        ([float(x) for x in drawn.random(n) < p], [float(x) for x in drawn.random(n) < q])
        for n in (1, 20, 60, 700)
        for p, q in ((0.02, 0.03), (0.5, 0.4), (0.98, 1.0), (0.0, 0.0))
    ]
    code = """
    const { meanOf, shareOf, differenceOfMeans, differenceOfShares } = modules["intervals.js"];
    const { pOfMeans, pOfShares, holm } = modules["tests.js"];
    const { z, level, exact } = given.statistics;
    const flat = ({ value, low, high }) => [value, low, high];
    const found = [
      ...given.pairs.map(([a, b]) => [...flat(meanOf(a, level)),
        ...flat(differenceOfMeans(a, b, level)), pOfMeans(a, b, exact)]),
      ...given.flips.map(([a, b]) => [...flat(shareOf(a, z)),
        ...flat(differenceOfShares(a, b, z)), pOfShares(a, b)]),
    ];
    return [found, holm(found.map(one => one.at(-1)))];"""
    statistics = {"z": summary.Z, "level": summary.LEVEL, "exact": summary.EXACT}
    given = {"pairs": pairs, "flips": flips, "statistics": statistics}
    found, adjusted = in_page(browser, "compared.js", code, given)
    wanted = [
        [*summary.mean(a), *summary.difference_of_means(a, b), summary.p_of_means(a, b)]
        for a, b in ((np.array(left), np.array(right)) for left, right in pairs)
    ] + [
        [*summary.share(a), *summary.difference_of_shares(a, b), summary.p_of_shares(a, b)]
        for a, b in ((np.array(left), np.array(right)) for left, right in flips)
    ]
    here = np.array([[np.nan if one is None else one for one in line] for line in found], float)
    np.testing.assert_allclose(here, np.array(wanted, float), rtol=1e-8, atol=1e-11)
    np.testing.assert_allclose(adjusted, summary.holm([line[-1] for line in wanted]), rtol=1e-8)
