"""Takes the pictures of the explorer's page in Chromium: `python docs/draw_explorer.py`."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

import simulator

PICTURES = Path(__file__).parent / "pictures"
VIEW = "#set threshold.at_least=5&guess=40&watch=phase 1&truce=6"
DRAWN = f"{VIEW}&draw=1".replace("truce=6", "truce=35")
SHOTS = {
    "explorer": {"viewport": {"width": 1280, "height": 1000}},
    "explorer-dark": {"viewport": {"width": 1280, "height": 1000}, "color_scheme": "dark"},
    "explorer-phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "explorer-truce": {"viewport": {"width": 1280, "height": 900}},
    "explorer-drawn": {"viewport": {"width": 1280, "height": 900}},
    "explorer-curve": {"viewport": {"width": 1280, "height": 900}},
}
SHOWN = {"explorer-truce": "#one", "explorer-drawn": ".desk", "explorer-curve": "#curve"}
"""What a picture is of; else of the top of the page, as it is opened."""
VIEWS = {"explorer-drawn": DRAWN}
"""What a reader has set, if not what most pictures show."""


def draw() -> None:
    """Every picture of one drone beside twenty strikes."""
    with TemporaryDirectory() as folder, sync_playwright() as running:
        page = simulator.explore("one-drone", compare="twenty-strikes")
        address = page.write(Path(folder) / "page.html").as_uri()
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        for name in SHOTS:
            take(browser, address, name)


def take(browser: Browser, address: str, name: str) -> None:
    """One picture, once everything has been played and nothing moves."""
    page = browser.new_page(reduced_motion="reduce", locale="en-GB", **SHOTS[name])
    page.goto(address + VIEWS.get(name, VIEW))
    page.locator("body.live:not(.waiting)").wait_for(timeout=120_000)
    page.locator("#lanes svg").first.wait_for()
    page.locator("#curve-picture svg").wait_for(timeout=120_000)
    shown = page.locator(SHOWN[name]) if name in SHOWN else page
    shown.screenshot(path=PICTURES / f"{name}.png")
    page.close()


if __name__ == "__main__":
    draw()
