"""A rule as curves: each of its clauses with other thresholds, and each kind of act beside them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.model.parameters import Array
from simulator.results.thresholds import UP_TO, threshold_curve
from simulator.scenario.rule_walk import clauses_of
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.rule import AllOf, AnyOf, Clause, Rule
from simulator.tables.rule_words import UNITS, clause_words, kind_words, window_words
from simulator.tables.wording import listed

if TYPE_CHECKING:
    import pandas as pd


class Series(NamedTuple):
    """One curve: a clause whose threshold is varied."""

    name: str
    clause: Clause
    in_force: tuple[float, ...] = ()
    """Thresholds that the rule has for it."""
    arm: str = ""


def on_one_axis(rule: Rule, within: str | None = None) -> list[Clause]:
    """The clauses that can share an axis: those that add up what the first one does; `within`: of
    this window, as in YAML."""
    clauses = [part for part in clauses_of(rule) if isinstance(part, Clause)]
    if within is not None:
        clauses = [one for one in clauses if one.within == plain_clause(within).within]
    return [one for one in clauses if one.measure == clauses[0].measure]


def plain_clause(within: str | None = None) -> Clause:
    """At least one act of any kind within 24 h, or within a window as in YAML."""
    return Clause.model_validate({"within": within}) if within else Clause()


def left_out(rule: Rule, within: str | None = None) -> str:
    """What of a rule its curves do not show, and how their rings are to be read; "" for nothing."""
    parts, shown = clauses_of(rule), on_one_axis(rule, within)
    missing = [part for part in parts if part not in shown]
    words = []
    if len(parts) > 1:
        needed = "all" if isinstance(rule, AllOf) else "any one" if isinstance(rule, AnyOf) else ""
        words = [f"the rule has {len(parts)} clauses" + (f" and takes {needed}" if needed else "")]
    if missing:
        words.append(f"not shown: {listed([clause_words(part) for part in missing])}")
    return "; ".join(words)


def series_of_rule(scenario: Scenario, within: str | None = None) -> list[Series]:
    """All kinds together and each that a pattern has, as the rule's first clause counts them, and
    whatever else its clauses count; `within`: as if the rule had this window."""
    clauses = on_one_axis(scenario.threshold, within)
    main = clauses[0] if clauses else plain_clause(within)
    kinds = [*dict.fromkeys(pattern.kind for pattern in scenario.violations.values())]
    beside = [(), *((kind,) for kind in kinds)] if len(kinds) > 1 else [(kind,) for kind in kinds]
    shown = [main.model_copy(update={"of": of}) for of in beside]
    found = {_form(clause): Series(kind_words(clause), clause) for clause in shown}
    for clause in clauses:
        name = kind_words(clause)
        if _frame(clause) != _frame(main):
            name = f"{name} {window_words(clause)}"
        same = found.setdefault(_form(clause), Series(name, clause))
        found[_form(clause)] = same._replace(in_force=(*same.in_force, clause.at_least))
    return [*found.values()]


def series_of_arms(scenarios: dict[str, Scenario], within: str | None = None) -> list[Series]:
    """What the clauses of each arm's rule count; all acts where it has no clause to be shown."""
    clauses = {name: on_one_axis(one.threshold, within) for name, one in scenarios.items()}
    every = [(name, clause) for name, found in clauses.items() for clause in found]
    frames = {_frame(clause) for _, clause in every}
    series = []
    for name, found in clauses.items():
        for clause in found or [plain_clause(within)]:
            said = f"{name}: {kind_words(clause)}"
            said += f" {window_words(clause)}" if len(frames) > 1 else ""
            series.append(Series(said, clause, (clause.at_least,) if found else (), name))
    return series


def _frame(clause: Clause) -> tuple[object, ...]:
    return clause.measure, clause.within, clause.days


def _form(clause: Clause) -> tuple[object, ...]:
    return frozenset(clause.of), _frame(clause)


def counted_in(series: Sequence[Series]) -> str:
    """What the thresholds of these curves count: 'acts within 24 h'."""
    units = {UNITS[one.clause.measure] for one in series}
    windows = {window_words(one.clause) for one in series}
    window = windows.pop() if len(windows) == 1 else "within the rule's window"
    return f"{listed(sorted(units), 'or')} {window}"


def thresholds_to_show(series: Iterable[Series]) -> list[float]:
    """1 to 50 by ones, and on to twice the highest threshold in force, with all of those in it."""
    marked = [n for one in series for n in one.in_force]
    beyond = np.geomspace(UP_TO[-1], max(UP_TO[-1], 2 * max(marked, default=0)), 20)
    return sorted({*map(float, UP_TO), *marked, *(float(round(n)) for n in beyond)})


def rule_curve(
    series: Series, traces: Sequence[Array], scenario: Scenario, at_least: Sequence[float]
) -> "pd.DataFrame":
    """`threshold_curve` of a series, with its name and whether a threshold is in force."""
    curve = threshold_curve(traces, scenario, series.clause, at_least)
    in_force = curve["at_least"].isin(series.in_force)
    return curve.assign(series=series.name, in_force=in_force)
