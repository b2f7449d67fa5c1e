"""Ranks rules under everything that is uncertain, on the same sets of values and the same luck."""

from collections.abc import Iterable, Sequence
from typing import Unpack

from simulator.errors import Problem, ScenarioError
from simulator.maps.found import refuse_unknown
from simulator.play.how import Sampled, parted
from simulator.ranks.limits import kept_in, limits_of
from simulator.ranks.result import Ranks
from simulator.ranks.standing import ranking
from simulator.ranks.turns import turns
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario
from simulator.tables.measures import IN_TIME, outcome_units
from simulator.uncertain.flips import numbers_of
from simulator.uncertain.play import checked, play_sets
from simulator.uncertain.sets import Sets
from simulator.uncertain.varied import REMEDY

SETS, HISTORIES = 200, 20
"""How many sets of values, and histories of each, where nothing is said of it."""
FIRST, LAST = ("false breaches",), ("severity before an answer", "assault answered in time")
"""What rules are ranked by where nobody says it; between them that the first phase is in time."""


def rank(
    *scenarios: Given,
    by: Iterable[str] | None = None,
    limits: Iterable[str] = (),
    sets: int = SETS,
    **sample: Unpack[Sampled],
) -> Ranks:
    """Rank scenarios, such as plans with different rules, under all that is uncertain in them.

    Parameters
    ----------
    scenarios
        Two or more, as in `run`.
    by
        Outcomes to rank by, named as in the table of `run`; by default false breaches, the first
        phase in time, severity before an answer and assaults answered in time, as far as all have
        them. Less is better, but of what is in time, answered in time or signed.
    limits
        Limits that a rule is to keep, such as "false breaches < 1" or "national response: in time
        >= 90 %": on the expectation of an outcome in a set of values.
    sets
        How many sets of values are drawn: 200 by default.
    replications
        Number of histories of each set, 20 by default.
    seed
        Random seed of the values and of the luck, which all rules share.
    workers, engine, progress, anyway
        As in `run`.

    Returns
    -------
    Ranks
        For each outcome the rules by their mean, their worst tenth and their regret, how sure their
        order is, and where it turns; the share of sets in which each keeps the limits.

    Raises
    ------
    ScenarioError
        Fewer than two scenarios, nothing uncertain, or an argument is not valid.
    TooCostly, EscalationError
        As `run`.
    """
    if len(scenarios) < 2:
        message = "a ranking needs at least two scenarios; name them."
        raise ScenarioError([Problem("rank", None, "", message)])
    replications, seed, how = parted(sample, HISTORIES)
    count, number = checked(sets, seed)
    loaded = [load(one) for one in scenarios]
    names = _apart([one.name for one in loaded])
    if not any(one.uncertain for one in loaded):
        message = f"none of these scenarios declares anything uncertain. {REMEDY}"
        raise ScenarioError([Problem("uncertain", None, "", message)])
    asked = None if by is None else list(dict.fromkeys(by))
    refuse_unknown(asked or (), loaded)
    units = _shared(loaded)
    wanted = limits_of(limits, units)
    chosen = asked or _by_default(list(units))
    _refuse_missing(chosen, units)
    arms = {name: Sets(one, count, number) for name, one in zip(names, loaded, strict=True)}
    played = {
        arm: {one.outcome: one.values for one in found}
        for arm, found in play_sets(arms, replications, **how).items()
    }
    found = {
        name: ranking(
            name, units[name], {arm: values[name] for arm, values in played.items()}, number
        )
        for name in dict.fromkeys([*chosen, *(one.outcome for one in wanted)])
    }
    numbers = numbers_of(arms)
    told = [turn for name in chosen for turn in turns(found[name], numbers)]
    return Ranks(arms, [found[name] for name in chosen], kept_in(wanted, found), told, replications)


def _shared(scenarios: Sequence[Scenario]) -> dict[str, str]:
    """The outcomes that all of them have, with their units."""
    first, *others = (outcome_units(one) for one in scenarios)
    return {name: unit for name, unit in first.items() if all(name in one for one in others)}


def _by_default(names: list[str]) -> list[str]:
    """False breaches, the first phase in time, severity and assaults, as far as there are."""
    in_time = [name for name in names if name.endswith(f": {IN_TIME}")][:1]
    return [name for name in (*FIRST, *in_time, *LAST) if name in names] or names[:1]


def _refuse_missing(chosen: Iterable[str], units: dict[str, str]) -> None:
    for name in chosen:
        if name not in units:
            message = f"not every scenario has '{name}'. All have: {', '.join(units)}."
            raise ScenarioError([Problem("by", None, "", message)])


def _apart(names: Sequence[str]) -> list[str]:
    """The names, a number added where two are the same."""
    found: list[str] = []
    for name in names:
        before = sum(one == name or one.startswith(f"{name} (") for one in found)
        found.append(f"{name} ({before + 1})" if name in found else name)
    return found
