"""The engine file at work: one copy of it with a memory of its own, for one thread at a time."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock, local
from typing import Any, TypeVar

import numpy as np
import wasmtime
from numpy.typing import NDArray

from simulator.handles import Arrays
from simulator.wasm.errors import CompiledError, error_of
from simulator.wasm.file import engine_bytes
from simulator.wasm.signature import Signature, table_of, value_of, words_of

A = TypeVar("A", bound=Arrays)

STACK = 1 << 20
"""Where the stack begins, which grows down; below it are the constants, above it are arrays."""
PAGE = 1 << 16
MOST = 1 << 31
"""Bytes of memory that one copy may have."""
ALIGNED = 16
KEPT = 1 << 26
"""Bytes of memory beyond which a copy that is no longer used is not kept."""


class Loaded:
    """An engine file as code of this machine, for any number of threads."""

    def __init__(self, data: bytes) -> None:
        self.engine = wasmtime.Engine()
        self.module = wasmtime.Module(self.engine, data)


@cache
def _ours() -> Loaded:
    return Loaded(engine_bytes())


class Machine:
    """A copy of the engine file: what it is handed lies in its memory."""

    def __init__(self, loaded: Loaded | None = None) -> None:
        """`loaded`: another file than the package's own."""
        with _loading:
            code = loaded or _ours()
        self._store = wasmtime.Store(code.engine)
        pages = wasmtime.Limits(2 * STACK // PAGE, MOST // PAGE)
        self._memory = wasmtime.Memory(self._store, wasmtime.MemoryType(pages))
        kind = wasmtime.GlobalType(wasmtime.ValType.i32(), True)
        self._stack = wasmtime.Global(self._store, kind, wasmtime.Val.i32(STACK))
        given: dict[str, Any] = {"__linear_memory": self._memory, "__stack_pointer": self._stack}
        imports = [given[one.name or ""] for one in code.module.imports]
        self._functions: Any = wasmtime.Instance(self._store, code.module, imports).exports(
            self._store
        )
        self._all = self._memory_bytes()
        self.sound = True
        """Whether no call was stopped in the middle, which may leave anything in the memory."""
        self.clear()

    def clear(self) -> None:
        """Let go of all that was placed."""
        self._top = STACK
        self._placed: dict[int, tuple[Arrays, int]] = {}

    def place(self, arrays: A, blank: bool = False) -> A:
        """The same arrays in this memory, where calls find and change them without copying.

        `blank`: their content does not matter, and is not copied.
        """
        put = self._room_for if blank else self._copied
        views = {name: self._view(put(one), one) for name, one in arrays.arrays().items()}
        placed = type(arrays)(**views)
        self._placed[id(placed)] = placed, self._copied(table_of(placed, self._address))
        return placed

    @property
    def size(self) -> int:
        """Bytes of its memory."""
        return len(self._all)

    @property
    def mark(self) -> int:
        """How far the memory is in use: see `free`."""
        return self._top

    def free(self, mark: int) -> None:
        """Let go of what was placed after a mark."""
        self._top = mark
        self._placed = {one: kept for one, kept in self._placed.items() if kept[1] < mark}

    def call(self, asked: Signature[..., Any], *args: Any) -> Any:
        """Run an entry; what it writes into arrays that it was handed is there afterwards.

        Raises `CompiledError` where it fails.
        """
        mark = self._top
        copies: list[tuple[NDArray[Any], int]] = []

        def place(value: Any) -> int:
            if isinstance(value, Arrays):
                kept = self._placed.get(id(value))
                return kept[1] if kept else self._copied(table_of(value, self._copied))
            copies.append((value, self._copied(value)))
            return copies[-1][1]

        try:
            table = self._copied(words_of(asked, args, place))
            self._run(asked, table)
            for value, address in copies:
                if value.flags.writeable:
                    np.copyto(value, self._view(address, value))
            return value_of(asked, self._word(table))
        finally:
            self._top = mark

    def _run(self, asked: Signature[..., Any], table: int) -> None:
        """Run an entry on its table; `CompiledError` where it raised one, or was stopped."""
        try:
            status = self._functions[asked.name](self._store, table)
        except wasmtime.Trap as trap:
            self.sound = False
            raise CompiledError(f"compiled code was stopped: {_reason(trap)}") from trap
        if status:
            address, size = self._bytes(self._word(table), 8).view(np.uint32)
            raise error_of(self._bytes(int(address), int(size)).tobytes())

    def _copied(self, array: NDArray[Any]) -> int:
        """Where a copy of the array now is."""
        address = self._room_for(array)
        self._all[address : address + array.nbytes] = array.reshape(-1).view(np.uint8)
        return address

    def _room_for(self, array: NDArray[Any]) -> int:
        """The address of room for an array like this."""
        return self._room(array.nbytes)

    def _room(self, size: int) -> int:
        """The address of so many bytes that nobody uses."""
        address, top = self._top, self._top + -(-size // ALIGNED) * ALIGNED
        missing = top - self._memory.data_len(self._store)
        if missing > 0:
            try:
                self._memory.grow(self._store, -(-missing // PAGE))
            except wasmtime.WasmtimeError as error:
                much = f"more than {MOST >> 20:,} MiB of memory"
                why = much if top > MOST else "more memory than there is"
                raise CompiledError(f"a history needs {why}") from error
            self._all = self._memory_bytes()
        self._top = top
        return address

    def _view(self, address: int, like: NDArray[Any]) -> NDArray[Any]:
        """What lies at an address, as an array like another."""
        return self._bytes(address, like.nbytes).view(like.dtype).reshape(like.shape)

    def _word(self, address: int) -> int:
        return int(self._bytes(address, 8).view(np.int64)[0])

    def _bytes(self, address: int, size: int) -> NDArray[np.uint8]:
        return self._all[address : address + size]

    def _memory_bytes(self) -> NDArray[np.uint8]:
        """The memory, which stays for as long as somebody has some of it."""
        first = ctypes.addressof(self._memory.data_ptr(self._store).contents)
        found: Any = (ctypes.c_uint8 * self._memory.data_len(self._store)).from_address(first)
        found.kept = self._memory, self._store
        return np.frombuffer(found, np.uint8)

    def _address(self, array: NDArray[Any]) -> int:
        """Of a view of this memory."""
        return int(array.ctypes.data) - int(self._all.ctypes.data)


def _reason(trap: wasmtime.Trap) -> str:
    """What stopped it, on one line."""
    return (trap.message.strip().splitlines() or ["no reason given"])[-1].strip()


_loading = Lock()
_threads = local()
_idle: list[Machine] = []


def here() -> Machine:
    """This thread's copy."""
    if not hasattr(_threads, "machine") or not _threads.machine.sound:
        _threads.machine = Machine()
    machine: Machine = _threads.machine
    return machine


@contextmanager
def lent() -> Iterator[Machine]:
    """A copy that nobody else uses, and others do afterwards: by then, nothing of it may be needed.

    A new one takes longer than many a history. One that has grown large, or in which a call was
    stopped, is not used again.
    """
    try:
        machine = _idle.pop()
    except IndexError:
        machine = Machine()
    try:
        yield machine
    finally:
        machine.clear()
        if machine.sound and machine.size <= KEPT:
            _idle.append(machine)
