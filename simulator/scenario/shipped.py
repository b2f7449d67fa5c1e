"""The scenarios and the files of events that come with the simulator, by name."""

from collections.abc import Iterable
from functools import cache
from os.path import exists, isfile  # False where a name is too long to be looked for
from pathlib import Path

from simulator.errors import did_you_mean

_PACKAGE = Path(__file__).parents[1]
FAMILIES = "families/"
LISTED = "`escalation scenarios` lists them."


@cache
def folder() -> Path:
    """Where they are: in the package when it is installed, beside it in a checkout."""
    inside = _PACKAGE / "scenarios"
    return inside if inside.is_dir() else _PACKAGE.parent / "scenarios"


@cache
def shipped() -> dict[str, Path]:
    """The scenario files by their names, such as `one-drone` or `families/burst`."""
    outer, families = folder().glob("*.yaml"), (folder() / FAMILIES).glob("*.yaml")
    found = {path.stem: path for path in sorted(outer)}
    return found | {f"{FAMILIES}{path.stem}": path for path in sorted(families)}


@cache
def shipped_events() -> dict[str, Path]:
    """The files of real events by their names, such as `osce_smm_donbas_2020_2021`."""
    paths = [path for part in ("data", FAMILIES) for path in (folder() / part).glob("*.csv")]
    return {path.stem: path for path in sorted(paths)}


def known_scenario(name: str) -> Path | None:
    """The shipped scenario so called; a family goes by its plain name too, if no other has it."""
    return shipped().get(name) or shipped().get(f"{FAMILIES}{name}")


def scenario_path(name: str | Path) -> Path:
    """The file that a name means: one that is there, or else the shipped scenario so called.

    A file that is there comes first, so that nobody's own file is ever passed over.
    """
    path = Path(name)
    return path if isfile(path) else known_scenario(str(name)) or path


def events_path(name: str | Path, start: Path | None = None) -> Path:
    """The file of events that a name means: one that is there, or else the shipped one so called.

    `start` is the folder in which a relative name begins, the current one if not said.
    """
    path = (start or Path()) / name
    return path if isfile(path) else shipped_events().get(str(name), path)


def name_of_events(path: Path) -> str | None:
    """The name of a file of events if it is shipped."""
    real = path.resolve()
    return next((name for name, one in shipped_events().items() if one.resolve() == real), None)


def is_bare(path: Path) -> bool:
    """Whether nothing is there and there is no extension, so that it is meant as a name."""
    return not (path.suffix or path.is_absolute() or path.parts[:1] == ("..",) or exists(path))


def no_scenario(name: str, more: Iterable[str] = ()) -> str:
    """What to say of a name that neither a shipped scenario has nor anything of `more`."""
    plain = [one.removeprefix(FAMILIES) for one in shipped()]
    hint = did_you_mean(name, [*more, *shipped(), *plain], ".")
    return f"there is no scenario '{name}'{hint} {LISTED}"


def no_events(name: str) -> str:
    """What to say of a name that no shipped file of events has."""
    hint = did_you_mean(name, shipped_events(), ".")
    return f"there are no events '{name}'{hint} {LISTED}"


def namesake(path: Path) -> str:
    """ "; the shipped one is 'one-drone', without an extension", for `one-drone.yaml` and such."""
    if path.suffix not in (".yaml", ".yml") or known_scenario(path.stem) is None:
        return ""
    return f"; the shipped one is '{path.stem}', without an extension"
