"""Several states of one event in a file: of the rows that name one event, the latest counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from simulator.data.mapping import Identity
from simulator.data.rows import hashes
from simulator.data.sheet import Sheet
from simulator.model.parameters import Array

_NUMBER = r"^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$"
_ROW = np.dtype([("event", "i8"), ("latest", "f8"), ("line", "i8")])


@dataclass
class Revisions:
    """Which event each row is about, and how late its state of it is."""

    chunks: list[Array] = field(default_factory=list)

    def take(self, sheet: Sheet, identity: Identity) -> None:
        """The rows of a chunk; those that name no event stand for themselves."""
        names = _whole(sheet.texts(identity.column))
        rows = np.zeros(len(sheet), _ROW)
        rows["event"], rows["line"] = hashes(names.to_pylist()), sheet.chunk.lines
        if identity.latest is not None:
            rows["latest"] = self._latest(sheet, identity.latest)
        self.chunks.append(rows[np.asarray(_there(names))])

    def superseded(self) -> Array:
        """The lines of the rows whose event has a later row: a larger number, or further down."""
        rows = np.concatenate([np.zeros(0, _ROW), *self.chunks])
        events = np.sort(rows["event"])
        several = np.unique(events[1:][events[1:] == events[:-1]])
        rows = rows[np.isin(rows["event"], several)] if len(several) else rows[:0]
        rows = rows[np.lexsort((rows["line"], rows["latest"], rows["event"]))]
        again = rows["event"][1:] == rows["event"][:-1]
        return np.sort(rows["line"][:-1][again])

    @staticmethod
    def _latest(sheet: Sheet, column: str) -> Array:
        """The numbers of a column, the least where there is none."""
        import pyarrow as pa
        import pyarrow.compute as pc

        texts = pc.utf8_trim_whitespace(sheet.texts(column))
        texts = pc.if_else(_there(texts), texts, None)
        try:
            found = texts.cast(pa.float64())
        except pa.ArrowInvalid:
            number = pc.fill_null(pc.match_substring_regex(texts, _NUMBER), True)
            reason = "not a number that shows which version of the event is the latest"
            sheet.reject(np.asarray(pc.invert(number)), column, reason)
            found = pc.if_else(number, texts, None).cast(pa.float64())
        return np.asarray(np.nan_to_num(pc.fill_null(found, -np.inf), nan=-np.inf))


def _whole(texts: Any) -> Any:
    """Names without blanks around them, and whole numbers without ".0"."""
    import pyarrow.compute as pc

    names = pc.utf8_trim_whitespace(texts)
    if not pc.any(pc.ends_with(names, ".0")).as_py():
        return names
    return pc.replace_substring_regex(names, r"^(\d+)\.0$", r"\1")


def _there(texts: Any) -> Any:
    import pyarrow.compute as pc

    return pc.not_equal(texts, "")
