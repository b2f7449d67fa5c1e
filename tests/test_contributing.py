"""CONTRIBUTING.md points at what is there, and draws the layers that a test enforces."""

import re
from pathlib import Path

from tests.test_layers import LAYERS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_picture_has_every_layer_in_order() -> None:
    lines = PAGE.split("```")[1].splitlines()
    first, *others = [line for line in lines if line.strip(" |")]
    drawn = [*re.split(r" {3,}", first)[0].split(), *(line.split()[0] for line in others)]
    assert tuple(drawn) == LAYERS


def test_every_file_and_folder_that_it_names_is_there() -> None:
    named = re.findall(r"`([\w.-]+/[\w./-]*)`", PAGE)
    assert len(named) > 50
    inside = (ROOT, ROOT / "simulator", ROOT / "simulator" / "scenario")
    assert [one for one in named if not any((at / one).exists() for at in inside)] == []


def test_every_test_that_it_names_is_there() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    named = re.findall(r"`(test_\w+)`", PAGE)
    assert len(named) >= 3
    assert [one for one in named if f"def {one}(" not in tests] == []


def test_every_name_in_a_file_that_a_recipe_gives_is_there() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("simulator", "tests")
        for path in (ROOT / folder).rglob("*.py")
    )
    named = re.findall(r"`(_?[a-z]+_[a-z_]+|[A-Z][A-Z_]+[A-Z])`", PAGE)
    assert len(named) > 10
    assert [one for one in named if not re.search(rf"\b{one}\b", code)] == []
