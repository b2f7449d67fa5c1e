"""What may change in the middle of a history, and what may not."""

from collections.abc import Iterator

from simulator.errors import Problem, ScenarioError
from simulator.model.encode import encode, names_of
from simulator.model.parameters import Names, Parameters
from simulator.scenario.schema import Scenario

KEPT = ("horizon", "starts", "kinds", "violations", "monitoring")
"""Sections on which acts that are already on their way depend."""
FREE = "threshold, plan, guarantors, together, adversary and ground"
NAMED = {
    "phases": ("plan.phases", "the phases, which the history has already called or not"),
    "guarantors": ("guarantors", "the guarantors, some of whom may have been asked already"),
    "postures": ("adversary.postures", "the postures, one of which the adversary is in"),
    "moves": ("adversary.moves", "the moves and what triggers them, as some may be waiting"),
}


def parameters_after(first: Scenario, then: Scenario, seed: int) -> Parameters:
    """The parameters of the scenario that holds after the hour.

    Raises `ScenarioError` where they differ in what a history cannot change on its way.
    """
    before, after = encode(first, seed), encode(then, seed)
    problems = [*_sections(first, then), *_names(names_of(first), names_of(then))]
    problems = problems or [*_details(before, after, names_of(first))]
    if problems:
        raise ScenarioError([Problem("--set", None, path, said) for path, said in problems])
    return after


def _sections(first: Scenario, then: Scenario) -> Iterator[tuple[str, str]]:
    for section in KEPT:
        if getattr(first, section) != getattr(then, section):
            yield (
                section,
                f"this cannot change in the middle of a history, as acts and reports are on their "
                f"way already; what can: {FREE}. Compare two scenarios to change it from the "
                "beginning.",
            )


def _names(first: Names, then: Names) -> Iterator[tuple[str, str]]:
    for group, (path, words) in NAMED.items():
        if getattr(first, group) != getattr(then, group):
            yield (
                path,
                f"{words}, must stay the same in number, name and order in the middle of a "
                "history; their values can change.",
            )


def _details(before: Parameters, after: Parameters, names: Names) -> Iterator[tuple[str, str]]:
    """Values that the state of a history was built on."""
    for g, name in enumerate(names.guarantors):
        path, one, other = f"guarantors.{name}", before.guarantors[g], after.guarantors[g]
        if one["present"] != other["present"] or one["home"] != other["home"]:
            yield (
                path,
                "what is present from the first minute, and whether the guarantor is the attacked "
                "state, cannot change in the middle of a history; what it brings, how soon and how "
                "surely can.",
            )
        if (before.requires[g] != after.requires[g]).any():
            yield (
                f"{path}.needs",
                "whom a guarantor waits for cannot change in the middle of a history, as it may "
                "have been asked already.",
            )
    for m in range(len(names.moves)):
        if any(before.moves[m][one] != after.moves[m][one] for one in ("trigger", "phase", "at")):
            yield (
                "adversary.moves",
                f"move {m} ({names.moves[m]}): what triggers it cannot change in the middle of a "
                "history, as it may be on its way; where it leads can.",
            )
