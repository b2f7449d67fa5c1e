"""Changes a plan in one thing at a time, to see what would change the answer."""

from collections.abc import Iterable
from typing import Unpack

from simulator.errors import Problem, ScenarioError
from simulator.leverage.effects import answers, effects_of
from simulator.leverage.guarantors import guarantor_changes
from simulator.leverage.played import play_changes, start_of
from simulator.leverage.result import Levers
from simulator.leverage.shorter import shortened
from simulator.leverage.troops import along, doses
from simulator.maps.found import refuse_unknown
from simulator.play.execute import LARGEST_SEED, whole
from simulator.play.how import Sampled, parted
from simulator.scenario.load import Given, load
from simulator.scenario.quantities import parse_share
from simulator.scenario.ranges import bare

HISTORIES = 1000
"""Of each change where nothing is said of it."""
SHORTEN = "10 %"
NOTHING_CHANGES = (
    "there is nothing to change: it has no delays, no guarantors of other states, and no troops."
)


def levers(
    scenario: Given,
    outcomes: Iterable[str] | None = None,
    shorten: str | float = SHORTEN,
    **sample: Unpack[Sampled],
) -> Levers:
    """Find what would change the answer: which delay, which guarantor, how many troops.

    Parameters
    ----------
    scenario
        As in `run`: the plan as written.
    outcomes
        Those to report, by their names in the table of `run` or as "coalition: hours from the
        call"; by default how soon the breach and each phase come, the phases in time, assaults
        answered in time, false breaches and severity before an answer; over the number of troops
        those that move.
    shorten
        By what share each delay is shorter: "10 %" by default; "100 %" takes it away.
    replications
        Number of histories of each change, 1,000 by default.
    seed
        Random seed, the same for all changes.
    workers, engine, progress, anyway
        As in `run`.

    Returns
    -------
    Levers
        Of each delay the hours gained for each hour by which it is shorter, of each guarantor what
        its loss or its sure consent changes, and outcomes over the number of troops: paired with
        the plan as written, with 95 % intervals, and with what chance explains left out of the
        text; pictures.

    Raises
    ------
    ScenarioError
        There is nothing to change, or an argument is not valid.
    TooCostly, EscalationError
        As `run`.
    """
    plan = load(scenario)
    share = _share(shorten)
    replications, seed, how = parted(sample, HISTORIES)
    count = whole("replications", replications, 2)
    number = whole("seed", seed, 0, LARGEST_SEED)
    names = None if outcomes is None else list(dict.fromkeys(outcomes))
    refuse_unknown(names or (), [plan], map(start_of, plan.plan.phases))
    on = bare(plan).scenario
    delays, guarantors, asked = shortened(on, share), guarantor_changes(on), doses(on)
    changes = [*delays, *guarantors, *(asked.changes if asked else ())]
    if not changes:
        raise ScenarioError([Problem("levers", None, "", f"In '{plan.name}' {NOTHING_CHANGES}")])
    written, *found = play_changes(on, changes, count, number, **how)
    shown = answers(plan) if names is None else names
    at, end = len(delays), len(delays) + len(guarantors)
    effects = (
        effects_of(written, zip(delays, found[:at], strict=True), shown),
        effects_of(written, zip(guarantors, found[at:end], strict=True), shown),
    )
    troops = along(asked, written, found[end:], names) if asked else None
    return Levers(plan, effects, troops, share, (count, number))


def _share(said: str | float) -> float:
    """By what share delays are shorter; raises `ScenarioError` where that is no such share."""
    try:
        share = parse_share(said)
    except ValueError as error:
        raise ScenarioError([Problem("shorten", None, "", str(error))]) from None
    if share > 0.0:
        return share
    message = "0 % shortens nothing. Write a share such as '10 %'."
    raise ScenarioError([Problem("shorten", None, "", message)])
