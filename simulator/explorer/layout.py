"""Where everything lies in the tables that the engine file fills: a page reads them by this."""

from typing import Any

import numpy as np

from simulator.engine.compiled import AT_ONCE
from simulator.engine.compiled.loop import play_one, play_some
from simulator.engine.compiled.state import ENDLESS, SCALARS, State, new_state
from simulator.engine.tally import ROWS_EACH, Block
from simulator.engine.trace import ROW
from simulator.handles import declared, types_of
from simulator.model import guides, terms
from simulator.model.draws import DISTRIBUTION
from simulator.model.parameters import Parameters
from simulator.model.violations import TooManyActs
from simulator.tables.first_calls import NEVER_STARTED
from simulator.wasm.machine import ALIGNED, MOST, PAGE, STACK
from simulator.wasm.signature import fields


def layout() -> dict[str, Any]:
    """What is the same for every scenario: entries, tables and rows, and the numbers of words."""
    return {
        "entries": {"some": play_some.name, "one": play_one.name, "guide": guides.fill.name},
        "memory": {"stack": STACK, "page": PAGE, "most": MOST, "aligned": ALIGNED},
        "atOnce": AT_ONCE,
        "rowsEach": ROWS_EACH,
        "cells": guides.CELLS,
        "guided": [*types_of(Parameters)].index("guided"),
        "guides": [*types_of(Parameters)].index("guides"),
        "distributions": [*types_of(Parameters)].index("distributions"),
        "distribution": DISTRIBUTION.itemsize,
        "at": record(SCALARS),
        "tables": [record(declared(hint)[0]) for hint in fields(Block)],
        "row": record(ROW),
        "what": {word: number for number, word in enumerate(terms.EVENTS)},
        "states": {
            "not called": terms.NOT_CALLED,
            "in time": terms.MET,
            "late": terms.LATE,
            "never started": NEVER_STARTED,
        },
        "crowded": TooManyActs.__name__,
        "endless": ENDLESS,
        "never": terms.NEVER,
        "verdicts": [*terms.VERDICTS],
        "means": [*terms.MEANS],
    }


def record(dtype: "np.dtype[Any]") -> dict[str, Any]:
    """Bytes of a record, and of each field where it begins and whether it is whole (i8) or not."""
    found = {name: (int(at), kind.str[1:]) for name, (kind, at, *_) in (dtype.fields or {}).items()}
    return {"size": dtype.itemsize, "fields": found}


def state_of(p: Parameters, acts: float) -> list[dict[str, Any]]:
    """The arrays that a history changes: bytes of a row, and rows; None: as many as need be."""
    small, large = new_state(p, 1, acts).arrays(), new_state(p, 2, acts).arrays()
    return [
        {
            "name": name,
            "size": small[name].itemsize,
            "rows": len(small[name]) if len(small[name]) == len(large[name]) else None,
        }
        for name in types_of(State)
    ]
