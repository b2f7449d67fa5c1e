"""The files that checks leave in a folder."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.plots.style import save
from simulator.results.disk import put, sweep, writing
from simulator.results.files import write_csv

if TYPE_CHECKING:
    from simulator.events.checks.result import Checks


def write(checks: "Checks", folder: Path) -> list[Path]:
    """Write the table, the pictures and the record; the files, in the order of writing."""
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        put(folder / "checks.json", (json.dumps(checks.record(), indent=1) + "\n").encode())
    write_csv(checks.table, folder / "checks.csv")
    save(checks.plot(), folder / "checks.png")
    save(checks.plot_ranks(), folder / "ranks.png")
    return [folder / name for name in ("checks.json", "checks.csv", "checks.png", "ranks.png")]
