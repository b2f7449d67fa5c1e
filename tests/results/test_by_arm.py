from typing import NamedTuple

from simulator.results.by_arm import in_columns, in_rows, lettered


class Made(NamedTuple):
    """A made-up row."""

    outcome: str
    unit: str
    arm: str


ROWS = [Made("acts", "per 30 days", arm) for arm in ("x", "y")] + [Made("assault", "h", "y")]


def value(row: Made) -> str:
    return f"{row.outcome} of {row.arm}"


def changed(row: Made) -> list[str]:
    return [f"{row.arm} - x", "p", "flips"]


def test_two_arms_stand_beside_each_other_and_what_one_lacks_is_said() -> None:
    lines = in_columns(ROWS, ["x", "y"], value, changed, lambda some: f" ({len(some)})")
    assert [line for line in lines if len(line) > 1] == [
        ["  acts, per 30 days (2)", "acts of x", "acts of y", "y - x", "p", "flips"],
        ["  assault, h (1)", "does not apply", "assault of y", "y - x", "p", "flips"],
    ]


def test_more_arms_stand_below_the_name_of_their_outcome() -> None:
    lines = in_rows(ROWS, value, changed, lambda some: f" ({len(some)})")
    assert [line[0] for line in lines if len(line) > 1] == [
        "  acts, per 30 days", "    x (1)", "    y (1)", "  assault, h", "    y (1)",
    ]  # fmt: skip
    assert ["    y (1)", "assault of y", "y - x", "p", "flips"] in lines


def test_arms_are_lettered_in_their_order() -> None:
    assert lettered(["One", "Two"]) == ["A: One", "B: Two"]
