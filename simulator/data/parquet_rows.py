"""Parquet in batches, its columns turned into the texts that a CSV would hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from simulator.data.rows import BATCH, Chunk, hashes, refuse

SEPARATOR = "\x1f"
DAMAGED = "this is not Parquet, or it is damaged"


class ParquetRows:
    """A Parquet file; a row is counted from 1."""

    unit = "row"
    first = None

    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.path = path
        try:
            self.file = pq.ParquetFile(path, page_checksum_verification=True)
            schema = self.file.schema_arrow
        except (pa.ArrowException, OSError, ValueError) as error:
            refuse(path, None, f"{DAMAGED} ({_first_line(error)}). Write it again, or give a CSV.")
        self.header: list[str] = list(schema.names)
        self._types = [one.type for one in schema]

    @property
    def dated(self) -> frozenset[str]:
        """The columns whose type is that of a date or a time."""
        import pyarrow as pa

        return self._of_type(pa.types.is_temporal)

    @property
    def numeric(self) -> frozenset[str]:
        """The columns whose type is that of numbers."""
        import pyarrow as pa

        return self._of_type(lambda one: pa.types.is_floating(one) or pa.types.is_decimal(one))

    def _of_type(self, fits: Callable[[Any], bool]) -> frozenset[str]:
        return frozenset(
            name for name, one in zip(self.header, self._types, strict=True) if fits(one)
        )

    def chunks(self, columns: Sequence[str]) -> Iterator[Chunk]:
        """The rows, with the texts of these columns."""
        import pyarrow as pa

        done = 0
        try:
            for batch in self.file.iter_batches(BATCH):
                texts = {
                    name: self._texts(name, batch.column(self.header.index(name)))
                    for name in columns
                }
                lines = np.arange(done + 1, done + batch.num_rows + 1)
                done += batch.num_rows
                yield Chunk(texts, lines, hashes(_whole_rows(batch)))
        except (pa.ArrowException, OSError) as error:
            message = f"{DAMAGED} after row {done:,} ({_first_line(error)})."
            refuse(self.path, None, f"{message} Write it again, or give a CSV.")

    def _texts(self, name: str, column: Any) -> Any:
        """A column as text, "" for what is null or not a number."""
        import pyarrow as pa

        try:
            return _as_text(column)
        except pa.ArrowException:
            refuse(
                self.path, None, f"column '{name}' holds {column.type}, which is not a plain value."
            )


def _as_text(column: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), None, column)
    return pc.fill_null(column.cast(pa.string()), "")


def _whole_rows(batch: Any) -> list[str]:
    """All cells of each row as one text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = []
    for column in batch.columns:
        try:
            columns.append(_as_text(column))
        except pa.ArrowException:
            columns.append(pa.array(map(str, column.to_pylist()), pa.string()))
    joined: list[str] = pc.binary_join_element_wise(*columns, SEPARATOR).to_pylist()
    return joined


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no reason given"])[0].rstrip(".")
