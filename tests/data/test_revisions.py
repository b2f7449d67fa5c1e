"""Several states of one event in a file: the latest counts, and the sums of rows hold."""

from pathlib import Path

import pytest

from simulator.data.read import Reading

from .readings import read_text, rejected, spans

KINDS = {"column": "what", "values": {"shell": "artillery"}, "other": "leave out"}


def lines(reading: Reading) -> list[int]:
    return sorted(reading.series.records["line"].tolist())


def test_a_later_row_of_an_event_replaces_the_earlier(tmp_path: Path):
    text = "time,id,n\n2024-01-01,a,1\n2024-01-01,b,2\n2024-01-02,a,5\n"
    reading = read_text(tmp_path, text, id="id", count="n", covered="days")
    assert lines(reading) == [3, 4]
    assert reading.summary.acts == 7
    assert reading.summary.left_out == {"replaced by a later row of the same id": 1}
    assert reading.summary.used == 2


def test_the_latest_is_told_by_a_number_where_there_is_one(tmp_path: Path):
    rows = ("a,9", "a,10", "a,2.0", "b,", "b,1", "b,", "c,7", "c,7", "1,1", "1.0,2")
    text = "\n".join(("id,t,time", *(f"{row},2024-01-01" for row in rows)))
    reading = read_text(tmp_path, text, id={"column": "id", "latest": "t"})
    assert lines(reading) == [3, 6, 9, 11]


def test_what_is_no_number_cannot_tell_which_is_the_latest(tmp_path: Path):
    rows = ("a,9", "a,Monday", "b,1")
    text = "\n".join(("id,t,time", *(f"{row},2024-01-01" for row in rows)))
    reading = read_text(tmp_path, text, id={"column": "id", "latest": "t"})
    assert (rejected(reading), lines(reading)) == ([(3, "t", "Monday")], [2, 4])


def test_rows_that_name_no_event_stand_for_themselves(tmp_path: Path):
    text = "time,id,n\n2024-01-01,,1\n2024-01-01,,2\n2024-01-01, ,3\n"
    assert lines(read_text(tmp_path, text, id="id")) == [2, 3, 4]


def test_an_event_that_is_no_act_any_more_is_not_counted(tmp_path: Path):
    text = "time,id,what\n2024-01-01,a,shell\n2024-01-01,b,shell\n2024-01-01,a,protest\n"
    reading = read_text(tmp_path, text, id="id", kind=KINDS)
    assert lines(reading) == [3]
    told = reading.summary
    assert sum(told.left_out.values()) + told.used == told.rows == 3


def test_states_of_an_event_in_several_kinds_of_counts_are_one_row_each(tmp_path: Path):
    text = "time,id,a,b\n2024-01-01,x,1,2\n2024-01-02,x,3,4\n"
    counts = {"a": "drone", "b": "missile"}
    reading = read_text(tmp_path, text, id="id", kind=None, counts=counts, covered="days")
    assert [span[2] for span in spans(reading)] == [3, 4]
    assert (reading.summary.used, sum(reading.summary.left_out.values())) == (1, 1)


@pytest.mark.parametrize("size", [20, 1000])
def test_states_are_found_however_far_apart_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
):
    monkeypatch.setattr("simulator.data.csv_rows.BLOCK", size)
    rows = [f"2024-01-{day:02},{day % 7}" for day in range(1, 29)]
    reading = read_text(tmp_path, "\n".join(("time,id", *rows)), id="id")
    assert lines(reading) == list(range(23, 30))
