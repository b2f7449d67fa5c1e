"""Plays many sets of uncertain values, some histories each: the outcomes by set and history."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import chain, zip_longest
from typing import Unpack

from simulator.errors import EscalationError
from simulator.play.blocks import cut, missing
from simulator.play.engines import chosen_engine
from simulator.play.execute import LARGEST_SEED, processors, silent, whole, workers_of
from simulator.play.how import How, in_full
from simulator.play.stream import play_stream
from simulator.tables.histories import Histories
from simulator.tables.measures import Measure, measures
from simulator.uncertain.blocks import (
    MOST_HISTORIES,
    Span,
    block_size,
    failed,
    in_words,
    jobs,
    measured,
)
from simulator.uncertain.cost import refuse_costly_sets
from simulator.uncertain.keep import Keep
from simulator.uncertain.outcomes import OverSets
from simulator.uncertain.sets import Sets

HISTORIES = 50
"""How many of each set are played where nothing is said of it."""
MOST_SETS = 40_000
LEAST_HISTORIES = 2
"""One history of each set would not tell chance from what lies between the sets."""


def play_sets(
    arms: Mapping[str, Sets],
    histories: int,
    measure: Callable[[Histories], list[Measure]] = measures,
    **options: Unpack[How],
) -> dict[str, list[OverSets]]:
    """Every outcome of every arm, by set and history.

    The arms have as many sets, of one seed. A set has luck of its own, so that chance averages out
    over the sets, and all arms have it alike: history r of set s is replication 100,000 s + r,
    unless it was chosen to have the luck of another set. With a folder `out` each block of sets is
    kept there as soon as it is finished, and is found there again. `measure`: finds the outcomes of
    the histories of a set. Raises `ScenarioError` for values that are not allowed, with set and
    path.
    """
    how, sets = in_full(options), next(iter(arms.values()))
    count = histories_of(histories)
    engine = chosen_engine(how["engine"], [one.scenario for one in arms.values()])
    if not how["anyway"]:
        refuse_costly_sets(arms, count, engine)
    size = workers_of(how) or processors()
    report = how["progress"] or silent
    with closing(Keep(arms, count, how["out"])) as keep:
        spans = list(_spans(arms, keep))
        total = sets.count * len(arms) * count
        done = total - sum(last - first for _, first, last in spans) * count
        report(done, total, "")
        ready = jobs(arms, spans, count, engine, how["anyway"])
        with closing(play_stream(ready, size)) as results:
            for job, played in results:
                piece = measured(job, played, count, sets.seed, measure)
                if piece is None:
                    raise EscalationError(in_words(job.arm, failed(job, played, arms[job.arm])))
                keep.add(job.arm, piece)
                done += job.size
                report(done, total, "")
        return keep.outcomes


def checked(count: int, seed: int) -> tuple[int, int]:
    """The number of sets and the seed; raises `ScenarioError` where they are none."""
    return whole("uncertain", count, 2, MOST_SETS), whole("seed", seed, 0, LARGEST_SEED)


def histories_of(count: int) -> int:
    """How many histories each set has; raises `ScenarioError` where it is no such number."""
    return whole("replications of each set", count, LEAST_HISTORIES, MOST_HISTORIES)


def _spans(arms: Mapping[str, Sets], keep: Keep) -> Iterator[Span]:
    """What is still to be played, the arms in turn, so that they progress alike."""
    of_each = [
        [
            (arm, piece.first, piece.last)
            for task in missing(0, keep.had(arm), sets.count)
            for piece in cut(task, block_size(sets.count))
        ]
        for arm, sets in arms.items()
    ]
    return (span for span in chain.from_iterable(zip_longest(*of_each)) if span is not None)
