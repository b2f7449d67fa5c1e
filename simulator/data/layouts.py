"""Finds the mapping of a file: named, written by the user, or a preset that its header fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from simulator.data.mapping import Mapping
from simulator.data.timestamps import bound
from simulator.errors import EventDataError, Problem, ScenarioError, did_you_mean
from simulator.scenario import reading, wording
from simulator.scenario.load import plain
from simulator.scenario.reading import Document, Place, written

PRESETS = Path(__file__).parent / "presets"
SHOWN = 20
"""Columns that a message names at most."""
THE_MAPPING = "the mapping"
"""What a mapping is called that comes from no file."""
HOW_TO = "docs/events.md explains how to write a mapping file"


def presets() -> dict[str, Path]:
    """The file of each preset, by its name."""
    return {path.stem: path for path in sorted(PRESETS.glob("*.yaml"))}


def named(mapping: str | Path | Mapping | dict[str, Any]) -> tuple[str, Mapping]:
    """The mapping of this name, in this file or of these words, and what to call it."""
    if isinstance(mapping, Mapping):
        return THE_MAPPING, mapping
    if isinstance(mapping, dict):
        return THE_MAPPING, checked(_of_words(mapping), THE_MAPPING)
    known = presets()
    if str(mapping) in known:
        return str(mapping), load(known[str(mapping)])
    path = Path(mapping)
    if not path.exists():
        hint = did_you_mean(str(mapping), known, f"; presets: {', '.join(known)}.")
        message = f"there is neither a preset nor a mapping file of this name{hint}"
        _refuse(str(mapping), None, message)
    return str(mapping), load(path)


def recognised(file: str, header: Sequence[str]) -> tuple[str, Mapping]:
    """The preset that this header fits: all its columns are there, and no preset has more there."""
    known = {name: load(path) for name, path in presets().items()}
    marks = {name: _marks(one) for name, one in known.items()}
    there = {name.casefold() for name in header}
    fits = {name: len(marks[name]) for name in marks if _folded(marks[name]) <= there}
    best = [name for name, size in fits.items() if size == max(fits.values())]
    if len(best) == 1:
        return best[0], known[best[0]]
    if best:
        message = f"more than one preset fits: {', '.join(best)}. Name one with --mapping."
    else:
        data = any(re.fullmatch(r"[\d.:/ -]*\d", name) for name in header)
        first = " The first line looks like data; a header must name the columns." if data else ""
        message = f"no preset fits the columns {listed(header)}.{first}{_nearest(marks, header)}"
    _refuse(file, 1, message)


def _marks(preset: Mapping) -> set[str]:
    """The columns by which a preset is known."""
    optional = {preset.id.latest} if preset.id else set()
    return {*preset.columns, *preset.recognised_by} - optional


def _folded(columns: Iterable[str]) -> set[str]:
    return {name.casefold() for name in columns}


def spelled(header: Sequence[str], columns: Sequence[str]) -> list[str]:
    """The header with the columns as the mapping spells them: capitals make no difference.

    A name stays as it is where the mapping's own spelling is there too, or where two fit.
    """
    wanted = {name.casefold(): name for name in columns if name not in header}
    folded = [name.casefold() for name in header]
    return [
        wanted.get(fold, name) if folded.count(fold) == 1 else name
        for fold, name in zip(folded, header, strict=True)
    ]


def fitted(name: str, mapping: Mapping, header: Sequence[str]) -> Mapping:
    """The mapping; a preset does without the columns by which states of an event are
    distinguished."""
    event = mapping.id
    if name not in presets() or event is None or {event.column, event.latest} <= {None, *header}:
        return mapping
    known = event.model_copy(update={"latest": None}) if event.column in header else None
    return mapping.model_copy(update={"id": known})


def _nearest(marks: dict[str, set[str]], header: Sequence[str]) -> str:
    """Which preset comes nearest, and what else can be done."""
    there = _folded(header)
    lacks = {
        name: sorted(column for column in columns if column.casefold() not in there)
        for name, columns in marks.items()
    }
    name = min(lacks, key=lambda one: len(lacks[one]) / len(marks[one]))
    near = len(lacks[name]) < len(marks[name]) / 2
    nearest = f" The nearest, {name}, also needs {', '.join(lacks[name])}." if near else ""
    return (
        f"{nearest} Name a preset ({', '.join(marks)}) or a mapping file with --mapping; {HOW_TO}."
    )


def listed(header: Sequence[str]) -> str:
    """The columns of a file, the first of them if there are many."""
    more = f" and {len(header) - SHOWN} more" if len(header) > SHOWN else ""
    return ", ".join(header[:SHOWN]) + more


def load(path: Path) -> Mapping:
    """The mapping in a file; raises `EventDataError` with every fault."""
    return checked(_document(path), str(path))


def _document(path: Path) -> Document:
    """The words in a file, and where each is written."""
    try:
        with path.open("rb") as file:
            content = file.read(reading.LARGEST_FILE + 1)
    except OSError as error:
        _refuse(str(path), None, f"the mapping cannot be read: {error.strerror or error}.")
    if not content.strip():
        _refuse(str(path), 1, f"the mapping is empty; {HOW_TO}.")
    try:
        return reading.read(content, str(path))
    except ScenarioError as error:
        raise EventDataError(error.problems) from None


def _of_words(words: dict[str, Any]) -> Document:
    """The same for words that are not in a file."""
    places: dict[reading.Address, Place] = {}
    try:
        return Document(plain(words, THE_MAPPING, places), places)
    except ScenarioError as error:
        raise EventDataError(error.problems) from None


def _laid_over_preset(document: Document, file: str) -> Document:
    """The words of a file over those of the preset that it extends; null takes a word out."""
    if not isinstance(document.tree, dict):
        _refuse(file, 1, f"a mapping has keys such as source, start and kind; {HOW_TO}.")
    tree, places = dict(document.tree), document.places
    name = tree.pop("extends", None)
    if name is not None:
        if name not in presets():
            line = places[("extends",)].line or None
            message = f"there is no preset '{name}'{did_you_mean(str(name), presets())}"
            _refuse(file, line, f"{message} (presets: {', '.join(presets())})", "extends")
        base = _document(presets()[name])
        tree = {**base.tree, **tree}
        places = {**base.places, **places}
    return Document({key: value for key, value in tree.items() if value is not None}, places)


def _refuse(file: str, line: int | None, message: str, path: str = "") -> NoReturn:
    raise EventDataError([Problem(file, line, path, message)])


def checked(document: Document, file: str) -> Mapping:
    """The document as a mapping; raises `EventDataError` with every fault."""
    document = _laid_over_preset(document, file)
    try:
        mapping = Mapping.model_validate(document.tree)
    except ValidationError as error:
        found = wording.problems(error, Mapping, document.tree, document.places)
        raise EventDataError(found) from None
    faults = []
    for path, message in (*_strange_kinds(mapping), *_strange_bounds(mapping)):
        while path not in document.places:
            path = path[:-1]
        place = document.places[path]
        faults.append(Problem(place.file, place.line or None, written(path), message))
    if faults:
        raise EventDataError(faults)
    return mapping


def _strange_kinds(mapping: Mapping) -> Iterator[tuple[reading.Address, str]]:
    """Kinds that neither the model nor the mapping has."""
    known = mapping.known_kinds
    for path, kind in mapping.kinds_named():
        if kind not in known:
            near = did_you_mean(kind, known)
            hint = near or f"; write {', '.join(known)}, or add it under 'kinds'."
            if path == ("kind", "always") and not near:
                hint = f"{hint[:-1]}; if it is a column, write kind: {{column: {kind}}}."
            yield path, f"there is no kind '{kind}'{hint}"


def _strange_bounds(mapping: Mapping) -> Iterator[tuple[reading.Address, str]]:
    """Days from and to that are not days, or are the wrong way round."""
    bounds = []
    for word, text in (("from", mapping.covered.start), ("to", mapping.covered.end)):
        if text is None:
            continue
        try:
            bounds.append(bound(text, mapping.zone, after=word == "to"))
        except ValueError as error:
            yield ("covered", word), str(error)
    if len(bounds) == 2 and bounds[0] >= bounds[1]:
        message = f"'{mapping.covered.end}' is not after '{mapping.covered.start}'."
        yield ("covered", "to"), message
