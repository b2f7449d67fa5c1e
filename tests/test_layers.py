"""A layer of simulator/ imports only from itself and from those above it in LAYERS.

So scenario never imports from model, while model imports from scenario: encode turns the one into
the other. The one exception is simulator/__init__.py, which gathers the public names from all.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "simulator"
LAYERS = (
    "errors",
    "minutes",
    "clock",
    "files",
    "jit",
    "sources",
    "handles",
    "wasm",
    "scenario",
    "model",
    "engine",
    "tables",
    "plots",
    "store",
    "play",
    "results",
    "uncertain",
    "sweeps",
    "study",
    "branches",
    "curves",
    "greyzone",
    "frontiers",
    "maps",
    "discovery",
    "rarities",
    "ranks",
    "sensitivity",
    "leverage",
    "explorer",
    "reports",
    "data",
    "fits",
    "checks",
    "replays",
    "backtests",
    "cli",
    "__main__",
)


def imported(source: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of whatever a file imports, at the top or inside a function."""
    here = (package.name, *source.relative_to(package).parts[:-1])
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                start = here[: len(here) - level + 1] if level else ()
                stem = ".".join([*start, *([module] if module else [])])
                yield from ((node.lineno, f"{stem}.{alias.name}") for alias in names)
            case ast.Call(
                func=ast.Name(id=called) | ast.Attribute(attr=called),
                args=[ast.Constant(value=str(name)), *_],
            ) if called in ("import_module", "__import__"):
                yield node.lineno, name


def breaches(package: Path) -> list[str]:
    """One line for each import that goes down the list, or that names no layer."""
    found = []
    for source in sorted(package.rglob("*.py")):
        place = source.relative_to(package)
        layer = place.parts[0].removesuffix(".py")
        if layer == "__init__":
            continue
        if layer not in LAYERS:
            found.append(f"{place}: {layer} is in no layer")
            continue
        allowed = LAYERS[: LAYERS.index(layer) + 1]
        for line, name in imported(source, package):
            top, _, rest = name.partition(".")
            if top == package.name and rest.split(".")[0] not in allowed:
                found.append(f"{place}:{line} imports {name}")
    return found


def test_no_layer_imports_from_one_below_it():
    assert breaches(PACKAGE) == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("model/rule.py", "from simulator.engine import trace"),
        ("model/rule.py", "import simulator.cli.run"),
        ("model/rule.py", "from simulator import load"),
        ("model/rule.py", "from .. import engine"),
        ("model/rule.py", "from ..engine.trace import Row"),
        ("errors.py", "from .jit import jit"),
        ("scenario/schema/rule.py", "from ...model import terms"),
        ("scenario/load.py", "def load():\n    from simulator.model import encode"),
        ("cli/__init__.py", "import_module('simulator.__main__')"),
        ("utils.py", ""),
    ],
)
def test_a_planted_breach_is_found(tmp_path, place, text):
    planted = tmp_path / "simulator" / place
    planted.parent.mkdir(parents=True)
    planted.write_text(text)
    assert len(breaches(tmp_path / "simulator")) == 1


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("__init__.py", "from simulator.study import compare"),
        ("model/encode.py", "from simulator.scenario import schema\nfrom . import terms"),
        ("model/encode.py", "import numpy.model\nfrom ..scenario.units import minutes"),
        ("__main__.py", "from simulator.cli import main"),
    ],
)
def test_an_import_from_above_or_beside_is_no_breach(tmp_path, place, text):
    planted = tmp_path / "simulator" / place
    planted.parent.mkdir(parents=True)
    planted.write_text(text)
    assert breaches(tmp_path / "simulator") == []


WORDS_OF_THE_MODEL = {"terms", "parameters"}
PLAYS_AGAIN = "tables/histories.py"
"""A history's rows are kept only where they are asked for, so this file may play one again."""


def test_tables_and_pictures_take_what_happened_from_the_trace_and_ask_no_rule():
    asked = [
        f"{source.relative_to(PACKAGE).as_posix()} imports {name}"
        for layer in ("tables", "plots")
        for source in sorted((PACKAGE / layer).rglob("*.py"))
        for _, name in imported(source, PACKAGE)
        if name.startswith(("simulator.model.", "simulator.engine."))
        and name.split(".")[2] not in WORDS_OF_THE_MODEL
    ]
    assert [one for one in asked if not one.startswith(PLAYS_AGAIN)] == []
