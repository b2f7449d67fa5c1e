"""How a replay read its data, and what it cannot show: a sentence or two on each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from simulator.data.caveats import of_clock
from simulator.data.resolution import Resolution, resolution_of
from simulator.data.series import Series
from simulator.minutes import DAY
from simulator.replays.history import History
from simulator.replays.rules import counting, kinds_named
from simulator.scenario.asked import Asked
from simulator.scenario.quantities import format_duration
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.monitoring import Monitoring
from simulator.tables.wording import counted, listed


def notes(
    staged: Scenario,
    history: History,
    series: Series,
    asked: Mapping[str, Asked],
    settings: Mapping[str, Any],
    thresholds: Mapping[str, bytes],
) -> Iterator[str]:
    """What a reader of the tables should know; `thresholds`: the clauses of the rules as read."""
    yield from of_reading(staged, history, series, asked, settings)
    yield from of_same_rules(thresholds)
    yield of_monitoring(staged)
    luck = counted(settings["replications"], "history", "histories")
    yield of_episodes(
        staged,
        history,
        f". Who answers, and when, is drawn, so phases are reported over {luck} of seed "
        f"{settings['seed']}, with the range of 95 % of them in brackets; breaches and "
        f"episodes are those of history {settings['replication']}",
    )


def of_reading(
    staged: Scenario,
    history: History,
    series: Series,
    asked: Mapping[str, Asked],
    settings: Mapping[str, Any],
) -> Iterator[str]:
    """How the data were read."""
    yield from of_days(history, series)
    yield from of_hours(history, asked)
    yield from of_clock_times(resolution_of(series), asked)
    yield from of_inexact(history)
    yield from of_long_periods(history, settings["long_periods"] == "spread")
    if settings["raw"]:
        yield from of_raw_counts(staged, series, asked)
    else:
        yield from of_kinds(staged, series, asked)
    yield from of_munitions(history, asked)


def of_days(history: History, series: Series) -> Iterator[str]:
    """What a day is."""
    if not history.by_day:
        yield f"A day is a calendar day in {series.zone}."
        return
    closes = f"{history.closes // 60:02d}:{history.closes % 60:02d}"
    ends = f"closes at {closes} in" if history.closes else "is a calendar day in"
    yield (
        f"The file counts by the day, which {ends} {series.zone} and has the date on which it "
        "ends. It gives no hours, so a rule's window of 24 h is read as the day."
    )


def of_hours(history: History, asked: Mapping[str, Asked]) -> Iterator[str]:
    """Hours that the file does not know."""
    if not history.spread:
        return
    yield (
        f"{history.spread:,} acts that were counted over periods are spread evenly over them. That "
        "is an assumption, and so are the hours of breaches and calls."
    )
    for name, one in asked.items():
        windows = {getattr(clause, "within", DAY) for clause in counting(one.rule)}
        odd = [format_duration(w) for w in windows if isinstance(w, int) and w != DAY]
        if history.by_day and odd:
            yield f"'{name}' looks at {listed(sorted(odd))}, on acts whose hours are assumed."


def of_clock_times(found: Resolution, asked: Mapping[str, Asked]) -> Iterator[str]:
    """Rounded clock times, and rules that look at less."""
    if not found.shares:
        return
    yield f"{of_clock(found)} Breaches and calls are known only to that precision."
    for name, one in asked.items():
        windows = {getattr(clause, "within", DAY) for clause in counting(one.rule)}
        short = [w for w in windows if isinstance(w, int) and w < 2 * found.coarsest < 2 * DAY]
        if short:
            spans = listed([format_duration(w) for w in sorted(short)])
            yield f"'{name}' looks at {spans}, which is too short for times rounded like this."


def of_inexact(history: History) -> Iterator[str]:
    """Acts of which the day is not known."""
    count = len(history.inexact)
    if count:
        acts, they = counted(count, "act", "acts"), "it was" if count == 1 else "they were"
        yield (
            f"The day of {acts} is not known, only a span of several days. The lowest number of "
            f"days met leaves {acts} out; the highest is the most that there can be, whenever "
            f"{they}. Busiest days, episodes and phases exclude {acts}."
        )


def of_long_periods(history: History, spread: bool) -> Iterator[str]:
    """Counts of more than a day."""
    if not history.long_periods:
        return
    what = f"Counts of more than a day ({history.long_periods:,}, of {history.long_acts:,} acts)"
    if spread:
        yield f"{what} are spread evenly over their days: no rule is certain there."
    else:
        yield f"{what} are left out, and their days have no data. --long-periods spread keeps them."


def of_raw_counts(staged: Scenario, series: Series, asked: Mapping[str, Asked]) -> Iterator[str]:
    """Rules that name kinds, on counts that do not distinguish them."""
    named = {name: kinds_named(one.rule) for name, one in asked.items()}
    told = [f"{name} ({', '.join(kinds)})" for name, kinds in named.items() if kinds]
    if told:
        one = f"The file has only one kind of act ({listed(series.kinds)})"
        why = "Kinds are not distinguished here" if len(series.kinds) > 1 else f"{one}"
        yield f"{why}, so these rules count all its acts, of whatever kind: {listed(told)}."
    for phase in staged.plan.phases:
        kinds = kinds_named(phase.when.full_scale) if phase.when.full_scale else ()
        if kinds and not set(kinds) & set(series.kinds):
            yield (
                f"'{phase.name}' waits for a full-scale attack in acts of {listed(kinds, 'or')}, "
                "which such counts cannot show: it is never called here."
            )


def of_kinds(staged: Scenario, series: Series, asked: Mapping[str, Asked]) -> Iterator[str]:
    """Rules and conditions that name kinds which the file does not have."""
    told = told_kinds(series)
    for name, one in asked.items():
        named = kinds_named(one.rule)
        missing = [kind for kind in named if kind not in told]
        if missing and len(missing) == len(named):
            yield (
                f"'{name}' counts {listed(missing)}, and the file has only {listed(told)}: it "
                "cannot be evaluated, which is not the same as 0 days."
            )
        elif missing:
            yield f"'{name}' also counts {listed(missing)}, on which the file has no data."
    for phase in staged.plan.phases:
        named = kinds_named(phase.when.rule) if phase.when.rule else ()
        if named and not set(named) & set(told):
            yield (
                f"'{phase.name}' waits for acts of {listed(named, 'or')}, on which the file has no "
                "data: it is never called here."
            )


def of_munitions(history: History, asked: Mapping[str, Asked]) -> Iterator[str]:
    """Rules that count munitions, where they are not known."""
    for name, one in asked.items():
        if history.unsized and any(c.measure == "munitions" for c in counting(one.rule)):
            yield (
                f"'{name}' counts munitions; {history.unsized:,} acts for which the file gives "
                "none have one each."
            )


def of_monitoring(staged: Scenario) -> str:
    """Whose acts they are, and what is known of them."""
    if staged.monitoring == Monitoring():
        return "All acts are taken as the adversary's, seen at once and confirmed."
    return (
        "All acts are taken as the adversary's, and pass through the monitoring of the scenario "
        "although those in the file were already seen once: fewer count than there were."
    )


def of_episodes(staged: Scenario, history: History, luck: str) -> str:
    """What ends an episode; `luck`: what is drawn, said where there are phases."""
    said = "The acts are what happened without this plan, so they show no effect of an answer. "
    rest = format_duration(staged.plan.stand_down)
    said += f"An episode ends after {rest} without an act that counts"
    if not history.data.all():
        said += (
            ", in days without data too, where quiet cannot be confirmed ('end not seen'): real "
            "ones may have been fewer and longer"
        )
    return f"{said}{luck if staged.plan.phases else ''}."


def of_same_rules(thresholds: Mapping[str, bytes]) -> Iterator[str]:
    """Rules that come to the same once they are read on these data."""
    alike: dict[bytes, list[str]] = {}
    for name, clauses in thresholds.items():
        alike.setdefault(clauses, []).append(name)
    for names in alike.values():
        if len(names) > 1:
            yield f"On these data {listed(names)} are one and the same rule."


def of_rejected(rows: int, file: str) -> Iterable[str]:
    """Rows that could not be read."""
    said = "Rows that cannot be used are left out"
    return [f"{said} ({rows:,}); escalation events {file} lists them."] if rows else []


def told_kinds(series: Series) -> list[str]:
    """The kinds that the file distinguishes, even where it counts none."""
    return [series.kinds[k] for k in np.unique(series.records["kind"])]


def nothing_counts(place: str, series: Series, asked: Mapping[str, Asked]) -> str:
    """Why none of the rules can be asked of a file."""
    wanted = dict.fromkeys(kind for one in asked.values() for kind in kinds_named(one.rule))
    rules = listed([f"'{name}'" for name in asked])
    return (
        f"{place}: the file has only acts of {listed(told_kinds(series))}, and none of "
        f"{listed([*wanted], 'or')}, which {rules} would count. Map its kinds to these, or count "
        "all acts: --kinds raw."
    )
