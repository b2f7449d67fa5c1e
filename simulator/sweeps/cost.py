"""What a sweep would cost: from above by the scenario at each point, closer by trying a few."""

from __future__ import annotations

from typing import NamedTuple

from simulator.errors import Problem, ScenarioError, TooCostly
from simulator.model.encode import encode
from simulator.play.cost import LONGEST, MOST_MEMORY, about, cost_of, in_bytes, in_time
from simulator.play.trial import pace
from simulator.scenario.schema import Scenario
from simulator.sweeps.kinds import Asked
from simulator.tables.wording import counted
from simulator.uncertain.blocks import block_size

BLOCK_SECONDS, BLOCK_HISTORIES = 20.0, 10_000
"""Of a block at most, seconds from above: about 2. That is lost when a sweep is stopped."""
TRIED = 8
"""Points, spread over all, of which a few histories are tried."""
MOST_PROBLEMS = 5
"""Points with values that are not allowed, before the search for more is given up."""
REMEDY = (
    "Nothing was played. Take fewer points or histories, or a shorter horizon; or say --anyway (in "
    "Python: anyway=True) to play it all the same."
)


class Cost(NamedTuple):
    """What a sweep would cost on one processor."""

    points: int
    histories: int
    """Of each point, those of all sets together."""
    seconds: float
    """From above, unless it was tried."""
    blocks: tuple[int, ...]
    """For each point the histories, or the sets, that are played in one go."""

    @property
    def words(self) -> str:
        """'1,000 points of 200 histories each, 200,000 in all: about 40 seconds ...'."""
        points = counted(self.points, "point", "points")
        each = counted(self.histories, "history", "histories")
        total = self.points * self.histories
        time = in_time(max(1.0, self.seconds))
        return f"{points} of {each} each, {total:,} in all: about {time} of one processor"


def cost_of_sweep(asked: Asked) -> Cost:
    """What every point of a shard would cost.

    Raises `ScenarioError` for points whose values are not allowed, and unless it is wanted
    anyway, `TooCostly` where one history needs 2 GiB.
    """
    points = asked.points
    count = asked.histories * max(1, points.sets)
    seconds, blocks = 0.0, []
    problems: list[Problem] = []
    for number in points.own:
        try:
            cost = cost_of(encode(points.scenario_of(number), asked.seed, asked.engine))
        except ScenarioError as error:
            problems += error.problems
            if len(problems) >= MOST_PROBLEMS:
                break
            continue
        if cost.memory > MOST_MEMORY and not asked.anyway:
            raise TooCostly(
                f"point {number} ({points.design.words(number)}): a history has about "
                f"{about(cost.acts)} acts and needs about {in_bytes(cost.memory)} of memory. "
                f"{REMEDY}"
            )
        seconds += count * cost.seconds
        blocks.append(_rows_of_block(asked, cost.seconds))
    if problems:
        raise ScenarioError(problems)
    return Cost(len(points.own), count, seconds, tuple(blocks))


def _rows_of_block(asked: Asked, seconds: float) -> int:
    """How many histories, or sets, of a point are played in one go; `seconds`: of one history."""
    most = int(BLOCK_SECONDS / max(seconds, 1e-9))
    if asked.points.sets:
        return max(1, min(block_size(asked.points.sets), most // asked.histories))
    return max(1, min(BLOCK_HISTORIES, most))


def refuse_too_long(cost: Cost, asked: Asked) -> None:
    """Raise `TooCostly` where all would take an hour of a processor, also by trying."""
    if cost.seconds > LONGEST and (tried := closer(cost, asked)).seconds > LONGEST:
        raise TooCostly(f"{tried.words}. {REMEDY}")


def closer(cost: Cost, asked: Asked) -> Cost:
    """The cost by the pace of a few histories at a few points.

    With uncertain sets a set is tried at each, another one every time.
    """
    points = asked.points
    numbers = points.own[:: max(1, len(points.own) // TRIED)]
    of_one = cost.seconds / (len(points.own) * cost.histories)
    spent = [
        pace(encode(_tried(asked, number, place), asked.seed, asked.engine), of_one)
        for place, number in enumerate(numbers)
    ]
    return cost._replace(seconds=sum(spent) / len(spent) * len(points.own) * cost.histories)


def _tried(asked: Asked, number: int, place: int) -> Scenario:
    """The scenario that is tried at a point: of uncertain sets another one at each."""
    points = asked.points
    if not points.sets:
        return points.scenario_of(number)
    return points.sets_at(number, asked.seed).scenario_of(place % points.sets)
