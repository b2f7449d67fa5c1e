"""A report: a folder of results as one page to hand on."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from simulator.errors import OutputError, Problem, ScenarioError
from simulator.reports.contents import scenarios_of, sections_of, title_of
from simulator.reports.html import to_html
from simulator.reports.markdown import pictures_beside, to_markdown
from simulator.reports.over_sets import sections_of_sets
from simulator.reports.parts import Section
from simulator.store.disk import writing
from simulator.store.read import read_manifest
from simulator.store.result_folder import write_bytes, write_text
from simulator.study.open import open
from simulator.sweeps.result import Sweep
from simulator.uncertain.result import UncertainResult

OF_A_SWEEP = "holds a sweep; a report is made of what run or compare left with --out."
FORMS = (".html", ".md")


class Report:
    """What a folder of results says, for people who were not there."""

    def __init__(self, title: str, sections: Sequence[Section]) -> None:
        self.title = title
        self.sections = tuple(sections)

    @cached_property
    def html(self) -> str:
        """One page with everything in it, without scripts, which prints on A4."""
        return to_html(self.title, self.sections)

    def write(self, path: str | Path) -> list[Path]:
        """Write a page that ends in .html or .md; the files.

        Beside NAME.md its pictures are put into a folder NAME-pictures. Raises `OutputError`.
        """
        place = Path(path)
        refuse_other_forms(place)
        with writing(place.parent):
            place.parent.mkdir(parents=True, exist_ok=True)
        if place.suffix.lower() == ".html":
            return [write_text(self.html, place)]
        folder = place.with_name(f"{place.stem}-pictures")
        pictures = pictures_beside(self.sections)
        with writing(place.parent):
            folder.mkdir(exist_ok=True)
        page = to_markdown(self.title, self.sections, folder.name)
        written = [write_bytes(svg, folder / name) for name, svg in pictures.items()]
        return [write_text(page, place), *written]

    def _repr_html_(self) -> str:
        """The page as a notebook shows it."""
        return self.html

    def __repr__(self) -> str:
        return f"<Report on {self.title}: {len(self.sections)} sections>"


def refuse_other_forms(path: Path) -> None:
    """Raise `OutputError` for a file that is neither .html nor .md."""
    if path.suffix.lower() not in FORMS:
        raise OutputError(f"{path}: a report is written as .html or .md; name such a file.")


def report(folder: str | Path) -> Report:
    """Make a report of the run or comparison in a folder, with uncertain sets or without.

    Parameters
    ----------
    folder
        What `--out`, `out=` or `.write` left. Every file is checked against its hash.

    Returns
    -------
    Report
        Its `html`, and `write("report.html")` or `write("report.md")`. The same results give the
        same bytes.

    Raises
    ------
    ScenarioError
        The folder holds no results, unfinished ones, a sweep, or those of another version, as in
        `open`.
    """
    entry = read_manifest(folder)
    result = open(folder)
    if isinstance(result, Sweep):
        raise ScenarioError([Problem(str(folder), None, "", OF_A_SWEEP)])
    if isinstance(result, UncertainResult):
        scenarios = {arm: sets.scenario for arm, sets in result.arms.items()}
        return Report(title_of(scenarios), sections_of_sets(result, entry))
    return Report(title_of(scenarios_of(result)), sections_of(result, entry))
