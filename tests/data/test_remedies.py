"""Files of which hardly anything can be read: refused, with the line of the mapping that would."""

import re
from pathlib import Path

import pytest

from simulator.data.read import read
from simulator.data.remedies import remedies

from .readings import TIMED, read_text, refused

ISO = "not a date in the form ISO, such as 2024-04-13"


def acts(*cells: str) -> str:
    return "\n".join(("time,what", *(f'"{cell}",a' for cell in cells)))


def mapping_of(line: str) -> str:
    """The line of a mapping that a message ends with."""
    found = re.search(r"(?:this line in the mapping|a mapping file of this line): (.*)\.$", line)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["28 December 2022", "3 May 2022"], "2022-05-02"),
        (["28-Dec-22", "3-May-22"], "2022-05-02"),
        (["December 28, 2022", "May 3, 2022"], "2022-05-02"),
        (["20221228", "20220503"], "2022-05-02"),
        (["20221228.0", "20220503.0"], "2022-05-02"),
        (["2022/12/28", "2022/05/03"], "2022-05-02"),
        (["28/12/2022", "03/05/2022"], "2022-05-02"),
        (["12/28/2022 4:30 PM", "05/03/2022 4:30 PM"], "2022-05-03"),
        (["28/12/22", "03/05/22"], "2022-05-02"),
    ],
)
def test_the_line_of_the_mapping_that_a_refusal_names_reads_the_file(
    tmp_path: Path, cells: list[str], first: str
):
    told, *rows, way = refused(tmp_path, acts(*cells))
    assert told == "events.csv: 2 of 2 rows cannot be read by the mapping; half of them must be."
    assert [row.split(": ")[0] for row in rows] == ["events.csv:2 time", "events.csv:3 time"]
    assert ISO in rows[0]
    mine = tmp_path / "mine.yaml"
    mine.write_text(f"source: me\nzone: Europe/Kyiv\nkind: drone\n{mapping_of(way)}\n")
    reading = read(tmp_path / "events.csv", mine)
    assert (reading.summary.used, reading.rejected) == (2, [])
    assert f"{min(span for span in reading.series.records['start']).astype('M8[m]')}"[:10] == first


def test_of_two_forms_that_read_all_neither_is_chosen(tmp_path: Path):
    *_, way = refused(tmp_path, acts("03/05/2022", "04/05/2022"))
    assert way == (
        "events.csv: dates of column 'time' are read by this line in the mapping: "
        "start: {column: time, format: day first}, or, as the file does not say which, by this "
        "line in the mapping: start: {column: time, format: month first}."
    )


def test_of_a_preset_the_line_is_a_whole_mapping_file(tmp_path: Path):
    path = tmp_path / "ged.csv"
    row = "1,1,Oblast,{day},{day},1\n"
    days = "".join(row.format(day=f"{day}/12/2022") for day in (14, 15, 16))
    path.write_text(f"id,type_of_violence,adm_1,date_start,date_end,date_prec\n{days}")
    told = refused_by_its_header(path)
    assert told[0].endswith("3 of 3 rows cannot be read by ucdp_ged; half of them must be.")
    assert mapping_of(told[-1]) == (
        "{extends: ucdp_ged, start: {column: date_start, format: day first}, "
        "end: {column: date_end, format: day first}}"
    )
    mine = tmp_path / "mine.yaml"
    mine.write_text(mapping_of(told[-1]))
    assert read(path, mine).summary.rejected == {}


def refused_by_its_header(path: Path) -> list[str]:
    from simulator.errors import EventDataError

    with pytest.raises(EventDataError) as caught:
        read(path)
    return str(caught.value).splitlines()


def test_half_of_the_wanted_rows_is_enough_and_the_line_is_a_warning_then(tmp_path: Path):
    reading = read_text(tmp_path, acts("2022-12-28", "28 December 2022"))
    assert (reading.summary.used, len(reading.rejected)) == (1, 1)
    assert reading.summary.warnings == [
        "Some rows are rejected that could be read: dates of column 'time' are read by this line "
        'in the mapping: start: {column: time, format: [ISO, "%d %B %Y"]}.'
    ]


def test_only_wanted_rows_are_weighed(tmp_path: Path):
    rows = ("x,a", "x,a", *(f"2022-12-{day},b" for day in range(10, 20)))
    text = "\n".join(("time,what", *rows))
    assert read_text(tmp_path, text).summary.used == 10
    told, *_ = refused(tmp_path, text, where={"what": "a"})
    assert told.startswith("events.csv: 2 of 2 rows cannot be read")


def test_rows_that_say_again_what_another_says_are_no_reason_to_refuse(tmp_path: Path):
    reading = read_text(tmp_path, acts(*["2022-12-28"] * 5))
    assert (reading.summary.used, reading.summary.duplicates) == (1, 4)


def test_three_rows_are_shown_of_a_file_that_is_refused(tmp_path: Path):
    told = refused(tmp_path, acts("a", "b", "c", "d"))
    assert [line.split(": ")[0] for line in told] == [
        "events.csv", *(f"events.csv:{line} time" for line in (2, 3, 4)),
    ]  # fmt: skip


def test_marks_of_nothing_and_values_without_a_kind_are_named(tmp_path: Path):
    text = "time,n,what\n2024-01-01,NA,a\n2024-01-02,NaN,a\n2024-01-03,1,a\n"
    *_, way = refused(tmp_path, text, count="n")
    assert mapping_of(way) == "missing: [NA, NaN]"
    text = "time,what\n2024-01-01,UAV\n2024-01-02,UAV\n2024-01-03,FPV\n"
    *_, way = refused(tmp_path, text, kind={"column": "what"})
    assert way == (
        "events.csv: values of column 'what' need a kind under kind.values, or 'other: leave out' "
        "beside it; the most frequent are 'UAV' (2), 'FPV' (1)."
    )


def test_where_nothing_helps_nothing_is_said():
    from simulator.data.layouts import named
    from simulator.data.rows import Rejected

    _, mapping = named(TIMED)
    row = Rejected(2, "time", ISO, "some day")
    assert remedies([row], mapping, "mine.yaml", some_read=False) == []
