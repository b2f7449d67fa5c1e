"""What a study finds: a result with a headline, written to a folder the same way by all studies."""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from simulator.results.face import Result
from simulator.results.limits import NOT_A_FORECAST, limits_of
from simulator.scenario.schema import Scenario
from simulator.tables.json_values import plain
from simulator.tables.page import Part

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture


class Finding(Result):
    """A result that ends in a sentence to be quoted, the details, and what none of it shows."""

    NAME: ClassVar[str]
    """Of the study, and of the file with its record: 'curve' is written to curve.json."""

    @property
    @abstractmethod
    def headline(self) -> str:
        """The finding, to be quoted."""

    @property
    @abstractmethod
    def _about(self) -> Mapping[str, Scenario]:
        """The scenarios that it is of, by name."""

    @property
    @abstractmethod
    def _details(self) -> str:
        """What the headline leaves out, and what it does not show, in a paragraph or more."""

    @property
    def _forecast(self) -> str:
        """That it is none."""
        return NOT_A_FORECAST

    @abstractmethod
    def _values(self) -> dict[str, Any]:
        """The record without warnings and words."""

    @abstractmethod
    def _tables(self) -> Mapping[str, "pd.DataFrame"]:
        """What is written as CSV, by name."""

    @abstractmethod
    def _pictures(self) -> Mapping[str, "Callable[[], Picture]"]:
        """What is drawn, by name."""

    def _scenarios(self) -> Mapping[str, Mapping[str, Scenario]]:
        """What is written as scenarios that run, by folder and by name: of most studies none."""
        return {}

    @property
    def warnings(self) -> list[str]:
        """What to beware of in the scenarios, in sentences."""
        found = (one for scenario in self._about.values() for one in scenario.warnings)
        return list(dict.fromkeys(map(str, found)))

    @property
    def paragraph(self) -> str:
        """The headline, the details, and what none of it shows."""
        return f"{self.headline}\n\n{self._rest}"

    @property
    def _rest(self) -> str:
        """The details, and what the scenarios say that they cannot show."""
        return " ".join([self._details, *limits_of(self._about), self._forecast])

    @property
    def _ending(self) -> list[Part]:
        """The page from the warnings down."""
        paragraphs = self.paragraph.split("\n\n")
        return [*(f"Warning: {one}" for one in self.warnings), *paragraphs]

    def record(self) -> dict[str, Any]:
        """Everything as plain values that JSON can hold."""
        words = {
            "warnings": self.warnings,
            "headline": self.headline,
            "paragraph": self.paragraph,
        }
        found: dict[str, Any] = plain({**self._values(), **words})
        return found

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write the tables as CSV, the headline with the details, the pictures, the scenarios that
        were found, and the record.

        `form`: of the pictures, png, svg or pdf. Returns the files. Raises `OutputError`.
        """
        from simulator.plots.save import save_all
        from simulator.store.folder import write_scenarios, write_words
        from simulator.store.result_folder import write_record, write_tables

        place = Path(folder)
        scenarios = (write_scenarios(place / at, some) for at, some in self._scenarios().items())
        return [
            *write_tables(self._tables(), place / "tables"),
            write_words(self.paragraph, place),
            *save_all(self._pictures(), place / "figures", form),
            *chain.from_iterable(scenarios),
            write_record(self.record(), place / f"{self.NAME}.json"),
        ]
