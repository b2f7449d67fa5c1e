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

NO_FLIP = "No outcome flipped in any history, so that one in which an amount differs is explained."
TWO_COURSES = (
    "A typical history, and a typical one of those whose phases came out otherwise, if there are "
    "any."
)


def stories_of(result: Run | Comparison) -> list[str | Story]:
    """Why each phase started when it did, in two histories; of a comparison under both scenarios.

    Of a comparison the first is one in which the surest outcome flipped as in most; the second one
    in which it flipped the other way, or else another in which it flipped the same way.
    """
    if isinstance(result, Comparison):
        return _flipped(result.rows, result.runs)
    first = typical(result)
    other = another(result, first.replication) if result.names.phases else None
    return [TWO_COURSES, *(_story(result, one, "") for one in (first, other) if one is not None)]


def _flipped(rows: Sequence[Row], runs: Mapping[str, Run]) -> list[str | Story]:
    """Of each chosen history, its story under the first scenario and under the one that differs."""
    found = surest_flip(rows)
    first, *others = runs
    if found is None:
        shown = telling(rows, runs)
        return [NO_FLIP, *(_story(runs[arm], shown, arm) for arm in (first, others[0]))]
    row, replication = found
    chosen = [replication, *_second(row, replication)]
    told = [
        _story(runs[arm], Shown(one, _why(row, one, first)), arm)
        for one in chosen
        for arm in (first, row.arm)
    ]
    return [why_chosen(row, first, runs[first].replications), *told]


def why_chosen(row: Row, first: str, pairs: int) -> str:
    """Why these histories are explained: an outcome flipped in them."""
    gained, lost = len(row.gained), len(row.lost)
    return (
        f"Chosen because '{row.outcome}' flipped in them: of the outcomes that flipped, the one "
        f"whose change is the least likely to be chance. Of {pairs:,} pairs of histories it holds "
        f"under '{row.arm}' alone in {gained:,}, and under '{first}' alone in {lost:,}. The first "
        "history flipped as most did; the second flipped the other way or, if none did, the same."
    )


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
