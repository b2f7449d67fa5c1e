"""A plan over real history: how often each rule is met, and what the plan makes of it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypedDict, Unpack

import numpy as np

from simulator.data.read import Events, opened
from simulator.errors import EventDataError, Problem, ScenarioError, did_you_mean
from simulator.model.parameters import Parameters
from simulator.play.execute import play, silent
from simulator.play.progress import Progress, cache_is_cold
from simulator.replays import notes
from simulator.replays.history import history_of
from simulator.replays.parameters import on_stage, parameters_of, with_kinds, with_rule
from simulator.replays.play import histories_of, tables_of
from simulator.replays.result import Replay
from simulator.replays.rules import asked_rules
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario
from simulator.tables.wording import listed

PERFECT, AS_IT_WAS = "perfect", "as-it-was"
REPLICATIONS = 100
CHOICES: dict[str, tuple[str, ...]] = {
    "monitoring": (PERFECT, AS_IT_WAS),
    "long_periods": ("left-out", "spread"),
    "kinds": ("auto", "raw", "told"),
}


class Choices(TypedDict, total=False):
    """How events are read, each one of CHOICES; the first is what is taken by default."""

    monitoring: str
    long_periods: str
    kinds: str


class How(Choices, total=False):
    """What may be said of a replay by name, each with a default."""

    progress: Progress | None


def replay(
    scenario: Given,
    events: Events,
    rules: Iterable[str | Path] = (),
    seed: int = 0,
    replication: int = 0,
    replications: int = REPLICATIONS,
    **how: Unpack[How],
) -> Replay:
    """Play a scenario's plan over real events, under its own threshold or under several rules.

    Parameters
    ----------
    scenario
        The name of a shipped scenario, a file, a mapping of the same form, or a loaded `Scenario`.
        Its own violations and adversary are left out.
    events
        A file, the name of shipped events, or what `read_events` returns.
    rules
        Names of shipped scenarios, or files, whose thresholds to compare; by default the
        scenario's own threshold and the rules it watches.
    seed
        Random seed: who answers, and when, is drawn.
    replication
        The history, counted from 0, that episodes and phases are taken from.
    replications
        Number of histories for `Replay.phase_shares`.
    monitoring
        "perfect" (default): every act in the file is seen at once and counts. "as-it-was": acts
        pass through the scenario's monitoring.
    long_periods
        Counts over more than a day are "left-out" (default) or "spread" evenly over their days.
    kinds
        "raw": every rule counts all acts. "told": each rule counts only the kinds it names. "auto"
        (default): raw if the file holds a single kind.
    progress
        Called with the number of histories done, their total, and a note or "".

    Returns
    -------
    Replay
        Days on which each rule is met, episodes, and what became of the phases. A day has the date
        on which it ends.

    Raises
    ------
    ScenarioError
        The scenario or a rule has mistakes, or an argument is not valid.
    EventDataError
        The events cannot be read, have no day with data, or none of the rules counts their kinds.
    """
    if replications < 1:
        message = f"{replications} histories are too few; play at least 1."
        raise ScenarioError([Problem("replications", None, "", message)])
    plan = load(scenario)
    asked = asked_rules(plan, [rules] if isinstance(rules, str | Path) else rules)
    progress = how.pop("progress", None)
    chosen = check(how)
    monitoring, long_periods, kinds = (chosen[word] for word in CHOICES)
    place, series, rejected = opened(events)
    raw = kinds == "raw" or (kinds == "auto" and len(series.kinds) < 2)
    plan = with_kinds(plan, asked, series.kinds)
    severities = np.array([kind.severity for kind in plan.every_kind.values()])
    with_long = long_periods == "spread"
    history = history_of(series, tuple(plan.every_kind), severities, with_long, place)
    staged = on_stage(plan, history, monitoring == PERFECT)
    base = parameters_of(staged, history, seed)
    under = {name: with_rule(base, one.rule, staged, history, raw) for name, one in asked.items()}
    told = notes.told_kinds(series)
    read = {name: p for name, p in under.items() if counts_any(p, staged, told)}
    if not read:
        raise EventDataError(notes.nothing_counts(place, series, asked))
    settings = chosen | {"raw": raw, "seed": seed, "replication": replication}
    settings |= {"replications": replications}
    thresholds = {name: p.clauses.tobytes() for name, p in read.items()}
    if cache_is_cold(compiled=True):
        play({staged.name: staged}, 1, seed, workers=1, engine="compiled", progress=progress)
    tables = tables_of(read, staged, history, replication)
    return Replay(
        scenario=staged,
        asked={name: one.rule for name, one in asked.items()},
        source=series.source,
        history=history,
        settings=settings,
        days=tables.days,
        episodes=tables.episodes,
        phases=tables.phases,
        histories=histories_of(read, staged, history, replications, progress or silent),
        most=tables.most,
        unread=tuple(name for name in asked if name not in read),
        notes=(
            *notes.of_rejected(rejected, place),
            *notes.notes(staged, history, series, asked, settings, thresholds),
        ),
    )


def check(choices: Mapping[str, Any]) -> dict[str, str]:
    """Every choice, the first where none is made; raises `ScenarioError` for what is none of its
    choices."""
    problems = []
    chosen: dict[str, str] = {word: known[0] for word, known in CHOICES.items()} | dict(choices)
    for word, value in chosen.items():
        if word not in CHOICES:
            raise TypeError(
                f"replay() has no argument '{word}'{did_you_mean(word, How.__annotations__)}"
            )
        known = list(CHOICES[word])
        if value not in known:
            hint = did_you_mean(str(value), known, f"; write {listed(known, 'or')}.")
            problems.append(Problem(word, None, "", f"'{value}' is not known here{hint}"))
    if problems:
        raise ScenarioError(problems)
    return chosen


def counts_any(p: Parameters, staged: Scenario, told: list[str]) -> bool:
    """Whether the threshold counts a kind that the data distinguish."""
    kinds = [*staged.every_kind]
    counted = int(np.bitwise_or.reduce(p.clauses["kinds"][p.clauses["rule"] == 0]))
    return any(counted >> kinds.index(kind) & 1 for kind in told)
