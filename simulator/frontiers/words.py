"""A frontier in words: its table, whether a rule is better than the named ones, and its limits."""

from collections.abc import Sequence

from simulator.frontiers.findings import Better, better_than_all
from simulator.frontiers.names import plain_name
from simulator.frontiers.played import Named, Played, Race, rivals_of
from simulator.frontiers.rows import estimates
from simulator.model.parameters import Array
from simulator.results.reading import severities
from simulator.scenario.schema import Scenario
from simulator.tables.amounts import number, with_interval
from simulator.tables.page import Grid
from simulator.tables.wording import counted, listed

READING = (
    "No rule of the frontier is beaten: none that was raced is at least as low in all three and "
    "lower in one."
)
FROM_THE_START = (
    "A pattern of this scenario looks at the rule, so that its first act depends on it: hours "
    "count from the beginning of the ceasefire."
)
NOT_SHOWN = (
    "Not shown: rules that were not among those tried, an adversary who has read the rule "
    "('escalation grey-zone' searches for one), and which of the three weighs more."
)


def grid(played: Played) -> Grid:
    """The named rules, then the frontier by rising false breaches."""
    rows = [["Named rules"]]
    rows += [[f"  {said(one)}", *_cells(one.values)] for one in played.named]
    rows += [["The frontier"]]
    rows += [
        [f"  {i}: {point.candidate.name}", *_cells(point.values)]
        for i, point in enumerate(played.points, start=1)
    ]
    return Grid(["rule", *(aim.name for aim in played.aims)], rows, values=True)


def reading(played: Played, looks: bool) -> str:
    """How to read the table; `looks`: whether a pattern of the scenario looks at the rule."""
    meanings = (f"{aim.name[0].upper()}{aim.name[1:]}: {aim.meaning}." for aim in played.aims)
    more = [FROM_THE_START] if looks else []
    return " ".join([READING, *meanings, "Brackets hold 95 % intervals.", *more])


def said(one: Named) -> str:
    """A named rule, with what it says."""
    return f"{one.name}: {plain_name(one.rule)}"


def _cells(values: Array) -> list[str]:
    return [with_interval("", *estimate) for estimate in estimates(values)]


def headline(played: Played, scenario: Scenario) -> str:
    """Whether one rule is better than all the named ones, or which is than which: to be quoted."""
    names = rivals_of([one.name for one in played.named])
    rivals = [one for one in played.named if one.name in names]
    every = better_than_all(played.points, rivals)
    count = counted(len(played.points), "rule", "rules")
    start = f"In '{scenario.name}', the frontier has {count}."
    if every is not None:
        return f"{start} {_better(every, played.aims[-1].name)}"
    none = f"None is better than {_together(rivals)} in all three aims beyond chance"
    singly = [better_than_all(played.points, [one]) for one in rivals] if len(rivals) > 1 else []
    told = [_better(one, played.aims[-1].name) for one in singly if one is not None]
    return " ".join([start, f"{none}{_why_none(rivals)}.", *told])


def _why_none(rivals: Sequence[Named]) -> str:
    """That a rule without any false breach leaves nothing to be better in."""
    floors = [f"'{one.name}'" for one in rivals if not one.values[0].any()]
    return f" ({listed(floors)} had no false breach in any history)" if floors else ""


def _together(rules: Sequence[Named]) -> str:
    """'both 'A' and 'B'', 'each of 'A', 'B' and 'C''."""
    before = {1: "", 2: "both "}.get(len(rules), "each of ")
    return before + listed([f"'{one.name}'" for one in rules])


def _better(found: Better, harm: str) -> str:
    """A point that is better than these rules."""
    low = [with_interval("", *one) for one in estimates(found.point.values)]
    aims = f"{low[0]} false breaches per 30 days, {low[1]} h to an answer, {low[2]} of {harm}"
    name = found.point.candidate.name
    start = f"{name[0].upper()}{name[1:]} is better than {_together(found.than)}"
    if not found.floors:
        return f"{start} in all three aims: {aims}."
    floors = listed([f"'{name}'" for name in found.floors])
    return (
        f"{start} in every aim that leaves room: {aims}. Fewer false breaches than {floors} it "
        "cannot have: neither had any."
    )


def details(played: Played, asked: tuple[Scenario, int, tuple[int, int]]) -> str:
    """What was raced, on which luck, and what none of it shows.

    `asked`: the scenario, the histories of each figure, and the seeds of the figures and the race.
    """
    scenario, count, seeds = asked
    return " ".join([_race(played.race, count, seeds), severities([scenario]), NOT_SHOWN])


def _race(race: Race, count: int, seeds: tuple[int, int]) -> str:
    """How many were tried, and how they were thinned out."""
    drawn = "" if race.tried == race.possible else f" of {race.possible:,}, drawn at random,"
    rounds = listed([f"{one.histories:,}" for one in race.rounds], "then")
    kept = listed([f"{one.kept}" for one in race.rounds[:-1]], "then")
    went = f"; the best {kept} went on" if kept else ""
    return (
        f"{race.tried:,} rules{drawn} were raced on {rounds} histories of seed {seeds[1]}{went}. "
        f"The {counted(race.finalists, 'rule', 'rules')} that were left were played again on "
        f"{number(count)} histories of seed {seeds[0]}, which the race had not seen, and "
        f"{counted(race.dropped, 'was', 'were')} beaten there by others of them: all "
        "figures are of these, since the winner of a race looks better than it is."
    )
