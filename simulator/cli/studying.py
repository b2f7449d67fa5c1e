"""What the commands that play a study share: how it is played, and what Ctrl-C says of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from simulator.cli.options import Playing, Printing, Terms
from simulator.cli.output import stoppable
from simulator.cli.text import note

if TYPE_CHECKING:
    from simulator.play.how import How
    from simulator.scenario.schema import Scenario


@contextmanager
def studying(
    scenarios: "Sequence[Scenario]", playing: Playing, terms: Terms, printing: Printing
) -> Iterator["How"]:
    """How histories of these scenarios are played, within this with progress.

    Notes the engine that a pattern in Python asks for. Ctrl-C says that nothing is kept.
    """
    from simulator.play.engines import only_simpy
    from simulator.play.how import How

    if terms.python:
        note(only_simpy(scenarios), printing.quiet)
    with stoppable(None, printing.quiet, can_go_on=False) as progress:
        yield How(
            workers=playing.workers,
            engine=playing.engine,
            progress=progress,
            anyway=terms.anyway,
        )
