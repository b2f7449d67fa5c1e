"""What a scenario declares uncertain, made ready to be put in: places, units, forms and links."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from simulator.scenario.extends import another
from simulator.scenario.form import as_written, in_full, in_line
from simulator.scenario.path import resolve, set_at, value_at
from simulator.scenario.reading import Address
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.sections import Sections
from simulator.scenario.schema.uncertain import Form, Uncertain
from simulator.scenario.unit_at import Unit, unit_at

AS_IT_STANDS = "as it stands"
SAID = ("uncertain", "sources")
"""Sections that a form does not take from another scenario."""


class Range(NamedTuple):
    """One uncertain number or section, and where its value goes."""

    path: str
    said: Uncertain
    targets: tuple[Address, ...]
    """The places that one draw moves, all to the same value."""
    unit: Unit | None
    """Of the number; None for a choice between forms."""
    forms: tuple[Any, ...]
    """What stands at the first target in each form, as a file has it."""

    @property
    def named(self) -> tuple[str, ...]:
        """What each form is called."""
        return tuple(_called(form) for form in self.said.one_of or ())

    @property
    def tried(self) -> tuple[Any, ...]:
        """The values by which it is seen whether the range fits."""
        return self.forms or self.said.ends


class Bare(NamedTuple):
    """A scenario without what is only said of it, as a tree into which values are put."""

    scenario: Scenario
    tree: dict[str, Any]
    full: dict[str, Any]
    """The same with every default written out."""


def bare(scenario: Scenario) -> Bare:
    """What the values of a scenario's ranges are put into."""
    plain = scenario.model_copy(update={"uncertain": {}, "sources": ()})
    return Bare(plain, as_written(plain), in_full(plain))


def ready(on: Bare, path: str, said: Uncertain) -> Range:
    """One range with its places.

    Raises `PathError` if it leads nowhere, `ScenarioError` for a scenario that is not there.
    """
    targets = tuple(resolve(path, on.full))
    if said.one_of is None:
        return Range(path, said, targets, unit_at(targets[0]), ())
    here = deepcopy(value_at(on.tree, targets[0]))
    forms = tuple(_form(form, here, path, on.scenario.folder) for form in said.one_of)
    return Range(path, said, targets, None, forms)


def fill(tree: dict[str, Any], on: Bare, range_: Range, value: Any) -> None:
    """Put a value wherever a range leads; None leaves the default there."""
    for target in range_.targets:
        set_at(tree, target, value, on.full)


def root(path: str, ranges: dict[str, Uncertain]) -> str:
    """The path whose draw moves this one: its own, or the last that its links lead to.

    The links must be in order: each to a path that is there, and none back to itself.
    """
    while (other := ranges[path].along) is not None:
        path = other
    return path


def _form(form: Form, here: Any, path: str, folder: FilePath | None) -> Any:
    """What a form puts in place of what stands `here`."""
    if form.source is None:
        return here if form.value is None else form.value
    tree = another(form.source, folder)
    other = Sections.model_validate({key: one for key, one in tree.items() if key not in SAID})
    (place, *_) = resolve(path, in_full(other))
    return value_at(as_written(other), place)


def _called(form: Form) -> str:
    """'breach', 'from two-phases', or 'as it stands'."""
    if form.source is not None:
        return f"from {form.source}"
    return AS_IT_STANDS if form.value is None else in_line(form.value)


def in_words(said: Uncertain) -> str:
    """'10 % to 50 %', 'half below 2 h, nine in ten below 8 h' or 'breach or from two-phases'."""
    if said.one_of is not None:
        return " or ".join(_called(form) for form in said.one_of)
    first, last = in_line(said.ends[0]), in_line(said.ends[-1])
    if said.lognormal is not None:
        return f"half below {first}, nine in ten below {last}"
    return f"{first} to {last}"
