"""The picture of a ranking."""

from collections.abc import Sequence

from simulator.plots import style
from simulator.plots.bands import Bar, bands
from simulator.ranks import words
from simulator.ranks.standing import Ranking, Standing
from simulator.results.pictures import figure_of
from simulator.tables.amounts import SHARE
from simulator.tables.wording import percent

SURE = 0.95
READING = (
    "light: 90 % of the sets; dark: from the mean to the worst tenth; full marker: first by its "
    "mean in at least 95 % of the resamples"
)


class RankPlots:
    """What may be drawn of a ranking; a notebook shows the figure by itself."""

    def __init__(self, rankings: Sequence[Ranking], arms: Sequence[str], heading: str) -> None:
        self.rankings = tuple(rankings)
        self.arms = list(arms)
        self.heading = heading

    def ranks(self) -> style.Picture:
        """Every rule by every outcome, the best first."""
        bars = [
            _bar(one, standing, self.arms, first=not place)
            for one in self.rankings
            for place, standing in enumerate(one.standings)
        ]
        heads = ("mean", "worst tenth", "regret", "best in")
        title = words.title(self.rankings)
        axes = bands(bars, heads, title, self.heading, self.arms)
        axes.set_xlabel(f"each unit on its own scale\n{READING}")
        return figure_of(axes)


def _bar(one: Ranking, standing: Standing, arms: list[str], first: bool) -> Bar:
    share = one.unit == SHARE
    chance = sorted((standing.mean, standing.worst))
    told = (
        words.amount(one.unit, standing.mean, share),
        words.amount(one.unit, standing.worst, share),
        words.amount(one.unit, standing.regret),
        percent(standing.best),
    )
    name = f"{one.outcome}{'' if share else f', {one.unit}'}" if first else ""
    scale = one.unit if share else f"{one.unit} {one.outcome}"
    band = standing.band.low, standing.band.high
    sure = standing.ranks[0] >= SURE
    return Bar(
        name, scale, standing.mean, (chance[0], chance[1]), band, told, arms.index(standing.arm),
        sure,
    )  # fmt: skip
