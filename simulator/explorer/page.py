"""The page itself: one file that asks nothing of anybody."""

import gzip
import json
from base64 import b64encode
from hashlib import sha256
from typing import Any

from simulator.errors import TooCostly
from simulator.explorer.bundle import bundle, page_file
from simulator.store.fingerprint import canonical
from simulator.tables.safe_text import clean
from simulator.wasm.file import engine_bytes

MOST = 300_000
"""Bytes of a page."""
LANGUAGES = ("en", "uk", "de", "fr")
"""English first: it is there before anything is unpacked, for browsers that cannot do that."""


def to_page(told: dict[str, Any], still: dict[str, Any]) -> str:
    """A page of what it is told, and of the still table for browsers that cannot play.

    Raises `TooCostly` if it would be too large.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("simulator.explorer", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    english, *others = LANGUAGES
    data = canonical(told | {"words": {name: words_of(name) for name in others}})
    look, script = page_file("page.css"), bundle("main.js")
    page = pages.get_template("page.html").render(
        look=look, look_hash=_hash(look), script=script, script_hash=_hash(script),
        worker=bundle("worker.js"), words=_in_script(words_of(english)), data=_packed(data),
        engine=_packed(engine_bytes()), digest=sha256(data).hexdigest(), still=still,
    )  # fmt: skip
    page = clean(page)
    if len(page.encode()) > MOST:
        size = f"{len(page.encode()) / 1000:,.0f} kB"
        raise TooCostly(
            f"the page would have {size}, more than {MOST // 1000} kB. Name fewer sliders or "
            "values (--slide), leave out --compare, or take a scenario that replays fewer acts."
        )
    return page


def words_of(language: str) -> Any:
    """The words of the page in a language, by key."""
    return json.loads(page_file(f"{language}.json"))


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _packed(data: bytes) -> str:
    return b64encode(gzip.compress(data, 9, mtime=0)).decode()


def _in_script(tree: Any) -> str:
    """JSON that cannot end the element that it stands in."""
    return json.dumps(tree, ensure_ascii=False).replace("<", "\\u003c")
