import json
from pathlib import Path

import pytest

from .conftest import Command

MAPPING = "source: A mission's reports\nzone: UTC\nstart: day\ncount: acts\nkind: artillery\n"
PATTERN = """\
name: Fire
horizon: 10 days
violations:
  fire: {kind: artillery, rate: 7.5 per day, overdispersion: 0.6}
"""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A pattern, and a file of thirty days, in the working folder."""
    acts = [4, 0, 9, 31, 2, 1, 17, 0, 5, 6] * 3
    lines = [f"2024-03-{day:02},{count}" for day, count in enumerate(acts, start=1)]
    (tmp_path / "counts.csv").write_text("day,acts\n" + "\n".join(lines) + "\n")
    (tmp_path / "mapping.yaml").write_text(MAPPING)
    (tmp_path / "fire.yaml").write_text(PATTERN)
    monkeypatch.chdir(tmp_path)
    return ["check", "fire.yaml", "--events", "counts.csv", "--mapping", "mapping.yaml", "-n", "60"]


def test_each_check_says_in_words_how_it_ended(asked: list[str], command: Command) -> None:
    ended = command(*asked)
    assert ended.code == 0
    assert "60 simulated series, seen on 30 days" in ended.out
    assert "20 % of days have no act; simulated: " in ended.out
    assert "would fail on average, purely by chance" in ended.out.replace("\n", " ")


def test_a_pattern_that_fails_is_a_finding_and_no_error(asked: list[str], command: Command) -> None:
    ended = command(*asked, "--set", "violations.fire.overdispersion=1000")
    assert ended.code == 0
    assert "FAIL  variance to mean" in ended.out


def test_json_and_files_hold_the_same(asked: list[str], command: Command) -> None:
    ended = command(*asked, "--json", "--out", "found")
    told = json.loads(ended.out)
    assert told == json.loads(Path("found/checks.json").read_text())
    assert {one["check"] for one in told["checks"]} >= {"zero share", "ranks of the counts"}
    assert "wrote found/checks.png" in ended.err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--kind", "drone"), "there are no acts of kind 'drone'"),
        (("--as", "timed"), "they cannot be seen as timed acts"),
        (("--truce", "yesterday"), "'yesterday' is not a day or a moment"),
        (("--truce", "2024-03-25"), "a check needs at least 20"),
        (("--set", "violations.fire.kind=drone"), "there is no pattern of kind 'artillery'"),
        (("-n", "3"), "greater than or equal to 40"),
    ],
)
def test_what_cannot_be_is_told(
    more: tuple[str, ...], said: str, asked: list[str], command: Command
) -> None:
    ended = command(*asked, *more)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err
