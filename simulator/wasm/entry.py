"""The mark for a compiled function that Python calls."""

from collections.abc import Callable
from functools import update_wrapper
from typing import ParamSpec, TypeVar

from simulator.wasm.signature import Signature

P = ParamSpec("P")
R = TypeVar("R")


class Entry(Signature[P, R]):
    """A compiled function that Python calls: in the engine file, on copies of its arrays."""

    def __init__(self, function: Callable[P, R]) -> None:
        super().__init__(function)
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run it in this thread's own copy of the engine file."""
        from simulator.wasm.machine import here  # a command that plays nothing does not load it

        assert not kwargs, f"{self.name} takes its arguments by their places"
        value: R = here().call(self, *args)
        return value


def entry(function: Callable[P, R]) -> Entry[P, R]:
    """A function that Python calls and the engine file holds: see `Signature`.

    Compiled code does not call it, but a function marked with `jit`.
    """
    return Entry(function)
