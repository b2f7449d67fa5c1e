"""Compiled functions that Python calls, and their arguments as a table of words.

A word is 64 bits: a number, or the address or a length of an array. The first is left free for the
value that the function gives.
"""

import struct
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

from simulator.handles import MOST_DIMENSIONS, Arrays, check, declared

P = ParamSpec("P")
R = TypeVar("R")

Place = Callable[[Any], int]
"""Where compiled code finds an array, or the table of a class of arrays."""


class Signature(Generic[P, R]):
    """A function that Python calls and compiled code holds, and the types that it is called with.

    Its annotations are its types: int, float or bool; an array that `Annotated` gives a scalar type
    and dimensions; a class of arrays (`handles.Arrays`), which is only read; a NamedTuple of these.
    """

    def __init__(self, function: Callable[P, R]) -> None:
        self.function = function
        self.name = f"{function.__module__.removeprefix('simulator.')}.{function.__qualname__}"

    @cached_property
    def arguments(self) -> dict[str, Any]:
        """The type of each argument."""
        hints = get_type_hints(self.function, include_extras=True)
        return {name: hint for name, hint in hints.items() if name != "return"}

    @cached_property
    def gives(self) -> Any:
        """The type of its value: int, float, bool or None."""
        return get_type_hints(self.function)["return"]


def is_tuple(hint: Any) -> bool:
    """Whether a type is a NamedTuple."""
    return isinstance(hint, type) and issubclass(hint, tuple)


def fields(hint: Any) -> list[Any]:
    """The types of a NamedTuple."""
    return [*get_type_hints(hint, include_extras=True).values()]


def is_class_of_arrays(hint: Any) -> bool:
    """Whether a type is a class of arrays."""
    return isinstance(hint, type) and issubclass(hint, Arrays)


def words_of(asked: Signature[..., Any], args: tuple[Any, ...], place: Place) -> NDArray[np.int64]:
    """The table of words for a call; `TypeError` for an array that is not as declared."""
    pairs = zip(asked.arguments.items(), args, strict=True)
    words = [word for (name, hint), value in pairs for word in _words(name, hint, value, place)]
    return np.array([0, *words], np.int64)


def _words(name: str, hint: Any, value: Any, place: Place) -> Iterator[int]:
    if hint is float:
        yield struct.unpack("<q", struct.pack("<d", value))[0]
    elif hint in (int, bool):
        yield int(value)
    elif is_class_of_arrays(hint):
        yield place(value)
    elif is_tuple(hint):
        for one, part in zip(fields(hint), value, strict=True):
            yield from _words(name, one, part, place)
    else:
        check(name, value, *declared(hint))
        yield from array_words(value, place)


def array_words(array: NDArray[Any], place: Place) -> list[int]:
    """Address of an array, and its length in each of three dimensions."""
    return [place(array), *array.shape, *[1] * (MOST_DIMENSIONS - array.ndim)]


def table_of(arrays: Arrays, place: Place) -> NDArray[np.int64]:
    """The table of a class of arrays."""
    words = [array_words(array, place) for array in arrays.arrays().values()]
    return np.array(words, np.int64).reshape(-1)


def value_of(asked: Signature[..., Any], word: int) -> Any:
    """What a function gave, from the first word of its table."""
    if asked.gives is float:
        return struct.unpack("<d", struct.pack("<q", word))[0]
    return None if asked.gives is type(None) else asked.gives(word)
