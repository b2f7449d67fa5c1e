"""The C++ limit: built where there is a compiler, and handed what the engine file is handed.

It is frozen at the mechanisms of one drone and at the columns below: a new column of the model's
tables is not compared, and needs nothing here.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Self

import numpy as np

from benchmarks.export import export
from benchmarks.measure import ROOT
from benchmarks.question import parameters, scenario
from simulator.engine.tally import Block
from simulator.model.answers import ANSWER
from simulator.model.outcomes import OUTCOME
from simulator.model.parameters import Array
from simulator.model.phase_outcomes import PHASE_OUTCOME

SOURCE = ROOT / "benchmarks" / "limit.cpp"
FLAGS = ("-std=c++20", "-march=native", "-ffp-contract=off")
"""The last forbids to fuse a product and a sum: the bits must be those of the simulator."""
WARM = 50
WHOLE = {"episode", "phase", "state", "guarantor", "comes", "replication"}
"""Columns of whole numbers; the others are of float64."""
COLUMNS = {
    "outcomes": "signed violations hostile_violations breaches false_breaches episodes"
    " breaches_per_30_days false_breaches_per_30_days hours_to_breach severity severity_unanswered"
    " grey_zone_harm highest_phase assault hours_to_assault assault_answered area_24 area_48"
    " area_72 area_before_effect area unwanted_escalation direct_clash replication",
    "phases": "episode phase state clock called started due accumulation report waiting"
    " verification decision arrival not_before severity_before troops_24 troops_48 troops_72"
    " replication",
    "answers": "episode guarantor comes decided ground air fires sea intelligence replication",
}
"""Of the tables that the program writes, in the order in which `limit/trace.hpp` has them."""


class Limit:
    """The program, and the files that it reads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "limit"

    @classmethod
    def built(cls, folder: Path, effort: str = "-O3") -> Self | None:
        """The program built in a folder; None without a compiler."""
        compiler = shutil.which("g++")
        if compiler is None:
            return None
        limit = cls(folder)
        subprocess.run([compiler, *FLAGS, effort, "-o", limit.program, SOURCE], check=True)
        return limit

    def command(
        self,
        days: int,
        count: int,
        rate: float = 1.0,
        guarantors: int = 7,
        tables: Path | None = None,
    ) -> list[str]:
        """The command that plays so many replications, from 0 on."""
        path = self.folder / f"{days}-{rate:g}-{guarantors}.bin"
        if not path.exists():
            export(parameters(scenario(days, guarantors), rate), path)
        words = [self.program, path, 0, count, WARM, *([tables] if tables else [])]
        return [str(word) for word in words]


def same_tables(ours: Path, theirs: Path) -> bool:
    """Whether the program's columns of outcomes, phases and answers are the same byte for byte.

    Raises `ValueError` if the model no longer has one of them.
    """
    block = read_block(ours)._asdict()
    return all(same_columns(name, block[name], Path(f"{theirs}.{name}")) for name in COLUMNS)


def read_block(path: Path) -> Block:
    """The tables that the compiled engine left."""
    kinds = zip(Block._fields, (OUTCOME, PHASE_OUTCOME, ANSWER), strict=True)
    return Block(*(np.fromfile(f"{path}.{name}", kind) for name, kind in kinds))


def same_columns(name: str, ours: Array, path: Path) -> bool:
    """Whether our table has the rows that the program wrote, in the columns that it has."""
    columns = COLUMNS[name].split()
    gone = [column for column in columns if column not in (ours.dtype.names or ())]
    if gone:
        raise ValueError(f"The C++ limit writes {name}.{gone[0]}, which the model no longer has.")
    kind = np.dtype([(column, "i8" if column in WHOLE else "f8") for column in columns])
    theirs = np.fromfile(path, kind)
    return all(ours[column].tobytes() == theirs[column].tobytes() for column in columns)
