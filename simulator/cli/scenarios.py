"""`scenarios`: what comes with the simulator, by name."""

from itertools import groupby
from typing import TYPE_CHECKING

from simulator.cli import options
from simulator.cli.text import note, say, say_json
from simulator.tables.json_values import plain
from simulator.tables.layout import table

if TYPE_CHECKING:
    from simulator.scenario.catalogue import Shipped

NAME = "scenarios"
EXAMPLES = (
    "escalation scenarios",
    "escalation run grey-zone",
    "escalation compare one-drone twenty-strikes",
)


def command(json: options.Json = False, quiet: options.Quiet = False) -> None:
    """List the shipped scenarios.

    Shows the question of each scenario, and the shipped files of real events. Every command accepts
    them by name, from any folder. If a file of the same name exists, the file is used.
    """
    from simulator.scenario.catalogue import catalogue, events
    from simulator.scenario.shipped import folder

    found = catalogue()
    if json:
        data = [{"name": name, "holds": holds, "file": path} for name, holds, path in events()]
        say_json(plain({"scenarios": found, "events": data}))
        return
    say(as_text(found, [(name, holds) for name, holds, _ in events()]))
    note(f"\nTheir files are in {folder()}", quiet)


def as_text(found: "list[Shipped]", events: list[tuple[str, str]]) -> str:
    """A row for each scenario below its group, and one for each file of events."""
    rows = []
    for group, entries in groupby(found, key=lambda one: one.group):
        rows += [[group], *([f"  {one.name}", one.question] for one in entries)]
    rows += [["Real events, for events, fit, check and replay"]]
    rows += [[f"  {name}", holds] for name, holds in events]
    return table(["scenario", "question"], rows)
