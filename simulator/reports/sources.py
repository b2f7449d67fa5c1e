"""What a report says of the scenarios: what differs, what is assumed, and what nobody knows."""

from collections.abc import Mapping, Sequence

from simulator.results.reading import unknown
from simulator.scenario.diff import diff
from simulator.scenario.schema import Scenario
from simulator.scenario.sources import Entry, ledger
from simulator.tables.page import Grid, Part

CHANCE = (
    "Every interval in this report is of chance: it says how far the value could lie from that of "
    "endless histories of the same scenario, and more histories narrow it. It says nothing of "
    "whether the scenario's numbers are right."
)
NO_RANGES = "The scenarios declare no number uncertain, so that ignorance is not expressed here."


def chance_and_ignorance(scenarios: Mapping[str, Scenario]) -> list[Part]:
    """What the intervals are of, and the ranges of what nobody knows, which is not drawn here."""
    rows = ranges_of(scenarios)
    if not rows:
        return [CHANCE, NO_RANGES]
    header = ["number that nobody knows", "kept here at", "may be"]
    return [CHANCE, *unknown(scenarios.values()), Grid(header, rows)]


def ranges_of(scenarios: Mapping[str, Scenario]) -> list[list[str]]:
    """Each uncertain number with its value and its range, those of all scenarios once."""
    found = {
        (entry.path, entry.value, entry.range): None
        for scenario in scenarios.values()
        for entry in ledger(scenario)
        if entry.range
    }
    return [[path, value, f"{range_}"] for path, value, range_ in found]


def differing(scenarios: Mapping[str, Scenario]) -> list[Part]:
    """Every value in which a scenario differs from the first."""
    first, *others = scenarios
    parts: list[Part] = []
    for arm in others:
        found = diff(scenarios[first], scenarios[arm])
        rows = [[one.path, one.left or "-", one.right or "-"] for one in found]
        same = f"'{arm}' has the same values as '{first}'."
        parts.append(Grid(["value", first, arm], rows) if rows else same)
    return parts


def assumptions(scenarios: Mapping[str, Scenario]) -> list[Part]:
    """Every number that is no default below what backs it; those of a later scenario where they
    are not the first one's."""
    parts: list[Part] = []
    told: set[Entry] = set()
    for arm, scenario in scenarios.items():
        entries = [entry for entry in ledger(scenario) if entry not in told]
        told |= set(entries)
        bare = len({entry.path for entry in entries if entry.status == "unsourced"})
        said = f"{arm}: {len({entry.path for entry in entries})} numbers, {bare} without a source"
        if len(told) > len(entries):
            said += "; beside those above"
        header = ["number", "value", "may be"]
        parts.append(Grid(header, _by_source(entries), caption=f"{said}."))
    return parts


def _by_source(entries: Sequence[Entry]) -> list[list[str]]:
    """A row for each source, and below it one for each number that it backs."""
    groups: dict[str, list[list[str]]] = {}
    for entry in entries:
        groups.setdefault(_source(entry), []).append(
            [f"  {entry.path}", entry.value, entry.range or ""]
        )
    return [row for source, rows in groups.items() for row in ([source], *rows)]


def _source(entry: Entry) -> str:
    """Who says it, how sure it is, and what they say."""
    if entry.status == "unsourced":
        return "No source"
    year = f" ({entry.year})" if entry.year else ""
    return f"{entry.by}{year}; how sure: {entry.sure}. It says: {entry.says}"
