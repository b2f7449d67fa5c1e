"""Classes of arrays that compiled code takes as a single argument.

Handing twenty arrays from function to function costs more than what most functions do. So compiled
code is handed the address of a table: of each array its address, rows and columns. An attribute
such as `p.phases` becomes the array again where it is used, and costs nothing where it is not.
"""

from array import array
from functools import cache
from typing import Any, Self, SupportsIndex, get_type_hints

import numpy as np
from numpy.typing import NDArray

from simulator.jit import numba

WORDS = 3
"""Of each array: its address, rows and columns."""


class Arrays(array):  # type: ignore[type-arg]
    """Named arrays, each declared as `name: Annotated[Array, scalar type, dimensions]`.

    The object is the table itself, and keeps the arrays alive for as long as compiled code may use
    their addresses. A Python array, since Numba tells the type of whatever has a buffer in half the
    time that it takes for other classes: that is a tenth of the SimPy engine's time.
    """

    def __new__(cls, **arrays: NDArray[Any]) -> Self:
        """All arrays by name.

        Raises `TypeError` if one is missing or not declared, or is not what it is declared as:
        compiled code would read other numbers.
        """
        if arrays.keys() != types_of(cls).keys():
            raise TypeError(f"{cls.__name__} has the arrays {', '.join(types_of(cls))}")
        ordered = {name: arrays[name] for name in types_of(cls)}
        for name, one in ordered.items():
            _check(name, one, *types_of(cls)[name])
        words = [word for one in ordered.values() for word in _words_of(one)]
        table: Self = super().__new__(cls, "q", words)  # type: ignore[assignment]
        table.__dict__.update(ordered, _address=table.buffer_info()[0])
        return table

    def __init_subclass__(cls) -> None:
        if not numba.config.DISABLE_JIT:
            _Handle.made_for(cls)

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """Only the arrays travel to another process: addresses mean nothing there."""
        return _made, (type(self), self.arrays())

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays by name, in the order in which they are declared."""
        return {name: getattr(self, name) for name in types_of(type(self))}

    def replace(self, **changes: NDArray[Any]) -> Self:
        """The same with other arrays in some places."""
        return type(self)(**self.arrays() | changes)


def _made(kind: type[Arrays], arrays: dict[str, NDArray[Any]]) -> Arrays:
    return kind(**arrays)


@cache
def types_of(kind: type[Arrays]) -> dict[str, tuple["np.dtype[Any]", int]]:
    """Scalar type and dimensions of each array that a class declares."""
    hints = get_type_hints(kind, include_extras=True)
    declared = {name: hint.__metadata__ for name, hint in hints.items()}
    return {name: (np.dtype(scalar), ndim) for name, (scalar, ndim) in declared.items()}


def _check(name: str, array: NDArray[Any], scalar: "np.dtype[Any]", ndim: int) -> None:
    """Raise `TypeError` for an array of another type or shape, or one that lies in pieces."""
    if array.dtype != scalar or array.ndim != ndim or not array.flags.c_contiguous:
        raise TypeError(f"{name} must be a C array of {scalar} with {ndim} dimensions")


def _words_of(array: NDArray[Any]) -> tuple[int, int, int]:
    """Address, rows and columns of an array."""
    return array.ctypes.data, array.shape[0], array.shape[1] if array.ndim == 2 else 1


if not numba.config.DISABLE_JIT:
    from llvmlite import ir
    from numba.core import types
    from numba.core.imputils import lower_getattr_generic
    from numba.core.typing.templates import AttributeTemplate
    from numba.extending import (
        NativeValue,
        infer_getattr,
        models,
        register_model,
        typeof_impl,
        unbox,
    )
    from numba.np.arrayobj import make_array, populate_array

    WORD = ir.IntType(64)

    class _Handle(types.Type):
        """The type that Numba knows a class of arrays by: the address of its table."""

        def __init__(self, kind: type[Arrays]) -> None:
            super().__init__(f"{kind.__module__}.{kind.__qualname__}")
            self.kind = kind

        @classmethod
        def made_for(cls, kind: type[Arrays]) -> None:
            """Let compiled functions take objects of this class."""
            handle = cls(kind)
            typeof_impl.register(kind)(lambda value, context: handle)

        def position(self, name: str) -> int:
            """Of an array among those of the class."""
            return list(types_of(self.kind)).index(name)

        def array(self, name: str) -> Any:
            """The type of one of the arrays; None if there is none of this name."""
            if name not in types_of(self.kind):
                return None
            scalar, ndim = types_of(self.kind)[name]
            return types.Array(numba.from_dtype(scalar), ndim, "C")

    @register_model(_Handle)
    class _Model(models.PrimitiveModel):
        def __init__(self, manager: Any, handle: Any) -> None:
            super().__init__(manager, handle, WORD.as_pointer())

    @unbox(_Handle)
    def _unboxed(handle: Any, value: Any, context: Any) -> Any:
        """From Python: the address that the object holds."""
        held = context.pyapi.object_getattr_string(value, "_address")
        address = context.pyapi.long_as_ulonglong(held)
        context.pyapi.decref(held)
        return NativeValue(context.builder.inttoptr(address, WORD.as_pointer()))

    @infer_getattr
    class _Attribute(AttributeTemplate):
        key = _Handle

        def generic_resolve(self, handle: Any, name: str) -> Any:  # type: ignore[override]
            return handle.array(name)

    @lower_getattr_generic(_Handle)
    def _attribute(context: Any, builder: Any, handle: Any, table: Any, name: str) -> Any:
        """The array of this name, made again from its words in the table."""
        kind, first = handle.array(name), WORDS * handle.position(name)
        address, rows, columns = (
            _never_changing(builder.load(builder.gep(table, [ir.Constant(WORD, first + k)])))
            for k in range(WORDS)
        )
        size = ir.Constant(WORD, types_of(handle.kind)[name][0].itemsize)
        flat = kind.ndim == 1
        view = make_array(kind)(context, builder)
        populate_array(
            view,
            data=builder.inttoptr(address, view.data.type),
            shape=[rows] if flat else [rows, columns],
            strides=[size] if flat else [builder.mul(columns, size), size],
            itemsize=size,
            meminfo=None,
        )
        return view._getvalue()

    def _never_changing(load: Any) -> Any:
        """A table is never written to while compiled code runs, so one look at it will do."""
        load.set_metadata("invariant.load", load.module.add_metadata([]))
        return load
