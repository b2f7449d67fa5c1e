"""The page for those who cannot see it, or not well: axe-core finds nothing in any state."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from simulator import report, run, vary
from simulator.explorer.page import LANGUAGES
from tests.explorer.opened import Opened, fragment_of

MOVED = {"threshold.at_least": "5"}
STATES = {
    "guess": "",
    "as written": "guess=40",
    "moved": fragment_of(MOVED),
    "drawn": fragment_of(MOVED, draw=1),
} | {code: fragment_of(MOVED, draw=1, language=code) for code in LANGUAGES[1:]}


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core; where CI is set it must be there."""
    found = find_spec("axe_playwright_python")
    if found is None and os.environ.get("CI"):
        pytest.fail("axe-playwright-python is not installed")
    if found is None or found.origin is None:
        pytest.skip("axe-core is not there: install the extra [dev]")
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def findings(page: Any, axe: str) -> list[str]:
    """What axe-core finds: how grave, by which rule, and where."""
    page.evaluate(axe)
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert len(result["passes"]) > 15
    return [
        f"{one['impact']} {one['id']}: {node['html'][:150]} {node['failureSummary']}"
        for one in result["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_light_and_dark(
    state: str, axe: str, browser: Any, page_file: Path
) -> None:
    page = Opened(browser, page_file, STATES[state], reduced_motion="reduce")
    if state != "guess":
        page.page.locator("#lanes svg").first.wait_for()
        page.page.locator("#curve-picture svg").wait_for()
        page.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for scheme in ("light", "dark"):
        page.page.emulate_media(color_scheme=scheme)
        assert findings(page.page, axe) == []
    page.close()


def test_axe_finds_nothing_in_a_report(axe: str, browser: Any, tmp_path: Path) -> None:
    scenario = vary("one-drone", "horizon", "10 days")
    run(scenario, 10, out=tmp_path / "plain")
    run(scenario, 4, uncertain=4, out=tmp_path / "drawn")
    page = browser.new_page()
    for name in ("plain", "drawn"):
        (file,) = report(tmp_path / name).write(tmp_path / f"{name}.html")
        page.goto(file.as_uri())
        assert findings(page, axe) == []
    page.context.close()


def test_axe_finds_nothing_in_the_table_of_a_browser_that_cannot_play(
    axe: str, unable: Any
) -> None:
    assert findings(unable, axe) == []


def test_axe_finds_a_planted_fault(axe: str, opened: Opened) -> None:
    opened.go("guess=40")
    opened.page.evaluate("document.getElementById('view').previousElementSibling.htmlFor = 'x'")
    found = findings(opened.page, axe)
    opened.page.evaluate("document.getElementById('view').previousElementSibling.htmlFor = 'view'")
    assert [one for one in found if "select-name" in one]
