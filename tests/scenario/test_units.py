import json
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from simulator.scenario import quantities as q, units


class Sheet(BaseModel):
    """One field of each type."""

    duration: units.Duration | None = None
    rate: units.Rate | None = None
    share: units.Share | None = None
    clock: units.ClockTime | None = None
    start: units.Start | None = None
    weekday: units.Weekday | None = None
    length: units.Length | None = None
    density: units.Density | None = None
    area: units.AreaRate | None = None
    number: units.Number | None = None
    count: units.Count | None = None


def message(**given_value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        Sheet.model_validate(given_value)
    return str(caught.value.errors()[0]["msg"])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("24 h", 1440),
        ("24h", 1440),
        ("3 days", 4320),
        ("1 day", 1440),
        ("90 min", 90),
        ("1 minute", 1),
        ("1 h 30 min", 90),
        ("1.5 h", 90),
        ("0.05 h", 3),
        ("2 weeks", 20160),
        ("1 w 1 d", 11520),
        ("0 h", 0),
        ("  36   hours ", 2160),
        ("5214 weeks", 52557120),
    ],
)
def test_a_duration_is_whole_minutes(text: str, minutes: int) -> None:
    assert q.parse_duration(text) == minutes


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (36, "'36' has no unit. Write a duration such as '36 h'."),
        ("36", "'36' has no unit. Write a duration such as '36 h'."),
        (1.5, "'1.5' has no unit. Write a duration such as '36 h'."),
        ("5 m", "'5 m' could mean minutes or months. Write '5 min' or days."),
        ("5 M", "'5 M' could mean minutes or months. Write '5 min' or days."),
        ("2 months", "'2 months' has no fixed length. Write days or weeks, such as '30 days'."),
        ("1 year", "'1 year' has no fixed length. Write days or weeks, such as '30 days'."),
        ("24:00", "'24:00' is a clock time. Write a duration such as '36 h'."),
        ("-3 h", "'-3 h' is negative. Write a duration such as '36 h'."),
        (-3, "'-3' is negative. Write a duration such as '36 h'."),
        ("5300 weeks", "'5300 weeks' is longer than 100 years."),
        ("1.01 h", "'1.01 h' is not whole minutes, which is as fine as time gets here."),
        ("30 s", "'30 s' is in seconds, but time is whole minutes here. Write '1 min'."),
        ("1 h 2 h", "'1 h 2 h' names the same unit twice. Write a duration such as '36 h'."),
        ("3 dais", "'3 dais': 'dais' is not a unit of time; did you mean 'days'?"),
        ("soon", "'soon' is not a duration. Write one such as '36 h' or '1 h 30 min'."),
        ("", "'' is not a duration. Write one such as '36 h' or '1 h 30 min'."),
        ("1,5 h", "'1,5 h': decimals have a point here. Write 1.5 for 1,5."),
        ("\u0663 h", "'\u0663 h' is not a duration. Write one such as '36 h' or '1 h 30 min'."),
        (True, "'true' is not a duration. Write a duration such as '36 h'."),
        ([1], "a list is not a duration. Write a duration such as '36 h'."),
        ("9" * 500 + " h", f"'{'9' * 57}...' is too long to be a duration."),
    ],
)
def test_a_duration_that_is_not_clear_says_what_would_do(wrong: object, says: str) -> None:
    assert message(duration=wrong).startswith(says)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("rate", "6 per day", 6.0),
        ("rate", "0.5 per hour", 12.0),
        ("rate", "7 per week", 1.0),
        ("rate", "6/day", 6.0),
        ("share", "40 %", 0.4),
        ("share", "57%", 0.57),
        ("share", 0.4, 0.4),
        ("share", 1, 1.0),
        ("clock", "19:30", 1170),
        ("start", "Monday 00:00", 0),
        ("start", "Sunday 23:59", 10079),
        ("weekday", "sunday", 6),
        ("length", "300 km", 300.0),
        ("density", "500 per km", 500.0),
        ("area", "10000 km2 per day", 10000.0),
        ("area", "13 km\u00b2 per day", 13.0),
        ("number", 5, 5.0),
        ("number", 0, 0.0),
        ("count", 5, 5),
    ],
)
def test_a_quantity_means_what_it_says(field: str, text: object, value: float) -> None:
    read = getattr(Sheet.model_validate({field: text}), field)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("field", "wrong", "says"),
    [
        pytest.param("rate", 10**5000, "'so large a number' has no unit.", id="huge"),
        ("rate", 6.0, "'6.0' has no unit. Write a rate such as '6 per day'."),
        ("rate", "6 per month", "'6 per month' is not a rate. Write a rate such as '6 per day'."),
        ("rate", "9" * 350 + " per day", "'" + "9" * 57 + "...' is too large."),
        ("share", "40", "'40' is not a share. Write a share such as '40 %' or 0.4."),
        ("share", 40, "'40' is not between 0 and 1. Write a share such as '40 %' or 0.4."),
        ("share", "140 %", "'140 %' is not between 0 and 1."),
        ("share", float("nan"), "'nan' is not between 0 and 1."),
        ("share", True, "'true' is not a share."),
        ("clock", 1170, "'1170' is not a clock time. Write one such as '19:30'."),
        ("clock", "24:00", "'24:00' is not a clock time. Write one such as '19:30'."),
        ("start", "Monday", "'Monday' is not a weekday and a time. Write 'Monday 00:00'."),
        ("weekday", "Sundy", "'Sundy' is not a weekday; did you mean 'Sunday'?"),
        ("weekday", 6, "'6' is not a weekday. Write one such as 'Sunday'."),
        ("length", 300, "'300' has no unit. Write a length such as '300 km'."),
        ("length", "300 m", "'300 m' is not a length. Write a length such as '300 km'."),
        ("density", 500, "'500' has no unit. Write a density such as '500 per km'."),
        ("area", "13 per day", "'13 per day' is not an area per time."),
        ("number", "5", "'5' is not a number. Write a plain number such as 5 or 0.8."),
        ("number", True, "'true' is not a number."),
        ("number", -1, "'-1' is not a number of at least 0."),
        ("number", float("inf"), "'inf' is not a number of at least 0."),
        ("number", 10**400, "'so large a number' is not a number of at least 0."),
        ("count", 2.0, "'2.0' is not a whole number. Write one such as 5."),
        ("count", 0, "'0' is not a whole number from 1 to 1000000000. Write one such as 5."),
        ("count", True, "'true' is not a whole number."),
    ],
)
def test_a_quantity_of_the_wrong_form_says_what_would_do(
    field: str, wrong: object, says: str
) -> None:
    assert message(**{field: wrong}).startswith(says)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 min"),
        (60, "1 h"),
        (90, "90 min"),
        (150, "2 h 30 min"),
        (1440, "24 h"),
        (4320, "72 h"),
        (5760, "4 days"),
        (43200, "30 days"),
        (43261, "30 days 1 h 1 min"),
    ],
)
def test_a_duration_is_written_as_a_plan_would_write_it(minutes: int, text: str) -> None:
    assert q.format_duration(minutes) == text


finite = st.floats(0, 1e15, allow_subnormal=False)
filled = st.fixed_dictionaries(
    {
        "duration": st.integers(0, q.LONGEST),
        "rate": finite,
        "share": st.floats(0, 1),
        "clock": st.integers(0, 1439),
        "start": st.integers(0, 10079),
        "weekday": st.integers(0, 6),
        "length": finite,
        "density": finite,
        "area": finite,
        "number": finite,
        "count": st.integers(1, q.MOST),
    }
)


@given(filled)
def test_what_is_written_reads_back_as_the_very_same_number(values: dict[str, float]) -> None:
    sheet = Sheet.model_construct(**values)
    assert Sheet.model_validate(sheet.model_dump(mode="json")) == sheet
    assert Sheet.model_validate(json.loads(sheet.model_dump_json())) == sheet


def test_an_editor_is_told_the_human_form() -> None:
    properties = Sheet.model_json_schema()["properties"]
    assert properties["duration"]["anyOf"][0]["type"] == "string"
    assert properties["duration"]["anyOf"][0]["examples"] == ["24 h", "3 days", "90 min"]
    assert properties["count"]["anyOf"][0]["minimum"] == 1


def test_a_dump_for_python_keeps_the_numbers_of_the_model() -> None:
    assert Sheet(duration="24 h").model_dump(exclude_none=True) == {"duration": 1440}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (q.parse_rate, "1,5 per day", "decimals have a point here. Write 1.5 for 1,5"),
        (q.parse_area_rate, "10,000 km2 per day", "have no mark here. Write 10000 for 10,000"),
        (q.parse_area, "1,234,567 km2", "have no mark here. Write 1234567 for 1,234,567"),
        (q.parse_area_rate, "10.000 km2 per day", "may mean 10 or 10000"),
        (q.parse_length, "1.250 km", "may mean 1.25 or 1250"),
        (q.parse_share, "12,5 %", "Write 12.5 for 12,5"),
        (q.parse_number, "0,5", "Write 0.5 for 0,5"),
        (q.parse_count, "1,000", "Write 1000 for 1,000"),
    ],
)
def test_a_number_that_may_be_read_in_two_ways_is_refused_with_what_to_write(
    read: Callable[[object], float], text: str, says: str
) -> None:
    with pytest.raises(PydanticCustomError, match=says):
        read(text)


@pytest.mark.parametrize(
    ("read", "text", "number"),
    [
        (q.parse_length, "0.250 km", 0.25),
        (q.parse_length, "1.125 km", 1.125),
        (q.parse_length, "1.25 km", 1.25),
        (q.parse_length, "1000.500 km", 1000.5),
        (q.parse_area, "603600 km2", 603600),
        (q.parse_area, "1.5 km\u00b2", 1.5),
        (q.parse_multiple, "120 %", 1.2),
        (q.parse_multiple, 1.2, 1.2),
    ],
)
def test_a_number_that_can_be_read_in_one_way_is_read_so(
    read: Callable[[object], float], text: object, number: float
) -> None:
    assert read(text) == number
