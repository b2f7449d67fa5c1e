"""The C++ limit: built where there is a compiler, and handed what the compiled engine is handed."""

import shutil
import subprocess
from pathlib import Path
from typing import Self

from benchmarks.export import export
from benchmarks.measure import ROOT
from benchmarks.question import parameters, scenario

SOURCE = ROOT / "benchmarks" / "limit.cpp"
FLAGS = ("-std=c++20", "-march=native", "-ffp-contract=off")
"""The last forbids to fuse a product and a sum: the bits must be those of the simulator."""
WARM = 50
TABLES = ("outcomes", "phases", "answers")


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
    """Whether the tables of outcomes, phases and answers are the same byte for byte."""
    pairs = ((Path(f"{ours}.{name}"), Path(f"{theirs}.{name}")) for name in TABLES)
    return all(a.read_bytes() == b.read_bytes() for a, b in pairs)
