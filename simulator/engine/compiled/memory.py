"""One array of addresses that stands for all others, so that a call hands over a single argument.

Handing thirty arrays from function to function costs more than what most functions do. Compiled
code rebuilds them from their addresses, and the compiler drops those that a function does not use.
"""

from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled.state import STATE_TYPES, State
from simulator.jit import numba
from simulator.model.parameters import PARAMETER_TYPES, Array, Parameters

WORDS = 3
"""Of each array: its address, rows and columns."""


class Memory(NamedTuple):
    """The arrays of a history; it keeps them alive while their addresses are in use."""

    p: Parameters
    s: State

    @property
    def handle(self) -> Any:
        """What compiled code is handed; without compilation, the arrays themselves."""
        if numba.config.DISABLE_JIT:
            return self
        words = [word for array in (*self.p, *self.s) for word in words_of(array)]
        return np.array(words, np.int64)


def words_of(array: Array) -> tuple[int, int, int]:
    """Address, rows and columns of an array that lies in one piece."""
    assert array.flags.c_contiguous
    return array.ctypes.data, array.shape[0], array.shape[1] if array.ndim == 2 else 1


def opener(kind: Any, types: dict[str, tuple[Any, int]], first: int) -> Any:
    """A compiled function that rebuilds the arrays of `kind` from a handle.

    `types`: scalar type and dimensions of each; `first`: how many arrays come before them.
    """
    from llvmlite import ir
    from numba.core import types as nb
    from numba.extending import intrinsic
    from numba.np.arrayobj import make_array, populate_array

    made = [
        (nb.Array(numba.from_dtype(np.dtype(scalar)), ndim, "C"), np.dtype(scalar).itemsize)
        for scalar, ndim in types.values()
    ]
    tuple_type = nb.NamedTuple([array for array, _ in made], kind)

    @intrinsic
    def opened(typing: Any, handle: Any) -> Any:
        def build(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            words = make_array(signature.args[0])(context, builder, args[0]).data
            arrays = []
            for number, (array, size) in enumerate(made, first):
                places = [ir.Constant(ir.IntType(64), WORDS * number + k) for k in range(WORDS)]
                address, rows, columns = (builder.load(builder.gep(words, [p])) for p in places)
                item = ir.Constant(ir.IntType(64), size)
                flat = array.ndim == 1
                view = make_array(array)(context, builder)
                populate_array(
                    view,
                    data=builder.inttoptr(address, view.data.type),
                    shape=[rows] if flat else [rows, columns],
                    strides=[item] if flat else [builder.mul(columns, item), item],
                    itemsize=item,
                    meminfo=None,
                )
                arrays.append(view._getvalue())
            return context.make_tuple(builder, signature.return_type, arrays)

        return tuple_type(handle), build

    return opened


if numba.config.DISABLE_JIT:

    def parameters_of(memory: Any) -> Parameters:
        """The scenario's arrays."""
        parameters: Parameters = memory.p
        return parameters

    def state_of(memory: Any) -> State:
        """The history's arrays."""
        state: State = memory.s
        return state

else:
    parameters_of = opener(Parameters, PARAMETER_TYPES, 0)
    state_of = opener(State, STATE_TYPES, len(PARAMETER_TYPES))
