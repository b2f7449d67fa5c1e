"""A block as one Arrow table and back: a row a replication, with lists of phases and answers."""

from typing import TYPE_CHECKING

import numpy as np

from simulator.engine.tally import Block, new_tables
from simulator.model.parameters import Array
from simulator.tables.first_calls import FIRST_OUTCOME

if TYPE_CHECKING:
    import pyarrow as pa


TABLES = new_tables(0, 0, 0)
"""The three tables of a block, empty: for their types."""
FIRST = FIRST_OUTCOME.names or ()


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


def nest_outcomes(outcomes: Array, firsts: Array) -> "pa.Table":
    """The outcomes of a block and what became of each phase (`tables.first_calls`) as one table.

    Two fifths of what the whole block needs on the disk.
    """
    import pyarrow as pa

    columns = {name: pa.array(outcomes[name]) for name in _fields(outcomes)}
    for phase in range(firsts.shape[1]):
        columns |= {f"{name} {phase}": pa.array(firsts[name][:, phase]) for name in FIRST}
    return pa.table(columns)


def flat_outcomes(table: "pa.Table") -> tuple[Array, Array]:
    """Outcomes, and (replications, phases) what became of each phase, in such a table."""
    outcomes = np.empty(len(table), TABLES.outcomes.dtype)
    for name in _fields(outcomes):
        outcomes[name] = table[name].to_numpy()
    phases = (table.num_columns - len(_fields(outcomes))) // len(FIRST)
    firsts = np.zeros((len(table), phases), FIRST_OUTCOME)
    for phase in range(phases):
        for name in FIRST:
            firsts[name][:, phase] = table[f"{name} {phase}"].to_numpy()
    return outcomes, firsts


def between(block: Block, first: int, last: int) -> Block:
    """The rows of replications `first` to `last` - 1."""
    return Block(
        *(table[(table["replication"] >= first) & (table["replication"] < last)] for table in block)
    )


def _fields(table: Array) -> tuple[str, ...]:
    return table.dtype.names or ()
