"""What two scenarios differ in once defaults and `extends` are played out."""

from __future__ import annotations

from typing import NamedTuple

from simulator.scenario.form import in_full, in_line, leaves
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario

WORDS = ("name", "question", "limits", "sources")


class Difference(NamedTuple):
    """One value that differs; None where a side has nothing of the kind."""

    path: str
    left: str | None
    right: str | None


def diff(left: Given, right: Given, words: bool = False) -> list[Difference]:
    """List the differences between two scenarios, with defaults and extended files filled in.

    Parameters
    ----------
    left, right
        Each the name of a shipped scenario, a file, a mapping of the same form, or a loaded
        `Scenario`.
    words
        Also compare names, questions and sources, which change no history.

    Returns
    -------
    list of Difference
        Path and both values, in the order of the file. A rule or a distribution counts as one
        value. Phases are matched by name.

    Raises
    ------
    ScenarioError
        One of them has mistakes.

    Examples
    --------
    >>> import simulator
    >>> [one.path for one in simulator.diff("one-drone", "twenty-strikes")]
    ['threshold']
    """
    a, b = _values(load(left)), _values(load(right))
    differences = [
        Difference(path, a.get(path), b.get(path))
        for path in dict.fromkeys([*a, *b])
        if a.get(path) != b.get(path)
    ]
    said = [one for one in differences if one.path.split(".")[0] in WORDS]
    meant = [one for one in differences if one.path.split(".")[0] not in WORDS]
    return said + meant if words else meant


def _values(scenario: Scenario) -> dict[str, str]:
    """Each value in one line, by its path."""
    found = leaves(in_full(scenario), whole_choices=True)
    return {leaf.path: in_line(leaf.value) for leaf in found if leaf.value not in ({}, [])}
