"""The sections of a report, from what was asked down to how to play it again."""

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.reports.checklist import checklist
from simulator.reports.figures import differences_of, figures_of, runs_of
from simulator.reports.parts import Piece, Section
from simulator.reports.sources import assumptions, chance_and_ignorance, differing
from simulator.reports.stories import stories_of
from simulator.results.cells import outcomes
from simulator.results.limits import NOT_A_FORECAST, limits_of
from simulator.results.reading import notes
from simulator.results.run import Run
from simulator.scenario.schema import Scenario
from simulator.study.cells import READING
from simulator.study.comparison import Comparison
from simulator.study.paragraph import details
from simulator.tables.measures import estimates
from simulator.tables.page import Commands, Grid, Items, Part
from simulator.tables.precision import in_words
from simulator.tables.wording import listed
from simulator.uncertain.folder import SETS

UNPLAYED = (
    "A pattern of these scenarios is a function in Python, which is never executed from a folder "
    "of results. What needs histories played again is left out: some of the pictures, and "
    "explanations."
)


def title_of(scenarios: Mapping[str, Scenario]) -> str:
    """'One drone, compared with Twenty strikes'."""
    first, *others = scenarios
    return f"{first}, compared with {listed(others)}" if others else first


def sections_of(result: Run | Comparison, entry: Mapping[str, Any]) -> list[Section]:
    """All sections; `entry`: the manifest of the folder that the result is from."""
    scenarios = scenarios_of(result)
    found = [
        Section("What was asked", questions(scenarios)),
        Section("In short", in_short(result)),
        Section("Pictures", figures_of(result)),
        Section("All outcomes", outcomes_of(result)),
        Section("Chance, and what nobody knows", chance_and_ignorance(scenarios)),
        Section("What differs", differing(scenarios)),
        Section("Two histories, and why they came out so", stories(result)),
        Section("Assumptions, their sources, and how sure they are", assumptions(scenarios)),
        Section("What this cannot show", limits(scenarios, result.warnings)),
        Section("Checklist of STRESS-DES", [stress(result, entry)]),
        Section("How to play it again", again(entry)),
    ]
    return [one for one in found if one.pieces]


def scenarios_of(result: Run | Comparison) -> dict[str, Scenario]:
    """The scenarios of a result by their names; a run has one."""
    if isinstance(result, Comparison):
        return {arm: run.scenario for arm, run in result.runs.items()}
    return {result.scenario.name: result.scenario}


def questions(scenarios: Mapping[str, Scenario]) -> list[Part]:
    """Each question that a scenario asks, with its name."""
    asked = [f"{arm}: {one.question}" for arm, one in scenarios.items() if one.question]
    return [Items("The scenarios ask:", asked)] if asked else []


def in_short(result: Run | Comparison) -> list[Part]:
    """The headline, and of a comparison the details."""
    reached: list[Part] = [in_words(result.precision)] if result.precision else []
    more = details(result.rows, result.runs) if isinstance(result, Comparison) else []
    return [result.headline, *([Items("In detail:", more)] if more else []), *reached]


def outcomes_of(result: Run | Comparison) -> list[Piece]:
    """Every outcome, of a comparison with the picture of the differences, and how to read it."""
    if isinstance(result, Comparison):
        return [differences_of(result), READING, *notes(runs_of(result))]
    return [outcomes(estimates(result)), *notes([result])]


def stories(result: Run | Comparison) -> Sequence[Piece]:
    """Two histories explained, where they can be played again."""
    if any(run.scenario.programs for run in runs_of(result)):
        return [UNPLAYED]
    return stories_of(result)


def limits(scenarios: Mapping[str, Scenario], warnings: Sequence[str]) -> list[Part]:
    """The limits of each scenario, what to beware of, and that it is not a forecast."""
    beware = [f"Warning: {one}" for one in warnings]
    return [*limits_of(scenarios), *beware, NOT_A_FORECAST]


def stress(result: Run | Comparison, entry: Mapping[str, Any]) -> Grid:
    """The checklist."""
    asked = result.precision.asked if result.precision else []
    return checklist(scenarios_of(result), entry, asked)


def again(entry: Mapping[str, Any]) -> list[Part]:
    """The command, the versions and the hashes by which another can check that it is the same."""
    hashes = [
        [arm, name, sha256]
        for arm, told in entry["arms"].items()
        for name, sha256 in [("scenario as played", told["scenario_hash"]), *told["sha256"].items()]
    ]
    same = Commands(
        "In the folder of results, to play every history again and compare each table to the bit:",
        ["escalation reproduce ."],
    )
    command = [entry["again"]] if entry["again"] else []
    return [
        same,
        *([Commands("Or, into a folder of its own:", command)] if command else []),
        f"Seed {entry['seed']}, {_played(entry)} of each scenario, code of model and engine "
        f"{entry['code']}. The same scenario, seed and code give the same tables.",
        Grid(["scenario", "file", "SHA-256"], hashes),
    ]


def _played(entry: Mapping[str, Any]) -> str:
    """'200 histories', or '50 histories of each of 200 sets'."""
    histories = f"{entry['replications']:,} histories"
    return f"{histories} of each of {entry[SETS]['sets']:,} sets" if SETS in entry else histories
