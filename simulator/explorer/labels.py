"""What a slider is called: a word of the page's lists, and the names that go into it."""

from typing import NamedTuple

from simulator.scenario.path import value_at
from simulator.scenario.ranges import Bare
from simulator.scenario.reading import Address
from simulator.scenario.rule_walk import clauses_at
from simulator.scenario.schema.rule import Clause
from simulator.tables.rule_words import kind_words, window_words

ANY = None
AT_LEAST = "at_least"
"""The key of a count of the rule, along which the page draws its curve."""
KEYS: tuple[tuple[tuple[str | None, ...], str], ...] = (
    (("plan", "phases", ANY, "by"), "by"),
    (("plan", "phases", ANY, "within"), "within"),
    (("plan", "phases", ANY, "not_before"), "not_before"),
    (("plan", "phases", ANY, "needs", "troops"), "needs_troops"),
    (("guarantors", ANY, "honours"), "honours"),
    (("guarantors", ANY, "brings", "ground", "troops"), "troops"),
    (("monitoring", "teams"), "teams"),
    (("monitoring", "report"), "report"),
    (("monitoring", "report", "lognormal", "median"), "report"),
    (("monitoring", "verify"), "verify"),
    (("monitoring", "verify", "lognormal", "median"), "verify"),
    (("monitoring", "seen", ANY), "seen"),
    (("monitoring", "attribute", "right"), "blame"),
    (("violations", ANY, "rate"), "rate"),
    (("together",), "together"),
    (("adversary", "credibility", "elasticity"), "elasticity"),
    (("adversary", "credibility", "prior"), "prior"),
    (("adversary", "signs"), "signs"),
    (("ground", "holds_at"), "holds_at"),
    (("ground", "defenders"), "defenders"),
)


class Label(NamedTuple):
    """A key of the word lists, and what stands for {name} and the like in its text."""

    key: str
    names: dict[str, str]


def label_of(target: Address, on: Bare) -> Label:
    """What a place of a scenario is called."""
    for place, clause in clauses_at(("threshold",), on.scenario.threshold):
        if isinstance(clause, Clause) and target == (*place, "at_least"):
            return Label(AT_LEAST, {"name": kind_words(clause), "window": window_words(clause)})
        if isinstance(clause, Clause) and target == (*place, "within"):
            return Label("window", {"name": kind_words(clause)})
    if target[:2] == ("adversary", "moves") and target[3] == "after":
        leads_to = value_at(on.full, (*target[:3], "to")) or {}
        told = [leads_to] if isinstance(leads_to, str) else [*leads_to]
        return Label("move", {"name": ", ".join(told)})
    for pattern, key in KEYS:
        if len(pattern) == len(target) and all(
            one in (ANY, part) for one, part in zip(pattern, target, strict=True)
        ):
            parts = zip(pattern, range(1, len(target) + 1), strict=True)
            names = [_name(target[:depth], on) for one, depth in parts if one is ANY]
            return Label(key, {"name": names[0]} if names else {})
    return Label("other", {"name": " ".join(_spoken(target, on))})


def _spoken(target: Address, on: Bare) -> list[str]:
    return [_name(target[:depth], on).replace("_", " ") for depth in range(1, len(target) + 1)]


def _name(place: Address, on: Bare) -> str:
    """A part of a path as people say it: the name of a phase for its number."""
    here = value_at(on.full, place)
    named = isinstance(place[-1], int) and isinstance(here, dict) and "name" in here
    return str(here["name"] if named else place[-1])
