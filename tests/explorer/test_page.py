"""The page in a browser: it asks nothing, runs nothing of others, and the keyboard reaches all."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from simulator import Explorer, explore
from simulator.explorer.bundle import page_file as file_of_page
from simulator.explorer.page import LANGUAGES, MOST
from tests.explorer.opened import Opened, fragment_of

SCRIPTS = (
    "<script>window.hit=1;alert(1)</script>",
    '"><img src=x onerror="window.hit=1;alert(1)">',
    "</script><script>window.hit=1</script>",
    "<svg/onload=window.hit=1>",
    "javascript:alert(1)",
    "{name} {count} ${window.hit=1}",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "]]></text><script>window.hit=1</script>",
    "'; window.hit=1; '",
    "\u202egnp.exe \u2066x\u2069",
    "x" * 10_000,
    "=HYPERLINK(0)",
    "+1+1",
    "@SUM(1)",
)
HOSTILE = [f"{one} {i}" for i in range(4) for one in SCRIPTS]


def hostile_plan() -> dict[str, Any]:
    """A plan in which sixty names are hostile."""
    names = iter(HOSTILE)
    title, question, limits = (next(names) for _ in range(3))
    phases = [next(names) for _ in range(7)]
    states = [next(names) for _ in range(25)]
    patterns = [next(names) for _ in range(25)]
    assert next(names, None) is None
    return {
        "name": title,
        "question": question,
        "limits": limits,
        "horizon": "10 days",
        "violations": {one: {"kind": "artillery", "rate": "0.5 per day"} for one in patterns},
        "threshold": {"of": "artillery", "at_least": 3},
        "plan": {
            "phases": [{"name": one, "by": "24 h", "owed_by": states[0]} for one in phases],
        },
        "guarantors": {one: {"honours": "50 %"} for one in states},
    }


def test_limits_are_each_said_of_their_plan(opened: Opened, explorer: Explorer) -> None:
    said = [one.strip() for one in opened.page.locator("#limits li").all_text_contents()]
    plans = [run.scenario for run in explorer.runs]
    assert said == [f"{one.name}: {' '.join(one.limits.split())}" for one in plans]


def test_nothing_is_asked_of_anybody_and_nothing_is_complained_of(opened: Opened) -> None:
    opened.go(fragment_of({"threshold.at_least": "5"}))
    opened.page.locator("#lanes svg").nth(1).wait_for()
    asked = [one for one in opened.requests if not one.startswith(("blob:", "data:"))]
    assert asked == [opened.address]
    assert opened.errors == []


def test_the_page_is_small_and_holds_one_script(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    assert len(text.encode()) < MOST
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text
    assert "style=" not in text
    policy = text.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy


def test_sixty_hostile_names_stay_text(browser: Any, tmp_path: Path) -> None:
    made = explore(hostile_plan(), ["threshold.at_least=1,3"], replications=64)
    page = Opened(browser, made.write(tmp_path / "page.html"), "guess=1&set threshold.at_least=1")
    page.page.locator("#lanes svg").nth(1).wait_for()
    assert page.errors == []
    assert page.page.evaluate("window.hit") is None
    assert page.page.locator("script").count() == 5
    assert page.page.locator("img, iframe, [onerror], [onload]").count() == 0
    told = page.text("#view")
    assert "<svg/onload=window.hit=1>" in told or "</script><script>" in told
    assert "\u202e" not in str(page.page.content())
    with page.page.expect_download() as saved:
        page.page.locator("#csv").click()
    lines = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.lstrip('"').startswith(("=", "+", "@", "-"))]
    page.close()


def test_the_keyboard_alone_reaches_everything(opened: Opened) -> None:
    opened.go("guess=40")
    opened.page.locator("#lanes svg").first.wait_for()
    opened.page.locator("#curve-picture svg").wait_for()
    wanted = opened.page.evaluate(
        "[...document.querySelectorAll('button, select, input, summary, [tabindex=\"0\"]')]"
        ".filter(one => one.checkVisibility() && one.tabIndex === 0 && one.type !== 'radio')"
        ".map((one, i) => { one.dataset.test = i; return String(i); })"
    )
    opened.page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    reached = set()
    for _ in range(3 * len(wanted)):
        opened.page.keyboard.press("Tab")
        here = opened.page.evaluate("document.activeElement.dataset.test")
        reached.add(here)
        if reached >= set(wanted):
            break
    assert reached >= set(wanted)


def test_arrow_keys_move_between_tiles_and_enter_opens_one(opened: Opened) -> None:
    opened.go("guess=40")
    opened.page.locator('[data-truce="0"]').focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        opened.page.keyboard.press(key)
    opened.page.locator("#truce-number", has_text="Truce 11").wait_for()
    assert "truce=11" in opened.page.url


def test_a_slider_moved_by_keys_is_in_the_address_and_in_the_sentence(opened: Opened) -> None:
    opened.go("guess=40&watch=phase 1")
    before = opened.text("#sentence")
    opened.page.locator("#slider-0").focus()
    for _ in range(3):
        opened.page.keyboard.press("ArrowRight")
    opened.wait()
    assert "set+threshold.at_least=20" in opened.page.url
    assert opened.text("#sentence") != before
    assert opened.page.locator("#slider-0").get_attribute("aria-valuetext") == "20"
    assert opened.page.locator(".tile.changed").count() > 0


def test_a_number_says_where_it_comes_from(opened: Opened, explorer: Explorer) -> None:
    opened.go("guess=40")
    (source,) = (
        one for one in explorer.runs[0].scenario.sources if "guarantors.*.honours" in one.backs
    )
    told = opened.page.locator("#unknown-sliders .source").all_text_contents()
    assert any(source.says in one and f"{source.by}, {source.year}" in one for one in told)


def test_nothing_is_shown_before_the_guess(browser: Any, page_file: Path) -> None:
    page = Opened(browser, page_file, "")
    assert page.page.locator("#guess").is_visible()
    assert not page.page.locator("#hundred").is_visible()
    page.page.locator("#guess-value").fill("12")
    page.page.locator("#guess-done").click()
    assert page.page.locator("#hundred").is_visible()
    assert page.text("#judged").startswith("You guessed 12 of 100.")
    page.close()


def test_a_truce_is_followed_from_decision_to_decision(opened: Opened) -> None:
    opened.go(fragment_of({"threshold.at_least": "5"}, truce=3))
    opened.page.locator("#truce-number", has_text="Truce 3").wait_for()
    listed = opened.table("#truce-events")
    opened.page.locator("#go-next").click()
    first = opened.text("#now")
    assert first.startswith(listed[0][0])
    assert (listed[0][1] or listed[0][2]) in first
    opened.page.locator("#go-next").click()
    assert opened.text("#now") != first


def test_what_happened_in_a_truce_is_what_its_trace_says(
    opened: Opened, explorer: Explorer
) -> None:
    number = 3
    opened.go(fragment_of({"threshold.at_least": "5"}, truce=number))
    opened.page.locator("#truce-number", has_text=f"Truce {number}").wait_for()
    trace = explorer.runs[0].trace(number)
    counts = trace["event"].value_counts()
    said = [row[1] for row in opened.table("#truce-events") if row[1]]
    assert sum(one.endswith("is called") for one in said) == counts.get("called", 0)
    assert sum("misses its deadline" in one for one in said) == counts.get("deadline missed", 0)
    assert sum(one.endswith((" agrees", " refuses")) for one in said) == counts.get("decision", 0)
    started = trace[trace["event"] == "start"]
    assert [one for one in said if " starts" in one] == [
        f"‘{row.subject}’ starts{' in time' if row.object == 'met' else ', too late'}"
        for row in started.itertuples()
    ]
    opens = trace[(trace["event"] == "breach") & ~trace.duplicated(["event", "episode"])]
    assert sum(one.endswith("breach") for one in said) == len(opens)


def test_a_version_that_cannot_be_played_leaves_the_others(browser: Any, tmp_path: Path) -> None:
    """A day may draw more acts than have an address, which no scenario file shows beforehand."""
    fire = {"kind": "artillery", "rate": "6 per day", "overdispersion": 2}
    plan = {"name": "Small", "horizon": "1 day", "violations": {"fire": fire}}
    made = explore(plan, ["violations.fire.rate=6 per day,60000 per day"], replications=64)
    page = Opened(browser, made.write(tmp_path / "page.html"))
    page.go("set violations.fire.rate=60000 per day")
    page.page.locator("#trouble", has_text="more acts on a day").wait_for()
    page.go("")
    assert page.text("#trouble") == ""
    assert page.text("#checked").startswith("All ")
    assert page.page.locator("#table").is_visible()
    assert page.errors == []
    page.close()


def test_a_browser_that_cannot_play_shows_the_table(unable: Any, explorer: Explorer) -> None:
    assert "cannot play the plan" in unable.locator("#trouble").text_content()
    assert unable.locator("#still tbody tr").count() == len(explorer.runs[0].table)
    assert unable.locator("#still").is_visible()
    assert not unable.locator("#hundred").is_visible()


def test_it_fits_a_telephone(browser: Any, page_file: Path) -> None:
    page = Opened(browser, page_file, viewport={"width": 360, "height": 740})
    page.page.locator("#lanes svg").first.wait_for()
    wide = page.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    page.close()


SAID = {
    "uk": ("змодельованих перемир’їв", "Одне перемир’я, два правила"),
    "de": ("simulierten Waffenruhen kommt „", "Eine Waffenruhe, zwei Regeln"),
    "fr": ("trêves simulées, «", "Une trêve, deux règles"),
}


@pytest.mark.parametrize("code", SAID)
def test_it_speaks_other_languages(code: str, opened: Opened) -> None:
    opened.go(f"language={code}&guess=40&watch=phase 1")
    sentence, title = SAID[code]
    assert opened.page.locator("html").get_attribute("lang") == code
    assert sentence in opened.text("#sentence")
    assert opened.text("#one-title") == title
    cells = [cell for row in opened.table() for cell in row[1:2]]
    assert not [one for one in cells if re.search(r"\d\.\d", one)]
    assert any(re.search(r"\d,\d", one) for one in cells)
    assert "undefined" not in opened.text("main")


def test_every_language_has_every_word_with_the_same_names() -> None:
    lists = [json.loads(file_of_page(f"{code}.json")) for code in LANGUAGES]
    english = lists[0]
    for other in lists[1:]:
        assert list(other) == list(english)
        assert other["vocabulary"].keys() == lists[1]["vocabulary"].keys()
        for key in english.keys() - {"vocabulary"}:
            assert sorted(_names(other[key])) == sorted(_names(english[key])), key


def _names(text: str) -> set[str]:
    return {part.partition("}")[0] for part in text.split("{")[1:]}
