"""Writes what uncertain sets came to into a folder: tables, pictures, and all of it as JSON."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import OutputError
from simulator.files import put
from simulator.plots.save import save_all
from simulator.plots.style import Picture
from simulator.store.blocks import MANIFEST, UNCERTAIN
from simulator.store.folder import write_csv

if TYPE_CHECKING:
    import pandas as pd


def write(
    folder: Path,
    record: dict[str, Any],
    tables: "Mapping[str, pd.DataFrame]",
    pictures: Mapping[str, Callable[[], Picture]],
    form: str,
) -> list[Path]:
    """The files, in the order in which they were written; tables and pictures by their names.

    Raises `OutputError` where nothing can be written, or where the folder holds a study of another
    sort, whose files would no longer belong together.
    """
    if (folder / MANIFEST).exists():
        raise OutputError(f"{folder}: this folder holds a study of another sort; name another.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        put(folder / UNCERTAIN, (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode())
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}.") from None
    written = [folder / UNCERTAIN]
    for name, table in tables.items():
        written.append(write_csv(table, folder / "tables" / f"{name}.csv"))
    return [*written, *save_all(pictures, folder / "figures", form)]
