"""Mappings: presets known by the header, files of one's own, and faults in them."""

from pathlib import Path

import pytest

from simulator.data.layouts import load, named, presets, recognised
from simulator.data.mapping import Mapping
from simulator.data.read import Reading, read
from simulator.errors import EventDataError
from simulator.scenario.schema.sections import STANDARD_KINDS

from .readings import TIMED, refused, rejected, spans

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,"
    "gwnoa,gwnob"
)
VIINA = (
    "viina_version,event_id_1pd,date,n_reports,event_ids,sources,geonameid,feature_code,asciiname,"
    "ADM1_NAME,ADM1_CODE,ADM2_NAME,ADM2_CODE,longitude,latitude,GEO_PRECISION,t_mil_b,a_rus_b,"
    "a_ukr_b,a_rus_init_b,a_ukr_init_b,a_civ_b,a_other_b,t_aad_b,t_airstrike_b,t_airalert_b,"
    "t_uav_b,t_armor_b,t_arrest_b,t_artillery_b,t_control_b,t_firefight_b,t_ied_b,t_raid_b,"
    "t_occupy_b,t_property_b,t_cyber_b,t_hospital_b,t_milcas_b,t_civcas_b,t_retreat_b,t_loc_b,"
    "t_san_b"
)
LABELS = (
    "viina_version,event_id,event_id_1pd,date,time,geonameid,t_mil_b,t_airstrike_b,t_uav_b,"
    "t_artillery_b,t_firefight_b,t_raid_b"
)


def written(folder: Path, header: str, *rows: dict[str, object]) -> Path:
    """A file with this header; a cell is empty where a row does not name its column."""
    lines = [",".join(str(row.get(name, "")) for name in header.split(",")) for row in rows]
    path = folder / "events.csv"
    path.write_text("\n".join((header, *lines)))
    return path


def acts(reading: Reading) -> list[tuple[str, str, str]]:
    """Start, kind and region of each record."""
    series = reading.series
    starts = [start for start, _, _ in spans(reading)]
    return [
        (start, series.kinds[one["kind"]], series.regions[one["region"]])
        for start, one in zip(starts, series.records, strict=True)
    ]


def faults(folder: Path, text: str) -> list[str]:
    """What the error says of a mapping, a line each, without its folder."""
    path = folder / "mine.yaml"
    path.write_text(text)
    with pytest.raises(EventDataError) as caught:
        load(path)
    return str(caught.value).replace(f"{folder}/", "").splitlines()


def test_acled_tells_days_weeks_and_months_and_acts_of_war_alone(tmp_path: Path):
    def row(number: int, kind: str, precision: int = 1) -> dict[str, object]:
        told = {"event_id_cnty": f"UKR{number}", "event_date": f"2024-02-{number:02}"}
        return told | {"time_precision": precision, "sub_event_type": kind, "admin1": "Kharkiv"}

    path = written(
        tmp_path, ACLED, row(1, "Peaceful protest"), row(10, "Shelling/artillery/missile attack"),
        row(12, "Air/drone strike", 2), row(20, "Armed clash", 3), row(29, "Armed clash"),
    )  # fmt: skip
    reading = read(path)
    assert reading.mapping_name == "acled"
    assert acts(reading) == [
        ("2024-02-01 00:00", "small_arms", "Kharkiv"),
        ("2024-02-09 00:00", "air_strike", "Kharkiv"),
        ("2024-02-10 00:00", "artillery", "Kharkiv"),
        ("2024-02-29 00:00", "small_arms", "Kharkiv"),
    ]
    assert (reading.summary.days_covered, reading.series.timed) == (29, False)


def test_ucdp_ged_tells_events_of_several_days_and_no_weapon(tmp_path: Path):
    told = {"id": 1, "type_of_violence": 1, "adm_1": "Donetsk oblast", "date_prec": 2}
    days = {"date_start": "2022-03-01 00:00:00.000", "date_end": "2022-03-03 00:00:00.000"}
    reading = read(written(tmp_path, GED, told | days))
    assert reading.mapping_name == "ucdp_ged"
    assert spans(reading) == [("2022-03-01 00:00", "2022-03-04 00:00", 1)]
    assert reading.summary.by_kind == {"state_based_violence": 1}


def test_viina_tells_an_act_of_each_type_that_a_report_has(tmp_path: Path):
    told = {"event_id_1pd": 7, "date": 20240210, "t_mil_b": 1, "ADM1_NAME": "Kherson"}
    types = {"t_airstrike_b": 0, "t_uav_b": 1, "t_artillery_b": 1, "t_firefight_b": "NA"}
    rows = (told | types | {"t_raid_b": 0}, told | types | {"t_mil_b": 0})
    reading = read(written(tmp_path, VIINA, *rows))
    assert reading.mapping_name == "viina_1pd"
    assert acts(reading) == [
        ("2024-02-09 22:00", "drone", "Kherson"),
        ("2024-02-09 22:00", "artillery", "Kherson"),
    ]


def test_viina_labels_tell_the_minute_of_the_report(tmp_path: Path):
    told = {"event_id": 7, "date": 20240210, "time": "05:30", "t_mil_b": 1}
    types = dict.fromkeys(["t_airstrike_b", "t_uav_b", "t_artillery_b", "t_firefight_b"], 0)
    reading = read(written(tmp_path, LABELS, told | types | {"t_raid_b": 1}))
    assert reading.mapping_name == "viina_labels"
    assert acts(reading) == [("2024-02-10 03:30", "ground_assault", "everywhere")]


@pytest.mark.parametrize("name", presets())
def test_every_preset_loads_says_whom_to_credit_and_is_known_by_its_own_columns(name: str):
    mapping = load(presets()[name])
    assert mapping.source
    assert mapping.name
    header = [*mapping.columns, *mapping.recognised_by]
    assert recognised("f.csv", header) == (name, mapping)


def test_a_layout_never_seen_is_read_with_a_mapping_file_alone(tmp_path: Path):
    (tmp_path / "mine.yaml").write_text(
        "source: A newspaper\nzone: Asia/Baku\nstart: {column: Tag, format: day first}\n"
        "kind: {column: Art, values: {Beschuss: artillery}}\nregion: Ort\ncount: Zahl\n"
    )
    (tmp_path / "mine.csv").write_text("Tag;Ort;Art;Zahl\n01.10.2020;Süd;Beschuss;12\n")
    reading = read(tmp_path / "mine.csv", tmp_path / "mine.yaml")
    assert acts(reading) == [("2020-09-30 20:00", "artillery", "Süd")]
    assert reading.summary.by_periods
    assert reading.series.source == "A newspaper"


def test_a_mapping_may_extend_a_preset_word_by_word(tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text("extends: acled\nzone: Europe/Kyiv\nwhere: {country: Ukraine}\nregion: null\n")
    mine, base = load(path), load(presets()["acled"])
    changed = {"zone", "where", "region"}
    assert mine.model_dump(exclude=changed) == base.model_dump(exclude=changed)
    assert (mine.zone, mine.where, mine.region) == ("Europe/Kyiv", {"country": ("Ukraine",)}, None)


def test_a_mapping_can_be_a_mapping_that_was_loaded():
    mapping = load(presets()["acled"])
    assert named(mapping)[1] is mapping
    assert Mapping.model_validate(TIMED) == named(TIMED)[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["mine.yaml:1: the mapping is empty; docs/events.md explains how to write a mapping "
              "file."]),
        ("a list\n", ["mine.yaml:1: a mapping has keys such as source, start and kind; "
                      "docs/events.md explains how to write a mapping file."]),
        ("a: [\n", ["mine.yaml:2: not YAML: did not find expected node content."]),
        ("source: me\nstart: t\nkind: drone\nzones: UTC\nduplicates: drop\n",
         ["mine.yaml:4 zones: unknown key 'zones'; did you mean 'zone'?",
          "mine.yaml:5 duplicates: 'drop' is not known here; write 'reject' or 'keep'"]),
        ("kind: drone\n",
         ["mine.yaml:1: 'source' is missing.", "mine.yaml:1: 'start' is missing."]),
        ("source: me\nstart: {colum: t}\nkind: drone\n",
         ["mine.yaml:2 start: 'column' is missing.",
          "mine.yaml:2 start.colum: unknown key 'colum'; did you mean 'column'?"]),
        ("source: me\nstart: t\nkind: dron\n",
         ["mine.yaml:3 kind: there is no kind 'dron'; did you mean 'drone'?"]),
        ("source: me\nstart: t\nkind: kind\n",
         [f"mine.yaml:3 kind: there is no kind 'kind'; write {', '.join(STANDARD_KINDS)}, or add "
          "it under 'kinds'; if it is a column, write kind: {column: kind}."]),
        ("source: me\nstart: t\nkind:\n  column: k\n  values:\n    a: drone\n    b: tank\n",
         [f"mine.yaml:7 kind.values.b: there is no kind 'tank'; write {', '.join(STANDARD_KINDS)}, "
          "or add it under 'kinds'."]),
        ("source: me\nstart: t\ncounts: {a: drone, b: missle}\n",
         ["mine.yaml:3 counts.b: there is no kind 'missle'; did you mean 'missile'?"]),
        ("source: me\nstart: t\nkind: drone\nzone: Europe/Kyev\n",
         ["mine.yaml:4 zone: 'Europe/Kyev' is not a time zone; did you mean 'Europe/Kyiv'?"]),
        ("source: me\nstart: {column: t, format: '%d.%m.%Q'}\nkind: drone\n",
         ["mine.yaml:2 start.format: unknown: %Q; write ISO, day first, month first, or a pattern "
          "of %Y, %y, %m, %b, %B, %d, %H, %I, %p, %M, %S, %f, %z."]),
        ("source: me\nstart: {column: t, format: '%H:%M'}\nkind: drone\n",
         ["mine.yaml:2 start.format: '%H:%M' needs a year, a month and a day, such as %d.%m.%Y."]),
        ("source: me\nstart: t\nkind: drone\ncovered: {from: May, to: 2024-02-30}\n",
         ["mine.yaml:4 covered.from: 'May' is not a day or a moment; write one such as 2024-04-13 "
          "or 2024-04-13T05:30.",
          "mine.yaml:4 covered.to: '2024-02-30' is not a day or a moment; write one such as "
          "2024-04-13 or 2024-04-13T05:30."]),
        ("source: me\nstart: t\nkind: drone\ncovered: {from: 2024-02-02, to: 2024-02-01}\n",
         ["mine.yaml:4 covered.to: '2024-02-01' is not after '2024-02-02'."]),
        ("source: me\nstart: t\nend: e\nlength: l\nkind: drone\n",
         ["mine.yaml:1: write end or length, not both"]),
        ("source: me\nstart: t\n",
         ["mine.yaml:1: 'kind' is missing; write a kind, or a column of kinds"]),
        ("extends: acld\n",
         ["mine.yaml:1 extends: there is no preset 'acld'; did you mean 'acled'? (presets: "
          f"{', '.join(presets())})"]),
    ],
)  # fmt: skip
def test_faults_of_a_mapping_name_file_line_value_and_what_would_do(
    tmp_path: Path, text: str, told: list[str]
):
    assert faults(tmp_path, text) == told


def test_a_mapping_of_words_has_no_line(tmp_path: Path):
    assert refused(tmp_path, "time\n2024-01-01\n", kind="dron") == [
        "the mapping kind: there is no kind 'dron'; did you mean 'drone'?"
    ]


def test_a_preset_that_is_not_there_is_told_from_its_neighbours(tmp_path: Path):
    with pytest.raises(EventDataError, match="did you mean 'ucdp_ged'"):
        named("ucdp_gde")
    with pytest.raises(EventDataError, match=r"presets: acled, "):
        named(tmp_path / "nothing.yaml")


def test_a_header_that_fits_no_preset_is_told_which_is_nearest():
    with pytest.raises(EventDataError) as caught:
        recognised("f.csv", ["event_date", "event_id_cnty", "sub_event_type", "admin1"])
    assert "The nearest, acled, also needs time_precision." in str(caught.value)
    with pytest.raises(EventDataError) as caught:
        recognised("f.csv", ["a", "b"])
    assert "nearest" not in str(caught.value)
    with pytest.raises(EventDataError, match=r"columns c0, c1, .*, c19 and 80 more\. Name"):
        recognised("f.csv", [f"c{number}" for number in range(100)])


def test_values_are_compared_without_blanks_and_a_whole_number_is_the_same_as_1_0(tmp_path: Path):
    path = tmp_path / "events.csv"
    path.write_text("time,n\n2024-01-01, 7 \n2024-01-02,7.0\n2024-01-03,7.5\n2024-01-04,70\n")
    for value in (7, "7.0"):
        reading = read(path, {**TIMED, "where": {"n": value}})
        assert (reading.summary.acts, rejected(reading)) == (2, [])
