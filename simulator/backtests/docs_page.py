"""The page of the docs, from the record of a back-test: the same figures on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.backtests.records import IN_FORCE, Record
from simulator.backtests.summary import legend, misses
from simulator.backtests.wording import (
    COVERAGE,
    SAMPLES,
    band_in_force,
    coverage_row,
    days_row,
    figure,
    named,
    played,
    reaction_row,
    row_of,
)

BASELINES = ("_last", "_poisson")
COMMAND = "escalation backtest --write docs/backtests.md"
LESSONS = """\
- *A constant rate at the values in force gives bands that are too narrow.* In the thirty hours of
  Easter 2025 the claimed shelling went from 65 an hour to 10 and to 130; at Debaltseve fire stopped
  for hours and then doubled. The total over a truce may be right although every part of it is
  wrong. A level drawn for the whole truce covers most of these hours, but not the lull, and says
  nothing of the course.
- *The growth of violations in a truce levels off.* The July 2020 truce eroded roughly as predicted
  until June 2021, and violations then levelled off at a third to a half of the level before the
  truce; growth that continues up to the old level is too much from July on.
- *Single days lie within their bands where levels do not:* most of a day's variation is scatter,
  and the amount of scatter is known.
- *Who counts matters more than what happens.* For one day of May 2025 the General Staff counted
  seven times the drones and three times the shelling that its own minister's figures for the first
  twelve hours, doubled, give: no range taken from other cases is as wide as that.
- *Claims come late.* Where a scenario treats one side's claims as known at once, the first counts
  took half a day.
- *First steps come sooner, and joint ones later,* than the plan's delays: interceptors take
  minutes, an emergency council less than a member's decision to act, and a decision to act
  together two or three days.
"""
WITHOUT = """\
What nobody knew before is drawn by default ([how](uncertain.md)): each scenario declares its ranges
with their sources, and its histories are spread over sets of values. `--uncertain 0` leaves it out.
In sample, where the figure is what the scenario was set with, this can only cost precision.
Below, *90 % band* says how many times its lower end the upper end is (the geometric mean, one added
to both), and the score is the mean CRPS of log(1 + x), which figures of any size and unit share;
*with both* are the figures of which both plain forecasts are known. A yes or no has no band. The
scores are without bias (the fair score of Ferro 2014; between pairs of different sets only).
"""
LEVELS = """\
Two kinds of range were not guessed. **Levels**: how far a rate may lie from the scenario's own is
what the scenarios of the *other* cases were wrong by, as in limits from the errors of past
forecasts (Williams and Goodman 1971). A case's own error is the root mean square of the log of what
happened over the median at the values in force (one added to both), over its figures of acts that
were not in sample; the spread of its ranges is that of the other cases, each with the same weight.
No figure has a part in the range that it is scored with. But *what* was to have a range was decided
when the misses at the values in force were known, and six cases are few: treat the coverage as that
of a second look, not of a forecast made in advance.
"""
STEPS = """\
**First steps**: the delay until a case's national response is lognormal, as the ends of the ranges
reported for the other cases scatter.
"""
OPENING = """\
What the shipped scenarios predict for public cases, compared with what was counted or reported.
The sources, and what is compared with what, are in
[scenarios/happened](../scenarios/happened/README.md). This page is written by
`{command}`.

Played: {played}.

![Forecasts](pictures/backtests.png)

{found}

How each figure relates to the scenario: {legend}. A reported range counts as inside a band if any
part of it overlaps. *Never* means that a band reaches the end of the history.
"""
SCORING = """\
CRPS is in the figure's own unit; lower is better. The log score is in nats; higher is better: it is
the log of the probability given to the reported range, widened by half a unit on both sides. It is
computed from draws smoothed with a Gaussian kernel on log(1 + x) (a plain share for yes or no); one
part in {more:,} of every forecast is spread widely (a Cauchy distribution of scale 1 on
log(1 + x) around its median), since {replications:,} histories cannot exclude what they have not
shown. *Last* persists with the last value known before. *Poisson* is a Poisson process at the mean
of what was known before; for hours, the wait for its next event. Where nothing was known before,
there is no such forecast.
"""
DELAYS = """\
Recorded response times compared with the delays of [the reported
plan](../scenarios/reported-plan.yaml) and of [calendar
reporting](../scenarios/calendar-reporting.yaml), in hours. A recorded reaction and a delay of the
model are never quite the same thing; the last column says which delay it is compared with. *Sooner*
and *later* say how the record compares with the simulation.
"""


def docs_page(record: Record) -> str:
    """The page in Markdown."""
    parts = [
        "# Back-tests: public cases against the simulator",
        opening(record),
        *(with_and_without(record) if record["sets"] else ()),
        "## What the misses say",
        LESSONS.strip(),
        "## What was missed",
        "\n".join(f"- {miss}" for miss in misses(record)) or "Nothing.",
        "## Figure by figure",
        SCORING.format(**record, more=record["replications"] + 1).strip(),
        *(part for case in record["cases"] for part in of_case(case, record)),
        "## Day by day",
        "The counted days of each month, each compared with its own forecast; CRPS is the mean.",
        days_table(record["days"]),
        "## Response times",
        DELAYS.strip(),
        "![Response times](pictures/response-times.png)",
        reactions_table(record["reactions"]),
    ]
    return "\n\n".join(parts) + "\n"


def opening(record: Record) -> str:
    """What the page is, the summary, and how to read it."""
    found = "\n".join(f"- {one}" for one in record["summary"])
    said = played(record)
    return OPENING.format(played=said, command=COMMAND, legend=legend(), found=found).strip()


def with_and_without(record: Record) -> list[str]:
    """What drawing what nobody knows changes, and where the ranges of levels come from."""
    return [
        "## With what nobody knows, and without",
        WITHOUT.strip(),
        markdown(COVERAGE, map(coverage_row, record["coverage"])),
        LEVELS.strip(),
        levels_table(record["levels"]),
        STEPS.strip(),
        steps_table(record["first_steps"]),
    ]


def of_case(case: Record, record: Record) -> list[str]:
    """A case's heading, how its scenario was changed, and its figures."""
    found = [one for one in record["forecasts"] if one["case"] == case["case"]]
    changes = [f"`{change}`" for change in case["changes"]]
    said = [f"Played with {', '.join(changes)}: {case['why']}."] if changes else []
    return [f"### {case['title']}", *said, forecasts_table(found), notes(found)]


def forecasts_table(found: Sequence[Record]) -> str:
    """A row for each figure."""
    header = [
        "what", "known", "happened", "median", "50 %", "90 %", "it lies",
        "90 % in force", "CRPS", "in force", "last", "Poisson",
        "log score", "in force", "last", "Poisson",
    ]  # fmt: skip
    scores = [f"{name}{way}" for name in ("crps", "log") for way in ("", IN_FORCE, *BASELINES)]
    rows = [
        [
            named(one),
            SAMPLES[one["in_sample"]],
            *row_of(one),
            band_in_force(one),
            *(figure(one.get(score)) for score in scores),
        ]
        for one in found
    ]
    return markdown(header, rows)


def levels_table(found: Iterable[Record]) -> str:
    """A row for each case: how wrong its scenario was, and how wide its range may be."""
    header = ["case", "figures", "own error", "spread from the others", "p90 of a range, times"]
    rows = [
        [
            one["case"],
            str(one["figures"]),
            *(figure(one[key]) for key in ("error", "spread", "times")),
        ]
        for one in found
    ]
    return markdown(header, rows)


def steps_table(found: Iterable[Record]) -> str:
    """A row for each case with a first step held out."""
    header = ["case", "other cases", "median, h", "p90, h"]
    rows = [
        [one["case"], str(one["others"]), figure(one["median"]), figure(one["p90"])]
        for one in found
    ]
    return markdown(header, rows)


def notes(found: Iterable[Record]) -> str:
    """The source of each figure, who counted it, and what else is worth knowing."""
    by_source: dict[str, list[str]] = {}
    for one in found:
        source = f"{one['counted_by']}, {linked(one['source'])}"
        note = f" ({one['note']})" if one["note"] else ""
        by_source.setdefault(source, []).append(f"{one['what']}{note}")
    return "\n".join(f"- {source}: {'; '.join(told)}." for source, told in by_source.items())


def linked(source: str) -> str:
    """A source as a link where it is one."""
    if source.startswith("scenarios/"):
        return f"[{source.rpartition('/')[2]}](../{source})"
    return f"[{source.split('/')[2]}]({source})" if source.startswith("http") else source


def days_table(days: Iterable[Record]) -> str:
    """A row for each month."""
    header = ["days of", "known", "days", "in 50 %", "in 90 %", "CRPS", "last", "Poisson"]
    return markdown(header, map(days_row, days))


def reactions_table(reactions: Iterable[Record]) -> str:
    """A row for each real reaction."""
    header = [
        "case", "reaction", "part of the plan", "known", "recorded", "50 %", "90 %", "it lies",
        "delay",
    ]  # fmt: skip
    rows = [
        [
            one["case"],
            one["what"],
            one["hint"].replace("_", " "),
            *reaction_row(one),
            one["meaning"],
        ]
        for one in reactions
    ]
    return markdown(header, rows)


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar within a cell is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )
