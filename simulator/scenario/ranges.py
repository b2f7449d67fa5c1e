"""What a scenario declares uncertain, made ready to be put in: places, units, forms and links."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from pydantic import ValidationError

from simulator.errors import ScenarioError
from simulator.scenario import wording
from simulator.scenario.extends import another
from simulator.scenario.form import as_written, in_full, in_line
from simulator.scenario.path import PathError, holder, resolve, set_at, value_at
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
    """The places that one draw moves."""
    unit: Unit | None
    """Of the number; None for a choice between forms."""
    forms: tuple[tuple[Any, ...], ...]
    """What stands at each target in each form, as a file has it; none for a range of numbers."""

    @property
    def named(self) -> tuple[str, ...]:
        """What each form is called."""
        return tuple(_called(form) for form in self.said.one_of or ())

    @property
    def tried(self) -> tuple[tuple[Any, ...], ...]:
        """The values at each target by which it is seen whether the range fits."""
        return self.forms or tuple(self.everywhere(end) for end in self.said.ends)

    def everywhere(self, value: Any) -> tuple[Any, ...]:
        """The same value at each target."""
        return (value,) * len(self.targets)


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

    Raises `PathError` if it leads nowhere, or a form of it has no one value to take;
    `ScenarioError` for another scenario that is not there, or in which something is wrong.
    """
    targets = tuple(resolve(path, on.full))
    if said.one_of is None:
        return Range(path, said, targets, unit_at(targets[0]), ())
    forms = tuple(_form(form, on, path, targets) for form in said.one_of)
    return Range(path, said, targets, None, forms)


def fill(tree: dict[str, Any], on: Bare, range_: Range, values: Sequence[Any]) -> None:
    """Put a value at each place to which a range leads; None leaves the default there."""
    for target, value in zip(range_.targets, values, strict=True):
        set_at(tree, target, value, on.full)


def root(path: str, ranges: dict[str, Uncertain]) -> str:
    """The path whose draw moves this one: its own, or the last that its links lead to.

    The links must be in order: each to a path that is there, and none back to itself.
    """
    while (other := ranges[path].along) is not None:
        path = other
    return path


def _form(form: Form, on: Bare, path: str, targets: Sequence[Address]) -> tuple[Any, ...]:
    """What a form puts at each of the places to which its range leads."""
    if form.source is not None:
        other = _sections(form.source, on)
        places = resolve(path, in_full(other))
        if len(targets) > 1 or len(places) > 1:
            raise PathError(
                f"a form from '{form.source}' is one value, and this path leads to {len(targets)} "
                f"places here and {len(places)} there; write a range for each place, without '*'."
            )
        return (value_at(as_written(other), places[0]),)
    if form.value is not None:
        return (form.value,) * len(targets)
    return tuple(_as_it_stands(on, target) for target in targets)


def _as_it_stands(on: Bare, target: Address) -> Any:
    """What to set at a place so that nothing changes, what is on the way being written out."""
    found = holder(deepcopy(on.tree), target, on.full)
    return value_at(found, target[-1:])


def _sections(name: str, on: Bare) -> Sections:
    """The sections of another scenario; raises `ScenarioError` for each fault in them."""
    other = another(name, on.scenario.folder)
    taken = {key: one for key, one in other.tree.items() if key not in SAID}
    try:
        return Sections.model_validate(taken)
    except ValidationError as error:
        raise ScenarioError(wording.problems(error, Sections, taken, other.places)) from None


def _called(form: Form) -> str:
    """'breach', 'from two-phases', or 'as it stands'."""
    if form.source is not None:
        return f"from {form.source}"
    return AS_IT_STANDS if form.value is None else in_line(form.value)


def in_words(said: Uncertain) -> str:
    """'10 % to 50 %', 'half below 2 h, nine in ten below 8 h' or 'breach or from two-phases'."""
    if said.one_of is not None:
        weighted = len({form.weight for form in said.one_of}) > 1
        return " or ".join(
            f"{_called(form)} (weight {form.weight:g})" if weighted else _called(form)
            for form in said.one_of
        )
    first, last = in_line(said.ends[0]), in_line(said.ends[-1])
    if said.lognormal is not None:
        return f"half below {first}, nine in ten below {last}"
    return f"{first} to {last}"
