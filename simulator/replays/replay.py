"""A plan over real history: how often each rule is met, and what the plan makes of it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypedDict, Unpack

from simulator.data.read import Events
from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.model.parameters import Parameters
from simulator.play.execute import silent
from simulator.play.progress import Progress
from simulator.replays import notes
from simulator.replays.parameters import on_stage
from simulator.replays.play import histories_of, tables_of
from simulator.replays.result import Replay
from simulator.replays.staging import AS_IT_WAS, PERFECT, Staging, staging
from simulator.replays.uncertain import HISTORIES, play_sets, sets_of
from simulator.replays.uncertain_result import UncertainReplay
from simulator.scenario.load import Given
from simulator.tables.wording import listed
from simulator.uncertain.play import checked

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

    uncertain: int | None
    progress: Progress | None


def replay(
    scenario: Given,
    events: Events,
    rules: Iterable[str | Path] = (),
    seed: int = 0,
    replication: int = 0,
    replications: int | None = None,
    **how: Unpack[How],
) -> Replay | UncertainReplay:
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
        Number of histories for `Replay.phase_shares` (100); with `uncertain`, of each set (10).
    monitoring
        "perfect" (default): every act in the file is seen at once and counts. "as-it-was": acts
        pass through the scenario's monitoring.
    long_periods
        Counts over more than a day are "left-out" (default) or "spread" evenly over their days.
    kinds
        "raw": every rule counts all acts. "told": each rule counts only the kinds it names. "auto"
        (default): raw if the file holds a single kind.
    uncertain
        Number of sets of values that are drawn for what the plan declares uncertain and the events
        do not settle; by default none.
    progress
        Called with the number of histories done, their total, and a note or "".

    Returns
    -------
    Replay
        Days on which each rule is met, episodes, and what became of the phases. A day has the date
        on which it ends.
    UncertainReplay
        With `uncertain`: which of these answers depend on what nobody knows, and on what most.

    Raises
    ------
    ScenarioError
        The scenario or a rule has mistakes, or an argument is not valid.
    EventDataError
        The events cannot be read, have no day with data, or none of the rules counts their kinds.
    """
    progress, uncertain = how.pop("progress", None), how.pop("uncertain", None)
    stage = staging(scenario, events, rules, check(how))
    if uncertain is not None:
        return over_sets(stage, uncertain, replications, seed, progress)
    count = REPLICATIONS if replications is None else replications
    if count < 1:
        message = f"{count} histories are too few; play at least 1."
        raise ScenarioError([Problem("replications", None, "", message)])
    return once(stage, seed, replication, count, progress)


def once(
    stage: Staging, seed: int, replication: int, replications: int, progress: Progress | None
) -> Replay:
    """The plan at the values in force."""
    history = stage.history
    staged = on_stage(stage.plan, history, stage.perfect)
    read = stage.under(staged, seed)
    settings = {**stage.chosen, "raw": stage.raw, "seed": seed, "replication": replication}
    settings |= {"replications": replications}
    tables = tables_of(read, staged, history, replication)
    return Replay(
        scenario=staged,
        asked={name: one.rule for name, one in stage.asked.items()},
        source=stage.series.source,
        history=history,
        settings=settings,
        days=tables.days,
        episodes=tables.episodes,
        phases=tables.phases,
        histories=histories_of(read, staged, history, replications, progress or silent),
        most=tables.most,
        unread=tuple(name for name in stage.asked if name not in read),
        notes=(
            *notes.of_rejected(stage.rejected, stage.place),
            *notes.notes(staged, history, stage.series, stage.asked, settings, _as_read(read)),
        ),
    )


def over_sets(
    stage: Staging, count: int, histories: int | None, seed: int, progress: Progress | None
) -> UncertainReplay:
    """The plan over sets of what nobody knows."""
    number, first = checked(count, seed)
    sets = sets_of(stage, number, first)
    each = HISTORIES if histories is None else histories
    outcomes = play_sets(stage, sets, each, progress or silent)
    read = stage.under(sets.scenario, first)
    settings = {**stage.chosen, "raw": stage.raw}
    said = (
        *notes.of_rejected(stage.rejected, stage.place),
        *notes.of_reading(sets.scenario, stage.history, stage.series, stage.asked, settings),
        *notes.of_same_rules(_as_read(read)),
        notes.of_monitoring(sets.scenario),
        notes.of_episodes(sets.scenario, stage.history, ""),
    )
    return UncertainReplay(stage, sets, outcomes, each, said)


def _as_read(under: Mapping[str, Parameters]) -> dict[str, bytes]:
    """The clauses of each rule, by which it is seen which are alike on these data."""
    return {name: p.clauses.tobytes() for name, p in under.items()}


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
