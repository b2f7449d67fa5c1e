"""The sources that results and the engine file depend on, as hashes."""

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


def marked() -> list[Path]:
    """Every file of the package with a compiled function, in a fixed order."""
    files = sorted(_PACKAGE.rglob("*.py"), key=lambda path: path.relative_to(_PACKAGE).as_posix())
    imports = (b"from simulator.jit import", b"from simulator.wasm.entry import")
    files = [path for path in files if not path.is_relative_to(_PACKAGE / "wasm")]
    return [path for path in files if any(one in path.read_bytes() for one in imports)]


def module_name(path: Path) -> str:
    """The name that a file of the package is imported by."""
    return ".".join(["simulator", *path.relative_to(_PACKAGE).with_suffix("").parts])


def source_hash() -> str:
    """16 hex digits that change with any source of the model or engine: results are known by it."""
    files = [path for layer in ("model", "engine") for path in (_PACKAGE / layer).rglob("*.py")]
    return _hash([*files, _PACKAGE / "handles.py", _PACKAGE / "jit.py"])


@cache
def compiled_hash() -> str:
    """16 hex digits that change with any source of the engine file, which names them.

    Those are the files with compiled functions, the rest of the model, from which they take
    numbers, and what compiles them.
    """
    makers = (
        "jit.py",
        "handles.py",
        "wasm/entry.py",
        "wasm/signature.py",
        "wasm/compiler.py",
        "wasm/build.py",
        "wasm/indices.py",
    )
    files = {*marked(), *(_PACKAGE / "model").rglob("*.py"), *(_PACKAGE / one for one in makers)}
    return _hash([*files])


def _hash(files: list[Path]) -> str:
    """Of the names and texts of files, in an order of their own; line endings do not matter."""
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.relative_to(_PACKAGE).as_posix()):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(text).digest())
    return digest.hexdigest()[:16]
