"""What a file of events becomes: acts, periods, kinds, regions, and the time that is covered."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import simulator
from simulator.data.read import read

from .readings import covered, read_text, rejected, spans

PERIODS = {"start": "from", "end": "to", "count": "count", "kind": "artillery"}


def test_a_row_with_a_time_is_one_act_of_that_minute_and_seconds_are_dropped(tmp_path: Path):
    reading = read_text(tmp_path, "time\n2024-01-05T05:30:59Z\n2024-01-05T07:31:00+02:00\n")
    assert spans(reading) == [
        ("2024-01-05 05:30", "2024-01-05 05:31", 1),
        ("2024-01-05 05:31", "2024-01-05 05:32", 1),
    ]
    assert reading.series.timed
    assert reading.series.source == "me"


def test_timed_acts_cover_the_days_of_the_place_from_the_first_to_the_last(tmp_path: Path):
    reading = read_text(tmp_path, "time\n2024-01-05T23:30Z\n2024-01-07T05:00Z\n")
    assert covered(reading) == [("2024-01-05 22:00", "2024-01-07 22:00")]
    assert reading.summary.days_covered == 2


def test_rows_that_are_left_out_show_all_the_same_that_the_file_covers_their_days(tmp_path: Path):
    text = "time,what\n2024-01-01,riot\n2024-01-03,drone\n2024-01-05,riot\n"
    reading = read_text(tmp_path, text, where={"what": "drone"})
    assert [start for start, _, _ in spans(reading)] == ["2024-01-02 22:00"]
    assert covered(reading) == [("2023-12-31 22:00", "2024-01-05 22:00")]
    assert reading.summary.left_out == {"what is not drone": 2}


def test_what_is_covered_can_be_said(tmp_path: Path):
    text = "time\n2024-01-01T10:00\n2024-01-02T10:00\n2024-01-09T10:00\n"
    said = {"from": "2024-01-02", "to": "2024-01-08"}
    reading = read_text(tmp_path, text, covered=said)
    assert [start for start, _, _ in spans(reading)] == ["2024-01-02 08:00"]
    assert covered(reading) == [("2024-01-01 22:00", "2024-01-08 22:00")]
    assert reading.summary.left_out == {"before 2024-01-02": 1, "after 2024-01-08": 1}


def test_a_period_that_reaches_out_of_what_is_covered_cannot_be_cut_and_is_left_out(tmp_path: Path):
    text = (
        "from,to,count\n2024-01-01,2024-01-02,5\n2024-01-03,2024-01-05,6\n2024-01-06,2024-01-07,7\n"
    )
    said = {"from": "2024-01-02", "to": "2024-01-06"}
    reading = read_text(tmp_path, text, zone="UTC", covered=said, **PERIODS)
    assert spans(reading) == [("2024-01-03 00:00", "2024-01-06 00:00", 6)]
    assert covered(reading) == [("2024-01-03 00:00", "2024-01-06 00:00")]


def test_a_period_of_several_days_stays_one_and_periods_cover_themselves_alone(tmp_path: Path):
    text = (
        "from,to,count\n2024-01-01,2024-01-03,7\n2024-01-04,2024-01-04,0\n2024-01-06,2024-01-06,2\n"
    )
    reading = read_text(tmp_path, text, zone="UTC", **PERIODS)
    assert spans(reading) == [
        ("2024-01-01 00:00", "2024-01-04 00:00", 7),
        ("2024-01-04 00:00", "2024-01-05 00:00", 0),
        ("2024-01-06 00:00", "2024-01-07 00:00", 2),
    ]
    assert covered(reading) == [
        ("2024-01-01 00:00", "2024-01-05 00:00"),
        ("2024-01-06 00:00", "2024-01-07 00:00"),
    ]
    assert [(gap.start, gap.days) for gap in reading.summary.gaps] == [
        ("2024-01-05 00:00+00:00", 1)
    ]


def test_a_count_that_was_not_reported_is_no_zero(tmp_path: Path):
    text = (
        "from,to,count\n2024-01-01,2024-01-01,7\n2024-01-02,2024-01-02,\n2024-01-03,2024-01-03,NA\n"
    )
    reading = read_text(tmp_path, text, zone="UTC", missing="NA", **PERIODS)
    assert covered(reading) == [("2024-01-01 00:00", "2024-01-02 00:00")]
    assert (reading.summary.used, reading.summary.not_reported) == (1, 2)


def test_the_end_of_a_period_can_be_told_by_its_length(tmp_path: Path):
    text = "time,days,count\n2024-03-30T19:30,2,5\n"
    reading = read_text(tmp_path, text, length="days", count="count")
    assert spans(reading) == [("2024-03-30 17:30", "2024-04-01 16:30", 5)]  # the clocks go forward
    minutes = {"column": "days", "unit": "minutes"}
    reading = read_text(tmp_path, text, length=minutes, count="count")
    assert spans(reading) == [("2024-03-30 17:30", "2024-03-30 17:32", 5)]


def test_a_wide_table_has_a_record_for_each_kind_that_was_reported(tmp_path: Path):
    text = "time,drones,missiles\n2024-01-01,3,0\n2024-01-02,,1\n2024-01-03,,\n"
    words = {"kind": None, "counts": {"drones": "drone", "missiles": "missile"}, "zone": "UTC"}
    reading = read_text(tmp_path, text, **words)
    series = reading.series
    told = [(series.kinds[one["kind"]], int(one["total"])) for one in series.records]
    assert told == [("drone", 3), ("missile", 0), ("missile", 1)]
    assert reading.summary.by_kind == {"drone": 3, "missile": 1}
    assert reading.summary.by_kind_and_region["drone"] == {"everywhere": 3}
    assert (reading.summary.used, reading.summary.not_reported) == (2, 1)


def test_marks_of_0_and_1_by_the_minute_are_acts_and_not_periods(tmp_path: Path):
    text = "time,shells,raids\n2024-01-01T05:00,1,1\n2024-01-02T06:00,0,1\n"
    words = {"kind": None, "counts": {"shells": "artillery", "raids": "ground_assault"}}
    reading = read_text(tmp_path, text, **words)
    assert reading.summary.by_kind == {"artillery": 1, "ground_assault": 2}
    assert reading.series.timed
    assert reading.summary.days_covered == 2


def test_kinds_regions_and_munitions_come_from_columns(tmp_path: Path):
    rows = ("time,what,where,salvo", "2024-01-01,UAV,South,4", "2024-01-02,shell,,1.5")
    text = "\n".join((*rows, "2024-01-03,x,South,1"))
    kinds = {
        "column": "what",
        "values": {"UAV": "drone", "shell": "artillery"},
        "other": "leave out",
    }
    reading = read_text(tmp_path, text, kind=kinds, region="where", munitions="salvo")
    series = reading.series
    assert [
        (series.kinds[one["kind"]], series.regions[one["region"]], one["munitions"])
        for one in series.records
    ] == [("drone", "South", 4), ("artillery", "not given", 1.5)]
    assert reading.summary.by_kind_and_region == {
        "artillery": {"not given": 1},
        "drone": {"South": 1},
    }


def test_regions_and_kinds_of_rows_that_are_left_out_are_not_in_the_series(tmp_path: Path):
    text = "time,where,what\n2024-01-01,South,drone\n2024-01-02,North,artillery\n"
    words = {"region": "where", "kind": {"column": "what"}, "where": {"where": "South"}}
    series = read_text(tmp_path, text, **words).series
    assert (series.kinds, series.regions) == (("drone",), ("South",))


def test_a_row_of_a_kind_that_is_not_in_the_mapping_is_rejected_or_is_of_another(tmp_path: Path):
    text = "time,what\n2024-01-01,UAV\n2024-01-02,FPV\n"
    kinds = {"column": "what", "values": {"UAV": "drone"}}
    assert rejected(read_text(tmp_path, text, kind=kinds)) == [(3, "what", "FPV")]
    reading = read_text(tmp_path, text, kind={**kinds, "other": "missile"})
    assert reading.summary.by_kind == {"drone": 1, "missile": 1}


def test_records_are_sorted_whatever_the_order_of_the_rows(tmp_path: Path):
    reading = read_text(tmp_path, "time\n2024-01-03\n2024-01-01\n2024-01-02\n")
    assert reading.series.records["line"].tolist() == [3, 4, 2]


def test_the_rows_of_a_file_add_up(tmp_path: Path):
    rows = ("time,what,n", "2024-01-01,a,1", "2024-01-01,b,1", "2024-01-02,a,")
    text = "\n".join((*rows, "2024-01-03,a,-1", "2024-01-04,a,2,"))
    reading = read_text(tmp_path, text, where={"what": ["a"]}, count="n")
    told = reading.summary
    assert (told.rows, told.used, sum(told.left_out.values()), told.not_reported) == (5, 1, 1, 1)
    assert len(reading.rejected) == 2


@pytest.mark.parametrize(
    ("file", "preset", "rows", "kinds", "days"),
    [
        ("osce_smm_donbas_2020_2021", "osce_smm_donbas", 516, {"artillery": 44_114}, 273.8),
        (
            "ua_air_attack_waves_2022_2025",
            "ua_air_attack_waves",
            1_598,
            {"drone": 53_186, "missile": 5_657, "air_strike": 30},
            1_099,
        ),
        (
            "ua_air_attacks_daily_2022_2025",
            "ua_air_attacks_daily",
            1_099,
            {"drone": 53_186, "missile": 5_657},
            1_099,
        ),
        (
            "ua_air_raid_alerts_2022_2024",
            "ua_air_raid_alerts",
            54_513,
            {"air_raid_alert": 54_513},
            959,
        ),
        (
            "short_truce_claims_2025_2026",
            "short_truce_claims",
            12,
            {"artillery": 5_372, "drone": 7_944, "air_strike": 10, "ground_assault": 180},
            2.25,
        ),
    ],
)
def test_a_public_file_is_known_by_its_header_and_its_acts_are_counted(
    event_data: Path, file: str, preset: str, rows: int, kinds: dict[str, int], days: float
):
    reading = read(event_data / f"{file}.csv")
    assert reading.mapping_name == preset
    assert (reading.summary.rows, reading.summary.by_kind) == (rows, kinds)
    assert reading.summary.days_covered == pytest.approx(days, abs=0.05)


def test_the_counts_of_donbas_are_those_of_the_file_period_by_period(event_data: Path):
    path = event_data / "osce_smm_donbas_2020_2021.csv"
    table = pd.read_csv(path, parse_dates=["period_start_utc", "period_end_utc"])
    series = read(path).series
    records = series.records[np.argsort(series.records["line"])]
    epoch = pd.Timestamp("1970-01-01", tz="UTC")
    for field, column in (("start", "period_start_utc"), ("end", "period_end_utc")):
        minutes = (table[column] - epoch) // pd.Timedelta("1min")
        assert records[field].tolist() == minutes.tolist()
    assert records["total"].tolist() == table["violations"].tolist()
    assert [series.regions[region] for region in records["region"]] == table["region"].tolist()


def test_a_wave_without_hours_is_a_day_in_kyiv(event_data: Path):
    reading = read(event_data / "ua_air_attack_waves_2022_2025.csv")
    assert spans(reading)[:2] == [
        ("2022-09-27 21:00", "2022-09-28 21:00", 5),
        ("2022-09-29 20:00", "2022-09-29 20:59", 7),
    ]


def test_rival_windows_of_one_truce_are_not_added_up(event_data: Path):
    reading = read(event_data / "short_truce_claims_2025_2026.csv")
    assert [(one.line, one.value) for one in reading.rejected] == [(3, "line 2"), (4, "line 2")]


def test_a_notebook_reads_events_by_one_call(tmp_path: Path):
    path = tmp_path / "events.csv"
    path.write_text("time\n2024-01-05T05:30Z\n")
    words = {"source": "me", "start": "time", "kind": "drone"}
    assert simulator.read_events(path, words).summary.acts == 1
