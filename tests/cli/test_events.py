import csv
import json
from pathlib import Path

import pytest

from .conftest import ROOT, Command

OSCE = ROOT / "scenarios" / "data" / "osce_smm_donbas_2020_2021.csv"


@pytest.fixture
def faulty(tmp_path: Path) -> tuple[Path, Path]:
    """A file with twelve rows that cannot be used, twelve that can, and its mapping."""
    file, mapping = tmp_path / "faulty.csv", tmp_path / "mine.yaml"
    cells = ["=2+3", "+1", "-1", "@x", "\t2024-01-01x", *"abcdefg"]
    good = [f"2024-01-{day:02},3" for day in range(5, 17)]
    file.write_text("\n".join(["time,n", good[0], *(f"{cell},1" for cell in cells), *good[1:]]))
    mapping.write_text("source: me\nzone: Europe/Kyiv\nstart: time\ncount: n\nkind: drone\n")
    return file, mapping


def test_events_tells_what_a_public_file_holds(command: Command) -> None:
    ended = command("events", OSCE)
    assert (ended.code, ended.err) == (0, "")
    told = [line.split() for line in ended.out.splitlines()]
    for row in (
        ["rows", "read", "516"],
        ["rows", "used", "516"],
        ["rows", "rejected", "0"],
        ["acts", "44,114"],
        ["artillery", "44,114"],
        ["first", "2020-07-27", "00:01+03:00"],
        ["days", "covered", "273.8"],
        ["gaps", "without", "data", "65"],
        ["the", "longest", "from", "2021-07-09", "19:30+03:00"],
        ["to", "2021-07-18", "19:30+03:00"],
        ["Luhansk", "13,831"],
    ):
        assert row in told
    assert "read by the mapping osce_smm_donbas" in " ".join(ended.out.split())
    assert "OSCE Special Monitoring Mission" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 100


def test_events_shows_the_first_ten_rejected_rows_and_how_many_more(
    faulty: tuple[Path, Path], command: Command
) -> None:
    ended = command("events", faulty[0], "--mapping", faulty[1])
    assert ended.code == 0
    lines = [line.split()[0] for line in ended.out.splitlines() if "not a date" in line]
    assert lines == ["not", *map(str, range(3, 13))]
    assert "and 2 more; --rejected FILE.csv lists all." in ended.out


def test_all_rejected_rows_go_into_a_file_and_no_cell_is_a_formula(
    faulty: tuple[Path, Path], tmp_path: Path, command: Command
) -> None:
    out = tmp_path / "rejected.csv"
    ended = command("events", faulty[0], "--mapping", faulty[1], "--rejected", out)
    assert ended.err == f"wrote {out}\n"
    with out.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["line", "column", "value", "reason"]
    assert [row[2] for row in rows[:6]] == ["'=2+3", "'+1", "'-1", "'@x", "'\t2024-01-01x", "a"]
    assert [row[0] for row in rows] == [str(line) for line in range(3, 15)]


def test_events_as_json_has_every_number_and_every_rejected_row(
    faulty: tuple[Path, Path], command: Command
) -> None:
    told = json.loads(command("events", faulty[0], "--mapping", faulty[1], "--json").out)
    assert (told["mapping"], told["source"], told["zone"]) == (str(faulty[1]), "me", "Europe/Kyiv")
    assert (told["rows"], told["used"], told["acts"]) == (24, 12, 36)
    assert told["by_kind_and_region"] == {"drone": {"everywhere": 36}}
    assert (told["first"], told["days_covered"]) == ("2024-01-05 00:00+02:00", 12.0)
    assert told["covered"] == [["2024-01-05 00:00+02:00", "2024-01-17 00:00+02:00"]]
    assert len(told["rejected_rows"]) == 12
    assert told["rejected_rows"][0]["value"] == "=2+3"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("none.csv",), 2, "none.csv: the file cannot be read: No such file or directory."),
        ((OSCE, "--mapping", "osce_smm_donbass"), 2, "did you mean 'osce_smm_donbas'?"),
        ((OSCE, "--rejected", "no/such/folder.csv"), 73, "cannot be written"),
    ],
)
def test_what_cannot_be_done_ends_with_a_sentence(
    arguments: tuple[object, ...], code: int, says: str, command: Command
) -> None:
    ended = command("events", *arguments)
    assert ended.code == code
    assert says in ended.err
    assert "Traceback" not in ended.err
