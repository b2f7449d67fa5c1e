"""What a fit comes to: a table of families, a page, a picture, a scenario, files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.fits.about import About
from simulator.fits.as_scenario import as_text
from simulator.fits.counts.periods import Periods
from simulator.fits.family import YARDSTICK, Fits, Fitted
from simulator.fits.page import page
from simulator.results.face import Result
from simulator.tables.json_values import plain
from simulator.tables.page import Part

if TYPE_CHECKING:
    import pandas as pd

    from simulator.fits.pictures import FitPlots
    from simulator.scenario.schema import Scenario


@dataclass(frozen=True, repr=False)
class EventFit(Result):
    """Families of patterns, fitted to the events of one kind."""

    fits: Fits
    about: About
    warnings: list[str]
    """Of the data, and of the chosen family."""
    periods: Periods
    """How many acts there were in each period, such as a day."""
    sizes: Fits | None = None
    """Families of the munitions of an act, where they are known; scores in nats per day as well."""

    @property
    def chosen(self) -> Fitted:
        """The simplest family whose score is within one standard error of the best."""
        return self.fits.chosen

    @property
    def table(self) -> pd.DataFrame:
        """A row for each family, the best first; scores and differences in nats per day."""
        import pandas as pd

        return pd.DataFrame([self._row(one) for one in self.fits.fitted])

    @cached_property
    def yaml(self) -> str:
        """The chosen family as the text of a scenario that can be run."""
        return as_text(self.fits, self.sizes, self.about)

    @cached_property
    def scenario(self) -> Scenario:
        """The same, loaded."""
        from simulator.scenario.load import load_text

        return load_text(self.yaml, "fitted pattern")

    @property
    def parts(self) -> list[Part]:
        """The families compared, the parameters of the chosen one, and what to beware of."""
        return page(self.fits, self.sizes, self.about, self.warnings)

    @property
    def plot(self) -> FitPlots:
        """The picture: `days`."""
        from simulator.fits.pictures import FitPlots

        return FitPlots(self.scenario, self.periods, self.about)

    def record(self) -> dict[str, Any]:
        """Everything for programs; a limit that is not there is None."""
        chosen = self.chosen
        found: dict[str, Any] = plain({
            **self.about._asdict(),
            "families": [
                row | {"values": self.fits.named(row["family"]).values}
                for row in self.table.to_dict("records")
            ],
            "chosen": chosen.family,
            "parameters": chosen.parameters,
            "pattern": chosen.pattern,
            "sizes": _of_sizes(self.sizes),
            "warnings": self.warnings,
        })  # fmt: skip
        return found

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write the families (CSV), the record (JSON), the picture and the scenario (YAML).

        `form`: of the picture, png, svg or pdf. Returns the files. Raises `OutputError`.
        """
        from simulator.plots.save import save_all
        from simulator.store.result_folder import write_record, write_tables, write_text

        place = Path(folder)
        return [
            *write_tables({"families": self.table}, place),
            write_record(self.record(), place / "fit.json"),
            *save_all({"days": self.plot.days}, place, form),
            write_text(self.yaml, place / "pattern.yaml"),
        ]

    def _row(self, one: Fitted) -> dict[str, Any]:
        steady = self.fits.better_by(one.family, YARDSTICK)
        best = self.fits.better_by(one.family, self.fits.best.family)
        return {
            "family": one.family,
            "chosen": one is self.chosen,
            "parameters": len(one.values),
            "score": one.score,
            "to_steady": steady.value,
            "to_steady_error": steady.error,
            "to_best": best.value,
            "to_best_error": best.error,
            "in_sample": one.in_sample,
        }


def _of_sizes(sizes: Fits | None) -> dict[str, Any] | None:
    if sizes is None:
        return None
    chosen = sizes.chosen
    return {
        "family": chosen.family, "parameters": chosen.parameters, "pattern": chosen.pattern,
    }  # fmt: skip
