"""A small engine file, and both ways to run what is in it."""

from typing import Any

import pytest

from simulator.wasm.machine import Loaded, Machine

pytest.importorskip("numba")


@pytest.fixture(scope="session")
def small() -> Loaded:
    """The small engine file, built once."""
    from simulator.wasm.build import build
    from tests.wasm.small import ENTRIES

    return Loaded(build(ENTRIES))


@pytest.fixture(params=["file", "native"])
def runs(request: pytest.FixtureRequest, small: Loaded) -> Any:
    """A copy of the small file, and native code."""
    from simulator.wasm.native import Native

    return Machine(small) if request.param == "file" else Native()
