"""The whole scenario file."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pydantic import PrivateAttr

from simulator.errors import Problem
from simulator.scenario.schema.sections import Sections


class Program(NamedTuple):
    """A Python function that says when a pattern's acts come; no word of a scenario file."""

    file: str
    """As it was named."""
    function: str
    source: str
    """The text of the file; "" where it was not named again, so that nothing may be executed."""


class Variant(NamedTuple):
    """What a scenario's name was before its values were varied, and the words of each change."""

    name: str
    changes: dict[tuple[str | int, ...], str]
    """By the path of what was changed, so that only the last change of a value is named."""


class Scenario(Sections):
    """A question about an enforcement plan, with everything needed to play it."""

    _folder: Path | None = PrivateAttr(default=None)
    _programs: dict[str, Program] = PrivateAttr(default_factory=dict)
    _warned: Callable[[], tuple[Problem, ...]] = PrivateAttr(default=tuple)
    _variant: Variant | None = PrivateAttr(default=None)

    def __eq__(self, other: object) -> bool:
        """Whether they say the same, wherever they were read from."""
        return (
            isinstance(other, Scenario)
            and self.__dict__ == other.__dict__
            and self._programs == other._programs
        )

    @property
    def yaml(self) -> str:
        """The text of a file that loads as an equal scenario, with all that it extends within it.

        Without Python functions, which no file names. Files of events that are not shipped are
        named from `folder`: save it there, or hand that folder to `load_text`.
        """
        # Late: the package's __init__ loads this file before form and sketch can read its sections.
        from simulator.scenario.form import as_written, to_yaml

        return to_yaml(as_written(self))

    def __repr__(self) -> str:
        from simulator.scenario.sketch import in_a_line

        return in_a_line(self)

    def _repr_html_(self) -> str:
        from simulator.scenario.sketch import as_html

        return as_html(self)

    @property
    def variant(self) -> Variant | None:
        """What `vary` has changed; None in a scenario as it was loaded."""
        return self._variant

    @property
    def folder(self) -> Path | None:
        """The folder that relative file names start from; None for a scenario from text."""
        return self._folder

    @property
    def programs(self) -> dict[str, Program]:
        """The patterns whose acts come when a Python function says, by their names."""
        return self._programs

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What runs but is unlikely to be intended, each with its place.

        A deadline that nobody can meet, a rule for a kind that no pattern has, and the like.
        """
        return self._warned()
