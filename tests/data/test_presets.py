"""The spellings of public layouts: by their publishers, and by pandas, R, Excel and databases."""

from pathlib import Path

import pytest

from simulator.data.read import Reading, read
from simulator.errors import EventDataError

from .test_read_mapping import ACLED, GED, LABELS, VIINA, acts, written

OLD_ACLED = (
    "GWNO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,"
    "ALLY_ACTOR_1,INTER1,ACTOR2,ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,ADMIN2,ADMIN3,"
    "LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,NOTES,FATALITIES"
)
WEEKLY = (
    "WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,SUB_EVENT_TYPE,EVENTS,FATALITIES,POPULATION_EXPOSURE,"
    "DISORDER_TYPE,ID,CENTROID_LATITUDE,CENTROID_LONGITUDE"
)


def acled(folder: Path, *rows: dict[str, object], header: str = ACLED) -> Reading:
    """What a file of ACLED says, each row an armed clash unless it says otherwise."""
    clash = {
        "event_id_cnty": "X1", "event_date": "2022-12-28", "time_precision": 1, "admin1": "North",
        "sub_event_type": "Armed clash", "timestamp": 1_670_000_000,
    }  # fmt: skip
    return read(written(folder, header, *(clash | row for row in rows)))


@pytest.mark.parametrize(
    "day",
    ["2022-12-28", "28 December 2022", "28-December-2022", "28-Dec-22", "28 Dec 2022",
     "2022-12-28 00:00:00", "2022-12-28 00:00:00+00"],
)  # fmt: skip
def test_acled_is_read_with_its_dates_as_each_tool_writes_them(tmp_path: Path, day: str):
    reading = acled(tmp_path, {"event_date": day})
    assert reading.mapping_name == "acled"
    assert acts(reading) == [("2022-12-28 00:00", "small_arms", "North")]


def test_acled_is_read_with_its_numbers_as_pandas_writes_them(tmp_path: Path):
    rows = [{"time_precision": "1.0"}, {"event_id_cnty": "X2", "time_precision": "2.0"}]
    assert acts(acled(tmp_path, *rows)) == [
        ("2022-12-28 00:00", "small_arms", "North"),
        ("2022-12-28 00:00", "small_arms", "North"),
    ]


def test_of_the_states_of_an_acled_event_the_one_of_the_latest_timestamp_counts(tmp_path: Path):
    new = {"event_date": "2022-12-27", "timestamp": 1_680_000_000, "admin1": "South"}
    for rows in ([new, {}], [{}, new]):
        reading = acled(tmp_path, *rows, {"event_id_cnty": "X2"})
        assert acts(reading) == [
            ("2022-12-27 00:00", "small_arms", "South"),
            ("2022-12-28 00:00", "small_arms", "North"),
        ]


def test_acled_without_a_timestamp_is_known_and_the_row_further_down_counts(tmp_path: Path):
    header = ACLED.removesuffix(",timestamp")
    reading = acled(tmp_path, {}, {"admin1": "South"}, header=header)
    assert reading.mapping_name == "acled"
    assert acts(reading) == [("2022-12-28 00:00", "small_arms", "South")]


def test_a_preset_that_is_named_does_without_the_column_that_names_the_event(tmp_path: Path):
    path = tmp_path / "acled.csv"
    rows = "".join(f"2022-12-28,1,Armed clash,{place}\n" for place in ("North", "South"))
    path.write_text(f"event_date,time_precision,sub_event_type,admin1\n{rows}")
    assert read(path, "acled").summary.acts == 2
    with pytest.raises(EventDataError, match="The nearest, acled, also needs event_id_cnty"):
        read(path)


def test_acled_is_known_by_a_header_in_capitals(tmp_path: Path):
    path = tmp_path / "acled.csv"
    path.write_text(
        "EVENT_ID_CNTY,EVENT_DATE,TIME_PRECISION,SUB_EVENT_TYPE,ADMIN1\n"
        "X1,2022-12-28,1,ARMED CLASH,North\n"
    )
    reading = read(path)
    assert reading.mapping_name == "acled"
    assert acts(reading) == [("2022-12-28 00:00", "small_arms", "North")]


@pytest.mark.parametrize("day", ["18/04/2001", "18-April-2001", "18-Apr-01", "2001-04-18"])
def test_acled_before_2019_has_types_of_its_own(tmp_path: Path, day: str):
    told = {"EVENT_DATE": day, "TIME_PRECISION": 1, "ADMIN1": "North"}
    types = ["Battle-No change of territory", "Remote violence", "RIots/Protests",
             "BATTLE-GOVERNMENT REGAINS TERRITORY"]  # fmt: skip
    rows = [told | {"EVENT_ID_CNTY": f"{i}X", "EVENT_TYPE": one} for i, one in enumerate(types)]
    reading = read(written(tmp_path, OLD_ACLED, *rows))
    assert reading.mapping_name == "acled_before_2019"
    kinds = ["small_arms", "remote_violence", "ground_assault"]
    assert sorted(acts(reading)) == sorted(("2001-04-18 00:00", kind, "North") for kind in kinds)


def test_acled_counts_of_weeks_are_of_seven_days_and_add_up(tmp_path: Path):
    told = {"WEEK": "2022-01-01", "COUNTRY": "Somewhere", "ADMIN1": "North"}
    rows = [
        told | {"SUB_EVENT_TYPE": "Armed clash", "EVENTS": 5},
        told | {"SUB_EVENT_TYPE": "Government regains territory", "EVENTS": 1},
        told | {"SUB_EVENT_TYPE": "Non-state actor overtakes territory", "EVENTS": 2},
        told | {"SUB_EVENT_TYPE": "Armed clash", "EVENTS": "3.0", "WEEK": "08-January-2022"},
        told | {"SUB_EVENT_TYPE": "Peaceful protest", "EVENTS": 9},
    ]
    reading = read(written(tmp_path, WEEKLY, *rows))
    assert reading.mapping_name == "acled_weekly"
    assert reading.summary.by_kind == {"small_arms": 8, "ground_assault": 3}
    assert (reading.summary.days_covered, reading.rejected) == (14, [])
    lengths = reading.series.records["end"] - reading.series.records["start"]
    assert set(lengths.tolist()) == {7 * 1440}


def test_ged_is_read_with_its_numbers_as_pandas_writes_them_and_its_dates_with_or_without_a_clock(
    tmp_path: Path,
):
    rows = [
        {"id": "1.0", "type_of_violence": "1.0", "date_prec": "1.0", "adm_1": "Oblast",
         "date_start": "2022-03-01 00:00:00.000", "date_end": "2022-03-01 00:00:00.000"},
        {"id": "2", "type_of_violence": "3", "date_prec": "1", "adm_1": "Oblast",
         "date_start": "2022-03-02", "date_end": "2022-03-02"},
        {"id": "1", "type_of_violence": "1", "date_prec": "1", "adm_1": "Oblast",
         "date_start": "2022-03-03", "date_end": "2022-03-03"},
    ]  # fmt: skip
    reading = read(written(tmp_path, GED, *rows))
    assert reading.mapping_name == "ucdp_ged"
    assert acts(reading) == [
        ("2022-03-02 00:00", "one_sided_violence", "Oblast"),
        ("2022-03-03 00:00", "state_based_violence", "Oblast"),
    ]


def test_ged_as_it_was_published_without_a_header_is_told_so(tmp_path: Path):
    path = tmp_path / "ged.csv"
    path.write_text("500,X-2022-1-0,2022,1\n501,X-2022-1-1,2022,1\n")
    with pytest.raises(EventDataError, match="The first line looks like data; a header must name"):
        read(path)


@pytest.mark.parametrize("header", [VIINA, LABELS, f"{VIINA},tid"])
@pytest.mark.parametrize(
    ("one", "none", "day"),
    [("1", "0", "20240210"), ("1.0", "0.0", "20240210.0"), ("1", "NA", "2024-02-10")],
)
def test_viina_is_read_as_r_and_pandas_write_it(
    tmp_path: Path, header: str, one: str, none: str, day: str
):
    types = dict.fromkeys(
        ["t_airstrike_b", "t_uav_b", "t_artillery_b", "t_firefight_b", "t_raid_b"], none
    )
    row = {"date": day, "time": "NA", "t_mil_b": one, "ADM1_NAME": "Kherson", **types}
    reading = read(written(tmp_path, header, row | {"t_uav_b": one}, row | {"t_mil_b": none}))
    assert reading.mapping_name.startswith("viina_")
    assert [(start, kind) for start, kind, _ in acts(reading)] == [("2024-02-09 22:00", "drone")]
