"""The dotted path into a scenario: `--set`, `uncertain` and `sources` mean the same by one.

`plan.phases.coalition.by`: each part is a key as written in YAML, a name (of a pattern, a guarantor
or a phase), or the number of an item of a list, from 0.
- `*` stands for every member that is there: each entry, item, or key that has a value. Members from
  which the rest of the path leads nowhere are left out.
- A name may hold dots: the longest run of parts that is a name, and from which the rest leads on,
  is meant. In double quotes a part is that name and no other: `violations."a".rate` is the rate of
  `a`, also where a pattern is named `a.rate`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from simulator.errors import did_you_mean
from simulator.scenario import shape
from simulator.scenario.reading import Address, written
from simulator.scenario.schema.sections import Sections

_PART = re.compile(r'"((?:[^"]|"")*)"(?=\.|$)|[^.]*')


class PathError(ValueError):
    """A path that leads nowhere; the text says where it went wrong and what is there."""


class Part(NamedTuple):
    """One part of a path, between two dots."""

    text: str
    quoted: bool = False


def parse(path: str) -> tuple[Part, ...]:
    """The parts of a dotted path."""
    parts, at = [], 0
    while at <= len(path):
        match = _PART.match(path, at)
        assert match is not None
        quoted = match[1]
        parts.append(Part(match[0]) if quoted is None else Part(quoted.replace('""', '"'), True))
        at = match.end() + 1
    return tuple(parts)


def spelled(name: str, beside: Iterable[str]) -> str:
    """A name as a part of a path, in quotes where it would mean something else `beside` others."""
    unclear = name == "*" or name[:1] == '"' or any(one.startswith(f"{name}.") for one in beside)
    return '"{}"'.format(name.replace('"', '""')) if unclear else name


def path_of(address: Address) -> str:
    """A path that leads to this place, as people write it."""
    return ".".join(spelled(str(part), ()) for part in address)


def exact(place: Address) -> str:
    """A path that means this place alone, whatever the names in it."""
    return ".".join(
        '"{}"'.format(part.replace('"', '""')) if isinstance(part, str) else str(part)
        for part in place
    )


def resolve(path: str, full: dict[str, Any]) -> list[Address]:
    """The places that a path means in a scenario with its defaults written out, `form.in_full`.

    Raises `PathError` if there is none.
    """
    walk = _Walk()
    found = list(walk.places(parse(path), full, (Sections,), ()))
    if not found:
        raise PathError(walk.lost)
    return found


def is_there(path: str, full: dict[str, Any]) -> bool:
    """Whether a path means anything in a scenario with its defaults written out."""
    return any(True for _ in _Walk().places(parse(path), full, (Sections,), ()))


def value_at(tree: Any, address: Address) -> Any:
    """The value at a place; None where nothing is written there."""
    for part in address:
        if isinstance(tree, list) and isinstance(part, int):
            tree = tree[part] if part < len(tree) else None
        else:
            tree = tree.get(part) if isinstance(tree, dict) else None
    return tree


def set_at(tree: Any, address: Address, value: Any, full: dict[str, Any]) -> None:
    """Set the value at a place of a scenario without defaults, writing out what is on the way."""
    holder(tree, address, full)[address[-1]] = value


def holder(tree: Any, address: Address, full: dict[str, Any]) -> Any:
    """What holds a place of a scenario without defaults, written out in the tree on the way there.

    A list, and a standard kind, is taken whole from the scenario in full, as only a part of it
    would be something else.
    """
    for depth, part in enumerate(address[:-1], start=1):
        if isinstance(tree, dict) and not isinstance(tree.get(part), dict | list):
            default = value_at(full, address[:depth])
            whole = isinstance(default, list) or (address[0] == "kinds" and depth == 2)
            tree[part] = deepcopy(default) if whole else {}
        tree = tree[part]
    return tree


def names_of(items: list[Any]) -> list[str]:
    """The names of the items of a list, such as phases; nothing unless each has one of its own."""
    names = [one.get("name") for one in items if isinstance(one, dict)]
    texts = [name for name in names if isinstance(name, str)]
    return texts if len(set(texts)) == len(items) else []


class _Walk:
    """The search for what a path means, and the furthest point at which it was lost."""

    def __init__(self) -> None:
        self.lost = ""
        self._left: int | None = None

    def places(
        self, parts: tuple[Part, ...], node: Any, here: shape.Branches, at: Address
    ) -> Iterator[Address]:
        """The places that the rest of a path means from `at` on."""
        if not parts:
            yield at
            return
        found = False
        for chosen, rest in _readings(parts, node, here):
            for key in chosen:
                below = value_at(node, (key,))
                for place in self.places(rest, below, shape.step(here, key), (*at, key)):
                    found = True
                    yield place
            if found:
                return
        self._lose(parts, _keys(node, here), at)

    def _lose(self, parts: tuple[Part, ...], known: Iterable[str], at: Address) -> None:
        """Keep in words where the path leads nowhere, unless it was followed further before."""
        if self._left is not None and self._left <= len(parts):
            return
        self._left = len(parts)
        part, where = parts[0].text, f" in '{written(at)}'" if at else ""
        listed = f" (known: {', '.join(known)})" if known else "; no key is known there"
        self.lost = f"there is no '{part}'{where}{did_you_mean(part, known, listed)}"


def _readings(
    parts: tuple[Part, ...], node: Any, here: shape.Branches
) -> Iterator[tuple[list[str | int], tuple[Part, ...]]]:
    """What the first parts may mean, the longest name first, and the parts that are left."""
    keys = _keys(node, here)
    longest = 1 + max((key.count(".") for key in keys), default=0)
    for length in range(min(longest, len(parts)), 1, -1):
        name = ".".join(part.text for part in parts[:length])
        if name in keys and not any(part.quoted for part in parts[:length]):
            yield [keys[name]], parts[length:]
    first = parts[0]
    if first.text == "*" and not first.quoted:
        yield _members(node), parts[1:]
    elif first.text in keys:
        yield [keys[first.text]], parts[1:]


def _members(node: Any) -> list[str | int]:
    """The keys or numbers of what is there."""
    if isinstance(node, list):
        return list(range(len(node)))
    return list(node) if isinstance(node, dict) else []


def _keys(node: Any, here: shape.Branches) -> dict[str, str | int]:
    """What may follow in a path, and the key or number that it means; a name before a number."""
    if isinstance(node, list):
        names: dict[str, str | int] = {name: index for index, name in enumerate(names_of(node))}
        return names | {str(at): at for at in range(len(node)) if str(at) not in names}
    return {key: key for key in shape.keys(here) or (node if isinstance(node, dict) else ())}
