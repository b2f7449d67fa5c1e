"""`curve`: what each threshold costs in false breaches, and what it misses."""

from dataclasses import dataclass
from typing import Annotated

import typer

from simulator.cli import options
from simulator.cli.output import give
from simulator.cli.studying import studying

NAME = "curve"
EXAMPLES = (
    "escalation curve reported-plan",
    'escalation curve reported-plan --along "window=1 h,6 h,24 h,3 days" --of drone',
    "escalation curve reported-plan --uncertain 40",
    "escalation curve mine.yaml --along severity --rules mine-strict.yaml,one-drone --out results",
)
Along = Annotated[
    str,
    typer.Option(
        metavar="WORD[=VALUES]",
        help="What to vary in a rule: count, severity, window, days (running) or cusum (the limit "
        "of a running score); optionally with the values to try, such as 'count=1,2,5'.",
    ),
]
Of = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND,...|all", show_default=False,
        help="Count these kinds of act; repeat for several curves (default: the kinds that the "
        "scenario's rule and the named rules count, and all together).",
    ),
]  # fmt: skip
Replications = Annotated[
    int | None,
    typer.Option(
        "--replications", "-n", metavar="N", min=2, max=options.MOST_REPLICATIONS,
        show_default=False,
        help="How many histories to play of each rule (default: 500), or with --uncertain of each "
        "set under it (default: 12).",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """In which scenario which rules are tried."""

    file: options.File
    along: Along = "count"
    of: Of = None
    rules: options.Rules = None


@dataclass(frozen=True)
class Sample:
    """How many histories of each rule are played, on which luck, and with which values."""

    replications: Replications = None
    seed: options.Seed = 0
    uncertain: options.SetsAtPoints = None


def command(
    tried: Tried,
    sample: Sample,
    folder: options.Folder,
    playing: options.Playing,
    terms: options.Terms,
    printing: options.Printing,
) -> None:
    """Show what each threshold costs and misses.

    Plays families of rules in one scenario on the same luck, each rule by itself, since an answer
    changes what comes after it. For every rule it reports false breaches per 30 days, hours to a
    breach, assaults answered in time and severity before an answer. It says which named rules are
    beaten by another beyond chance, and beyond which threshold raising it saves no further false
    breaches. --out draws the operating curve.

    --uncertain draws the same sets of values under every rule, separates chance from what nobody
    knows, and says in how many of the sets a rule is beaten.
    """
    from simulator.curves.curve import curve

    scenario = options.scenario(tried.file, terms)
    names = options.named_rules(tried.rules)
    with studying([scenario], playing, terms, printing) as how:
        found = curve(
            scenario,
            along=tried.along,
            of=tried.of,
            rules=names or None,
            uncertain=sample.uncertain,
            replications=sample.replications,
            seed=sample.seed,
            **how,
        )
    give(found, printing, folder)
