"""Reads a scenario file and those that it extends: from the first one's folder tree, or shipped."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import isfile
from pathlib import Path
from typing import Any, NoReturn

from simulator.errors import Problem, ScenarioError, did_you_mean
from simulator.scenario import reading, shape, shipped
from simulator.scenario.known import UNCERTAIN, declared, sets, still_uncertain, with_defaults
from simulator.scenario.reading import LARGEST_FILE, Document, Place
from simulator.scenario.schema import Scenario

LONGEST_CHAIN = 16
EXTENDS, FROM = SCENARIOS = ("extends", "from")
"""The keys that name a scenario."""


def read_file(path: Path, shown: str) -> Document:
    """The document in a file, or the one problem that keeps it from being read."""
    try:
        if path.is_dir():
            _refuse(shown, "this is a folder. Name a scenario file in it.")
        if not path.exists():
            _refuse(shown, _not_there(path, shown))
        if not path.is_file():
            _refuse(shown, "this is not a file that can be read as text.")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        _refuse(shown, f"the file cannot be read: {error.strerror or error}.")
    return reading.read(content, shown)


@dataclass(frozen=True)
class Folder:
    """The folder of the file that was given: nothing outside of its tree is read."""

    path: Path
    shown: Path
    """The folder as it was named, for messages."""

    def start(self, place: Place) -> Path:
        """Where the names begin that the file of `place` gives."""
        return self.path / Path(place.file).relative_to(self.shown).parent

    def holds(self, name: str, place: Place) -> bool:
        """Whether the file at `place` names a file that is there."""
        return isfile(self.start(place) / name)

    def find(self, name: str, place: Place, key: str) -> Path:
        """The file `name`, relative to the file that names it at `place`; relative to `path`."""
        start, line = self.start(place), place.line or None
        try:
            real = (start / name).resolve()
            root = self.path.resolve()
            if not real.is_relative_to(root):
                _refuse(place.file, f"'{name}' lies outside the scenario's folder.", line, key)
            if not real.is_file():
                _refuse(place.file, _no_file(name, real, key), line, key)
        except (OSError, RuntimeError) as error:
            _refuse(place.file, f"'{name}' cannot be read: {error}.", line, key)
        return real.relative_to(root)


def laid_over_base(
    document: Document, shown: str, folder: Folder | None, above: tuple[Path, ...] = ()
) -> Document:
    """`document`, of the file `shown`, laid over the one that it extends, and so on down the chain.

    `above` names the files on the way here, with links resolved.
    """
    tree = document.tree
    if not isinstance(tree, dict):
        _refuse(shown, "a scenario is a mapping with keys such as name, violations and plan.", 1)
    name = tree.pop("extends", None)
    if name is None:
        return Document(pruned(tree), document.places)
    place = document.places[("extends",)]
    if not isinstance(name, str) or not name:
        _refuse(shown, "write the name of one scenario file.", place.line, "extends")
    base_shown, folder = _base(name, place, folder)
    real = (folder.path / Path(base_shown).relative_to(folder.shown)).resolve()
    if real in above:
        _refuse(shown, f"'{name}' extends this file in turn: a circle.", place.line, "extends")
    if len(above) >= LONGEST_CHAIN:
        _refuse(shown, f"more than {LONGEST_CHAIN} files extend each other.", place.line, "extends")
    lower = read_file(real, base_shown)
    return merged(laid_over_base(lower, base_shown, folder, (*above, real)), document)


def another(name: str, start: Path | None) -> Document:
    """Another scenario with what it extends, unchecked: a file from `start`, or a shipped one.

    Where there is none of that name, the path of the `ScenarioError` is `FROM`.
    """
    folder = Folder(start, Path()) if start is not None else None
    shown, folder = _base(name, Place("scenario", 0, 0), folder, FROM)
    real = folder.path / Path(shown).relative_to(folder.shown)
    return laid_over_base(read_file(real, shown), shown, folder, (real,))


def home(place: Place, folder: Folder | None) -> Folder | None:
    """The folder of whose tree the file of `place` may name files; its own if it is shipped."""
    own = shipped.folder()
    return Folder(own, own) if Path(place.file).is_relative_to(own) else folder


def _base(name: str, place: Place, folder: Folder | None, key: str = EXTENDS) -> tuple[str, Folder]:
    """The scenario that `key` names, as it is shown, and the folder in which it lies.

    A file comes before a shipped scenario of the same name.
    """
    known = shipped.known_scenario(name)
    if known is not None and not (folder is not None and folder.holds(name, place)):
        return str(known), Folder(shipped.folder(), shipped.folder())
    if folder is None:
        _refuse(place.file, _without_folder(name, key), place.line or None, key)
    return str(folder.shown / folder.find(name, place, key)), folder


def _without_folder(name: str, key: str) -> str:
    """What to say of a name that is not shipped where no folder is known in which to look."""
    if key == EXTENDS:
        return "only a scenario in a file can extend another; a shipped one is extended by name."
    if shipped.is_bare(Path(name)):
        return shipped.no_scenario(name)
    return f"'{name}' can only be found from a scenario in a file; a shipped one goes by its name."


def merged(lower: Document, upper: Document) -> Document:
    """`upper` laid over `lower`.

    Mappings merge key by key; a list, a scalar, a rule or a distribution replaces what was there,
    and `null` removes it. Only sources add up, the upper file's first: the numbers that stay keep
    theirs. What the upper file sets is uncertain no longer, unless it says so anew.
    """
    if ranges := declared(lower.tree):
        full = with_defaults(lower.tree)
        is_set = sets(upper.tree, lower.tree, full)
        left = still_uncertain(ranges, full, is_set, declared(upper.tree))
        lower = Document({**lower.tree, UNCERTAIN: left}, lower.places)
    lower = _below_sources(lower, upper.tree.get("sources"))
    tree = _merge(lower.tree, upper.tree, (Scenario,))
    if isinstance(upper.tree.get("sources"), list):
        tree["sources"] = upper.tree["sources"] + lower.tree.get("sources", [])
    return Document(pruned(tree), {**lower.places, **upper.places})


def _below_sources(lower: Document, above: Any) -> Document:
    """`lower` with its sources numbered to follow those of the file over it."""
    if not isinstance(above, list) or not isinstance(lower.tree.get("sources"), list):
        return lower
    places = {
        (path[0], path[1] + len(above), *path[2:])
        if len(path) > 1 and path[0] == "sources" and isinstance(path[1], int)
        else path: place
        for path, place in lower.places.items()
    }
    return Document(lower.tree, places)


def _merge(under: Any, over: Any, here: shape.Branches) -> Any:
    """`over` laid over `under`, where a value of one of the types `here` stands."""
    if not (isinstance(under, dict) and isinstance(over, dict)) or shape.is_choice(here):
        return over
    tree = dict(under)
    for key, value in over.items():
        tree[key] = _merge(under.get(key), value, shape.step(here, key))
    return tree


def pruned(tree: Any) -> Any:
    """Without the keys whose value is null: they are as if not written."""
    if isinstance(tree, dict):
        return {key: pruned(one) for key, one in tree.items() if one is not None}
    return [pruned(one) for one in tree] if isinstance(tree, list) else tree


def _not_there(path: Path, shown: str) -> str:
    """What to say of a scenario that is nowhere: a name, or the name of a file."""
    if shipped.is_bare(path):
        return shipped.no_scenario(shown)
    return f"there is no such file{_near(path) or shipped.namesake(path)}."


def _no_file(name: str, path: Path, key: str) -> str:
    """What to say of a file that is named at `key` and is neither in the folder nor shipped."""
    if shipped.is_bare(Path(name)):
        return shipped.no_scenario(name) if key in SCENARIOS else shipped.no_events(name)
    return f"there is no file '{name}'{_near(path)}."


def _near(path: Path) -> str:
    """ "; did you mean 'north.yaml'?", if the folder holds a file with such a name."""
    try:
        names = [one.name for one in path.parent.iterdir()]
    except OSError:
        return ""
    return did_you_mean(path.name, names)


def _refuse(file: str, message: str, line: int | None = None, key: str = "") -> NoReturn:
    raise ScenarioError([Problem(file, line or None, key, message.replace("?.", "?"))])
