"""Every loop of compiled code ends, whatever numbers it is given: nothing from outside can stop it.

A `for` over a range does. A `while` does where it counts: it compares a number that its last line
moves by one. Of any other, ENDS says why.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.sources import marked

PACKAGE = Path(__file__).parents[1] / "simulator"
MARKS = {"jit", "inlined", "entry"}
ENDS = {
    "engine/compiled/agenda.py next_minute": "something is due before the horizon, on some page",
    "engine/compiled/agenda.py turn_page": "a page is a list with an end",
    "engine/compiled/heap.py settle": "each step halves the place",
    "engine/compiled/heap.py drop_first": "each step doubles the place",
    "engine/compiled/loop.py play": "events are counted, and given up (`agenda.until`)",
    "engine/compiled/loop.py go_on": "events are counted, and given up (`agenda.until`)",
    "engine/compiled/violations.py began": "a cause is an earlier row",
    "fits/drift.py narrowed": "a belief adds up to one, so some of it is not negligible",
    "model/calendar.py first_from": "each step halves what is left",
    "model/phase_outcomes.py split_delay": "a cause is an earlier row",
    "model/violations.py next_act": "each source moves on by an act, a minute or a day",
    "model/violations.py next_of_rate": "each round begins another day, up to the horizon",
    "play/pattern.py _play": "acts are as many as there is room for",
    "rarities/look.py choose": "the last cut of each draw is above every number that is drawn",
    "replays/windows.py slide_window": "the present act is not before its own window",
}


def compiled(path: Path) -> Iterator[ast.FunctionDef]:
    """The compiled functions of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            marks = {one.id for one in node.decorator_list if isinstance(one, ast.Name)}
            if marks & MARKS:
                yield node


def counts(loop: ast.While) -> bool:
    """Whether a loop goes on only while a number that it moves by one has not come to its end."""
    last = loop.body[-1]
    if not isinstance(last, ast.AugAssign) or ast.unparse(last.value) != "1":
        return False
    if any(isinstance(node, ast.Continue) for node in ast.walk(loop)):
        return False
    name, up = ast.unparse(last.target), isinstance(last.op, ast.Add)
    tests = loop.test.values if isinstance(loop.test, ast.BoolOp) else [loop.test]
    if isinstance(loop.test, ast.BoolOp) and isinstance(loop.test.op, ast.Or):
        return False
    ends = (ast.Lt, ast.LtE) if up else (ast.Gt, ast.GtE)
    return any(
        isinstance(test, ast.Compare)
        and ast.unparse(test.left) == name
        and isinstance(test.ops[0], ends)
        for test in tests
    )


def endless(paths: list[Path], package: Path) -> set[str]:
    """The functions with a `while` that does not count."""
    return {
        f"{path.relative_to(package).as_posix()} {function.name}"
        for path in paths
        for function in compiled(path)
        for loop in ast.walk(function)
        if isinstance(loop, ast.While) and not counts(loop)
    }


def test_every_loop_of_compiled_code_counts_or_is_known_to_end() -> None:
    assert endless(marked(), PACKAGE) == set(ENDS)


@pytest.mark.parametrize(
    "loop",
    [
        "while x < 1.0: x *= y",
        "while True: n += 1",
        "while n > 0: n += 1",
        "while n > 0 or x > 0: n -= 1",
        "while n < m: m += 1",
        "while n < m:\n        if x: continue\n        n += 1",
    ],
)
def test_a_planted_loop_is_found(loop: str, tmp_path: Path) -> None:
    place = tmp_path / "planted.py"
    place.write_text(f"@jit\ndef planted(n, m, x, y):\n    {loop}\n")
    assert endless([place], tmp_path) == {"planted.py planted"}


def test_a_loop_that_counts_is_none(tmp_path: Path) -> None:
    place = tmp_path / "planted.py"
    place.write_text("@jit\ndef planted(n, m, x):\n    while n < m and x[n] > 2:\n        n += 1\n")
    assert endless([place], tmp_path) == set()
