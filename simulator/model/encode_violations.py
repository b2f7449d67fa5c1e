"""Patterns as arrays: hours, level and window of a rate become expected acts per hour."""

from typing import Any

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.minutes import DAY
from simulator.model import parameters as p, terms
from simulator.model.draws import stream
from simulator.model.parameters import Array, Names
from simulator.model.programs import packed
from simulator.model.remembered import remembered
from simulator.model.special import exp, log
from simulator.model.tables import Distributions
from simulator.model.violations import MOST_OF_DAY
from simulator.scenario.replay import read_acts
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.monitoring import Confirm
from simulator.scenario.schema.violations import Level, Pattern, Spread

NIGHTTIME = [1.0 if hour < 6 or hour >= 18 else 0.0 for hour in range(24)]
DAYTIME = [1.0 - weight for weight in NIGHTTIME]
ALL = [1.0] * 24
_BLANK: dict[str, Any] = dict.fromkeys(p.PATTERN.names or (), 0)
EITHER_SIDE = 0.5


def encode_patterns(
    scenario: Scenario, names: Names, distributions: Distributions
) -> tuple[Array, Array, Array, Array, Array]:
    """PATTERN rows, expected acts per hour, shares by posture, TIME rows, and programs."""
    offset = scenario.starts % DAY
    hours = -(-(offset + scenario.horizon) // 60)
    rates = np.zeros((len(names.patterns), hours))
    shares = np.zeros((len(names.patterns), len(names.postures)))
    table: list[tuple[Any, ...]] = []
    times: list[tuple[int, float]] = []
    programs = b""
    for i, (name, pattern) in enumerate(scenario.violations.items()):
        row, own = _pattern(
            name, pattern, names.kinds, scenario.monitoring.confirm, distributions.at
        )
        distributions.take(own)
        shares[i] = _shares(pattern, names.postures, scenario.every_kind[pattern.kind].compliance)
        if name in scenario.programs:
            program = packed(scenario.programs[name], names)
            row = row | {"source": terms.PYTHON, "first": len(programs), "count": len(program)}
            programs += program
        else:
            acts = _times(pattern, scenario)
            row = row | {"first": len(times), "count": len(acts)}
            times += acts
            if pattern.rate is not None:
                rates[i] = _checked_rates(name, pattern, offset, hours)
        table.append((*row.values(),))
    return (
        np.array(table, p.PATTERN), rates, shares, np.array(times, p.TIME),
        np.frombuffer(programs, np.uint8),
    )  # fmt: skip


@remembered
def _checked_rates(name: str, pattern: Pattern, offset: int, hours: int) -> Array:
    rates = hourly_rates(pattern, offset, np.arange(hours))
    refuse_too_many_a_day(name, rates)
    return rates


@remembered
def _pattern(
    name: str, pattern: Pattern, kinds: tuple[str, ...], confirm: Confirm, at: tuple[int, int]
) -> tuple[dict[str, Any], Distributions]:
    """A PATTERN row but for its acts of given times, and its distributions."""
    distributions = Distributions(*at)
    wander = pattern.level.wander
    under = pattern.stays_under
    source = terms.TIMES
    if pattern.rate is not None:
        source = terms.RATE
    elif pattern.gaps is not None:
        source = terms.GAPS
    return _BLANK | {
        "stream": stream(f"pattern {name}"),
        "kind": kinds.index(pattern.kind),
        "cause": terms.CAUSES.index(pattern.cause),
        "hostile": pattern.hostile,
        "source": source,
        "starts": pattern.starts,
        "ends": terms.NEVER if pattern.ends is None else pattern.ends,
        "overdispersion": pattern.overdispersion or 0.0,
        "wander": wander.sd if wander else 0.0,
        "memory": exp(-DAY / wander.memory) if wander else 0.0,
        "gap": distributions.row(pattern.gaps) if pattern.gaps else -1,
        "munitions": distributions.row(pattern.size),
        "mass_share": pattern.mass.share if pattern.mass else 0.0,
        "mass_size": distributions.row(pattern.mass.size) if pattern.mass else -1,
        "saves": (pattern.saves or 0.0) / DAY,
        "salvo": distributions.row(pattern.salvo.acts) if pattern.salvo else -1,
        "salvo_within": pattern.salvo.within if pattern.salvo else 0,
        "echo": pattern.echo.share if pattern.echo else 0.0,
        "echo_memory": pattern.echo.memory if pattern.echo else 0.0,
        "pauses": pattern.pauses.before_deadline if pattern.pauses else 0,
        "belief": under.belief if under else 0.0,
        "margin": under.margin if under else 0.0,
        "confirmed": _confirmed(pattern, confirm),
        "blamed": _blamed(pattern),
    }, distributions


def _confirmed(pattern: Pattern, confirm: Confirm) -> float:
    """The chance that verification confirms an act: one that was done in earnest, or another."""
    in_earnest = pattern.cause in ("hostile", "false flag", "indiscipline")
    return confirm.hostile if in_earnest else confirm.other


def _blamed(pattern: Pattern) -> float:
    """The chance that a confirmed act is blamed on the adversary; -1: the mission's own rates."""
    if pattern.blamed is not None:
        return pattern.blamed
    looks_hostile = pattern.cause in ("hostile", "false flag", "false report")
    return -1.0 if looks_hostile else EITHER_SIDE


def _times(pattern: Pattern, scenario: Scenario) -> list[tuple[int, float]]:
    """Minute and size (0: drawn) of each scripted or replayed act, sorted by minute."""
    if pattern.events is not None:
        return list(read_acts(pattern.events, scenario.folder))
    if pattern.at is None:
        return []
    minutes = pattern.at.minutes() if isinstance(pattern.at, Spread) else sorted(pattern.at)
    return [(minute, 0.0) for minute in minutes]


@remembered
def _shares(pattern: Pattern, postures: tuple[str, ...], compliance: float) -> list[float]:
    """The share that goes ahead in each posture.

    In the mildest it is what compliance leaves of the next one's.
    """
    left = 1.0 - compliance
    during = pattern.during
    if during is None:
        restrained = left if pattern.hostile else 1.0
        return [restrained] + [1.0] * (len(postures) - 1)
    if isinstance(during, dict):
        shares = [during.get(posture, 0.0) for posture in postures]
    else:
        shares = [float(posture in during) for posture in postures]
    if postures[0] not in during and pattern.hostile:
        shares[0] = left * shares[1]
    return shares


def refuse_too_many_a_day(name: str, rates: Array) -> None:
    """Raise `ScenarioError` for a pattern of which a day is expected to have too many acts.

    A day may still draw more than are expected: then the rules raise `violations.TooManyActs`.
    """
    days = np.add.reduceat(rates, np.arange(0, len(rates), 24)) if len(rates) else rates
    if days.max(initial=0.0) > MOST_OF_DAY:
        message = (
            f"'{name}' has {days.max():,.0f} acts on its busiest day; a pattern may have "
            f"{MOST_OF_DAY:,}. Write a lower rate, or several patterns."
        )
        raise ScenarioError([Problem("scenario", None, "violations", message)])


def hourly_rates(pattern: Pattern, offset: int, hours: Array) -> Array:
    """Expected acts in each of these calendar hours at its start's level; 0 is day 0's first."""
    named = {"night": NIGHTTIME, "day": DAYTIME, "all": ALL}
    weights = named[pattern.hours] if isinstance(pattern.hours, str) else list(pattern.hours)
    per_hour = (pattern.rate or 0.0) / (sum(weights) or 1.0)
    rates: Array = (per_hour * np.array(weights))[hours % 24]
    return rates * levels(pattern.level, hours * 60 - offset)


def levels(level: Level, minutes: Array) -> Array:
    """The factor of the rate at each of these minutes, without its random part."""
    factor = np.ones(len(minutes))
    for step in level.steps:
        factor[minutes >= step.start] = step.factor
    since = np.maximum(0, minutes)
    if level.linear is not None:
        done = np.minimum(1.0, since / level.linear.over)
        factor *= 1.0 + done * (level.linear.to - 1.0)
    if level.exponential is not None:
        done = np.minimum(1.0, since / level.exponential.over)
        to = level.exponential.to
        factor *= _exp(done * log(to)) if to > 0 else 1.0 - done
    if level.truce is not None:
        truce = level.truce
        fallen = (1.0 - truce.floor) * _exp(-since / truce.collapse)
        # Not beyond what a number can hold: a floor of 0 would become 0 times infinity.
        grown = np.minimum(1.0, truce.floor * _exp(np.minimum(since / truce.erosion, 700.0)))
        factor *= np.minimum(1.0, fallen + grown)
    return factor


def _exp(values: Array) -> Array:
    """The model's own exponential, whose bits are the same on every system."""
    return np.array([exp(value) for value in values.tolist()])
