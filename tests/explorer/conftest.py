"""One browser for all tests of pages."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator import Explorer, explore
from tests.explorer.opened import Opened

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SLIDERS = (
    "threshold.at_least=1,2,5,20",
    "plan.phases.coalition.by=24 h,48 h,72 h,120 h",
    "guarantors.france.honours=20 %,50 %,75 %",
    "violations.harassment fire.rate=1 per day,2 per day,4 per day",
)
HORIZON = "30 days"
HISTORIES = 150
SETS = 12


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; where CI is set it must be there."""
    program = shutil.which("chromium")
    if program is None and os.environ.get("CI"):
        pytest.fail("there is no chromium")
    if program is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def explorer() -> Explorer:
    """One drone, of a month, with four sliders, and twenty strikes beside it."""
    from simulator import vary

    plans = [vary(name, "horizon", HORIZON) for name in ("one-drone", "twenty-strikes")]
    return explore(plans[0], SLIDERS, compare=plans[1], uncertain=SETS, replications=HISTORIES)


@pytest.fixture(scope="session")
def page_file(explorer: Explorer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """It as a file."""
    return explorer.write(tmp_path_factory.mktemp("explorer") / "page.html")


@pytest.fixture(scope="module")
def opened(browser: Any, page_file: Path) -> Iterator[Opened]:
    """The page, opened from disk as somebody opens it, after the question."""
    page = Opened(browser, page_file)
    yield page
    page.close()


@pytest.fixture
def unable(browser: Any, page_file: Path) -> Iterator[Any]:
    """The page in a browser without WebAssembly."""
    context = browser.new_context()
    context.add_init_script("delete window.WebAssembly")
    page = context.new_page()
    page.goto(page_file.as_uri())
    yield page
    context.close()
