"""Measure everything and write docs/performance.md: `make benchmark`."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.goals import Goal, goals, goals_of_sweeps
from benchmarks.growth import grown
from benchmarks.limit_program import Limit
from benchmarks.machine import busy, machine, versions
from benchmarks.measure import ROOT
from benchmarks.million import million
from benchmarks.page import LABELS, Found, page
from benchmarks.speed import PLAIN, PLAIN_SIMPY, Speed, speed
from benchmarks.sweeps import LIBRARIES, Swept, swept

PAGE = ROOT / "docs" / "performance.md"
TEMPLATE = ROOT / "benchmarks" / "performance.md"
HORIZONS = {30: 5, 90: 3}
"""Days, and how often everyone takes a turn."""
TURNS_OF_GROWTH, TURNS_OF_SWEEPS = 3, 5


def main() -> int:
    """Measure, print the ratios, write the page; 1 if a peer tells another story."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", default=sys.executable, help="the Python with salabim, SimulSI")
    parser.add_argument("--million", action="store_true", help="play a million histories too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(asked.peers, asked.million, Path(folder))
    PAGE.write_text(page(found, TEMPLATE), encoding="utf-8")
    print(f"Written: {PAGE.relative_to(ROOT)}")
    return 0 if found.sweeps.same_acts and all(map(sound, found.speeds)) else 1


def measured(python: str, wants_million: bool, folder: Path) -> Found:
    """Everything, with the ratios printed as they come."""
    others = plain_scripts(python)
    limit = Limit.built(folder)
    if limit is None:
        print("No g++ here: the C++ limit is left out.")
    speeds = []
    for days, rounds in HORIZONS.items():
        speeds.append(speed(days, rounds, folder, limit, others))
        show(speeds[-1])
    sweeps = swept(TURNS_OF_SWEEPS, sweepers(python))
    show_sweeps(sweeps)
    growth = grown(limit, TURNS_OF_GROWTH)
    found = million(wants_million)
    return Found(speeds, sweeps, growth, found, machine(), busy(), versions(others))


def plain_scripts(python: str) -> dict[str, str]:
    """The Python that plays each plain script; one without its library is left out."""
    found = {PLAIN_SIMPY: sys.executable}
    for script in PLAIN:
        library = script.removeprefix("plain_")
        if script == PLAIN_SIMPY:
            continue
        if has(python, library):
            found[script] = python
        else:
            print(f"No {library} here: its script is left out.")
    return found


def sweepers(python: str) -> dict[str, str]:
    """The Python that has the library of each peer of a sweep; one that nobody has is left out."""
    found = {peer: python for peer, library in LIBRARIES.items() if has(python, library)}
    return {PLAIN_SIMPY: sys.executable} | found


def has(python: str, library: str) -> bool:
    """Whether this Python is there and has the library."""
    if shutil.which(python) is None:
        return False
    asked = subprocess.run([python, "-c", f"import {library}"], capture_output=True)
    return asked.returncode == 0


def show(speed: Speed) -> None:
    """Print the ratios over one horizon, and who tells another story."""
    print(f"{speed.days} days")
    show_goals(goals(speed))
    for peer, story in speed.stories.items():
        for one in story.outcomes:
            if not one.agrees:
                print(f"  {LABELS[peer]}: {one.name} is {one.theirs:.4g}, ours {one.ours:.4g}")
    if not speed.told_apart:
        print("  The check of outcomes does not tell five drones from one.")
    if speed.same_tables is False:
        print("  The C++ limit tells other histories than the engine file.")


def show_goals(found: list[Goal]) -> None:
    """Print what was found beside what was wanted."""
    for goal in found:
        reached = "reached" if goal.reached else "NOT reached"
        print(f"  {goal.says}: {goal.found:.3g} ({goal.bound}: {reached})")


def show_sweeps(sweeps: Swept) -> None:
    """Print the ratios of the sweep."""
    print("The same sweep")
    show_goals(goals_of_sweeps(sweeps))
    if not sweeps.same_acts:
        print("  The sweep tells of other acts than its engine alone.")


def sound(speed: Speed) -> bool:
    """Whether everyone told the same story, and the check could have failed."""
    same = all(story.agrees for story in speed.stories.values())
    return same and speed.told_apart and speed.same_tables is not False


if __name__ == "__main__":
    sys.exit(main())
