"""The one compiler decorator, with a cache folder named by a hash of our own sources.

Numba's cache does not notice an edit in a function that lives in another file, so an old answer
could come back; a folder for each state of the sources cannot hold one.

Numba makes every function ready to be called from Python, and optimises it with all that it calls:
most of the time that a program of many small functions takes to compile. Here a function that
compiled code calls is a part, left as it is; one that Python calls is a whole, optimised together
with its parts, and kept in the cache.
"""

import hashlib
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np

from simulator.errors import Problem, ScenarioError

_PACKAGE = Path(__file__).parent
_PROJECT = "escalation-timeline"
OURS = ("NUMBA_CACHE_DIR", "NUMBA_DISABLE_INTEL_SVML")
"""The settings of Numba that are made here."""


def _model_sources() -> list[Path]:
    """Every file that a history depends on, in a fixed order."""
    files = [path for layer in ("model", "engine") for path in (_PACKAGE / layer).rglob("*.py")]
    return sorted([*files, _PACKAGE / "handles.py", _PACKAGE / "jit.py"])


def _compiled_sources() -> list[Path]:
    """Every file of the package that may hold compiled code, or numbers that it takes from there.

    Compiled functions outside the model take no numbers from files that hold none.
    """
    holds = [
        path for path in _PACKAGE.rglob("*.py") if b"simulator.jit import" in path.read_bytes()
    ]
    return sorted({*holds, *_model_sources()})


def source_hash() -> str:
    """16 hex digits that change with any source of the model or engine: results are known by it."""
    return _hash(_model_sources())


def compiled_hash() -> str:
    """16 hex digits that change with any source of compiled code: its cache is named by it."""
    return _hash(_compiled_sources())


def _hash(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for part in (platform.python_version(), version("numba"), platform.machine()):
        digest.update(part.encode() + b"\0")
    for path in files:
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _user_cache() -> Path:
    """The folder of this project in the user's cache (XDG base directories: an absolute path)."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / _PROJECT


def _writable(folder: Path) -> bool:
    """Whether the folder exists, or can be made, and takes a file."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _name_cache() -> None:
    """Set NUMBA_CACHE_DIR, unless the user did; one inherited from a parent run is named anew."""
    ours = _user_cache()
    chosen = os.environ.get("NUMBA_CACHE_DIR", "")
    if chosen and Path(chosen).parent != ours:
        return
    folder = ours / compiled_hash()
    os.environ["NUMBA_CACHE_DIR"] = str(folder) if _writable(folder) else _passing()


def _passing() -> str:
    """A folder that goes when this process ends; our workers find it meanwhile."""
    global _kept
    _kept = tempfile.TemporaryDirectory(prefix=f"{_PROJECT}-", ignore_cleanup_errors=True)
    return _kept.name


def _numba() -> Any:
    """Numba, which reads its settings while it is imported: not before the cache has a name."""
    already = "numba" in sys.modules
    try:
        module = import_module("numba")
        if already:
            module.config.reload_config()
    except ValueError as error:
        theirs = {k: v for k, v in os.environ.items() if k.startswith("NUMBA_") and k not in OURS}
        named = ", ".join(f"{k}={v}" for k, v in sorted(theirs.items()))
        message = f"Numba does not start: {error}"
        raise ScenarioError([Problem(f"environment ({named})", None, "", message)]) from error
    return module


_kept: "tempfile.TemporaryDirectory[str] | None" = None
_name_cache()
os.environ["NUMBA_DISABLE_INTEL_SVML"] = "1"
numba = _numba()
caching: Any
codegen: Any
compiler: Any
types: Any
caching, codegen, compiler, types = (
    import_module(f"numba.core.{name}") for name in ("caching", "codegen", "compiler", "types")
)

F = TypeVar("F", bound=Callable[..., Any])


class _Cache(caching.FunctionCache):  # type: ignore[misc]
    """Numba's cache; what is damaged there, or finds no room, is compiled as if it were new."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # a file cut short or garbled may raise anything while it is unpickled
            try:
                self.flush()
            except OSError:
                self.disable()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        with suppress(OSError):
            super().save_overload(sig, data)


class _Part(codegen.JITCodeLibrary):  # type: ignore[misc]
    """Code that is linked into other code, and is optimised there."""

    def _optimize_final_module(self) -> None:
        pass

    def _finalize_final_module(self) -> None:
        self._finalized = True


class _PartCompiler(compiler.Compiler):  # type: ignore[misc]
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


def jit(function: F, inline: bool = False) -> F:
    """Compile for use from Python and from compiled code; plain Python if NUMBA_DISABLE_JIT=1.

    Neither fast maths nor parallel loops: the bits must be those of plain Python, and threads
    work on separate blocks of replications with the interpreter lock released. Nothing compiled
    may make an array: without counting references to arrays, histories play three times as fast.
    """
    if numba.config.DISABLE_JIT:
        return function
    options = {"nogil": True, "_nrt": False, "no_cfunc_wrapper": True}
    whole = numba.njit(**options)(function)
    whole._cache = _Cache(function)
    options |= {"no_cpython_wrapper": True, "forceinline": inline}
    part = numba.njit(pipeline_class=_PartCompiler, **options)(function)

    def called_by_compiled_code(args: Any, kws: Any) -> Any:
        # A constant is of a type of its own to Numba: compile for whole numbers once for all.
        plain = {word: types.unliteral(value) for word, value in kws.items()}
        return part.get_call_template([types.unliteral(value) for value in args], plain)

    whole.get_call_template = called_by_compiled_code
    whole.get_overload = part.get_overload
    return cast(F, whole)


def inlined(function: F) -> F:
    """As `jit`, but compiled code holds the function wherever it calls it.

    For what happens at nearly every event: handing over a row of arrays takes as long as most of
    these functions. All of them together make histories play a seventh faster, and some seconds
    more to compile.
    """
    return jit(function, inline=True)


def struct(fields: list[tuple[str, str]]) -> "np.dtype[Any]":
    """A row of named fields, which are attributes in compiled code, and without compilation too."""
    plain = np.dtype(fields)
    return np.dtype((np.record, plain)) if numba.config.DISABLE_JIT else plain
