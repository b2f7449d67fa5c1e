"""Pictures into a folder, with a warning where no font can write what is to be read there."""

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

from simulator.errors import OutputError
from simulator.plots.lettering import scripts_of, without_glyph
from simulator.plots.style import Picture, save
from simulator.tables.wording import listed

SHOWN = 5
"""Signs that the warning names."""


class MissingSigns(UserWarning):
    """Signs that the fonts of the pictures lack, so that boxes stand for them."""


def save_all(pictures: Mapping[str, Callable[[], Picture]], folder: Path, form: str) -> list[Path]:
    """Draw each picture and write it to a file of its name; the files.

    `form`: png, svg or pdf. Warns once, with `MissingSigns`, of all signs that are boxes in them.
    Raises `OutputError`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror or error}.") from None
    missing: set[str] = set()
    written = []
    for name, draw in pictures.items():
        figure = draw()
        missing |= without_glyph(figure)
        written.append(save(figure, folder / f"{name}.{form}"))
    if missing:
        warnings.warn(boxes(missing), MissingSigns, stacklevel=2)
    return written


def boxes(missing: set[str]) -> str:
    """Which signs the fonts of the pictures lack."""
    some = " ".join(sorted(missing)[:SHOWN]) + (" ..." if len(missing) > SHOWN else "")
    return (
        f"In the pictures, characters of {listed(scripts_of(missing))} are boxes, since no "
        f"font here has them: {some} With Noto Sans of that script installed they are drawn."
    )
