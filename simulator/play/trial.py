"""The pace of a few histories, where what is known from above would stop what is quick.

From above a history costs many times too much where a scenario hardly ever gets to its worst.
"""

from time import thread_time

from simulator.model.parameters import Parameters
from simulator.play.blocks import Task, attempt

MOST, SECONDS = 100, 2.0
"""So many histories are tried, or what takes so long from above."""
LONGEST = 10.0
"""Seconds of one history, from above, beyond which nothing is tried."""


def pace(p: Parameters, above: float) -> float:
    """Seconds of one processor for a history, by trying a few.

    `above`: those known from above. They are the answer where one history may take too long to
    try.
    """
    if above > LONGEST:
        return above
    tried = max(1, min(MOST, int(SECONDS / max(above, 1e-9))))
    attempt(p, Task(0, 0, 1))  # whatever is loaded once
    start = thread_time()
    attempt(p, Task(0, 0, tried))
    return (thread_time() - start) / tried
