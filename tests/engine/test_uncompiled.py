"""With compilation off, plain Python tells the same histories, to the bit, on both engines."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from simulator.engine import compiled, reference
from simulator.model.encode import encode
from simulator.scenario.load import load

ROOT = Path(__file__).parents[2]
FILES = ("ten-lines", "one-drone", "grey-zone", "families/saving-up", "families/echo")
PLAIN = """
from tests.engine.test_uncompiled import FILES, digest
for name in FILES:
    print(*digest(name))
"""


def digest(name: str) -> tuple[str, str]:
    """The first history of a shipped scenario on each engine, as a hash of its values."""
    p = encode(load(ROOT / "scenarios" / f"{name}.yaml"), 5)
    told = (engine.replicate(p, 0) for engine in (reference, compiled))
    one, other = (hashlib.sha256(repr(rows.tolist()).encode()).hexdigest() for rows in told)
    return one, other


def test_plain_python_tells_the_same_histories_as_compiled_code() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PLAIN],
        cwd=ROOT,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    plain = [tuple(line.split()) for line in ended.stdout.splitlines()]
    assert plain == [digest(name) for name in FILES]
    assert all(one == other for one, other in plain)
