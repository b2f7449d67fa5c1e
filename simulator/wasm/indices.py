"""Indices in the engine file count from the first place of an array, and -1 is not its last.

Numba asks of every index whether it is negative, which takes a twentieth of a history's time.
"""

import ast
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from numba.core import types
from numba.np import arrayobj

MARKS = {"jit", "inlined", "entry"}


@contextmanager
def from_the_first() -> Iterator[None]:
    """What Numba compiles meanwhile takes indices as they are."""
    asking = arrayobj.fix_integer_index
    arrayobj.fix_integer_index = _as_it_is
    try:
        yield
    finally:
        arrayobj.fix_integer_index = asking


def _as_it_is(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:
    return context.cast(builder, index, kind, types.intp)


def refuse_negative(sources: Iterable[Path]) -> None:
    """Raise `ValueError` where a marked function of these files has an index like -1."""
    for path in sources:
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and MARKS & _marks(function):
                for node in ast.walk(function):
                    if isinstance(node, ast.Subscript) and _is_negative(node.slice):
                        raise ValueError(
                            f"{path}:{node.lineno}: compiled code counts from the first place of "
                            "an array. Write the length less 1 in place of -1."
                        )


def _marks(function: ast.FunctionDef) -> set[str]:
    return {mark.id for mark in function.decorator_list if isinstance(mark, ast.Name)}


def _is_negative(index: ast.expr) -> bool:
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    return any(isinstance(one, ast.UnaryOp) and isinstance(one.op, ast.USub) for one in parts)
