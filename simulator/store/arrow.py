"""A block as one Arrow table and back: a row a replication, with lists of phases and answers."""

from typing import TYPE_CHECKING

import numpy as np

from simulator.engine.tally import Block, new_tables
from simulator.model.parameters import Array

if TYPE_CHECKING:
    import pyarrow as pa


TABLES = new_tables(0, 0, 0)
"""The three tables of a block, empty: for their types."""


def nest(block: Block) -> "pa.Table":
    """The block as one table."""
    import pyarrow as pa

    replications = block.outcomes["replication"]
    columns = {name: pa.array(block.outcomes[name]) for name in _fields(block.outcomes)}
    for word, table in (("phases", block.phases), ("answers", block.answers)):
        ends = np.searchsorted(table["replication"], replications, side="right")
        fields = [name for name in _fields(table) if name != "replication"]
        rows = pa.StructArray.from_arrays([pa.array(table[name]) for name in fields], fields)
        columns[word] = pa.ListArray.from_arrays(np.concatenate([[0], ends]).astype("i4"), rows)
    return pa.table(columns)


def flat(table: "pa.Table") -> Block:
    """The block in such a table."""
    numbers = table["replication"].to_numpy()
    outcomes = np.empty(len(numbers), TABLES.outcomes.dtype)
    for name in _fields(outcomes):
        outcomes[name] = table[name].to_numpy()
    nested = []
    for word, kept in (("phases", TABLES.phases), ("answers", TABLES.answers)):
        lists = table[word].combine_chunks()
        rows = lists.flatten()
        records = np.empty(len(rows), kept.dtype)
        for name in _fields(records)[:-1]:
            records[name] = rows.field(name).to_numpy(zero_copy_only=False)
        records["replication"] = np.repeat(numbers, lists.value_lengths().to_numpy())
        nested.append(records)
    return Block(outcomes, *nested)


def between(block: Block, first: int, last: int) -> Block:
    """The rows of replications `first` to `last` - 1."""
    return Block(
        *(table[(table["replication"] >= first) & (table["replication"] < last)] for table in block)
    )


def _fields(table: Array) -> tuple[str, ...]:
    return table.dtype.names or ()
