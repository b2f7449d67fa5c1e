"""No function of simulator/ takes more than eight arguments, and at most ten take seven or eight.

Options that belong together are one dataclass, so that a call can be read without counting.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "simulator"
MOST = 8
MANY = 7
WITH_MANY = 10


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> int:
    """How many parameters it has, *args and **kwargs too, but not self."""
    taken = function.args
    named = [one.arg for one in (*taken.posonlyargs, *taken.args)]
    own = named[:1] in (["self"], ["cls"])
    rest = (taken.vararg, taken.kwarg)
    return len(named) - own + len(taken.kwonlyargs) + sum(one is not None for one in rest)


def long_ones(package: Path) -> Iterator[tuple[int, str]]:
    """How many parameters and which function, for each with seven or more."""
    for source in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                count = parameters(node)
                if count >= MANY:
                    name = getattr(node, "name", "lambda")
                    yield count, f"{source.relative_to(package)}:{node.lineno} {name}"


def test_no_function_has_more_than_eight_parameters() -> None:
    assert [place for count, place in long_ones(PACKAGE) if count > MOST] == []


def test_at_most_ten_functions_have_seven_or_eight_parameters() -> None:
    places = [place for count, place in long_ones(PACKAGE) if count <= MOST]
    assert len(places) <= WITH_MANY, places


def test_every_sort_of_parameter_counts_but_self(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(
        "class A:\n"
        "    def method(self, a, b, /, c, d=1, *rest, e, f=2, g, **more): ...\n"
        "    async def later(cls, a, b, c, d, e, f, g): ...\n"
        "    def short(self, a, b, c, d, e, f): ...\n"
        "plain = lambda a, b, c, d, e, f, g, h: a\n"
    )
    assert sorted(long_ones(tmp_path)) == [
        (7, "planted.py:3 later"),
        (8, "planted.py:5 lambda"),
        (9, "planted.py:2 method"),
    ]
