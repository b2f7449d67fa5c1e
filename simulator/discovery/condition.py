"""What happens in a history, from texts such as 'coalition late or lapsed and breaches >= 3'.

    condition:  part, or several with "and" between them: all must hold
    part:       PHASE STATE, or PHASE STATE or STATE ...      coalition late or lapsed
                OUTCOME SIGN NUMBER                           false breaches >= 1
                OUTCOME, or not OUTCOME, of what happens or not   assault; not direct clash

Nothing else is understood, and nothing is evaluated but these.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, NoReturn

import numpy as np

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.model.parameters import Array
from simulator.tables.amounts import SHARE
from simulator.tables.measures import PHASE_STATES
from simulator.tables.signs import SIGNS

EXAMPLE = "'coalition late or lapsed', 'false breaches >= 1' or 'assault and not direct clash'"
_SIGN = re.compile(r"\s*(<=|>=|<|>)\s*([0-9]+(?:\.[0-9]+)?)(?![0-9.])")
_AND = re.compile(r"\s+and\s+")


class Part(NamedTuple):
    """One part of a condition."""

    outcomes: tuple[str, ...]
    """Any of these, where it is about what happens or not; else the one."""
    sign: str = ""
    number: float = 1.0
    negated: bool = False

    def held(self, values: Mapping[str, Array]) -> Array:
        """1 where it holds, 0 where not, NaN where a history does not have the outcome."""
        found = [values[name] for name in self.outcomes]
        if self.sign:
            held = SIGNS[self.sign](found[0], self.number)
        else:
            held = np.any([one == 1.0 for one in found], axis=0) != self.negated
        told: Array = np.where(np.any(np.isnan(found), axis=0), np.nan, held)
        return told


class Condition(NamedTuple):
    """All parts, and the text that they were read from."""

    text: str
    parts: tuple[Part, ...]

    @property
    def outcomes(self) -> list[str]:
        """Every outcome that is asked for."""
        return list(dict.fromkeys(name for part in self.parts for name in part.outcomes))

    def held(self, values: Mapping[str, Array]) -> Array:
        """1 where all parts hold, 0 where one does not, NaN where any is unknown."""
        found = [part.held(values) for part in self.parts]
        told: Array = np.where(np.any(np.isnan(found), axis=0), np.nan, np.min(found, axis=0))
        return told


def condition(text: str, units: Mapping[str, str]) -> Condition:
    """The condition in a text; `units`: of every outcome there is.

    Raises `ScenarioError` with what would do.
    """
    said = " ".join(text.split())
    if not said:
        _refuse(text, f"is empty. Write a condition such as {EXAMPLE}.")
    return Condition(said, tuple(_Reader(said, units).parts()))


class _Reader:
    """Reads a text from left to right; names may hold any word, so the longest one that fits is
    taken."""

    def __init__(self, text: str, units: Mapping[str, str]) -> None:
        self._text = text
        self._at = 0
        self._units = units
        phases = [name.removesuffix(f": {PHASE_STATES[0]}") for name in units if ": " in name]
        self._phases = [name for name in dict.fromkeys(phases) if f"{name}: late" in units]
        self._names = [name for name in units if name.rpartition(": ")[0] not in self._phases]

    @property
    def _rest(self) -> str:
        return self._text[self._at :]

    def parts(self) -> Iterator[Part]:
        """All parts of the text."""
        while True:
            yield self._part()
            if not self._rest:
                return
            match = _AND.match(self._rest)
            if match is None:
                self._refuse_rest()
            self._at += match.end()

    def _part(self) -> Part:
        negated = self._took(["not"]) == "not"
        if negated:
            self._at += 1
        phase = self._took(self._phases)
        if phase and not negated:
            return Part(tuple(f"{phase}: {state}" for state in self._states(phase)))
        name = "" if phase else self._took(self._names)
        if not name:
            self._refuse_name(phase, negated)
        match = _SIGN.match(self._rest)
        if self._units[name] == SHARE:
            if match:
                _refuse(self._text, f"'{name}' happens or not: write '{name}' or 'not {name}'.")
            return Part((name,), negated=negated)
        if match is None or negated:
            unit = self._units[name]
            _refuse(self._text, f"'{name}' is a number ({unit}): write '{name} >= 1', or '< 1'.")
        self._at += match.end()
        return Part((name,), match[1], float(match[2]))

    def _states(self, phase: str) -> Iterator[str]:
        """One state or several, with 'or' between them."""
        self._took([":"])
        while True:
            start = self._at
            self._at += len(self._rest) - len(self._rest.lstrip())
            state = self._took(PHASE_STATES)
            if not state:
                self._at = start
                known = ", ".join(PHASE_STATES)
                word = self._rest.strip().split(" and ")[0]
                hint = did_you_mean(word, list(PHASE_STATES), f". A phase may be {known}.")
                _refuse(self._text, f"after '{phase}' stands '{word}', which is no state{hint}")
            yield state
            if not re.match(r"\s+or\s+", self._rest):
                return
            self._at += len(re.match(r"\s+or\s+", self._rest)[0])  # type: ignore[index]

    def _took(self, names: Sequence[str]) -> str:
        """The longest of these names that stands here, followed by no more of a word; or ""."""
        for name in sorted(names, key=len, reverse=True):
            if self._rest.startswith(name) and not re.match(r"\w", self._rest[len(name) :]):
                self._at += len(name)
                return name
        return ""

    def _refuse_name(self, phase: str, negated: bool) -> NoReturn:
        if phase and negated:
            _refuse(self._text, f"'not' stands before a phase; name the states of '{phase}' meant.")
        word = re.split(r"\s+and\s+|[<>]", self._rest)[0].strip()
        known = [*self._phases, *self._names]
        begun = word.split()
        first = (" ".join(begun[:count]) for count in range(len(begun), 0, -1))
        meant = next((hint for one in first if (hint := did_you_mean(one, known))), "")
        hint = meant or f". There are: {', '.join(known)}."
        _refuse(self._text, f"'{word}' is no phase and no outcome{hint}")

    def _refuse_rest(self) -> NoReturn:
        _refuse(self._text, f"'{self._rest.strip()}' is not understood. Write 'and' between parts.")


def _refuse(text: str, why: str) -> NoReturn:
    raise ScenarioError([Problem("when", None, text, why)])
