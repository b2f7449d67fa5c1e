"""Notebooks: a question each, no code to read but calls, and committed with what came out."""

import ast
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
DEFINED = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef


def functions(source: str) -> list[str]:
    """What a cell defines."""
    return [ast.unparse(node) for node in ast.walk(ast.parse(source)) if isinstance(node, DEFINED)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_defines_nothing_and_shows_a_picture_and_no_error(path: Path) -> None:
    code = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert [one for cell in code for one in functions(cell.source)] == []
    outputs = [output for cell in code for output in cell.outputs]
    assert [one for one in outputs if one.output_type == "error"] == []
    assert any("image/png" in one.get("data", {}) for one in outputs)
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_begins_with_its_title_and_says_that_it_is_no_forecast(path: Path) -> None:
    first = nbformat.read(path, 4).cells[0].source
    assert first.startswith("# ")
    assert "not a forecast" in first


def test_a_planted_function_is_found() -> None:
    assert functions("x = 1\nprint(x)") == []
    assert len(functions("def f(): ...\ng = lambda: 1")) == 2
