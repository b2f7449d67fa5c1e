"""Many variants of one scenario on the same luck: of each the outcomes, by history."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Unpack

from simulator.play.execute import play
from simulator.play.how import How
from simulator.scenario.schema import Scenario
from simulator.scenario.variants import SAID
from simulator.tables.histories import Histories


class Variant(NamedTuple):
    """A variant of a scenario, and what messages call it."""

    name: str
    scenario: Scenario


def play_variants(
    variants: Sequence[Variant], replications: int, seed: int, **how: Unpack[How]
) -> list[Histories]:
    """The histories of each variant: replications 0, 1, ... of one seed, each played by itself.

    Those that are the same but for their names are played once. Phases and answers are not kept.
    Raises as `play`, with the name of the variant.
    """
    same: dict[str, int] = {}
    places = []
    arms: dict[str, Scenario] = {}
    for variant in variants:
        body = variant.scenario.model_dump_json(exclude=set(SAID))
        place = same.setdefault(body, len(arms))
        if place == len(arms):
            arms[_apart(variant.name, arms)] = variant.scenario
        places.append(place)
    found = list(play(arms, replications, seed, **(how | How(rows=False, out=None))).values())
    return [found[place] for place in places]


def _apart(name: str, others: Mapping[str, object]) -> str:
    """A name that no other has."""
    apart, n = name, 1
    while apart in others:
        n += 1
        apart = f"{name} ({n})"
    return apart
