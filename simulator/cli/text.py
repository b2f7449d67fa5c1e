"""Data on standard output, messages on standard error; nothing in either that could harm."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from simulator.errors import OutputError
from simulator.files import put
from simulator.tables.safe_text import clean


def say(text: str) -> None:
    """Data, on standard output."""
    _put(f"{clean(text)}\n")


def _put(text: str) -> None:
    """Write it; if whoever reads has gone away, go on in silence: there may be files to write."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        drop_output()


def drop_output() -> None:
    """Send what is left of standard output nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def say_json(value: Any) -> None:
    """Plain values (see `json_values.plain`) for programs: the same bytes whatever the locale."""
    _put(json.dumps(value, indent=2, allow_nan=False) + "\n")


def note(text: str, quiet: bool = False) -> None:
    """A message, on standard error."""
    if not quiet:
        sys.stderr.write(f"{clean(text)}\n")


def write(path: Path, content: str, new: bool = False) -> None:
    """Text into a file; with `new` the file must not be there yet. Raises `OutputError`."""
    if new and os.path.lexists(path):
        what = "is a folder; name a file" if path.is_dir() else "exists already"
        raise OutputError(f"{path}: {what}; nothing was written.")
    try:
        put(path, content.encode())
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}.") from None
