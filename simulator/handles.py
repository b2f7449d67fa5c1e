"""Classes of arrays that compiled code takes as a single argument.

Handing twenty arrays from function to function costs more than what most functions do. So compiled
code is handed the address of a table: of each array its address and its lengths. An attribute
such as `p.phases` becomes the array again where it is used, and costs nothing where it is not.
"""

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any, Self, get_type_hints

import numpy as np
from numpy.typing import NDArray

MOST_DIMENSIONS = 3
Rows = Any
"""Rows of fields as plain Python reads them: `plain` makes them."""
WORDS = 1 + MOST_DIMENSIONS
"""Of each array: its address, and its length in each dimension, 1 in those that it lacks."""


class Arrays:
    """Named arrays, each declared as `name: Annotated[Array, scalar type, dimensions]`."""

    def __init__(self, **arrays: NDArray[Any]) -> None:
        """All arrays by name.

        Raises `TypeError` if one is missing or not declared, or is not what it is declared as:
        compiled code would read other numbers.
        """
        declared = types_of(type(self))
        if arrays.keys() != declared.keys():
            raise TypeError(f"{type(self).__name__} has the arrays {', '.join(declared)}")
        for name, (scalar, ndim) in declared.items():
            check(name, arrays[name], scalar, ndim)
            setattr(self, name, arrays[name])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays by name, in the order in which they are declared."""
        return {name: getattr(self, name) for name in types_of(type(self))}

    def replace(self, **changes: NDArray[Any]) -> Self:
        """The same with other arrays in some places."""
        return type(self)(**self.arrays() | changes)

    def plain(self) -> Any:
        """The same for rules that run as plain Python: what has rows of fields as a list of them.

        Python reads a field of such a row in a twentieth of the time.
        """
        return SimpleNamespace(**{name: plain(array) for name, array in self.arrays().items()})


def _types_of(kind: Any) -> dict[str, tuple["np.dtype[Any]", int]]:
    hints = get_type_hints(kind, include_extras=True)
    return {name: declared(hint) for name, hint in hints.items()}


types_of: Callable[[type], dict[str, tuple["np.dtype[Any]", int]]] = cache(_types_of)
"""Scalar type and dimensions of each array that a class declares."""


def declared(hint: Any) -> tuple["np.dtype[Any]", int]:
    """Scalar type and dimensions in `Annotated[Array, scalar type, dimensions]`."""
    scalar, ndim = hint.__metadata__
    return np.dtype(scalar), ndim


def check(name: str, array: NDArray[Any], scalar: "np.dtype[Any]", ndim: int) -> None:
    """Raise `TypeError` for an array of another type or shape, or one that lies in pieces."""
    if array.dtype != scalar or array.ndim != ndim or not array.flags.c_contiguous:
        raise TypeError(f"{name} must be a C array of {scalar} with {ndim} dimensions")


@cache
def row_class(dtype: "np.dtype[Any]") -> type:
    """A class of rows with these fields, which are attributes and can be had by name too."""
    names = dtype.names or ()
    same = {"__slots__": names, "__getitem__": object.__getattribute__}
    return type("Row", (), same)


def plain(array: NDArray[Any]) -> Any:
    """Rows of fields as a list, and a single column of numbers too; other arrays as they are."""
    if array.dtype.names is not None:
        return [new_row(array.dtype, values) for values in array.tolist()]
    return array.tolist() if array.ndim == 1 and array.dtype == np.float64 else array


def new_row(dtype: "np.dtype[Any]", values: tuple[Any, ...] = ()) -> Any:
    """One row as `plain` makes it; of zeros unless its values are given."""
    row = row_class(dtype)()
    for name, value in zip(dtype.names or (), values or np.zeros((), dtype).tolist(), strict=True):
        setattr(row, name, value)
    return row
