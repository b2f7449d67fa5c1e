"""How fast the explorer's page answers in Chromium, and its engine beside native code.

    python -m benchmarks.explorer

One drone beside twenty strikes over 30 days, 1,000 histories. The first table: from the opening of
the file until a table of 128 histories stands. An answer: from the move of a control until all
histories have been played and shown, for positions that were not played before. The engine: the
same histories in turn by native code in this process and by the engine file in the browser, on one
thread each; the median of the ratios, so that what else the machine does falls on both alike.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.machine import busy, machine
from benchmarks.question import parameters, scenario
from simulator import explore
from simulator.engine.simulate import simulate
from simulator.explorer.bundle import bundle
from simulator.explorer.page import MOST

DAYS, OPENED, MOVED, ROUNDS, EACH = 30, 15, 60, 40, 100
FIRST_TABLE, ANSWER, OF_NATIVE = 1.5, 0.5, 0.95
"""Goals: seconds, seconds at the 95th percentile, and a ratio."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SEEN = """
addEventListener("DOMContentLoaded", () => new MutationObserver((_, self) => {
  if (!document.querySelector("#table table")) return;
  window.firstTable = performance.now();
  self.disconnect();
}).observe(document.body, { childList: true, subtree: true }));
"""
MOVE = """
([id, place]) => new Promise((done) => {
  const slider = document.getElementById(id);
  const before = performance.now();
  slider.value = place;
  slider.dispatchEvent(new Event("input"));
  const look = () => document.body.classList.contains("waiting")
    ? requestAnimationFrame(look) : done((performance.now() - before) / 1000);
  look();
})
"""
PLAY = """
async ([first, count]) => {
  const before = performance.now();
  window.engine.play(first, count);
  return (performance.now() - before) / 1000;
}
"""
READY = "body.live:not(.waiting)"


def main() -> None:
    """Measure, and print a line for each goal."""
    from playwright.sync_api import sync_playwright

    question = scenario(DAYS)
    other = scenario(DAYS, file="twenty-strikes.yaml")
    print(f"{machine()}; load average of a quarter of an hour: {busy():.1f}")
    with TemporaryDirectory() as folder, sync_playwright() as running:
        made = explore(question, compare=other)
        page = made.write(Path(folder) / "page.html")
        print(f"page: {page.stat().st_size / 1000:.0f} kB of {MOST // 1000}")
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        tell("first table", [first_table(browser, page) for _ in range(OPENED)], FIRST_TABLE)
        for words, fragment in (("as it stands", ""), ("drawn", "&draw=1")):
            found, each = answers(browser, page, f"#guess=40{fragment}", made._told["sliders"])
            tell(f"answer, {words}", found, ANSWER)
            print(f"    of the processors {median(each):.2f} s, whatever else the machine does")
        ratios = beside_native(browser, made._told, question)
        print(f"engine: {median(ratios):.2f} of native speed (goal {OF_NATIVE}); "
              f"half of the rounds between {np.quantile(ratios, 0.25):.2f} and "
              f"{np.quantile(ratios, 0.75):.2f}")  # fmt: skip


def tell(what: str, seconds: list[float], goal: float) -> None:
    """A line: the median and the 95th percentile beside the goal."""
    late = float(np.quantile(seconds, 0.95))
    reached = "reached" if late <= goal else "MISSED"
    print(f"{what}: median {median(seconds):.2f} s, p95 {late:.2f} s; goal {goal} s {reached}")


def first_table(browser: Any, file: Path) -> float:
    """Seconds from the opening of the page to its first table, in a context of its own."""
    page = browser.new_page()
    page.add_init_script(SEEN)
    page.goto(f"{file.as_uri()}#guess=40")
    page.locator("#table table").wait_for()
    found = float(page.evaluate("window.firstTable")) / 1000
    page.context.close()
    return found


def answers(
    browser: Any, file: Path, fragment: str, sliders: list[Any]
) -> tuple[list[float], list[float]]:
    """Seconds on the wall of each answer to a move, and of the page's processors."""
    page = browser.new_page()
    page.goto(f"{file.as_uri()}{fragment}")
    page.locator(READY).wait_for()
    movable = [
        i for i, one in enumerate(sliders)
        if not page.locator(f"#slider-{i}").is_disabled() and len(one["positions"]) > 2
    ]  # fmt: skip
    drawn = random.Random(0)
    asked = browser.new_browser_cdp_session()
    found, each = [], []
    for _ in range(MOVED):
        place = drawn.choice(movable)
        here = int(page.locator(f"#slider-{place}").input_value())
        others = [i for i in range(len(sliders[place]["positions"])) if i != here]
        before = processor(asked)
        found.append(float(page.evaluate(MOVE, [f"slider-{place}", drawn.choice(others)])))
        each.append(processor(asked) - before)
    page.context.close()
    return found, each


def processor(asked: Any) -> float:
    """Seconds of the processors that the pages of a browser have taken, in all their threads."""
    processes = asked.send("SystemInfo.getProcessInfo")["processInfo"]
    return float(sum(one["cpuTime"] for one in processes if one["type"] == "renderer"))


def beside_native(browser: Any, told: dict[str, Any], question: Any) -> list[float]:
    """Round by round, how many times as fast as native code the browser plays."""
    native = parameters(question, engine="native")
    page = browser.new_page()
    page.evaluate(
        "async ({ code, told, wasm }) => { eval(code); const bytes = (text) =>"
        " Uint8Array.from(atob(text), (one) => one.charCodeAt(0));"
        " const module = await WebAssembly.compile(bytes(wasm));"
        " window.engine = new window.Engine(module, told.layout);"
        " window.engine.load(told.plans[0], bytes(told.plans[0].data)); }",
        {
            "code": bundle("engine.js") + '\nwindow.Engine = modules["engine.js"].Engine;',
            "told": {"layout": told["layout"], "plans": told["plans"][:1]},
            "wasm": _wasm(),
        },
    )
    peers: list[Callable[[int], float]] = [
        lambda first: timed(lambda: simulate(native, range(first, first + EACH))),
        lambda first: float(page.evaluate(PLAY, [first, EACH])),
    ]
    for play in peers:
        play(0)
    found = []
    for turn in range(1, ROUNDS + 1):
        ours, theirs = (play(turn * EACH) for play in peers)
        found.append(ours / theirs)
    page.context.close()
    return found


def timed(play: Callable[[], object]) -> float:
    """Seconds on the wall."""
    before = perf_counter()
    play()
    return perf_counter() - before


def _wasm() -> str:
    from base64 import b64encode

    from simulator.wasm.file import engine_bytes

    return b64encode(engine_bytes()).decode()


if __name__ == "__main__":
    main()
