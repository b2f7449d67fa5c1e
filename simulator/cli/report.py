"""`report`: a folder of results as a page to hand on."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import name_files, noted

NAME = "report"
EXAMPLES = (
    "escalation report results/both",
    "escalation report results/both -o report.html -o report.md",
)
PAGE = "report.html"
Results = Annotated[
    Path,
    typer.Argument(metavar="RESULTS", help="A folder that run or compare left with --out."),
]
Pages = Annotated[
    list[Path] | None,
    typer.Option(
        "-o", "--output", metavar="FILE.html|FILE.md", show_default=False,
        help=f"Where to write the report (default: {PAGE} in the folder of results). Repeat for "
        "both forms.",
    ),
]  # fmt: skip


def command(results: Results, pages: Pages = None, quiet: options.Quiet = False) -> None:
    """Write a report on results.

    The headline, pictures with the tables behind them, two histories explained, every assumption
    with its source, the limits, the checklist of STRESS-DES, and how to play it again. The HTML is
    one file without scripts, to be opened from disk and printed; beside a Markdown file its
    pictures lie in a folder. The same results give the same bytes. Of results with --uncertain it
    keeps chance and what nobody knows apart.
    """
    from simulator.reports.report import refuse_other_forms, report

    wanted = pages or [results / PAGE]
    for page in wanted:
        refuse_other_forms(page)
    with noted(quiet):
        found = report(results)
        for page in wanted:
            name_files(found.write(page), options.Printing(quiet=quiet))
