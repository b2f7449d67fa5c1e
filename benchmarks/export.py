"""Write a scenario's arrays to a file that `limit.cpp` reads.

The program is frozen at the mechanisms of one drone: what it reads is listed here, and a new
mechanism, array or field of the model needs nothing here. A scenario that asks for anything else
is refused, since whatever the program does not read must be as it is for one drone.
"""

import struct
from pathlib import Path

import numpy as np
from numpy.lib.recfunctions import repack_fields

from benchmarks.question import parameters, scenario
from simulator.model.parameters import Array, Parameters

READ = {
    "world": "seed horizon starts offset postures posture clock resets stand_down"
    " together signs prior weight elasticity at_stake stream",
    "patterns": "stream kind cause hostile starts ends overdispersion wander memory"
    " munitions salvo salvo_within confirmed blamed",
    "rates": "",
    "shares": "",
    "kinds": "severity urgency seen",
    "monitoring": "delay teams severe_first verify right wrong",
    "clauses": "rule group kinds at_least within",
    "phases": "rule since grace not_before by within warns"
    " slows needs_count needs_troops needs_effect",
    "owed": "",
    "named": "",
    "guarantors": "stream home honours government parliament mandate rests brings present troops",
    "requires": "",
    "arrives": "",
    "slows": "",
    "moves": "stream origin trigger phase at after",
    "targets": "",
    "front": "sector defenders rate holds_at reach",
    "distributions": "family a b c",
}
"""The arrays and their fields, in the order in which `limit/parameters.hpp` has them."""
CODES = {
    "world.clock",
    "patterns.cause",
    "clauses.within",  # 0 stands for the calendar day
    "phases.since",
    "guarantors.brings",
    "guarantors.present",
    "moves.trigger",
    "distributions.family",
}
"""Fields whose values stand for mechanisms: the program has those of one drone."""
HOW_NOT_WHAT = {"world.engine", "guides", "guided", "mixing", "mixed"}
"""How the compiled engine plays a scenario; the histories are the same."""


def export(p: Parameters, path: Path) -> None:
    """Each array as its rows, columns and bytes of an item, then the items in one piece.

    Raises `ValueError` if the program cannot play the scenario, or if the model no longer has an
    array or field that the program reads.
    """
    arrays = [what_is_read(p, name) for name in READ]
    missing = beyond_the_limit(p)
    if missing:
        raise ValueError(f"The C++ limit has only what one drone needs; not {', '.join(missing)}.")
    with path.open("wb") as file:
        for array in arrays:
            columns = array.shape[1] if array.ndim == 2 else 1
            file.write(struct.pack("<3q", len(array), columns, array.itemsize))
            file.write(np.ascontiguousarray(array).tobytes())


def what_is_read(p: Parameters, name: str) -> Array:
    """An array with only the fields that the program reads."""
    array = p.arrays().get(name)
    fields = READ[name].split()
    if array is None:
        raise ValueError(f"The C++ limit reads {name}, which the model no longer has.")
    gone = [field for field in fields if field not in (array.dtype.names or ())]
    if gone:
        raise ValueError(f"The C++ limit reads {name}.{gone[0]}, which the model no longer has.")
    return repack_fields(array[fields]) if fields else array


def beyond_the_limit(p: Parameters) -> list[str]:
    """Arrays and fields, as in `patterns.echo`, that ask for what the program does not have."""
    known = unplayed(parameters(scenario(1)))
    nothing = np.empty(0)
    return [
        name
        for name, values in unplayed(p).items()
        if not np.isin(values, known.get(name, nothing)).all()
    ]


def unplayed(p: Parameters) -> dict[str, Array]:
    """By name, the values of whatever the program takes to be as it is for one drone."""
    columns = {}
    for name, array in p.arrays().items():
        if array.dtype.names:
            columns |= {f"{name}.{field}": array[field] for field in array.dtype.names}
        else:
            columns[name] = array
    read = {f"{name}.{field}" for name, fields in READ.items() for field in fields.split()}
    read |= {name for name, fields in READ.items() if not fields}
    free = (read - CODES) | HOW_NOT_WHAT
    return {name: values for name, values in columns.items() if name not in free}
