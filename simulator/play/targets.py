"""Reads what is to be known how precisely: 'false breaches ± 0.01', 'p90 area ± 5 % of value'."""

import re
from collections.abc import Mapping, Sequence
from math import inf, nan
from typing import Any

from simulator.engine.tally import new_tables
from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.scenario.quantities import MINUTES
from simulator.scenario.schema import Scenario
from simulator.tables.amounts import POINTS
from simulator.tables.histories import Histories
from simulator.tables.measures import FIELDS, Measure, group_of, measures
from simulator.tables.precision import Found, Precision, Target
from simulator.tables.summary import Estimate

EXAMPLE = "false breaches ± 0.01"
RATES = {"breach_rate": "breaches", "false_breach_rate": "false breaches"}
_SIGN = re.compile(r"±|\+/-|\+-")
_WIDTH = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?) ?(.*)")
_QUANTILE = re.compile(r"(median|mean|p\d+(?:\.\d+)?)[ _](.+)", re.IGNORECASE)


def read_targets(texts: Sequence[str], scenarios: Mapping[str, Scenario]) -> list[Target]:
    """The targets in these texts; of several scenarios they must be outcomes of each.

    Raises `ScenarioError` with a line for each text that does not fit, and what would do.
    """
    nothing = new_tables(0, 0, 0)
    first, *others = (measures(Histories(one, 0, nothing)) for one in scenarios.values())
    shared = [{measure.outcome for measure in other} for other in others]
    known = [one for one in first if all(one.outcome in outcomes for outcomes in shared)]
    targets, problems = [], []
    for text in texts:
        try:
            targets.append(_target(text, known))
            if others and targets[-1].quantile is not None:
                raise ValueError(f"'{text}': differences are only of means and shares.")
        except ValueError as fault:
            problems.append(Problem("until", None, "", str(fault)))
    if not texts:
        problems.append(Problem("until", None, "", f"nothing is asked for, such as '{EXAMPLE}'."))
    if problems:
        raise ScenarioError(problems)
    return targets


def recalled(record: Mapping[str, Any], scenarios: Mapping[str, Scenario]) -> Precision:
    """The precision of which `Precision.record` gave this record."""
    asked = list(dict.fromkeys(one["asked"] for one in record["found"]))
    targets = {target.asked: target for target in read_targets(asked, scenarios)}
    found = []
    for one in record["found"]:
        values = (nan if one[name] is None else one[name] for name in Estimate._fields)
        estimate = Estimate(*values)
        found.append(Found(targets[one["asked"]], one.get("arm", ""), estimate, one["histories"]))
    return Precision(tuple(found), record["looks"], record["replications"], record["most"])


def _target(text: str, known: Sequence[Measure]) -> Target:
    """One target; raises `ValueError` with what would do."""
    text = " ".join(text.split())
    *parts, width = (part.strip() for part in _SIGN.split(text))
    name = " ".join(parts)
    if not name or not width:
        message = f"'{text}' does not say what and how near. Write both, such as '{EXAMPLE}'."
        raise ValueError(message)
    measure, quantile = _outcome(name, known)
    size, relative = _width(width, measure)
    asked = f"{name} ± {width}"
    return Target(asked, measure.outcome, measure.unit, quantile, size, relative)


def _outcome(name: str, known: Sequence[Measure]) -> tuple[Measure, float | None]:
    """The outcome of this name, and the quantile if the name begins with one."""
    names = _names(known)
    prefixed = _QUANTILE.fullmatch(name)
    if _plain(name) in names or prefixed is None:
        return _named(name, names), None
    word, measure = prefixed[1].lower(), _named(prefixed[2], names)
    if word == "mean":
        return measure, None
    if measure.is_share:
        raise ValueError(
            f"'{measure.outcome}' is yes or no, which has no {word}. Leave {word} out."
        )
    below = 0.5 if word == "median" else float(word[1:]) / 100
    if not 0 < below < 1:
        raise ValueError(f"{word} is not a quantile. Write one between p0 and p100, such as p90.")
    return measure, below


def _named(name: str, names: dict[str, Measure]) -> Measure:
    """The outcome of this name, however it is written."""
    found = names.get(name, names.get(_plain(name)))
    if found is not None:
        return found
    idle = {_plain(word): outcome for field, outcome in FIELDS.items() for word in (field, outcome)}
    if _plain(name) in idle:
        message = f"'{idle[_plain(name)]}' does not apply: nothing in the scenario leads to it"
        raise ValueError(f"{message}, or it means nothing there.")
    outcomes = list(dict.fromkeys(measure.outcome for measure in names.values()))
    near = did_you_mean(name, outcomes) or did_you_mean(_plain(name), names)
    among = [outcome for outcome in outcomes if _plain(name) in _plain(outcome)] or outcomes
    hint = near or f"; name one of: {', '.join(among)}."
    raise ValueError(f"there is no outcome '{name}'{hint}")


def _names(known: Sequence[Measure]) -> dict[str, Measure]:
    """Outcomes by all that they may be called: as they are, then in plain words."""
    names = {measure.outcome: measure for measure in known}
    named = [(measure.outcome, measure) for measure in known]
    named += [(" ".join(group_of(measure.outcome)), measure) for measure in known]
    named += [(f"{measure.outcome} {measure.unit}", measure) for measure in known]
    named += [(measure.outcome.partition(" (")[0], measure) for measure in known]
    also = FIELDS | RATES
    named += [(word, names[outcome]) for word, outcome in also.items() if outcome in names]
    for word, measure in named:
        names.setdefault(_plain(word), measure)
    return names


def _plain(name: str) -> str:
    """Only words, in lower case: 'false_breaches' and 'False breaches' are the same."""
    return re.sub(r"[\W_]+", " ", name.lower()).strip()


def _width(text: str, measure: Measure) -> tuple[float, bool]:
    """How near, in the outcome's unit or (True) as a share of the value."""
    would_do = f"Write a width such as '{_example(measure)}' or '5 % of value'."
    match = _WIDTH.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a width. {would_do}")
    number, unit = float(match[1]), match[2].replace("\u00b2", "2")
    if not 0 < number < inf:
        raise ValueError(f"± {text} can never be reached. {would_do}")
    if unit in ("% of value", "% of the value"):
        return number / 100, True
    factor = _factor(unit, measure)
    if factor is None:
        fault = f"'{text}' does not fit '{measure.outcome}', whose unit is '{measure.unit}'"
        raise ValueError(f"{fault}. {would_do}")
    if measure.is_share and number * factor >= 0.5:
        raise ValueError(f"± {text} says nothing of a share, which is at most 1. {would_do}")
    return number * factor, False


def _factor(unit: str, measure: Measure) -> float | None:
    """What a unit is in the unit of an outcome; None if it does not fit."""
    if unit in ("", measure.unit):
        return 1.0
    if measure.is_share:
        return 0.01 if unit in ("%", POINTS) else None
    if measure.unit == "h" and unit in MINUTES:
        return MINUTES[unit] / 60
    return None


def _example(measure: Measure) -> str:
    return "1 %" if measure.is_share else f"1 {measure.unit}"
