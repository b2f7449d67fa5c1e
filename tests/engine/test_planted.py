"""The comparison of the engines is seen to catch a fault in every mechanism."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.planted import COMPILED, FAULTS, SOUND, told

ROOT = Path(__file__).parents[2]
PLAIN = "import sys; from tests.engine.planted import report; report(sys.argv[1])"


@pytest.fixture(scope="module")
def findings(tmp_path_factory) -> dict[str, str | None]:
    """What the comparison says of each planted fault, and of the engine without one."""
    folder = tmp_path_factory.mktemp("planted")
    told(folder)
    ended = subprocess.run(
        [sys.executable, "-c", PLAIN, str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    found: dict[str, str | None] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.mechanism.partition(":")[0])
def test_a_planted_fault_is_caught(fault, findings):
    assert findings[fault.mechanism] is not None, f"nobody would see this fault: {fault.mechanism}"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.mechanism.partition(":")[0])
def test_no_planted_fault_is_left_in(fault):
    text = (COMPILED / fault.file).read_text(encoding="utf-8")
    assert text.count(fault.right) == 1, f"the fault is in the sources: {fault.mechanism}"


def test_without_a_fault_there_is_no_difference(findings):
    assert findings[SOUND] is None
