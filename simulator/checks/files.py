"""The files that checks leave in a folder."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.files import put, sweep
from simulator.plots.style import save
from simulator.store.disk import writing
from simulator.store.folder import write_csv

if TYPE_CHECKING:
    from simulator.checks.result import Checks


def write(checks: "Checks", folder: Path, form: str = "png") -> list[Path]:
    """Write the table, the pictures and the record; the files, in the order of writing."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        put(folder / "checks.json", (json.dumps(checks.record(), indent=1) + "\n").encode())
    write_csv(checks.table, folder / "checks.csv")
    drawn = {"checks": checks.plot, "ranks": checks.plot_ranks}
    pictures = [save(draw(), folder / f"{name}.{form}") for name, draw in drawn.items()]
    return [folder / "checks.json", folder / "checks.csv", *pictures]
