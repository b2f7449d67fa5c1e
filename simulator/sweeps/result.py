"""A sweep: what one scenario came to at many points, and what may be asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.results.face import Result
from simulator.sweeps import folder as files
from simulator.sweeps.answers import long
from simulator.sweeps.cells import grid, of_each, reading, varied
from simulator.sweeps.play import Played, in_words
from simulator.tables.json_values import plain
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted

if TYPE_CHECKING:
    import pandas as pd

    from simulator.sweeps.pictures import SweepPlots


class Sweep(Result):
    """One scenario at many points, all on the same luck."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.points, self.replications, self.seed, self.answers, self.failed = played

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row for each point and outcome: the values of the paths, the value, its interval."""
        return long(self.points.design, self.answers)

    @property
    def hash(self) -> str:
        """SHA-256 of all histories: the same wherever and in whatever pieces they are played."""
        return self.played.hash

    @property
    def heading(self) -> str:
        """'1,000 points, 1,000 histories of each on the same luck, seed 0'."""
        count = counted(len(self.answers), "point", "points")
        shard = self.points.shard
        part = f" (shard {shard.words})" if shard.parts > 1 else ""
        each = of_each(self.played)
        return f"{count}{part}, {each} on the same luck, seed {self.seed}"

    @property
    def parts(self) -> Sequence[Part]:
        """What was varied, each outcome where it is least and most, and how to read that."""
        scenario = self.points.scenario
        return [
            Title([f"{scenario.name}: {self.heading}"]),
            varied(self.points.design),
            grid(self.points.design, self.answers),
            *reading(self.points, self.answers),
            *(f"Warning: {one}" for one in scenario.warnings),
            *([f"Without an answer:\n{in_words(self.failed)}"] if self.failed else []),
            scenario.limits,
            f"Hash of all histories: {self.hash}",
        ]

    @property
    def plot(self) -> SweepPlots:
        """The pictures."""
        from simulator.sweeps.pictures import SweepPlots

        return SweepPlots(self.played)

    def record(self) -> dict[str, Any]:
        """Every outcome of every point, as plain values that JSON can hold."""
        design = self.points.design
        found: dict[str, Any] = plain(
            {
                "scenario": self.points.scenario.name,
                "replications": self.replications,
                "uncertain_sets": self.points.sets,
                "seed": self.seed,
                "design": design.kind,
                "paths": [axis.name for axis in design.axes],
                "rows": self.table.to_dict("records"),
                "failed": [one._asdict() for one in self.failed],
                "hash": self.hash,
                "limits": self.points.scenario.limits,
            }
        )
        return found

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write a folder that `simulator.open` reads: manifest, design, answers, pictures.

        Returns the files. Raises `OutputError`.
        """
        return [*files.write(Path(folder), self.played), *self.add_pictures(folder, form)]

    def add_pictures(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Add the pictures to a folder that `sweep` was given as `out`; the files."""
        from simulator.plots.save import save_all

        return save_all(self.plot.all(), Path(folder) / "figures", form)

    def __repr__(self) -> str:
        """<Sweep of One drone: 6 points, 200 histories of each on the same luck, seed 0>."""
        return f"<Sweep of {self.points.scenario.name}: {self.heading}>"
