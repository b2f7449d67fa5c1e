"""The same from Parquet, and a series that is written out reads back the same."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings, strategies as st

from simulator.data.read import read
from simulator.data.series import RECORD, Series
from simulator.errors import EventDataError

from .readings import TIMED, covered, rejected, spans

KINDS = ("artillery", "drone")
REGIONS = ("North", "South, east", 'the "Bend"\nof the river')
LATEST = 100_000


def parquet(folder: Path, **columns: object) -> Path:
    path = folder / "events.parquet"
    pq.write_table(pa.table(columns), path)
    return path


def test_times_by_their_type_are_read_whatever_form_the_mapping_names(tmp_path: Path):
    kyiv = timezone(timedelta(hours=2))
    moments = [datetime(2024, 1, 5, 5, 30, tzinfo=kyiv), datetime(2024, 1, 5, 3, 31, tzinfo=UTC)]
    start = {"column": "time", "format": "day first"}
    for unit in ("s", "ms", "us", "ns"):
        times = pa.array(moments, pa.timestamp(unit, "Europe/Kyiv"))
        reading = read(parquet(tmp_path, time=times), {**TIMED, "start": start})
        assert [span[0] for span in spans(reading)] == ["2024-01-05 03:30", "2024-01-05 03:31"]
    reading = read(parquet(tmp_path, time=pa.array([date(2024, 1, 5)])), {**TIMED, "start": start})
    assert spans(reading) == [("2024-01-04 22:00", "2024-01-05 22:00", 1)]


def test_numbers_texts_and_nulls_are_read_as_from_csv(tmp_path: Path):
    path = parquet(
        tmp_path,
        time=["2024-01-01", "2024-01-02", None, "2024-01-04", "2024-01-05"],
        n=pa.array([3.0, None, 1.0, 2.5, float("nan")]),
        what=pa.array(["a", "a", "a", "b", "b"]).dictionary_encode(),
        note=[[1], [2], [3], None, []],
    )
    kinds = {"column": "what", "values": {"a": "drone", "b": "missile"}}
    reading = read(path, {**TIMED, "kind": kinds, "count": "n"})
    assert reading.unit == "row"
    assert [span[2] for span in spans(reading)] == [3]
    assert reading.summary.not_reported == 2
    assert rejected(reading) == [(3, "time", ""), (4, "n", "2.5")]


def test_rows_of_parquet_that_differ_in_a_number_alone_are_not_the_same(tmp_path: Path):
    path = parquet(tmp_path, time=["2024-01-01"] * 3, number=[-1, -2, -1])
    reading = read(path, TIMED)
    assert [(one.line, one.value) for one in reading.rejected] == [(3, "row 1")]


@pytest.mark.parametrize("keep", [4, 60, -8])
def test_parquet_that_is_damaged_is_refused(tmp_path: Path, keep: int):
    path = parquet(tmp_path, time=["2024-01-01"] * 100)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(EventDataError, match="this is not Parquet, or it is damaged"):
        read(path, TIMED)


def test_a_flipped_bit_in_parquet_with_checksums_is_found(tmp_path: Path):
    path = tmp_path / "events.parquet"
    table = pa.table({"time": [f"2024-01-{day:02}" for day in range(1, 29)]})
    pq.write_table(table, path, write_page_checksum=True, compression="none", use_dictionary=False)
    content = bytearray(path.read_bytes())
    content[content.index(b"2024-01-07") + 9] ^= 1
    path.write_bytes(content)
    with pytest.raises(EventDataError, match="damaged after row 0"):
        read(path, TIMED)


def test_a_column_of_lists_cannot_be_read(tmp_path: Path):
    path = parquet(tmp_path, time=[["2024-01-01"]])
    with pytest.raises(EventDataError, match="column 'time' holds list"):
        read(path, TIMED)


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Counts of periods of one kind and region that do not overlap, in any number of groups."""
    records = []
    for kind in range(len(KINDS)):
        for region in range(len(REGIONS)):
            edges = sorted(draw(st.sets(st.integers(0, LATEST), max_size=8)))
            for start, end in list(zip(edges, edges[1:], strict=False))[::2]:
                total, munitions = draw(st.integers(0, 9)), draw(st.floats(0, 1e6, width=32))
                records.append((start, end, total, kind, region, munitions, 0))
    return Series(
        np.array(records, RECORD), KINDS, REGIONS, "Europe/Kyiv", np.zeros((0, 2)), "me", False
    )


def rows(of: Series) -> Iterator[list[object]]:
    """The records as rows of a file."""
    for one in of.records:
        bounds = (datetime.fromtimestamp(int(one[side]) * 60, UTC) for side in ("start", "end"))
        kind, region = of.kinds[one["kind"]], of.regions[one["region"]]
        yield [*(f"{moment:%Y-%m-%dT%H:%MZ}" for moment in bounds), one["total"], kind, region,
               one["munitions"]]  # fmt: skip


def told(of: Series) -> list[tuple[object, ...]]:
    """The records in words, in an order of their own."""
    return sorted(
        (one["start"], one["end"], one["total"], of.kinds[one["kind"]], of.regions[one["region"]],
         one["munitions"])
        for one in of.records
    )  # fmt: skip


@settings(max_examples=40)
@given(series())
def test_a_written_series_reads_back_the_same(tmp_path_factory: pytest.TempPathFactory, of: Series):
    folder = tmp_path_factory.mktemp("written")
    header = ["from", "to", "n", "what", "where", "size"]
    listed = list(rows(of)) or [["2020-01-01", "2020-01-02", "", "drone", "North", ""]]
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *listed])
    columns = zip(*([str(cell) for cell in row] for row in listed), strict=True)
    pq.write_table(pa.table(dict(zip(header, columns, strict=True))), folder / "events.parquet")
    words = {
        "source": "me", "zone": "Europe/Kyiv", "start": "from", "end": "to", "count": "n",
        "kind": {"column": "what"}, "region": "where", "munitions": "size",
    }  # fmt: skip
    known = sorted({minute for one in of.records for minute in range(one["start"], one["end"])})
    for name in ("events.csv", "events.parquet"):
        reading = read(folder / name, words)
        assert told(reading.series) == told(of)
        assert [m for a, b in reading.series.covered for m in range(a, b)] == known
        assert reading.rejected == []
        assert covered(reading) == sorted(covered(reading))
