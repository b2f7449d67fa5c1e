"""No circle of imports among the files of simulator/, inside functions and under TYPE_CHECKING too.

simulator/__init__.py, which gathers the public names lazily, is left out.
"""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "simulator"


def imports(package: Path) -> dict[str, set[str]]:
    """The modules of a package that each of its modules imports, by absolute dotted names."""
    sources = {_name(source, package): source for source in package.rglob("*.py")}
    sources.pop(package.name, None)
    return {
        name: {one for one in _imported(source) if one in sources}
        for name, source in sources.items()
    }


def _name(source: Path, package: Path) -> str:
    parts = source.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _imported(source: Path) -> set[str]:
    """Each name that may be a module: `from a.b import c` may mean a.b or a.b.c."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            stem, inside = node.module, {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {one for one in inside if _is_module(one, source)} or {stem}
    return found


def _is_module(name: str, source: Path) -> bool:
    top = name.split(".")[0]
    root = next((one.parent for one in source.parents if one.name == top), None)
    path = root.joinpath(*name.split(".")) if root else None
    return path is not None and (path.with_suffix(".py").exists() or path.is_dir())


def circles(package: Path) -> frozenset[frozenset[str]]:
    """The sets of modules each of which imports all the others, in however many steps."""
    graph = imports(package)
    ahead = {name: _reached(name, graph) for name in graph}
    return frozenset(
        frozenset({one for one in ahead[name] if name in ahead[one]})
        for name in graph
        if name in ahead[name]
    )


def _reached(name: str, graph: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(graph[name])
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += graph[one]
    return reached


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circles(PACKAGE) == frozenset()


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"a": "from toy import b", "b": "from toy.a import x"}, {"toy.a", "toy.b"}),
        (
            {"a": "import toy.b", "b": "from toy.c import x", "c": "from toy.a import x"},
            {"toy.a", "toy.b", "toy.c"},
        ),
        (
            {"a": "from toy.b import x", "b": "def f():\n    from toy.a import x"},
            {"toy.a", "toy.b"},
        ),
        ({"a": "from toy.b import x", "b": "from toy.c import x", "c": ""}, set()),
    ],
    ids=["direct", "through three files", "inside a function", "none"],
)
def test_a_planted_circle_is_found(tmp_path: Path, files: dict[str, str], found: set[str]) -> None:
    package = tmp_path / "toy"
    package.mkdir()
    for name, text in {"__init__": "from toy.a import x", **files}.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    assert circles(package) == (frozenset({frozenset(found)}) if found else frozenset())
