"""A page that is open in a browser, as tests ask about it."""

from pathlib import Path
from typing import Any
from urllib.parse import quote


class Opened:
    """A page, and whatever it did that it should not: requests, errors, dialogs."""

    def __init__(self, browser: Any, file: Path, fragment: str = "guess=40", **how: Any) -> None:
        self.context = browser.new_context(offline=True, locale="en-GB", **how)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda one: self.requests.append(one.url))
        self.page.on("console", lambda one: self.errors.append(one.text))
        self.page.on("pageerror", lambda one: self.errors.append(str(one)))
        self.page.on("dialog", lambda one: (self.errors.append(one.message), one.dismiss()))
        self.address = file.as_uri()
        self.page.goto(f"{self.address}#{fragment}")
        self.wait()

    def wait(self) -> None:
        """Until all histories have been played."""
        self.page.locator("body.still, body.live:not(.waiting)").wait_for(timeout=60_000)

    def go(self, fragment: str) -> None:
        """What a link with this fragment leads to."""
        self.page.evaluate("to => { location.hash = to }", fragment)
        self.wait()

    def set(self, **words: str) -> None:
        """Positions by the paths of their sliders, with '__' for what no name may hold."""
        self.go(fragment_of(words))

    def text(self, selector: str) -> str:
        """The text of an element."""
        return str(self.page.locator(selector).text_content()).strip()

    def table(self, selector: str = "#table") -> list[list[str]]:
        """The cells of the rows of a table, without headings."""
        rows: list[list[str]] = self.page.evaluate(
            "where => [...document.querySelectorAll(`${where} tbody tr`)].map(row => "
            "[...row.children].map(cell => cell.textContent))",
            selector,
        )
        return [row for row in rows if len(row) > 1]

    def close(self) -> None:
        """Close it."""
        self.context.close()


def fragment_of(words: dict[str, str], **more: object) -> str:
    """The fragment that says these positions."""
    said = {f"set {path}": value for path, value in words.items()} | {"guess": "40", **more}
    return "&".join(f"{quote(key)}={quote(str(value))}" for key, value in said.items())
