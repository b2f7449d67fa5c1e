"""Functions as LLVM code, by Numba: what the engine file is built from.

Numba makes every function ready to be called from Python, and optimises it with all that it calls:
most of the time that a program of many small functions takes to compile. Here a function that
compiled code calls is a part, left as it is, and what Python calls is optimised with its parts.
This file and `build` are the two that lean on what Numba may change: `numba/core/dispatcher.py`,
`compiler.py` and `codegen.py` say why a newer one fails.
"""

from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
from llvmlite import ir
from numba.core import codegen, compiler, types as numba_types
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic, models, register_model, typeof_impl
from numba.np.arrayobj import make_array, populate_array

from simulator.handles import WORDS, Arrays, declared, types_of
from simulator.jit import INLINED
from simulator.wasm.signature import Signature, fields, is_class_of_arrays, is_tuple

types: Any = numba_types  # its names are made while it is imported
WORD = ir.IntType(64)
TABLE = types.CPointer(types.int64)
PLAIN = {int: types.int64, float: types.float64, bool: types.boolean, type(None): types.none}
OPTIONS = {"nogil": True, "_nrt": False, "no_cfunc_wrapper": True, "no_cpython_wrapper": True}
_PACKAGE = Path(__file__).parents[1]


class _Part(codegen.JITCodeLibrary):
    """Code that is linked into other code, and is optimised there."""

    def _optimize_functions(self, module: Any) -> None:
        pass

    def _optimize_final_module(self) -> None:
        pass

    def _finalize_final_module(self) -> None:
        self._finalized = True


class _PartCompiler(compiler.Compiler):
    """Numba's compiler, without the steps that make a function ready to be called from Python."""

    def __init__(self, typing: Any, target: Any, library: Any, *rest: Any) -> None:
        super().__init__(typing, target, library, *rest)
        self.state.library = _Part(target.codegen(), "part")
        self.state.targetctx.get_executable = _no_entry


def _no_entry(library: Any, description: Any, environment: Any) -> Any:
    """What stands for the entry from Python: nobody calls it, but Numba keeps the part by it."""
    library.finalize()
    place = description.lookup_module(), description.qualname, ""
    return numba._dynfunc.make_function(*place, 0, environment, (library,))


@cache
def part_of(function: FunctionType) -> Any:
    """A function as compiled code calls it."""
    inline = function.__dict__.get("compiled") == INLINED
    part = numba.njit(pipeline_class=_PartCompiler, forceinline=inline, **OPTIONS)(_moved(function))
    template = part.get_call_template

    def called_by_compiled_code(args: Any, kws: Any) -> Any:
        # A constant is of a type of its own to Numba: compile for whole numbers once for all.
        plain = {word: types.unliteral(value) for word, value in kws.items()}
        return template([types.unliteral(value) for value in args], plain)

    part.get_call_template = called_by_compiled_code
    return part


def _moved(function: FunctionType) -> FunctionType:
    """The same function in a file named from the package on: its code tells where an error was."""
    file = Path(function.__code__.co_filename)
    if not file.is_relative_to(_PACKAGE):
        return function
    code = function.__code__.replace(co_filename=file.relative_to(_PACKAGE.parent).as_posix())
    moved = FunctionType(
        code, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    moved.__module__, moved.__qualname__ = function.__module__, function.__qualname__
    return moved


@typeof_impl.register(FunctionType)
def _type_of_function(function: FunctionType, context: Any) -> Any:
    """Marked functions among the names that a compiled function uses."""
    return types.Dispatcher(part_of(function)) if "compiled" in function.__dict__ else None


class _Handle(types.Type):
    """The type that Numba knows a class of arrays by: the address of its table."""

    def __init__(self, kind: type[Arrays]) -> None:
        super().__init__(f"{kind.__module__}.{kind.__qualname__}")
        self.declared = types_of(kind)

    def position(self, name: str) -> int:
        """Of an array among those of the class."""
        return list(self.declared).index(name)

    def array(self, name: str) -> Any:
        """The type of one of the arrays; None if there is none of this name."""
        found = self.declared.get(name)
        return None if found is None else _array_type(*found)


@register_model(_Handle)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, handle: Any) -> None:
        super().__init__(manager, handle, WORD.as_pointer())


@infer_getattr
class _Attribute(AttributeTemplate):
    key = _Handle

    def generic_resolve(self, handle: Any, name: str) -> Any:
        return handle.array(name)


@lower_getattr_generic(_Handle)
def _attribute(context: Any, builder: Any, handle: Any, table: Any, name: str) -> Any:
    """The array of this name, made again from its words in the table."""
    first = WORDS * handle.position(name)
    return _array(context, builder, handle.array(name), table, first)


def _array_type(scalar: Any, ndim: int) -> Any:
    return types.Array(numba.from_dtype(scalar), ndim, "C")


def _array(context: Any, builder: Any, kind: Any, table: Any, first: int) -> Any:
    """An array from its words."""
    address, *shape = (_word(builder, table, first + k) for k in range(1 + kind.ndim))
    size = ir.Constant(WORD, context.get_abi_sizeof(context.get_data_type(kind.dtype)))
    strides = [size]
    for length in shape[:0:-1]:
        strides.insert(0, builder.mul(length, strides[0]))
    view = make_array(kind)(context, builder)
    populate_array(
        view,
        data=builder.inttoptr(address, view.data.type),
        shape=shape,
        strides=strides,
        itemsize=size,
        meminfo=None,
    )
    return view._getvalue()


def _word(builder: Any, table: Any, place: int) -> Any:
    """A word of a table, which nobody writes to before the call ends: one look at it will do."""
    load = builder.load(builder.gep(table, [ir.Constant(WORD, place)]))
    load.set_metadata("invariant.load", load.module.add_metadata([]))
    return load


def numba_type(hint: Any) -> Any:
    """The type that Numba knows an argument by."""
    if hint in PLAIN:
        return PLAIN[hint]
    if is_class_of_arrays(hint):
        return _Handle(hint)
    if is_tuple(hint):
        parts = [numba_type(one) for one in fields(hint)]
        if len(set(parts)) == 1:
            return types.NamedUniTuple(parts[0], len(parts), hint)
        return types.NamedTuple(parts, hint)
    return _array_type(*declared(hint))


def _argument(context: Any, builder: Any, kind: Any, table: Any, first: int) -> tuple[Any, int]:
    """An argument from the words of a table, and the place of the next."""
    if isinstance(kind, types.BaseNamedTuple):
        values = []
        for one in kind.types:
            value, first = _argument(context, builder, one, table, first)
            values.append(value)
        return context.make_tuple(builder, kind, values), first
    if isinstance(kind, types.Array):
        return _array(context, builder, kind, table, first), first + WORDS
    word = _word(builder, table, first)
    if isinstance(kind, _Handle):
        word = builder.inttoptr(word, WORD.as_pointer())
    elif kind == types.float64:
        word = builder.bitcast(word, ir.DoubleType())
    elif kind == types.boolean:
        word = builder.icmp_signed("!=", word, ir.Constant(WORD, 0))
    return word, first + 1


def _reader(kinds: list[Any]) -> Any:
    @intrinsic
    def arguments(typing: Any, table: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            values, first = [], 1
            for kind in kinds:
                value, first = _argument(context, builder, kind, args[0], first)
                values.append(value)
            return context.make_tuple(builder, signature.return_type, values)

        return types.BaseTuple.from_types(kinds)(table), code

    return arguments


@intrinsic
def _give(typing: Any, table: Any, value: Any) -> Any:
    """Write a value into the first word of a table, which no argument takes."""

    def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        word = args[1]
        if value == types.float64:
            word = builder.bitcast(word, WORD)
        elif value == types.boolean:
            word = builder.zext(word, WORD)
        if value != types.none:
            builder.store(word, args[0])
        return context.get_dummy_value()

    return types.none(table, types.unliteral(value)), code


def called_by_table(asked: Signature[..., Any]) -> Any:
    """An entry as a function of the address of its table, not compiled yet."""
    arguments = _reader([numba_type(hint) for hint in asked.arguments.values()])
    function = asked.function
    function.__dict__.setdefault("compiled", "part")

    def whole(table: Any) -> None:
        _give(table, function(*arguments(table)))

    return whole


def as_part(asked: Signature[..., Any]) -> Any:
    """An entry compiled with all that it calls, and not optimised yet."""
    part = part_of(called_by_table(asked))
    part.compile((TABLE,))
    return part.overloads[(TABLE,)]
