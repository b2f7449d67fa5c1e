"""`run`: a scenario played many times."""

from simulator.cli import options
from simulator.cli.output import give, give_played, stoppable
from simulator.cli.rare import give_rare
from simulator.cli.text import note

NAME = "run"
EXAMPLES = (
    "escalation run reported-plan",
    "escalation run reported-plan -n 1000 --set plan.phases.0.by=48h --out results/48h",
    'escalation run one-drone --until "assault ± 3 %" --until "false breaches ± 0.05"',
    'escalation run one-drone --until "median hours_to_breach ± 12 h" -n 10000',
    "escalation run one-drone --uncertain 200",
    'escalation run one-drone --rare "direct clash and US-backed action in time"',
)


def command(
    file: options.File,
    sample: options.Sample,
    folder: options.Folder,
    playing: options.Playing,
    terms: options.Terms,
    printing: options.Printing,
) -> None:
    """Play a scenario many times.

    Prints each outcome with its 95 % interval and the number of histories it applies to. Acts are
    weighed by severity: small arms 0.2, artillery 1, drone 2, missile or air strike 5, ground
    assault 20, unless the scenario says otherwise.

    --until keeps playing until an interval is narrow enough. Name an outcome as the table does, or
    its median or p90, as in 'median hours_to_breach +- 12 h'. The width is in the outcome's own
    unit, or relative, as in '5 % of value'.

    --uncertain shows beside each value what chance leaves open and the band that holds 90 % of the
    sets; more histories do not narrow that band.

    --rare prints one outcome in place of all: its probability with an interval, and what it depends
    on. Millions of histories are looked at, and those are played whose luck is promising.
    """
    from simulator.play.engines import only_simpy
    from simulator.results.run import Run
    from simulator.study import run as api

    scenario = options.scenario(file, terms)
    if sample.rare is not None:
        give_rare([scenario], sample, folder, playing, terms, printing)
        return
    if terms.python:
        note(only_simpy([scenario]), printing.quiet)
    with stoppable(folder.out, printing.quiet) as progress:
        run = api.run(
            scenario,
            replications=sample.replications,
            seed=sample.seed,
            until=sample.until,
            uncertain=sample.uncertain,
            workers=playing.workers,
            engine=playing.engine,
            out=folder.out,
            progress=progress,
            rows=folder.out is not None,
            anyway=terms.anyway,
        )
    if isinstance(run, Run):
        give_played(run, printing, folder)
    else:
        give(run, printing, folder)
