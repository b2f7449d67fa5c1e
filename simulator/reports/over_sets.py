"""The sections of a report on uncertain sets: chance and what nobody knows apart in each."""

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.reports.checklist import checklist
from simulator.reports.contents import UNPLAYED, again, limits, questions
from simulator.reports.figures import figure
from simulator.reports.parts import Piece, Section
from simulator.reports.set_stories import stories_of
from simulator.reports.sources import assumptions, differing, ranges_of
from simulator.results.by_arm import lettered
from simulator.tables.page import Grid, Items, Part
from simulator.uncertain import cells
from simulator.uncertain.paragraph import flipped, is_told, signs
from simulator.uncertain.result import UncertainResult
from simulator.uncertain.rows import Row

DRAWN = (
    "What nobody knows was drawn: each set gives every number below a value of its own, and its "
    "histories are played with it. No number of histories narrows what the sets differ by."
)


def sections_of_sets(result: UncertainResult, entry: Mapping[str, Any]) -> list[Section]:
    """All sections; `entry`: the manifest of the folder that the result is from."""
    scenarios = {arm: sets.scenario for arm, sets in result.arms.items()}
    found = [
        Section("What was asked", questions(scenarios)),
        Section("In short", in_short(result)),
        Section("All outcomes", outcomes_of(result)),
        Section("Chance, and what nobody knows", apart(result)),
        Section("What differs", differing(scenarios)),
        Section("Where the sign depends on what nobody knows", flips_of(result)),
        Section("Two histories, and why they came out so", stories(result)),
        Section("Assumptions, their sources, and how sure they are", assumptions(scenarios)),
        Section("What this cannot show", limits(scenarios, result.warnings)),
        Section("Checklist of STRESS-DES", [checklist(scenarios, entry, [])]),
        Section("How to play it again", again(entry)),
    ]
    return [one for one in found if one.pieces]


def in_short(result: UncertainResult) -> list[Part]:
    """The headline, and of a comparison in how many sets each sign holds."""
    told = [Items(f"Under '{arm}':", said) for arm, said in signs(result.rows).items()]
    return [result.headline, *told]


def outcomes_of(result: UncertainResult) -> list[Piece]:
    """Every outcome in pictures and tables, its two ranges apart, and how to read them."""
    bands = figure("bands", result.plot.bands(), values(result))
    reading: list[Piece] = [cells.VALUE, cells.SETS, cells.IGNORANCE]
    if len(result.arms) == 1:
        return [bands, *reading]
    compared = cells.comparison_grid(result.rows, list(result.arms))
    table = compared._replace(caption="; ".join(lettered(list(result.arms))))
    return [figure("differences", result.plot.differences(), table), bands, *reading, cells.SIGNS]


def values(result: UncertainResult) -> Grid:
    """The outcomes of a scenario; of several those of each, one scenario below the other."""
    first, *others = (_of(result.rows, arm) for arm in result.arms)
    table = cells.grid(first)
    if not others:
        return table
    rows = [
        [arm, *row] if len(row) > 1 else row
        for arm in result.arms
        for row in [[arm], *cells.grid(_of(result.rows, arm)).rows]
    ]
    right = [place + 1 for place in table.right]
    return Grid(["scenario", *table.header], rows, right, values=True)


def _of(rows: Sequence[Row], arm: str) -> list[Row]:
    return [row for row in rows if row.arm == arm]


def apart(result: UncertainResult) -> list[Part]:
    """Which answers more histories will not narrow, and from what the sets were drawn."""
    scenarios = {arm: sets.scenario for arm, sets in result.arms.items()}
    compared = [row for row in result.rows if row.difference is not None]
    header = ["number that nobody knows", "a plain run keeps it at", "drawn from"]
    return [DRAWN, cells.settled(compared or result.rows), Grid(header, ranges_of(scenarios))]


def flips_of(result: UncertainResult) -> list[Part]:
    """By what the sets with the rarer sign differ from the others."""
    told = [flipped(flip) for flip in result.flips if is_told(flip.row) and flip.telling]
    return [Items("Medians there, and elsewhere:", told)] if told else []


def stories(result: UncertainResult) -> Sequence[Piece]:
    """Two histories explained, where they can be played again."""
    if any(sets.scenario.programs for sets in result.arms.values()):
        return [UNPLAYED]
    return stories_of(result)
