"""Plays until outcomes are known as precisely as was asked for, or until the maximum.

It looks at 64, 128, 256, ... histories, and stops only at a look: so neither workers nor their
speed, nor a stop in between, change where it ends (`tables.anytime` has the rule and its source).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple, Unpack

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.model.encode import encode
from simulator.model.parameters import Array
from simulator.play.collected import Keep
from simulator.play.cost import refuse_what_is_too_costly
from simulator.play.engines import chosen_engine
from simulator.play.execute import LARGEST_SEED, extend, silent, whole, workers_of
from simulator.play.how import How, in_full
from simulator.play.targets import read_targets
from simulator.scenario.schema import Scenario
from simulator.tables import anytime
from simulator.tables.histories import Histories
from simulator.tables.measures import measures
from simulator.tables.precision import Found, Precision, Target, in_one_line
from simulator.tables.summary import Estimate

MOST = 100_000
"""Histories at most, where nothing else is said."""
ENOUGH = 4096
"""Histories after which an outcome that none has, or that is always the same, is given up."""


def play_until(
    scenarios: Mapping[str, Scenario],
    until: str | Sequence[str],
    most: int | None,
    seed: int,
    **options: Unpack[How],
) -> dict[str, Histories]:
    """The histories of these scenarios, as few as the rule allows, `most` of each at most.

    One scenario: its outcomes are to be so precise; several: their differences from the first.
    Raises `ScenarioError` for what cannot be asked, or cannot be known. Otherwise as `play`.
    """
    how = in_full(options)
    count = whole("replications", MOST if most is None else most, 1)
    number = whole("seed", seed, 0, LARGEST_SEED)
    workers, progress = workers_of(how), how["progress"]
    engine = chosen_engine(how["engine"], scenarios.values())
    targets = read_targets([until] if isinstance(until, str) else until, scenarios)
    parameters = {arm: encode(scenario, number, engine) for arm, scenario in scenarios.items()}
    if not how["anyway"]:
        refuse_what_is_too_costly(scenarios, parameters, next(iter(anytime.looks(count))))
    with closing(Keep(scenarios, parameters, number, how["out"], how["rows"])) as keep:
        for look, replications in enumerate(anytime.looks(count), 1):
            extend(keep, [*parameters.values()], replications, workers, progress or silent)
            found = judged(targets, keep.runs(replications), look, count)
            precision = Precision(found, look, replications, count)
            if progress is not None:
                done = replications * len(parameters)
                progress(done, done, in_one_line(precision))
            if precision.reached:
                break
        return keep.finished(replications, precision)


def judged(
    targets: Sequence[Target], runs: Mapping[str, Histories], look: int, most: int
) -> tuple[Found, ...]:
    """What the targets have come to at this look (1, 2, ...).

    Raises `ScenarioError` for those of which ENOUGH histories, or the most, leave nothing to know.
    """
    samples = list(_samples(targets, runs))
    enough = next(iter(runs.values())).replications >= min(ENOUGH, most)
    problems = [why for one in samples if enough and (why := _why_unknowable(one))]
    if problems:
        raise ScenarioError([Problem("until", None, "", why) for why in problems])
    wrong = anytime.spent(look)
    return tuple(
        Found(one.target, one.arm, _estimate(one, wrong), len(one.values)) for one in samples
    )


class _Sample(NamedTuple):
    """The values that a target is to be known from; in a comparison those of the first arm too."""

    target: Target
    arm: str
    values: Array
    first: Array | None


def _samples(targets: Sequence[Target], runs: Mapping[str, Histories]) -> Iterator[_Sample]:
    """The values of each target; of several runs, once for each that is compared with the first."""
    by_arm = {arm: {m.outcome: m for m in measures(run)} for arm, run in runs.items()}
    base, *others = by_arm
    for target in targets:
        first = by_arm[base][target.outcome]
        if not others:
            yield _Sample(target, "", first.known, None)
        for arm in others:
            values = by_arm[arm][target.outcome].values
            both = ~np.isnan(first.values) & ~np.isnan(values)
            yield _Sample(target, arm, values[both], first.values[both])


def _estimate(sample: _Sample, wrong: float) -> Estimate:
    """The value and its interval, which may be wrong with this probability."""
    target, _, values, first = sample
    if first is not None:
        of_shares, of_means = anytime.difference_of_shares, anytime.difference_of_means
        return (of_shares if target.is_share else of_means)(first, values, wrong)
    if target.is_share:
        return anytime.share(values, wrong)
    if target.quantile is not None:
        return anytime.quantile(values, target.quantile, wrong)
    return anytime.mean(values, wrong)


def _why_unknowable(sample: _Sample) -> str:
    """Why no number of histories will do, as far as these many show; or nothing."""
    target, _, values, first = sample
    change = values if first is None else values - first
    one, many = ("history", "histories") if first is None else ("pair", "pairs")
    if len(change) == 0:
        return f"no {one} so far has the outcome '{target.outcome}'. Ask for another."
    always = not target.is_share and target.quantile is None and np.ptp(change) == 0
    if not always:
        return ""
    what = "differs by" if first is not None else "is"
    return (
        f"'{target.outcome}' {what} {change[0]:g} in each of {len(change):,} {many}. An outcome "
        "that never varies has no interval. Leave it out, or use -n instead of --until."
    )
