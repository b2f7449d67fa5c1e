"""Files that are there whole or not at all, and one error for whatever keeps them from being so."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import OutputError

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_IN_GROUP = 65_536


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Within this, a system's refusal to write becomes an `OutputError` that says what to do."""
    try:
        yield
    except OSError as error:
        place = error.filename2 or error.filename or folder
        why = error.strerror or str(error) or type(error).__name__
        message = f"{place}: cannot be written: {why}. Name another folder, or make room there."
        if os.path.isdir(folder):  # False too where one may not look
            message += " What is finished is kept, and the same command goes on from it."
        raise OutputError(message) from error


def put(path: Path, content: bytes) -> None:
    """Write a file that, whenever the power fails, holds all of this or what it held before."""
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Have the folder's list of names on the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems cannot
            os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what a killed process left half-written."""
    for path in folder.glob(".*.tmp"):
        path.unlink(missing_ok=True)


def digest(content: bytes) -> str:
    """SHA-256, as 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def to_parquet(table: "pa.Table") -> bytes:
    """The table as a Parquet file with checksums on its pages; the same bytes for the same rows."""
    import pyarrow.parquet as pq

    buffer = BytesIO()
    pq.write_table(
        table,
        buffer,
        compression="zstd",
        row_group_size=ROWS_IN_GROUP,
        write_page_checksum=True,
    )
    return buffer.getvalue()


def from_parquet(content: bytes) -> "pa.Table":
    """The table in a Parquet file, whose pages must have the checksums that they should."""
    import pyarrow.parquet as pq

    return pq.read_table(BytesIO(content), page_checksum_verification=True)
