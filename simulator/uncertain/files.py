"""The folder that uncertain sets are written to: all of it as JSON, tables and pictures."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import OutputError
from simulator.store.blocks import UNCERTAIN, journal
from simulator.store.disk import writing
from simulator.store.result_folder import write_record, write_tables

if TYPE_CHECKING:
    import pandas as pd

FIGURES = "figures"
PICTURES = "bands", "differences"


def refuse_foreign(folder: Path) -> None:
    """Raise `OutputError` for a folder that holds something else, whose files would be mixed up."""
    with writing(folder):
        if not folder.exists() or (folder / UNCERTAIN).exists() or journal(folder):
            return
        if not folder.is_dir():
            raise OutputError(f"{folder}: is a file; name a folder.")
        if any(folder.iterdir()):
            raise OutputError(f"{folder}: holds results of another kind; name another folder.")


def write(
    folder: Path, record: Mapping[str, Any], tables: "Mapping[str, pd.DataFrame]"
) -> list[Path]:
    """The record and the tables, by their names; the files, in the order in which they were
    written. Pictures of what was there before are removed.

    Raises `OutputError` where nothing can be written, or where the folder holds something else.
    """
    refuse_foreign(folder)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for old in (path for name in PICTURES for path in (folder / FIGURES).glob(f"{name}.*")):
            old.unlink()
    return [write_record(record, folder / UNCERTAIN), *write_tables(tables, folder / "tables")]
