"""What may stand at a path of a scenario, read from the types of its schema."""

from __future__ import annotations

from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from simulator.scenario.schema.distributions import Distribution
from simulator.scenario.schema.uncertain import Uncertain

Branches = tuple[Any, ...]


def branches(annotation: Any) -> Branches:
    """The alternatives of a type: the members of a union, without None and annotations."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return branches(get_args(annotation)[0])
    if is_union(annotation):
        return tuple(one for member in get_args(annotation) for one in branches(member))
    return () if annotation in (None, NoneType) else (annotation,)


def is_union(annotation: Any) -> bool:
    """Whether a type is one of several."""
    return get_origin(annotation) in (Union, UnionType)


@lru_cache(maxsize=10_000)  # asked of every value of a scenario, whenever one of them is changed
def step(here: Branches, part: str | int) -> Branches:
    """What may stand at `part` of a value of one of the types `here`; nothing if it is unknown."""
    found: list[Any] = []
    for one in here:
        origin: Any = get_origin(one)
        arguments = get_args(one)
        if is_word(one):
            found += fields(one).get(str(part), ())
        elif origin is dict and isinstance(part, str):
            found += branches(arguments[1])
        elif origin in (tuple, list) and isinstance(part, int):
            same = origin is list or arguments[-1] is Ellipsis
            if same or part < len(arguments):
                found += branches(arguments[0 if same else part])
    return tuple(found)


def is_word(one: Any) -> bool:
    """Whether this type is a word of the schema, a mapping with fixed keys."""
    return isinstance(one, type) and issubclass(one, BaseModel)


@cache
def fields(word: type[BaseModel]) -> dict[str, Branches]:
    """The keys of a word, as written in YAML, and what may stand there."""
    return {
        field.alias or name: branches(field.annotation) for name, field in word.model_fields.items()
    }


def keys(here: Branches) -> list[str]:
    """All keys that some word of `here` has."""
    return list(dict.fromkeys(key for one in here if is_word(one) for key in fields(one)))


def is_choice(here: Branches) -> bool:
    """Whether a mapping here is one of several forms, so that two of them must not be mixed."""
    words = [one for one in here if is_word(one)]
    return len(words) > 1 or any(issubclass(word, Distribution | Uncertain) for word in words)


def is_distribution(here: Branches) -> bool:
    """Whether a distribution may stand here."""
    return any(is_word(one) and issubclass(one, Distribution) for one in here)


def narrowed(here: Branches, tag: str) -> Branches:
    """The alternatives that pydantic means by `tag`, the mark of a union's member."""
    return tuple(one for one in here if _tagged(one, tag.lower())) or here


def _tagged(one: Any, tag: str) -> bool:
    origin = get_origin(one)
    if origin in (dict, tuple, list):
        return f"{origin.__name__}[" in tag
    return is_word(one) and one.__name__.lower().startswith(tag)


def aligned(
    root: type[BaseModel], location: tuple[str | int, ...]
) -> tuple[tuple[str | int, ...], list[tuple[tuple[str | int, ...], str]], Branches]:
    """A pydantic error's location as the path in the YAML.

    Gives the path, the union tags met on the way with the path of each, and what may stand there.
    """
    here: Branches = (root,)
    path: tuple[str | int, ...] = ()
    tags: list[tuple[tuple[str | int, ...], str]] = []
    for part in location:
        if len(here) > 1 and isinstance(part, str) and not (tags and tags[-1][0] == path):
            tags.append((path, part))
            here = narrowed(here, part)
        else:
            here, path = step(here, part), (*path, part)
    return path, tags, here
