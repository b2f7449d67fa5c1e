"""A replay over sets of what nobody knows: the events are given, all else may be drawn."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.model import terms
from simulator.model.encode import names_of
from simulator.model.parameters import Array, Parameters
from simulator.play.execute import whole
from simulator.play.progress import Progress
from simulator.replays.parameters import on_stage
from simulator.replays.phases import states_of
from simulator.replays.play import acts_that_count, narrowed, play
from simulator.replays.staging import Staging
from simulator.replays.windows import days_met
from simulator.tables.amounts import SHARE
from simulator.tables.first_calls import STATES
from simulator.uncertain.blocks import MOST_HISTORIES
from simulator.uncertain.outcomes import OverSets
from simulator.uncertain.play import LEAST_HISTORIES
from simulator.uncertain.sets import Sets

HISTORIES = 10
"""Of each set, where nothing is said of it: each has many episodes."""
GIVEN = ("violations", "adversary", "ground", "horizon", "starts")
"""Sections of a scenario that the events take the place of, or that follow from them."""
CALLED = [place for place, state in enumerate(STATES) if state != "not called"]
NOTHING = (
    "'{name}' declares nothing uncertain that a replay depends on: the events take the place of "
    "its violations and its adversary{monitoring}. Add ranges under 'uncertain' for who comes and "
    "how the plan is read, such as {{together: {{uniform: [0 %, 80 %]}}}}."
)
AS_IT_WAS = ", and all of them are seen (--monitoring as-it-was draws what is seen of them)"


class Outcome(NamedTuple):
    """What is taken from each history."""

    name: str
    unit: str


def sets_of(stage: Staging, count: int, seed: int) -> Sets:
    """Sets of values of what the plan declares uncertain and the events do not settle.

    Raises `ScenarioError` where nothing is left.
    """
    staged = on_stage(stage.plan, stage.history, stage.perfect)
    given = (*GIVEN, "monitoring") if stage.perfect else GIVEN
    kept = {
        path: one for path, one in staged.uncertain.items() if path.partition(".")[0] not in given
    }
    if not kept:
        message = NOTHING.format(name=staged.name, monitoring=AS_IT_WAS if stage.perfect else "")
        raise ScenarioError([Problem("uncertain", None, "", message)])
    alone = {
        path: one if one.along in kept else one.model_copy(update={"along": None})
        for path, one in kept.items()
    }
    return Sets(staged.model_copy(update={"uncertain": alone}), count, seed)


def play_sets(
    stage: Staging, sets: Sets, histories: int, report: Progress
) -> dict[str, list[OverSets]]:
    """Every outcome under every rule, by set and history.

    History r of set s is replication 100,000 s + r, under every rule.
    """
    each = whole("replications of each set", histories, LEAST_HISTORIES, MOST_HISTORIES)
    phases = names_of(sets.scenario).phases
    outcomes = outcomes_of(phases)
    kept: dict[str, Array] = {}
    report(0, sets.count * each, "")
    for number in range(sets.count):
        staged = sets.scenario_of(number)
        if names_of(staged).phases != phases:
            raise ScenarioError([Problem(f"uncertain set {number}", None, "plan", OTHER_PHASES)])
        under = stage.under(staged, sets.seed)
        for r in range(each):
            replication = number * MOST_HISTORIES + r
            for rule, values in history_under(under, stage, replication, len(phases)):
                empty = np.full((len(outcomes), sets.count, each), np.nan)
                kept.setdefault(rule, empty)[:, number, r] = values
            report(number * each + r + 1, sets.count * each, "")
    return {
        rule: [OverSets(one.name, one.unit, found[i]) for i, one in enumerate(outcomes)]
        for rule, found in kept.items()
    }


OTHER_PHASES = (
    "it has other phases than the plan in force, so that what became of them cannot be set side by "
    "side. Replay the other plan by itself, or leave this range out."
)


def outcomes_of(phases: tuple[str, ...]) -> list[Outcome]:
    """What is said of each rule, and of each phase under it."""
    found = [Outcome("days met", "days"), Outcome("breaches", ""), Outcome("episodes", "")]
    for phase in phases:
        found.append(Outcome(f"{phase}: called", "episodes"))
        found += [Outcome(f"{phase}: {STATES[place]}", SHARE) for place in CALLED]
    return found


def history_under(
    under: Mapping[str, Parameters], stage: Staging, replication: int, phases: int
) -> Iterator[tuple[str, list[float]]]:
    """The outcomes of one history under each rule."""
    acts = stage.history.acts
    if not stage.perfect:
        acts = acts_that_count(next(iter(under.values())), replication)
    for rule, p in under.items():
        rows = play(narrowed(p, acts), replication)
        breaches = rows[rows["what"] == terms.BREACH]
        met = days_met(p, acts, len(stage.history.data))
        counts = [np.sum(met), len(breaches), len(np.unique(breaches["episode"]))]
        yield rule, [*map(float, counts), *phase_values(rows, phases)]


def phase_values(rows: Array, phases: int) -> Iterator[float]:
    """Of each phase in how many episodes it was called, and the share of these in each state."""
    state = states_of(rows, phases).state
    for phase in range(phases):
        count = np.bincount(state[:, phase], minlength=len(STATES))[CALLED]
        called = int(np.sum(count))
        yield float(called)
        yield from (count / called if called else np.full(len(CALLED), np.nan)).tolist()
