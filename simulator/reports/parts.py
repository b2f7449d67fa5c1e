"""What a report consists of: sections of parts, of which some are figures with their tables."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from simulator.tables.page import Grid, Part


class Figure(NamedTuple):
    """A picture, what it shows in words, and the numbers behind it."""

    name: str
    """Of its file, where it has one."""
    heading: str
    alt: str
    """For whoever cannot see it: its title and what stands below that."""
    svg: bytes
    table: Grid


class Story(NamedTuple):
    """A history explained, in lines of which some are indented."""

    heading: str
    text: str


Piece: TypeAlias = Part | Figure | Story


class Section(NamedTuple):
    """A heading and what stands below it."""

    heading: str
    pieces: Sequence[Piece]
