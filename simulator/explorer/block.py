"""A scenario as the bytes that the engine file plays, and what another scenario changes in them."""

from base64 import b64encode
from typing import Any, NamedTuple

import numpy as np

from simulator.engine.compiled import MOST_AT_FIRST, ROOM
from simulator.engine.compiled.state import stretch_width
from simulator.explorer.layout import state_of
from simulator.model.encode import encode
from simulator.model.expected import expected_acts, most_events, rows_of_act
from simulator.model.guides import with_guides
from simulator.model.parameters import Array, Parameters
from simulator.scenario.schema import Scenario
from simulator.wasm.machine import ALIGNED

WORD = 8
LEFT_OUT = "guides"
"""Filled in the page, by the engine file: they follow from the rest, and are long."""


class Block(NamedTuple):
    """The arrays of a scenario, one behind the other."""

    data: bytes
    """A whole number of words of 8 bytes."""
    arrays: tuple[tuple[int, ...], ...]
    """Of each array where it begins, and its length in each of three dimensions."""
    parameters: Parameters

    def record(self) -> dict[str, Any]:
        """The same as plain values, with what playing it takes at first."""
        p = self.parameters
        acts = float(expected_acts(p).sum())
        rows = int(min(rows_of_act(p) * acts, MOST_AT_FIRST - 1))
        return {
            "data": b64encode(self.data).decode(),
            "arrays": self.arrays,
            "state": state_of(p, acts),
            "width": stretch_width(int(p.world[0]["horizon"]), acts),
            "most": most_events(p, acts),
            "room": max(ROOM, 1 << rows.bit_length()),
        }


def block_of(scenario: Scenario, seed: int) -> Block:
    """The bytes of a scenario under a seed."""
    p = with_guides(encode(scenario, seed))
    data, arrays = bytearray(), []
    for name, array in p.arrays().items():
        arrays.append((len(data), *array.shape, *[1] * (3 - array.ndim)))
        if name != LEFT_OUT:
            data += array.tobytes()
            data += bytes(-len(data) % ALIGNED)
    return Block(bytes(data), tuple(arrays), p)


def same_form(one: Block, other: Block) -> bool:
    """Whether the arrays of two blocks have the same lengths, so that only words differ."""
    return one.arrays == other.arrays


class Patch(NamedTuple):
    """The words in which a block of the same form differs from another."""

    places: Array
    """Rising numbers of words."""
    words: Array
    """int64: what stands there instead."""

    def record(self) -> dict[str, Any]:
        """Runs as [first word, how many], and the bytes of all of them."""
        starts = np.flatnonzero(np.diff(self.places, prepend=-2) != 1)
        lengths = np.diff(np.append(starts, len(self.places)))
        runs = [[int(self.places[a]), int(n)] for a, n in zip(starts, lengths, strict=True)]
        return {"runs": runs, "words": b64encode(self.words.tobytes()).decode()}


def patch(base: Block, other: Block) -> Patch:
    """What turns a block into another of the same form."""
    before, after = words_of(base), words_of(other)
    places = np.flatnonzero(before != after)
    return Patch(places, after[places])


def patched(base: Block, patches: list[Patch]) -> Array:
    """The words of a block with patches laid over it, one after another."""
    words = words_of(base).copy()
    for one in patches:
        words[one.places] = one.words
    return words


def words_of(block: Block) -> Array:
    """Its bytes as int64."""
    return np.frombuffer(block.data, np.int64)
