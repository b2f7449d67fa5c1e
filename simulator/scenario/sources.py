"""The ledger: every number of a scenario, and the source that backs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from simulator.scenario.form import Leaf, as_written, family_words, in_line, leaves
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.sections import STANDARD_KINDS, Source

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


def ledger(scenario: Given) -> list[Entry]:
    """Every number that differs from its default, once for each source that backs it.

    A source backs the paths that its `backs` names (`*` stands for one part, a phase goes by name
    or by number) and all that lies below them. A list of numbers is one entry. `scenario`: a name,
    a file, a mapping, or one that is loaded.
    """
    scenario = load(scenario)
    return [entry for leaf in _numbers(scenario) for entry in _entries(leaf, scenario.sources)]


def unsourced(scenario: Given) -> list[Entry]:
    """The numbers that no source backs."""
    return [entry for entry in ledger(scenario) if entry.status == "unsourced"]


def backs(pattern: str, path: str) -> bool:
    """Whether a source that backs `pattern` backs `path`."""
    parts = re.escape(pattern).replace(r"\*", r"[^.]+")
    return re.fullmatch(rf"{parts}(\..*)?", path, re.DOTALL) is not None


def _entries(leaf: Leaf, sources: tuple[Source, ...]) -> list[Entry]:
    names = {leaf.path, leaf.numbered} | {
        name.removeprefix("uncertain.") for name in (leaf.path, leaf.numbered)
    }
    value = in_line(leaf.value)
    found = [
        Entry(leaf.path, value, one.says, one.by, one.year, one.sure, "sourced")
        for one in sources
        if any(backs(pattern, name) for pattern in one.backs for name in names)
    ]
    return found or [Entry(leaf.path, value, "", "", None, "", "unsourced")]


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
