"""Two histories explained: those in which an outcome flipped, or two that came out otherwise."""

from collections.abc import Mapping, Sequence

from simulator.reports.parts import Story
from simulator.results.run import Run
from simulator.results.telling import Shown, another, typical
from simulator.study.comparison import Comparison
from simulator.study.explain import explain
from simulator.study.rows import Row
from simulator.study.telling import surest_flip, telling
from simulator.tables.phrases import phrase_of


def stories_of(result: Run | Comparison) -> list[Story]:
    """Why each phase started when it did, in two histories; of a comparison under both scenarios.

    Of a comparison the first is one in which the surest outcome flipped as in most; the second one
    in which it flipped the other way, or else another in which it flipped the same way.
    """
    if isinstance(result, Comparison):
        return _flipped(result.rows, result.runs)
    first = typical(result)
    other = another(result, first.replication) if result.names.phases else None
    return [_story(result, one, "") for one in (first, other) if one is not None]


def _flipped(rows: Sequence[Row], runs: Mapping[str, Run]) -> list[Story]:
    """Of each chosen history, its story under the first scenario and under the one that differs."""
    found = surest_flip(rows)
    first, *others = runs
    if found is None:
        shown = telling(rows, runs)
        return [_story(runs[arm], shown, arm) for arm in (first, others[0])]
    row, replication = found
    chosen = [replication, *_second(row, replication)]
    return [
        _story(runs[arm], Shown(one, _why(row, one, first)), arm)
        for one in chosen
        for arm in (first, row.arm)
    ]


def _second(row: Row, shown: int) -> list[int]:
    """A history in which an outcome flipped the other way, or else the same way; or none."""
    same, other = (row.gained, row.lost) if shown in row.gained else (row.lost, row.gained)
    return [one for one in (*other, *same) if one != shown][:1]


def _why(row: Row, replication: int, first: str) -> str:
    """What flipped in a history."""
    yes, no = (row.arm, first) if replication in row.gained else (first, row.arm)
    return phrase_of(row.outcome).says(f"under '{yes}', not under '{no}'")


def _story(run: Run, shown: Shown, arm: str) -> Story:
    """One history of a run, explained."""
    heading = f"History {shown.replication}{f' under {arm!r}' if arm else ''}: {shown.why}"
    text = explain(run.scenario, shown.replication, run.seed)
    return Story(heading, text.partition("\n\n")[2] or text)
