"""The tables of a run as they are stored, in words, and the way back from words to numbers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.engine.tally import Block
from simulator.model import terms
from simulator.model.parameters import Array, Names
from simulator.store.arrow import TABLES
from simulator.tables.histories import Histories

if TYPE_CHECKING:
    import pyarrow as pa


def table(run: Histories, name: str) -> "pa.Table":
    """One of a run's tables; a number that does not apply is null."""
    import pyarrow as pa

    frame = getattr(run, name).reset_index()
    columns = {}
    for column in frame.columns:
        values = frame[column].to_numpy()
        words = values.dtype.kind not in "biuf"
        columns[column] = pa.array(values, pa.string() if words else None, from_pandas=True)
    return pa.table(columns)


def block(tables: Mapping[str, "pa.Table"], names: Names) -> Block:
    """The numbers behind these tables."""
    outcomes = _records(tables["outcomes"], TABLES.outcomes.dtype, {})
    called = _codes(tables["phases"]["phase"], names.phases)
    states = _codes(tables["phases"]["state"], terms.STATES)
    phases = _records(tables["phases"], TABLES.phases.dtype, {"phase": called, "state": states})
    who = _codes(tables["answers"]["guarantor"], names.guarantors)
    return Block(
        outcomes, phases, _records(tables["answers"], TABLES.answers.dtype, {"guarantor": who})
    )


def _codes(column: Any, words: tuple[str, ...]) -> list[int]:
    """Where each word stands among these words."""
    places = {word: place for place, word in enumerate(words)}
    return [places[word] for word in column.to_pylist()]


def _records(table: "pa.Table", dtype: Any, codes: Mapping[str, Any]) -> Array:
    """The table as records of this type; null becomes NaN."""
    records = np.empty(len(table), dtype)
    for name in dtype.names:
        records[name] = codes[name] if name in codes else table[name].to_numpy()
    return records
