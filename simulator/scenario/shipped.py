"""The scenario files that come with the simulator, by name."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def folder() -> Path:
    """Where they are: in the package when it is installed, beside it in a checkout."""
    inside = _PACKAGE / "scenarios"
    return inside if inside.is_dir() else _PACKAGE.parent / "scenarios"


def shipped() -> dict[str, Path]:
    """The files by their names without ending, such as `one-drone`."""
    return {path.stem: path for path in sorted(folder().glob("*.yaml"))}
