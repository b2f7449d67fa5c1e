"""The pictures of a run: each method computes what a figure shows and draws it."""

from typing import TYPE_CHECKING

from simulator.plots import style
from simulator.plots.timeline import timeline
from simulator.results.spans import spans_of, window_around_first_breach

if TYPE_CHECKING:
    from simulator.results.run import Run


class RunPlots:
    """What may be drawn of a run; each method returns a figure that a notebook shows by itself."""

    def __init__(self, run: "Run") -> None:
        self.run = run

    def timeline(
        self,
        replication: int = 0,
        window: tuple[int, int] | None = None,
        around_first_breach: bool = False,
    ) -> style.Picture:
        """One history in swim lanes; a window of minutes, or from a day before the first breach
        to a week after it."""
        run = self.run
        rows = run.rows(replication)
        if around_first_breach and window is None:
            window = window_around_first_breach(spans_of(rows, run.names, run.scenario))
        said = f"{style.plain(run.scenario.name)}: replication {replication}, seed {run.seed}"
        return figure_of(timeline(rows, run.names, run.scenario, window=window, subtitle=said)[0])


def figure_of(ax: object) -> style.Picture:
    """The picture that an axes was drawn into."""
    figure = ax.figure  # type: ignore[attr-defined]
    assert isinstance(figure, style.Picture)
    return figure
