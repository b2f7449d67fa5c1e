"""The ledger: every number of a scenario, and the source that backs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from simulator.scenario.form import Leaf, as_written, family_words, in_full, in_line, leaves
from simulator.scenario.load import Given, load
from simulator.scenario.path import resolve
from simulator.scenario.ranges import in_words
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.sections import STANDARD_KINDS

NO_FACTS = ("name", "question", "limits", "sources", "horizon", "starts")
"""What is said, and how long the study looks: choices of its author, which need no source."""


class Entry(NamedTuple):
    """A number and one of the sources that back it; blank where there is none."""

    path: str
    value: str
    says: str
    by: str
    year: int | None
    sure: str
    status: Literal["sourced", "unsourced"]
    range: str = ""
    """Between which values it may lie, '10 % to 50 %'; blank where it is not uncertain."""


def ledger(scenario: Given) -> list[Entry]:
    """List every number that differs from its default, once for each source that backs it.

    Parameters
    ----------
    scenario
        The name of a shipped scenario, a file, a mapping of the same form, or a loaded `Scenario`.

    Returns
    -------
    list of Entry
        A list of numbers is one entry. A source backs what its `backs` names, with paths as in
        `vary`, and everything below it; it backs the range of an uncertain number if it backs each
        number that the range applies to.

    Raises
    ------
    ScenarioError
        The scenario has mistakes.
    """
    scenario = load(scenario)
    backing = _Backing(scenario)
    return [entry for leaf in _numbers(scenario) for entry in backing.entries(leaf)]


def unsourced(scenario: Given) -> list[Entry]:
    """The numbers that no source backs."""
    return [entry for entry in ledger(scenario) if entry.status == "unsourced"]


class _Backing:
    """The places in a scenario that its sources back, and those of its uncertain numbers."""

    def __init__(self, scenario: Scenario) -> None:
        full = in_full(scenario)
        self.sources = [
            (source, {address for path in source.backs for address in resolve(path, full)})
            for source in scenario.sources
        ]
        self.ranges = {
            path: (set(resolve(path, full)), range_) for path, range_ in scenario.uncertain.items()
        }

    def entries(self, leaf: Leaf) -> list[Entry]:
        """The entries of one number: one for each source that backs it."""
        value, span = in_line(leaf.value), self._span(leaf)
        found = [
            Entry(leaf.path, value, one.says, one.by, one.year, one.sure, "sourced", span)
            for one, backed in self.sources
            if _is_within(leaf.at, backed) or self._is_range_within(leaf, backed)
        ]
        return found or [Entry(leaf.path, value, "", "", None, "", "unsourced", span)]

    def _is_range_within(self, leaf: Leaf, backed: set[Address]) -> bool:
        """Whether the leaf is a range, and each number that it is of is backed."""
        if leaf.at[0] != "uncertain":
            return False
        numbers, _ = self.ranges[str(leaf.at[1])]
        return all(_is_within(number, backed) for number in numbers)

    def _span(self, leaf: Leaf) -> str:
        for numbers, range_ in self.ranges.values():
            if _is_within(leaf.at, numbers):
                return in_words(range_)
        return ""


def _is_within(at: Address, addresses: set[Address]) -> bool:
    """Whether a place is one of these, or lies below one."""
    return any(at[:length] in addresses for length in range(1, len(at) + 1))


def _numbers(scenario: Scenario) -> Iterator[Leaf]:
    """The leaves that are numbers, but for those of standard kinds and from a pattern's family."""
    tree = {key: one for key, one in as_written(scenario).items() if key not in NO_FACTS}
    for name in [one for one, kind in scenario.kinds.items() if STANDARD_KINDS.get(one) == kind]:
        del tree["kinds"][name]
    for name, pattern in scenario.violations.items():
        given = family_words(pattern)
        written = tree["violations"][name]
        tree["violations"][name] = {
            word: value for word, value in written.items() if given.get(word) != value
        }
    return (leaf for leaf in leaves(tree, whole_choices=False) if _is_number(leaf))


def _is_number(leaf: Leaf) -> bool:
    """Whether the leaf is a number, a quantity, or a list with one."""
    ones = leaf.value if isinstance(leaf.value, list) else [leaf.value]
    spoken = leaf.here and all(_is_said(one) for one in leaf.here)
    return not spoken and any(_counts(one) for one in ones)


def _is_said(one: Any) -> bool:
    """Whether this type is text, or a list of texts."""
    return one is str or getattr(one, "__args__", ())[:1] == (str,)


def _counts(value: Any) -> bool:
    if isinstance(value, str):
        return re.search(r"[0-9]", value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)
