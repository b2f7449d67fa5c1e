"""Puts what pydantic found into words: the place, the value, and what would do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulator.errors import Problem, did_you_mean, nearest
from simulator.scenario import shape
from simulator.scenario.quantities import shown
from simulator.scenario.reading import Address, Place, written

_FORMS = {
    "string_type": "text",
    "dict_type": "a mapping, such as {key: value}",
    "model_type": "a mapping, such as {key: value}",
    "model_attributes_type": "a mapping, such as {key: value}",
    "tuple_type": "a list, such as [first, second]",
    "list_type": "a list, such as [first, second]",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
}
_SPANS = {
    "uniform": "two values are needed, [lowest, highest]",
    "triangular": "three values are needed, [lowest, most likely, highest]",
    "pert": "three values are needed, [lowest, most likely, highest]",
}
_BOUNDS = {
    "greater_than": "must be more than",
    "greater_than_equal": "must be at least",
    "less_than": "must be less than",
    "less_than_equal": "must be at most",
}


def problems(
    error: ValidationError, root: type[BaseModel], tree: Any, places: Mapping[Address, Place]
) -> list[Problem]:
    """One problem for each fault, in the order of files and lines."""
    found = [_Fault(one, root, tree) for one in error.errors(include_url=False)]
    found = [fault for fault in found if not fault.echoes()]
    listed = [fault.problem(places) for fault in _without_other_forms(found)]
    return sorted(set(listed), key=lambda one: (one.file, one.line or 0, one.path, one.message))


def misspelt(error: ValidationError, root: type[BaseModel], tree: Any) -> dict[Address, str]:
    """The paths of unknown keys that are near a known one, and which.

    Not those that choose one of several forms: another form has other words below it.
    """
    faults = [_Fault(one, root, tree) for one in error.errors(include_url=False)]
    near = {
        fault.path: nearest(str(fault.path[-1]), fault.siblings)
        for fault in faults
        if fault.kind == "extra_forbidden" and fault.path and not shape.is_choice(fault.above)
    }
    return {path: one for path, one in near.items() if one is not None}


class _Fault:
    """One of pydantic's errors, with its place in the YAML and the value that stands there."""

    def __init__(self, error: ErrorDetails, root: type[BaseModel], tree: Any) -> None:
        self.error = error
        self.kind = error["type"]
        self.location, self.tags, self.here = shape.aligned(root, error["loc"])
        above = self.location[:-1]
        self.above = shape.aligned(root, error["loc"][:-1])[2]
        self.siblings = shape.keys(self.above)
        reached = above if self.kind == "missing" else self.location
        self.path, self.value = _value_at(tree, reached)

    def echoes(self) -> bool:
        """Whether it only says that a list is short of the items found bad one by one."""
        wanted = self.error.get("ctx", {}).get("min_length", 0)
        return (
            self.kind == "too_short" and isinstance(self.value, list) and len(self.value) >= wanted
        )

    def problem(self, places: Mapping[Address, Place]) -> Problem:
        """The fault in words, at the nearest place that was written."""
        path: Address = self.path
        while path not in places and path:
            path = path[:-1]
        place = places.get(path, Place("scenario", 0, 0))
        return Problem(place.file, place.line or None, written(self.path), self.message())

    def message(self) -> str:
        """What is wrong with the value, and what would do."""
        if self.path and self.path[-1] in _SPANS and isinstance(self.value, list):
            return f"{_SPANS[str(self.path[-1])]}; here: {len(self.value)}."
        if self.kind in ("extra_forbidden", "missing"):
            return self._about_key(str(self.error["loc"][-1]))
        if self.kind == "literal_error":
            return self._about_literal()
        context = self.error.get("ctx", {})
        if self.kind in _FORMS:
            return f"{shown(self.value)} is not valid here; write {_FORMS[self.kind]}."
        if self.kind in _BOUNDS:
            bound = next(iter(context.values()))
            grouped = "," if abs(bound) >= 10_000 else ""  # a year is not 2,100
            least = f"{bound:{grouped}.10g}"
            return f"{shown(self.value)} is not valid here: it {_BOUNDS[self.kind]} {least}."
        for bound, side in (("min_length", "at least"), ("max_length", "at most")):
            if bound in context:
                return (
                    f"{shown(self.value)} has the wrong length; it needs {side} {context[bound]}."
                )
        return self.error["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")

    def _about_key(self, key: str) -> str:
        if self.kind == "missing":
            return f"'{key}' is missing."
        if key in self.siblings:
            return f"'{key}' cannot be combined with the other keys here."
        hint = did_you_mean(key, self.siblings)
        known = f" (known: {', '.join(self.siblings)})" if self.siblings and not hint else ""
        return f"unknown key '{key}'{hint}{known}"

    def _about_literal(self) -> str:
        expected = self.error.get("ctx", {}).get("expected", "")
        known = [part for part in expected.split("'") if part.strip(" ,") not in ("", "or")]
        hint = did_you_mean(self.value, known) if isinstance(self.value, str) else ""
        return f"{shown(self.value)} is not known here{hint or f'; write {expected}'}"


def _value_at(tree: Any, location: Address) -> tuple[Address, Any]:
    """The longest part of `location` that is in the tree, and the value there."""
    path: Address = ()
    for part in location:
        inside = isinstance(tree, dict) and part in tree
        if not inside and not (isinstance(tree, list) and part in range(len(tree))):
            break
        tree, path = tree[part], (*path, part)
    return path, tree


def _without_other_forms(found: list[_Fault]) -> list[_Fault]:
    """Where a value fits none of several forms, keep the faults of the form it comes nearest."""
    nearest: dict[tuple[Address, str], tuple[int, ...]] = {}
    for fault in found:
        for site, tag in fault.tags:
            score = _nearness(fault, site, tag)
            nearest[site, tag] = max(score, nearest.get((site, tag), score))
    best: dict[Address, str] = {}
    for (site, tag), score in nearest.items():
        if site not in best or score > nearest[site, best[site]]:
            best[site] = tag
    return [fault for fault in found if all(best[site] == tag for site, tag in fault.tags)]


def _nearness(fault: _Fault, site: Address, tag: str) -> tuple[int, ...]:
    """How well a form fits: made of the right kind of value, then how far it was read."""
    nested = len(fault.location) > len(site)
    listed = "tuple[" in tag or "list[" in tag
    keyed = not listed and (nested or "dict[" in tag or tag[:1].isupper())
    value = (
        fault.value if not nested else ([] if isinstance(fault.location[len(site)], int) else {})
    )
    fits = isinstance(value, list) == listed and isinstance(value, dict) == keyed
    return int(fits), len(fault.location), int(fault.kind not in _FORMS)
