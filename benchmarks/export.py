"""Write a scenario's arrays to a file that `limit.cpp` reads.

The limit has what the shipped plan needs, and not all that a scenario may ask for; `export` says
what is missing.
"""

import struct
from pathlib import Path

import numpy as np

from simulator.model import terms
from simulator.model.parameters import Parameters

LEFT_OUT = ("times", "numbers", "guides", "guided", "programs")
"""Arrays of what the limit lacks: scripted acts, empirical distributions, guides and Python."""


def export(p: Parameters, path: Path) -> None:
    """Each array as its rows, columns and bytes of an item, then the items in one piece."""
    missing = beyond_the_limit(p)
    if missing:
        raise ValueError(f"The C++ limit has no {', '.join(missing)}.")
    with path.open("wb") as file:
        for name, array in p.arrays().items():
            if name in LEFT_OUT:
                continue
            columns = array.shape[1] if array.ndim == 2 else 1
            file.write(struct.pack("<3q", len(array), columns, array.itemsize))
            file.write(np.ascontiguousarray(array).tobytes())


def beyond_the_limit(p: Parameters) -> list[str]:
    """What a scenario asks for that the limit does not have."""
    patterns, clauses, mission = p.patterns, p.clauses, p.monitoring[0]
    asked = {
        "scripted times or gaps": (patterns["source"] != terms.RATE).any(),
        "masses or saving up": (patterns["mass_share"] > 0).any() or (patterns["saves"] > 0).any(),
        "echoes": (patterns["echo"] > 0).any(),
        "pauses before deadlines": (patterns["pauses"] > 0).any(),
        "staying under the rule": (patterns["belief"] > 0).any(),
        "running scores": (clauses["drift"] >= 0).any(),
        "calendar days": (clauses["within"] == 0).any() or (clauses["days"] > 1).any(),
        "munitions or severity in a rule": (clauses["measure"] != terms.VIOLATIONS).any(),
        "daily reports": mission["daily"] >= 0,
        "claims": bool(mission["claims"]),
    }
    return [name for name, is_asked in asked.items() if is_asked]
