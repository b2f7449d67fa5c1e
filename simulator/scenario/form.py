"""The human form of a scenario: what it would look like as YAML, and its values one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import ValidationError

from simulator.scenario import shape
from simulator.scenario.families import FAMILIES
from simulator.scenario.path import is_there, names_of, spelled
from simulator.scenario.reading import Address, is_text
from simulator.scenario.schema.sections import Sections
from simulator.scenario.schema.violations import Pattern
from simulator.scenario.shape import Branches, step

Written = TypeVar("Written", bound=Sections)


class Leaf(NamedTuple):
    """A value of a scenario, with its path and its place."""

    path: str
    """Phases by their names: `plan.phases.coalition.by`."""
    at: Address
    value: Any
    here: Branches


def as_written(scenario: Sections) -> dict[str, Any]:
    """The shortest mapping that loads as this scenario: units on all numbers, no defaults."""
    tree = scenario.model_dump(mode="json", exclude_defaults=True)
    for name, pattern in scenario.violations.items():
        kept = FAMILIES.get(pattern.family or "", {}).keys() - tree["violations"][name].keys()
        back = pattern.model_dump(mode="json", include=set(kept), exclude_none=True)
        tree["violations"][name].update(back)
    plain: dict[str, Any] = _plain(tree, (Sections,))
    return plain


def without_idle_sources(scenario: Written) -> Written:
    """The scenario without sources of what is not there, having been taken out of its base."""
    if not scenario.sources:
        return scenario
    full = in_full(scenario)
    kept = [
        one.model_copy(update={"backs": tuple(path for path in one.backs if is_there(path, full))})
        for one in scenario.sources
    ]
    return scenario.model_copy(update={"sources": tuple(one for one in kept if one.backs)})


def in_full(scenario: Sections) -> dict[str, Any]:
    """The same with every default written out, the standard kinds too."""
    tree = scenario.model_dump(mode="json", exclude_none=True)
    tree["kinds"] = {
        name: kind.model_dump(mode="json") for name, kind in scenario.every_kind.items()
    }
    plain: dict[str, Any] = _plain(tree, (Sections,))
    return plain


def _plain(value: Any, here: Branches) -> Any:
    """Without the word `constant` where the value is enough."""
    if isinstance(value, dict):
        if value.keys() == {"constant"} and shape.is_distribution(here):
            return value["constant"]
        return {key: _plain(one, step(here, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, step(here, index)) for index, one in enumerate(value)]
    return value


def leaves(tree: Any, whole_choices: bool) -> Iterator[Leaf]:
    """The values in a tree of this form; a list of plain values counts as one.

    With `whole_choices` a rule or a distribution is one value as well.
    """
    return _leaves(tree, (Sections,), "", (), whole_choices)


def _leaves(value: Any, here: Branches, path: str, at: Address, whole: bool) -> Iterator[Leaf]:
    nested = isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict | list) for one in value)
    )
    if not nested or (whole and shape.is_choice(here)):
        yield Leaf(path[1:], at, value, here)
        return
    pairs = list(value.items() if isinstance(value, dict) else enumerate(value))
    names = list(value) if isinstance(value, dict) else names_of(value)
    spellings = [spelled(name, names) for name in names] or [str(index) for index, _ in pairs]
    for spelling, (key, one) in zip(spellings, pairs, strict=True):
        yield from _leaves(one, step(here, key), f"{path}.{spelling}", (*at, key), whole)


def family_words(pattern: Pattern) -> dict[str, Any]:
    """What a pattern's family gives it by itself, in human form."""
    if pattern.family is None:
        return {}
    try:
        bare = Pattern.model_validate({"kind": pattern.kind, "family": pattern.family})
    except ValidationError:
        return {}
    words = bare.model_dump(mode="json", exclude_defaults=True, exclude={"kind", "family"})
    plain: dict[str, Any] = _plain(words, (Pattern,))
    return plain


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, and quotes whatever our reader would not take for text."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return True


def _quoted_if_needed(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style=None if is_text(text) else "'"
    )


_Dumper.add_representer(str, _quoted_if_needed)


def to_yaml(tree: Any) -> str:
    """The tree as YAML text that loads as the same tree."""
    text: str = yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    return text


def in_line(value: Any) -> str:
    """A value in one line, as one would write it within a line of YAML."""
    if isinstance(value, str):
        return value
    text: str = yaml.dump(
        value,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=True,
        width=float("inf"),
    )
    return text.removesuffix("...\n").strip()
