"""What does the same in both engines has the same name: a reader lays them side by side."""

import ast
from pathlib import Path

import pytest

ENGINES = Path(__file__).parents[2] / "simulator" / "engine"
TWINS = ("adversary", "front", "monitoring", "response", "violations")
HALVES = {
    "adversary": {"seek", "wake_patterns"},  # what a pattern's process does while it waits
    "monitoring": {"verified"},  # the end of `verify`, after the work
    "response": {"await_start"},  # the wait of `start`
}
"""Functions of the compiled engine in which a process of the reference goes on after a wait."""
OF_SIMPY = {
    "adversary": {"reaction"},  # the compiled loop calls `move` when one is due
    "front": {"moves"},  # the posture lies in the one state that compiled functions share
    "violations": {"written", "follower"},  # Python patterns; the loop calls `happen`
    "response": {"rest"},  # in compiled/state.py, with the arrays that it clears
}
"""Methods of the reference engine that the compiled one needs no function for."""


def names(path: Path, methods: bool) -> set[str]:
    """The public functions of a file, or the public methods of its classes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    bodies = [one.body for one in classes] if methods else [tree.body]
    found = {node.name for body in bodies for node in body if isinstance(node, ast.FunctionDef)}
    return {name for name in found if not name.startswith("_")}


@pytest.mark.parametrize("twin", TWINS)
def test_what_does_the_same_in_both_engines_has_the_same_name(twin: str) -> None:
    reference = names(ENGINES / "reference" / f"{twin}.py", methods=True)
    compiled = names(ENGINES / "compiled" / f"{twin}.py", methods=False)
    assert compiled - HALVES.get(twin, set()) == reference - OF_SIMPY.get(twin, set())
    assert HALVES.get(twin, set()) <= compiled
    assert OF_SIMPY.get(twin, set()) <= reference
