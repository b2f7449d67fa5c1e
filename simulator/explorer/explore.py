"""Makes a page in which a plan is played again."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Unpack

from simulator.errors import OutputError, ScenarioError, TooCostly
from simulator.explorer.contents import Shown, chosen_sliders, contents
from simulator.explorer.draws import SETS, Drawn, Sliders, drawn
from simulator.explorer.page import to_page
from simulator.explorer.plans import Plan
from simulator.play.execute import LARGEST_SEED, play, whole
from simulator.play.how import How, Sampled, parted
from simulator.results.run import Run
from simulator.scenario.load import Given, load
from simulator.store.disk import writing
from simulator.store.result_folder import write_text
from simulator.tables.amounts import with_interval
from simulator.tables.measures import measures
from simulator.tables.safe_text import clean

HISTORIES = 1000
MOST_HISTORIES = 20_000
"""A browser keeps the values of all of them."""
MOST_SETS = 1000


class Explorer:
    """A page in which a reader moves the numbers of a plan, and the plan is played again."""

    def __init__(
        self, runs: "list[Run]", told: dict[str, Any], drawn: Drawn | None, offered: bool
    ) -> None:
        """`offered`: whether the sets are left out of a page that would be too large with them."""
        self.runs = tuple(runs)
        """Each plan as written, whose table the page begins with."""
        self.uncertain = drawn.first if drawn else None
        """The first plan over the sets that the page draws, if it draws any."""
        self._told = told
        self._offered = offered

    @property
    def sliders(self) -> list[str]:
        """The path of each slider."""
        return [one["path"] for one in self._told["sliders"]]

    @cached_property
    def html(self) -> str:
        """One file that asks nothing of anybody. Raises `TooCostly` if it would be too large."""
        try:
            return to_page(self._told, self._still())
        except TooCostly:
            if not (self.uncertain and self._offered):
                raise
        return to_page(self._told | {"drawn": None}, self._still())

    def write(self, path: str | Path) -> Path:
        """Write the page to a file that ends in .html; the file. Raises `OutputError`."""
        place = Path(path)
        refuse_other_form(place)
        html = self.html
        with writing(place.parent):
            place.parent.mkdir(parents=True, exist_ok=True)
        return write_text(html, place)

    def _still(self) -> dict[str, Any]:
        """What a browser shows that cannot play: the plan as written."""
        run = self.runs[0]
        return {
            "title": clean(run.scenario.question or run.scenario.name),
            "name": clean(run.scenario.name),
            "headline": clean(run.headline),
            "limits": clean(run.scenario.limits),
            "histories": run.replications,
            "rows": [
                (one.outcome, one.unit, with_interval(one.unit, *one.estimate))
                for one in measures(run)
            ],
        }

    def __repr__(self) -> str:
        names = " and ".join(run.scenario.name for run in self.runs)
        return f"<Explorer of {names}: {len(self.sliders)} sliders>"


def refuse_other_form(path: Path) -> None:
    """Raise `OutputError` for a file that is not .html."""
    if path.suffix.lower() != ".html":
        raise OutputError(f"{path}: the page is written as .html; name such a file.")


def explore(
    scenario: Given,
    slide: Iterable[str] = (),
    compare: Given | None = None,
    uncertain: int | None = None,
    **sample: Unpack[Sampled],
) -> Explorer:
    """Make a page in which a plan is played again whenever its reader moves something.

    Parameters
    ----------
    scenario
        As in `run`.
    slide
        What may be moved, each as PATH=VALUES: "threshold.at_least=1,2,5,20",
        "plan.phases.coalition.by=24 h,48 h,72 h". By default the counts of the rule, the first
        deadlines, and five of the numbers that the scenario declares uncertain.
    compare
        A second plan, between which and the first a reader may choose.
    uncertain
        How many sets of values of what the scenarios declare uncertain the page draws at the turn
        of a switch, 16 histories of each; 0: none. By default 64, if the page can hold them.
    replications
        Number of histories; by default 1000, at most 20,000.
    seed
        Random seed.
    workers, progress, anyway
        As in `run`; they are for the plan as written, whose table the page must come to.

    Returns
    -------
    Explorer
        Its `html`, and `write("page.html")`: one file under 300 kB, opened from disk.

    Raises
    ------
    ScenarioError
        As `run`; also for a pattern written in Python, a slider whose path or value is not there,
        and sliders, or sets that were asked for, that do not combine.
    TooCostly
        As `run`; also for a page that would be too large.
    """
    asked = [scenario, *([] if compare is None else [compare])]
    given = [load(one) for one in asked]
    count, seed, how = parted(sample, HISTORIES)
    number = whole("seed", seed, 0, LARGEST_SEED)
    count = whole("replications", count, 2, MOST_HISTORIES)
    plans = [Plan(one, number) for one in given]
    sliders = chosen_sliders(plans, list(slide))
    sets = _sets(plans, sliders, uncertain, how)
    arms = {f"{i} {one.name}": one for i, one in enumerate(given)}
    runs = {name: Run.of(run) for name, run in play(arms, count, number, **how).items()}
    named = [_file(one, plan.scenario.name) for one, plan in zip(asked, plans, strict=True)]
    told = contents(Shown(plans, named, runs, sliders, sets))
    return Explorer([*runs.values()], told, sets, offered=uncertain is None)


def _sets(plans: Sequence[Plan], sliders: Sliders, asked: int | None, how: How) -> Drawn | None:
    """The sets that were asked for; else those that we offer, where they fit."""
    if asked is not None:
        count = whole("uncertain", asked, 0, MOST_SETS)
        return drawn(plans, sliders, count, how) if count else None
    try:
        return drawn(plans, sliders, SETS, how)
    except (ScenarioError, TooCostly):
        return None


def _file(given: Given, name: str) -> str:
    """What a command calls a scenario: as it was called here, if it has a file."""
    return str(given) if isinstance(given, str | Path) else f"{name}.yaml"
