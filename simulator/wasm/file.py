"""The engine file: where it is, what it is made of, and whether it fits the sources."""

from collections.abc import Iterator
from pathlib import Path

from simulator.sources import compiled_hash
from simulator.wasm.errors import EngineFileError

ENGINE = Path(__file__).with_name("engine.wasm")
SOURCES = "sources"
"""The section that names the sources."""


def engine_bytes() -> bytes:
    """The engine file; `EngineFileError` if it is not there, or not of these sources."""
    if not ENGINE.exists():
        raise EngineFileError(f"{ENGINE} is missing. {_REMEDY}")
    data = ENGINE.read_bytes()
    if sources_of(data) != compiled_hash():
        raise EngineFileError(f"{ENGINE} was not built from the sources beside it. {_REMEDY}")
    return data


_REMEDY = "Run `make engine` in a checkout, or install the package again."


def sources_of(data: bytes) -> str | None:
    """The hash of the sources that a file names; None if it names none."""
    try:
        custom = [_named(content) for kind, _, content in sections(data) if kind == 0]
        return dict(custom)[SOURCES].decode()
    except (IndexError, KeyError, ValueError):
        return None


def sections(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """The sections of a module: kind, all of it, and its content."""
    at = 8
    while at < len(data):
        size, start = _number(data, at + 1)
        yield data[at], data[at : start + size], data[start : start + size]
        at = start + size


def with_section(data: bytes, name: str, content: bytes) -> bytes:
    """A module with one more section of a name (shorter than 128 bytes, as its content is)."""
    named = bytes([len(name)]) + name.encode() + content
    return data + bytes([0, len(named)]) + named


def _named(content: bytes) -> tuple[str, bytes]:
    size, start = _number(content, 0)
    return content[start : start + size].decode(), content[start + size :]


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number in LEB128, and the place behind it."""
    number, shift = 0, 0
    while True:
        byte = data[at]
        number, shift, at = number | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return number, at
