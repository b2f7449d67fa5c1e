"""`new`: a first scenario to start from."""

from pathlib import Path
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.text import note, say, write

NAME = "new"
EXAMPLES = (
    "escalation new north.yaml",
    "escalation new | less",
)

STARTER = """\
# A first scenario: change what you like, then
#   escalation validate THIS-FILE
#   escalation run THIS-FILE
#
# Every duration and rate has a unit: 36 h, 3 days, 90 min, 6 per day. Whatever is left out is the
# plain case. An editor with a YAML language server completes and explains each word, once
#   escalation schema > scenario.schema.json
# has been run here and this file starts with the line
#   # yaml-language-server: $schema=scenario.schema.json

name: My first scenario
question: Is an act of artillery answered within 24 hours?
horizon: 60 days                       # how long each history is
starts: Monday 00:00                   # when the ceasefire takes effect

violations:                            # who breaks the ceasefire, and how often
  harassment fire:
    kind: artillery                    # or drone, small_arms, missile, air_strike, ground_assault
    rate: 6 per day
    hours: night                       # or day, all
    overdispersion: 0.8                # bad days and good days; leave it out for steady ones
  exercises:
    kind: artillery
    cause: exercise                    # not hostile, but it sounds the same
    rate: 1 per day
    hours: day

monitoring:                            # what is known of it, and when
  seen: 80 %
  report: {lognormal: {median: 2 h, p90: 10 h}}
  teams: 4
  verify: {lognormal: {median: 3 h, p90: 12 h}}
  confirm: {hostile: 85 %, other: 20 %}
  attribute: {right: 75 %, wrong: 5 %}

threshold: {of: artillery, at_least: 5, within: 24 h}   # what counts as a breach

plan:                                  # what was promised in answer
  phases:
    - name: warning
      by: 24 h                         # on the clock, which starts at the first counted act
      owed_by: home country
      warns: true
    - name: help from abroad
      when: {continues: {at_least: 10, within: 24 h}}   # acts that follow the warning
      by: 72 h
      owed_by: friends
      needs: {guarantors: 2}

guarantors:                            # who promised it, and how they decide
  home country:
    home: true
    decides: 4 h
  northern friend:
    in: friends
    decides: {government: 12 h, parliament: {uniform: [1 day, 4 days]}}
    honours: 70 %
    brings: {air: {arrives: 24 h, slows: 10 %}}
  southern friend:
    in: friends
    decides: {government: {triangular: [6 h, 24 h, 72 h]}}
    honours: 60 %
    brings: {ground: {arrives: 5 days, troops: 2000}}

adversary:
  moves:
    - {on: warning, from: harassment, to: {restraint: 30 %}}   # in three cases of ten it complies
    - {from: restraint, to: harassment, after: {exponential: {mean: 14 days}}}

# Say where a number comes from, so that `escalation sources THIS-FILE` can list it:
# sources:
#   - {backs: violations.harassment fire.rate, says: "...", by: "...", year: 2025, sure: low}
"""


def command(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Where to write it.", show_default=False),
    ] = None,
    quiet: options.Quiet = False,
) -> None:
    """Print a scenario to start from.

    With FILE it is written there; an existing file is never overwritten.
    """
    if file is None:
        say(STARTER.rstrip("\n"))
        return
    write(file, STARTER, new=True)
    note(f"wrote {file}; next: escalation run {file}", quiet)
