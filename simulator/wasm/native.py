"""Entries as code of this machine, compiled by Numba while one waits: the last tenth of speed."""

import ctypes
from functools import cache
from typing import Any, TypeVar

import numba
from numpy.typing import NDArray

from simulator.handles import Arrays
from simulator.wasm.compiler import OPTIONS, TABLE, called_by_table
from simulator.wasm.errors import error_of
from simulator.wasm.signature import Signature, table_of, value_of, words_of

A = TypeVar("A", bound=Arrays)
CALL = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class _Raised(ctypes.Structure):
    """How Numba keeps an error: where its pickle is, and how long."""

    _fields_ = (("address", ctypes.c_void_p), ("size", ctypes.c_int32))


@cache
def _compiled(asked: Signature[..., Any]) -> Any:
    """An entry as a C function, and what keeps its code alive."""
    whole = numba.njit(**OPTIONS)(called_by_table(asked))
    whole.compile((TABLE,))
    made = whole.overloads[(TABLE,)]
    return CALL(made.library.get_pointer_to_function(made.fndesc.llvm_func_name)), made


class Native:
    """Calls entries on arrays where they lie."""

    mark = 0

    def place(self, arrays: A, blank: bool = False) -> A:
        """The arrays as they are."""
        return arrays

    def free(self, mark: int) -> None:
        """Nothing was placed."""

    def call(self, asked: Signature[..., Any], *args: Any) -> Any:
        """Run an entry."""
        kept: list[NDArray[Any]] = []

        def place(value: Any) -> int:
            kept.append(table_of(value, place) if isinstance(value, Arrays) else value)
            return int(kept[-1].ctypes.data)

        table = words_of(asked, args, place)
        value, error = ctypes.c_void_p(), ctypes.c_void_p()
        function, _ = _compiled(asked)
        status = function(ctypes.addressof(value), ctypes.addressof(error), table.ctypes.data)
        if status:
            raised = _Raised.from_address(error.value or 0)
            raise error_of(ctypes.string_at(raised.address, raised.size))
        return value_of(asked, int(table[0]))
