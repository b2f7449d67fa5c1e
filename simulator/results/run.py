"""A run: all replications of one scenario under one seed, and what may be asked of it."""

from collections.abc import Callable
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.results.beware import late_calls
from simulator.results.cells import heading, outcomes, watched_rules
from simulator.results.face import Result
from simulator.results.headline import of_run
from simulator.results.reading import notes
from simulator.results.watched import watched_days
from simulator.store.folder import write_csv, write_study, write_words
from simulator.tables.histories import Histories
from simulator.tables.json_values import plain
from simulator.tables.measures import estimates
from simulator.tables.page import Part, Title
from simulator.tables.precision import in_words

if TYPE_CHECKING:
    import pandas as pd

    from simulator.plots.style import Picture
    from simulator.results.pictures import RunPlots


class Run(Histories, Result):
    """What a scenario came to in its replications 0, 1, ...: tables, words, pictures, files."""

    @classmethod
    def of(cls, histories: Histories) -> "Run":
        """The run that these histories are."""
        return cls(**{one.name: getattr(histories, one.name) for one in fields(Histories)})

    @property
    def table(self) -> "pd.DataFrame":
        """Every outcome that is shown, with its 95 % interval and how many histories it is of."""
        import pandas as pd

        return pd.DataFrame(estimates(self))

    @cached_property
    def watched(self) -> "pd.DataFrame":
        """On how many days of a history the rules that the scenario watches would be met.

        Columns rule, days, met, false as in `results.watched`; no rows where it watches none. All
        histories are played again.
        """
        import pandas as pd

        if not self.scenario.watch:
            return pd.DataFrame(columns=["rule", "days", "met", "false"])
        return watched_days(self)

    @property
    def warnings(self) -> list[str]:
        """What to beware of in the outcomes, in sentences."""
        return [*map(str, self.scenario.warnings), *late_calls(self)]

    @property
    def headline(self) -> str:
        """The outcomes that matter most, in one or two sentences to quote."""
        return of_run(self)

    @cached_property
    def plot(self) -> "RunPlots":
        """The pictures of this run."""
        from simulator.results.pictures import RunPlots

        return RunPlots(self)

    @property
    def parts(self) -> list[Part]:
        """Outcomes with their intervals, how to read them, watched rules, headline and limits."""
        return [
            Title([heading(self)]),
            *([in_words(self.precision)] if self.precision else []),
            outcomes(estimates(self)),
            *notes([self]),
            *([watched_rules(self.watched)] if self.scenario.watch else []),
            *(f"Warning: {one}" for one in self.warnings),
            self.headline,
            self.scenario.limits,
        ]

    def record(self) -> dict[str, Any]:
        """What was asked, every outcome, and what to beware of, as plain values for JSON."""
        asked = {"scenario": self.scenario.name, "replications": self.replications}
        asked |= {"seed": self.seed}
        asked |= {"until": self.precision.record()} if self.precision else {}
        asked |= {"outcomes": estimates(self), "watched": self.watched.to_dict("records")}
        record: dict[str, Any] = plain(asked | {"warnings": self.warnings})
        return record | {"headline": self.headline, "limits": self.scenario.limits}

    def write(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Write a folder of results: scenario, tables and manifest, the summary, the pictures.

        Returns the manifest, which lists what it vouches for, and then what was made from it: the
        summary as CSV, the headline with the limits (headline.txt), and each picture (`form`: png,
        svg or pdf) that the scenario has something to show in. Raises `OutputError`; and
        `EscalationError` where the rows of phases were not kept.
        """
        manifest = write_study(Path(folder), {self.scenario.name: self})
        return [manifest, *self.add_summary(folder, form)]

    def add_summary(self, folder: str | Path, form: str = "png") -> list[Path]:
        """Add the summary, the words and the pictures to a folder that `run` was given as `out`.

        Returns the files added, as `write` does after the manifest. Raises `OutputError`.
        """
        from simulator.plots.save import save_all

        place = Path(folder)
        summary = write_csv(self.table, place / "tables" / "outcomes.csv")
        words = write_words(f"{self.headline}\n\n{self.scenario.limits}", place)
        return [summary, words, *save_all(self.pictures(), place / "figures", form)]

    def pictures(self) -> "dict[str, Callable[[], Picture]]":
        """The pictures to write, by name; none of what the scenario has nothing of."""
        plot, scenario = self.plot, self.scenario
        named: dict[str, Callable[[], Picture]] = {}
        named["timeline"] = lambda: plot.timeline(around_first_breach=True)
        if scenario.plan.phases:
            named["time-to-phases"] = plot.time_to_phases
            named["phases-over-time"] = plot.phases_over_time
        if scenario.violations:
            named["thresholds"] = plot.thresholds
        return named

    def __repr__(self) -> str:
        """<Run of One drone: 200 histories of 90 days, seed 0>."""
        return f"<Run of {heading(self)}>"
