"""The tables, the record and the pages that a result leaves in a folder, beside its pictures."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.files import put, sweep
from simulator.store.disk import to_parquet, writing
from simulator.store.folder import write_csv

if TYPE_CHECKING:
    import pandas as pd


def write_tables(
    tables: Mapping[str, "pd.DataFrame"], folder: Path, parquet: bool = False
) -> list[Path]:
    """Write each table as CSV, with `parquet` as Parquet too, to a folder that is made if need be.

    Returns the files. Raises `OutputError`.
    """
    import pyarrow as pa

    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
    written = []
    for name, frame in tables.items():
        if parquet:
            content = to_parquet(pa.Table.from_pandas(frame, preserve_index=False))
            written.append(write_bytes(content, folder / f"{name}.parquet"))
        write_csv(frame, folder / f"{name}.csv")
        written.append(folder / f"{name}.csv")
    return written


def write_record(record: Mapping[str, Any], path: Path) -> Path:
    """Write plain values as JSON; the file. Raises `OutputError`."""
    return write_text(
        json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False) + "\n", path
    )


def write_text(text: str, path: Path) -> Path:
    """Write text as UTF-8; the file. Raises `OutputError`."""
    return write_bytes(text.encode(), path)


def write_bytes(content: bytes, path: Path) -> Path:
    """Write a file as it is; the file. Raises `OutputError`."""
    with writing(path.parent):
        put(path, content)
    return path
