"""Calling compiled code: it gets what it is handed, gives what it made, and says how it failed."""

from typing import Any

import numpy as np
import pytest

from simulator.errors import EscalationError
from simulator.wasm import machine
from simulator.wasm.machine import Loaded, Machine
from tests.model.test_draws import NUMBERS, ROWS, TABLE
from tests.wasm.small import (
    Line,
    corner,
    exponentials,
    far_off,
    logarithms,
    looked_up,
    moved,
    on_line,
    samples,
    shared,
    some,
)


def test_it_finds_each_array_of_a_class_and_its_columns(runs: Any) -> None:
    assert runs.call(looked_up, some(), 2, 1, 3) == 30 + 0.125 + 700
    assert runs.call(looked_up, runs.place(some()), 2, 1, 3) == 30 + 0.125 + 700


def test_what_it_writes_into_placed_arrays_stays_there(runs: Any) -> None:
    placed = runs.place(some())
    runs.call(moved, placed, 1)
    runs.call(moved, placed, 1)
    assert placed.points["x"].tolist() == [10, 22, 30]


def test_a_tuple_of_numbers_and_arrays_is_one_argument(runs: Any) -> None:
    found, line = np.zeros(3), Line(0.5, -2, True, np.array([0, 1, 10]))
    assert runs.call(on_line, line, found) is True
    assert found.tolist() == [-2.0, -1.5, 3.0]
    assert runs.call(on_line, line._replace(upward=False), found) is False
    assert found.tolist() == [-2.0, -2.5, -7.0]


def test_an_array_of_three_dimensions_keeps_its_shape(runs: Any) -> None:
    pages = np.arange(24.0).reshape(2, 3, 4)
    assert runs.call(corner, pages) == 234
    assert pages[0, 0, 0] == 23.0


@pytest.mark.parametrize(
    "array",
    [np.zeros((1, 2, 3), np.float32), np.zeros((2, 3)), np.zeros((2, 3, 4)).T],
    ids=["another type", "another shape", "in pieces"],
)
def test_an_array_that_is_not_as_declared_is_refused(runs: Any, array: Any) -> None:
    with pytest.raises(TypeError, match="pages must be a C array of float64 with 3 dimensions"):
        runs.call(corner, array)


def numbers() -> Any:
    """Of all sizes and both signs, with subnormal ones and the ends of what there is."""
    chance = np.random.default_rng(4)
    drawn = chance.standard_normal(20_000) * 2.0 ** chance.integers(-1074, 1000, 20_000)
    ends = [0.0, -0.0, 5e-324, 2.2e-308, 1.7e308, np.inf, -np.inf, np.nan, -745.1, 709.7, -710.0]
    return np.concatenate([drawn, chance.uniform(-750, 712, 20_000), ends])


@pytest.mark.parametrize("entry", [exponentials, logarithms], ids=["exp", "log"])
def test_elementary_functions_have_the_bits_of_plain_python(runs: Any, entry: Any) -> None:
    given, found = numbers(), np.zeros(len(numbers()))
    expected = np.zeros(len(given))
    entry.function(given.tolist(), expected)
    runs.call(entry, given, found)
    assert np.array_equal(found, expected, equal_nan=True)
    assert np.array_equal(np.signbit(found), np.signbit(expected))


@pytest.mark.parametrize("family", ROWS)
def test_samples_have_the_bits_of_plain_python(runs: Any, family: str) -> None:
    ends = [2.0**-53, 1e-12, 0.5, 1.0 - 1e-12, 1.0 - 2.0**-53]
    uniforms = np.array([*np.random.default_rng(2).random(300), *ends])
    found, expected = np.zeros(len(uniforms)), np.zeros(len(uniforms))
    values = np.sort(NUMBERS)
    samples.function(TABLE, values, ROWS[family], uniforms, expected)
    runs.call(samples, TABLE, values, ROWS[family], uniforms, found)
    assert found.tobytes() == expected.tobytes()


def test_an_error_of_a_rule_is_named_with_its_words_and_its_line(runs: Any) -> None:
    with pytest.raises(
        EscalationError, match=r"^ValueError: seven is too many \(.*small.py:\d+\)$"
    ):
        runs.call(shared, 100, 7)
    with pytest.raises(EscalationError, match="^ZeroDivisionError: "):
        runs.call(shared, 100, 0)
    assert runs.call(shared, 100, 8) == 12


def test_a_look_beyond_all_memory_is_stopped_and_the_next_call_goes_well(small: Loaded) -> None:
    runs = Machine(small)
    with pytest.raises(EscalationError, match="compiled code was stopped: .*out of bounds"):
        runs.call(far_off, np.zeros(4), 1 << 28)
    assert runs.call(far_off, np.arange(4.0), 3) == 3.0


def test_more_memory_than_a_copy_may_have_is_refused(
    small: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "MOST", 1 << 22)
    with pytest.raises(EscalationError, match="more than 4 MiB of memory"):
        Machine(small).call(far_off, np.zeros(1 << 20), 0)


def test_memory_is_used_again_after_each_call(small: Loaded) -> None:
    runs = Machine(small)
    for _ in range(100):
        runs.call(far_off, np.zeros(1 << 17), 0)
    assert runs._memory.data_len(runs._store) < 1 << 23


def test_an_array_of_the_memory_outlives_the_copy_that_made_it(small: Loaded) -> None:
    points = Machine(small).place(some()).points
    assert points["x"].tolist() == [10, 20, 30]
