"""Named limits that a rule is to keep, from texts such as 'false breaches < 1'."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, NoReturn

import numpy as np

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.model.parameters import Array
from simulator.ranks.standing import Ranking
from simulator.tables.amounts import SHARE
from simulator.tables.signs import SIGNS

EXAMPLE = "'false breaches < 1' or 'coalition: in time >= 20 %'"
_SAID = re.compile(r"(?P<outcome>.+?)\s*(?P<sign><=|>=|<|>)\s*(?P<number>[0-9.]+)\s*(?P<mark>%?)")


class Limit(NamedTuple):
    """One limit on the expectation of an outcome in a set of values."""

    text: str
    outcome: str
    sign: str
    number: float
    """In the unit of the outcome; a share from 0 to 1."""

    def kept(self, expected: Array) -> Array:
        """(sets,) bool: where the limit is kept; not where the outcome is unknown."""
        return SIGNS[self.sign](expected, self.number)


def limits_of(texts: Iterable[str], units: dict[str, str]) -> list[Limit]:
    """The limits in these texts; `units`: of every outcome there is.

    Raises `ScenarioError` for a text that is no limit, an outcome that there is not, or a share
    above 100 %.
    """
    return [_limit(text, units) for text in texts]


class Kept(NamedTuple):
    """In what share of the sets a rule keeps limits."""

    arm: str
    each: tuple[float, ...]
    all: float


def kept_in(limits: Sequence[Limit], found: Mapping[str, Ranking]) -> tuple[list[str], list[Kept]]:
    """The texts of the limits, and for each rule how often it keeps each, and all of them; the one
    that keeps all of them most often first."""
    if not limits:
        return [], []
    arms = found[limits[0].outcome].expected
    rows = []
    for arm in arms:
        each = np.array([one.kept(found[one.outcome].expected[arm]) for one in limits])
        rows.append(Kept(arm, tuple(map(float, each.mean(axis=1))), float(each.all(axis=0).mean())))
    rows.sort(key=lambda one: -one.all)
    return [one.text for one in limits], rows


def _limit(text: str, units: dict[str, str]) -> Limit:
    match = _SAID.fullmatch(text.strip())
    try:
        number = float(match["number"]) if match else 0.0
    except ValueError:
        match = None
    if match is None:
        _refuse(text, f"is no limit. Write an outcome, a sign and a number: {EXAMPLE}.")
    name = " ".join(match["outcome"].split())
    if name not in units:
        hint = did_you_mean(name, list(units), f". There are: {', '.join(units)}.")
        _refuse(text, f"there is no outcome '{name}'{hint}")
    if units[name] == SHARE:
        if not match["mark"]:
            _refuse(text, f"'{name}' is a share of the histories; write the limit in per cent.")
        number /= 100.0
        if number > 1:
            _refuse(text, "a share is at most 100 %.")
    elif match["mark"]:
        _refuse(text, f"'{name}' is no share; write the limit without '%' ({units[name]}).")
    return Limit(text.strip(), name, match["sign"], number)


def _refuse(text: str, why: str) -> NoReturn:
    raise ScenarioError([Problem("limit", None, text.strip(), why)])
