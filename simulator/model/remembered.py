"""Values of functions of parts of a scenario, kept for as long as the parts are the same objects.

A scenario that differs from another in a few numbers shares the rest with it (`Template`), and most
of what it is encoded as.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

KEPT = 256
"""Values of a function: those of the patterns of a few scenarios."""
PLAIN = (int, float, str, bool, tuple, type(None))
"""Told apart by what they are, not by which object they are."""


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """A function that depends on nothing but its arguments, and whose value nobody changes.

    An argument is the same if it is the same object, a mapping if its members are. Words of a
    scenario are frozen, so the same object says the same.
    """

    @lru_cache(maxsize=KEPT, typed=True)
    def kept(*given: Any) -> Any:
        return function(*[one.value if isinstance(one, _Same) else one for one in given])  # type: ignore[call-arg]

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        assert not kwargs, f"{function.__name__} takes its arguments by their places"
        value: R = kept(*[one if type(one) in PLAIN else _Same(one) for one in args])
        return value

    return call


class _Same:
    """A part of a scenario as a key."""

    __slots__ = ("parts", "value")

    def __init__(self, value: Any) -> None:
        self.value = value
        self.parts: tuple[Any, ...] = (value,)
        if isinstance(value, dict):
            self.parts = (*value.values(),)

    def __hash__(self) -> int:
        return hash((*map(id, self.parts),))

    def __eq__(self, other: object) -> bool:
        assert isinstance(other, _Same)
        if isinstance(self.value, dict) and [*self.value] != [*other.value]:
            return False
        return [*map(id, self.parts)] == [*map(id, other.parts)]
