"""Tables as the bytes of files, and one error for whatever keeps files from being written."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import OutputError

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_IN_GROUP = 65_536
"""Of a Parquet file: fixed, so that the bytes of a table do not depend on the library's default."""


@contextmanager
def writing(folder: Path, goes_on: bool = False) -> Iterator[None]:
    """Within this, a system's refusal to write becomes an `OutputError` that says what to do.

    `goes_on`: whether the folder keeps the histories of a study, from which it can continue.
    """
    try:
        yield
    except OSError as error:
        place = error.filename2 or error.filename or folder
        why = error.strerror or str(error) or type(error).__name__
        message = f"{place}: cannot be written: {why}. Name another folder, or make room there."
        if goes_on and os.path.isdir(folder):  # False too where one may not look
            message += " What is finished is kept, and the same command goes on from it."
        raise OutputError(message) from error


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
