"""What comes with the simulator: every shipped scenario with its question, and the real events."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from simulator.scenario.extends import read_file
from simulator.scenario.shipped import FAMILIES, shipped, shipped_events

if TYPE_CHECKING:
    import pandas as pd

GROUPS = {
    "The plan and other readings of it": (
        "reported-plan", "two-phases", "clock-at-breach", "report-may-be-wrong", "ten-lines",
    ),
    "What is a violation?": ("one-drone", "five-drones", "one-strike", "twenty-strikes"),
    "What troops?": ("few-hundred-troops", "ten-thousand-troops", "hundred-thousand-troops"),
    "Who comes?": ("without-the-us", "virtual-guarantee"),
    "What does the adversary do?": (
        "would-they-sign", "february-2022", "positional-2025", "grey-zone", "probe-and-pause",
        "red-line", "red-line-deters",
    ),
    "What is known, and to whom?": (
        "calendar-reporting", "one-sides-claims", "rival-claims", "false-flags",
    ),
    "Public cases": (
        "debaltseve-2015", "july-2020-truce", "replay-donbas-2020", "easter-2025", "may-2025",
        "poland-2025",
    ),
}  # fmt: skip
PATTERNS = "The families of violation patterns"
OTHERS = "More"
EVENTS = {
    "osce_smm_donbas_2020_2021": "Ceasefire violations in Donbas by day, July 2020 to October 2021",
}


class Shipped(NamedTuple):
    """A scenario that is shipped, and what it asks."""

    name: str
    """By which every command and call knows it."""
    group: str
    title: str
    question: str
    file: Path


def catalogue() -> list[Shipped]:
    """Every shipped scenario, group by group, in the order of the page."""
    return [entry for name, group in _in_order() for entry in [_entry(name, group)]]


def events() -> list[tuple[str, str, Path]]:
    """The shipped files of real events that are read as they are: name, content, and place."""
    return [(name, holds, shipped_events()[name]) for name, holds in EVENTS.items()]


def scenarios() -> "pd.DataFrame":
    """List the shipped scenarios.

    Returns
    -------
    pandas.DataFrame
        A row for each, indexed by the name that `run` and all other calls accept. Columns: group,
        title (as in tables and pictures) and question, all text.

    Examples
    --------
    >>> import simulator
    >>> simulator.scenarios().loc["one-drone", "title"]
    'One drone'
    """
    import pandas as pd

    rows = [entry[:4] for entry in catalogue()]
    return pd.DataFrame(rows, columns=["name", "group", "title", "question"]).set_index("name")


def _in_order() -> Iterator[tuple[str, str]]:
    """Each name with its group."""
    known = dict.fromkeys(shipped(), OTHERS)
    for group, names in GROUPS.items():
        yield from ((name, group) for name in names if known.pop(name, None))
    known |= {name: PATTERNS for name in known if name.startswith(FAMILIES)}
    yield from sorted(known.items(), key=lambda one: one[1] == PATTERNS)


def _entry(name: str, group: str) -> Shipped:
    """What a scenario's own file says it asks."""
    tree = read_file(shipped()[name], name).tree
    return Shipped(name, group, tree["name"], tree.get("question", ""), shipped()[name])
