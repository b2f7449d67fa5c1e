"""The face that all results have, whatever was asked: a run, a comparison, a replay, a fit.

A command prints `text`, or `record()` with `--json`, and writes with `write` what goes to `--out`;
a notebook shows the same page. So a result looks the same wherever it is read.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.tables.page import Part, in_html, in_lines

if TYPE_CHECKING:
    import pandas as pd


class Result(ABC):
    """What came of a question: its numbers, its words, its pictures, its files."""

    @property
    @abstractmethod
    def table(self) -> "pd.DataFrame":
        """The numbers that were asked for, unrounded: a row for each outcome, rule, check, ..."""

    @property
    @abstractmethod
    def plot(self) -> Any:
        """The pictures: a method each, which returns a figure that a notebook shows."""

    @property
    @abstractmethod
    def parts(self) -> Sequence[Part]:
        """The page that people read, from its title down to what it cannot show."""

    @abstractmethod
    def record(self) -> dict[str, Any]:
        """Everything for programs, as plain values that JSON can hold (NaN as None)."""

    @abstractmethod
    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write all of it to a folder; the files, in the order in which they were written.

        `form`: of the pictures, png, svg or pdf. Raises `OutputError`.
        """

    @property
    def text(self) -> str:
        """The page in lines of at most 100 columns, as the command prints it."""
        return in_lines(self.parts)

    def _repr_html_(self) -> str:
        """The page as a notebook shows it."""
        return in_html(self.parts)
