"""The race among rules and plan options, and what its winners come to on luck it has not seen."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import NamedTuple, Unpack

import numpy as np

from simulator.curves.families import kinds_of
from simulator.curves.played import AS_WRITTEN, with_rule
from simulator.errors import Problem, ScenarioError
from simulator.frontiers.aims import ANSWER, BORNE, FALSE, GREY, Aim, first_hostile, values_of
from simulator.frontiers.names import plain_name
from simulator.frontiers.pareto import pareto, spread
from simulator.frontiers.rules import rules
from simulator.greyzone.day_to_day import answered_by, kinds_to_use, under_rule
from simulator.greyzone.grey_zone import ATTEMPTS
from simulator.greyzone.responses import ALWAYS, PAUSES, Response, Timing
from simulator.greyzone.search import search_seed
from simulator.model.parameters import Array
from simulator.play.execute import silent
from simulator.play.how import How
from simulator.scenario.form import in_line
from simulator.scenario.ranges import bare
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import Rule
from simulator.scenario.vary import vary
from simulator.study.in_turn import InTurn
from simulator.study.race import Finalist, Round, histories_of, race
from simulator.sweeps.axes import read_axes

LEAST = 12
"""Candidates that go on from each round of the race, at least."""
LEAST_HISTORIES = 4


class Candidate(NamedTuple):
    """A rule in a plan with some options chosen."""

    rule: Rule
    options: str
    """What is chosen of the options, in words; none where nothing is varied."""
    scenario: Scenario

    @property
    def name(self) -> str:
        """The rule by its plain name, and the options."""
        return f"{plain_name(self.rule)}{f' ({self.options})' if self.options else ''}"


class Point(NamedTuple):
    """A candidate and what it came to on fresh luck."""

    candidate: Candidate
    raced: Array
    """(aims,) its means in the race, which chose it for them."""
    values: Array
    """(aims, replications) on luck that the race has not seen."""


class Named(NamedTuple):
    """A rule that somebody has named, on the same luck as the points."""

    name: str
    rule: Rule
    values: Array


class Race(NamedTuple):
    """How the race went."""

    possible: int
    """Candidates that there are."""
    tried: int
    """Those that were tried: all, or a sample of them."""
    rounds: tuple[Round, ...]
    finalists: int
    dropped: int
    """Finalists that others beat on fresh luck."""


class Played(NamedTuple):
    """The frontier, and the rules that it is set beside."""

    aims: tuple[Aim, ...]

    points: list[Point]
    named: list[Named]
    race: Race


class Asked(NamedTuple):
    """What is searched: which rules in which plan, beside which named ones."""

    scenario: Scenario
    named: Mapping[str, Rule]
    vary: Sequence[str]
    """Plan options, as PATH=VALUES."""
    most: int
    """Candidates that are tried."""
    read: bool
    """Whether the harm is that in the grey zone once the adversary has read the rule."""

    @property
    def aims(self) -> tuple[Aim, ...]:
        """What is kept low."""
        return (FALSE, ANSWER, GREY if self.read else BORNE)


def play_frontier(asked: Asked, count: int, seed: int, **how: Unpack[How]) -> Played:
    """Race the candidates, then play the winners and the named rules on fresh luck."""
    plans = _plans(asked)
    found = list(rules(kinds_of(asked.scenario, asked.named.values())))
    every = [(rule, plan) for plan in plans for rule in found]
    chosen = _sample(len(every), asked.most, len(found), seed)
    candidates = [_candidate(*every[place]) for place in chosen]
    rounds = rounds_of(len(candidates), count)
    total = histories_of(len(candidates), rounds) + count * (rounds[-1].kept + 2 * len(asked.named))
    turns = InTurn(asked.scenario, total * (2 if asked.read else 1), how)
    turns.refuse_too_costly(asked.scenario)
    values = _values(asked, search_seed(seed), count, turns)
    fresh = _values(asked, seed, count, turns)

    def play(places: Sequence[int], span: range) -> list[Array]:
        return values([candidates[place].scenario for place in places], span)

    ruled = [with_rule(asked.scenario, *one) for one in asked.named.items()]
    raced = dict(zip(asked.named, values(ruled, range(count)), strict=True))
    rivals = np.array([raced[name] for name in rivals_of(list(asked.named))])
    finalists = race(
        len(candidates), rounds, play,
        lambda found, kept: best(means(found), means(rivals[:, :, : found.shape[2]]), kept),
    )  # fmt: skip
    told = fresh([candidates[one.place].scenario for one in finalists], range(count))
    beside = fresh(ruled, range(count))
    (how.get("progress") or silent)(total, total, "")
    points = _points(candidates, finalists, told)
    named = [Named(*one, told) for one, told in zip(asked.named.items(), beside, strict=True)]
    dropped = len(finalists) - len(points)
    return Played(
        asked.aims, points, named, Race(len(every), len(chosen), rounds, len(finalists), dropped)
    )


def _points(
    candidates: Sequence[Candidate], finalists: Sequence[Finalist], told: Sequence[Array]
) -> list[Point]:
    """The finalists that fresh luck leaves on the frontier, by rising false breaches."""
    left = pareto(np.array([means(values) for values in told]))
    points = [
        Point(candidates[finalists[i].place], means(finalists[i].values), told[i]) for i in left
    ]
    return sorted(points, key=lambda one: tuple(means(one.values)))


def _values(
    asked: Asked, seed: int, count: int, turns: InTurn
) -> Callable[[Sequence[Scenario], range], list[Array]]:
    """What plays scenarios on the luck of a seed and takes the aims of each."""
    scenario = asked.scenario
    keep = values_of(scenario, first_hostile(scenario, seed, count, turns.engine))

    def values(scenarios: Sequence[Scenario], span: range) -> list[Array]:
        own = [*turns.play(scenarios, seed, span, keep)]
        if not asked.read:
            return own
        reader = one_below(scenario)
        answered = (answered_by(one, reader) for one in scenarios)
        harms = turns.play(answered, seed, span, lambda block: block.outcomes["grey_zone_harm"])
        return [np.vstack([two[:2], harm]) for two, harm in zip(own, harms, strict=True)]

    return values


def one_below(scenario: Scenario) -> Response:
    """An adversary that has read whichever rule is in force, and keeps one act below it."""
    kinds = kinds_to_use(scenario, None)
    return Response(kinds, ATTEMPTS, 1.0, PAUSES[-1], Timing(ALWAYS, {}))


def means(values: Array) -> Array:
    """(aims,) over the histories that have each; NaN where none has."""
    known = ~np.isnan(values)
    counts = known.sum(axis=-1)
    with np.errstate(invalid="ignore"):
        found: Array = np.where(known, values, 0.0).sum(axis=-1) / counts
    return found


def rivals_of(names: Sequence[str]) -> list[str]:
    """The named rules that a better one is looked for to: all but the scenario's own, if any."""
    return [name for name in names if name != AS_WRITTEN] or list(names)


def best(found: Array, rivals: Array, kept: int) -> list[int]:
    """The candidates that go on: two thirds along the frontier, one nearest to beating all rivals.

    `found`: (candidates, aims), `rivals`: (rules, aims), means both.
    """
    chosen = spread(found, kept - kept // 3)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = found[:, np.newaxis] / rivals[np.newaxis]
    worst = np.nan_to_num(ratios, nan=0.0, posinf=np.inf).max(axis=(1, 2))
    taken = set(chosen)
    nearest = [int(place) for place in np.argsort(worst, kind="stable") if place not in taken]
    return [*chosen, *nearest[: kept - len(chosen)]]


def rounds_of(candidates: int, count: int) -> tuple[Round, ...]:
    """A hundredth of the histories, a tenth, and all; a tenth of the candidates goes on."""
    tenth, hundredth = max(LEAST, candidates // 10), max(LEAST, candidates // 75)
    sizes = sorted({max(min(LEAST_HISTORIES, count), count // 100), max(2, count // 10), count})
    kept = [tenth, hundredth, hundredth][-len(sizes) :]
    return tuple(Round(size, left) for size, left in zip(sizes, kept, strict=True))


def _plans(asked: Asked) -> list[tuple[Scenario, str]]:
    """The scenario with every combination of the options, and which that is in words."""
    axes = read_axes(asked.vary, bare(asked.scenario)) if asked.vary else []
    refuse_rules([axis.name for axis in axes])
    plans = []
    for values in product(*(axis.values for axis in axes)):
        plan = asked.scenario
        for axis, value in zip(axes, values, strict=True):
            for path in axis.options:
                plan = vary(plan, path, value, name="vary")
        said = [f"{axis.name} {in_line(v)}" for axis, v in zip(axes, values, strict=True)]
        plans.append((plan, ", ".join(said)))
    return plans


def refuse_rules(paths: Sequence[str]) -> None:
    """Raise `ScenarioError` where an option is a part of the threshold, which is searched."""
    message = "the threshold is what is searched; vary something else."
    threshold = [path for path in paths if path.split(".")[0].strip() == "threshold"]
    if threshold:
        raise ScenarioError([Problem("vary", None, path, message) for path in threshold])


def _candidate(rule: Rule, plan: tuple[Scenario, str]) -> Candidate:
    return Candidate(rule, plan[1], under_rule(plan[0], rule))


def _sample(possible: int, most: int, rules: int, seed: int) -> list[int]:
    """The places of the candidates that are tried: all, or so many, drawn under the seed."""
    if possible <= most:
        return list(range(possible))
    luck = np.random.default_rng(search_seed(seed))
    return sorted(int(place) for place in luck.choice(possible, most, replace=False))
