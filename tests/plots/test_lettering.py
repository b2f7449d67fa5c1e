"""Text by its size: measured, cut, wrapped, and told apart."""

from itertools import combinations

import pytest

from simulator.plots import lettering, style
from simulator.plots.lettering import apart, fitted, scripts_of, width_of, without_glyph, wrapped
from tests.plots.layout import faults

FORCES = "the national response of the ground forces in the "
NAMES = ("", "a", "wide WWW", "narrow iii", "очень длинное имя", "x" * 200, FORCES + "north")


def test_a_width_is_that_of_the_letters_and_not_of_their_number():
    assert width_of("WWWW", 9) > 2 * width_of("iiii", 9)
    assert width_of("some words", 18) == pytest.approx(2 * width_of("some words", 9), rel=0.05)
    assert width_of("some words", 9, "bold") > width_of("some words", 9)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("inches", [0.5, 1.7])
def test_what_is_fitted_fits_and_is_whole_where_it_can_be(name, inches):
    shown = fitted(name, inches, 9)
    assert width_of(shown, 9) <= inches
    assert (shown == name) == (width_of(name, 9) <= inches)


def test_lines_are_broken_at_words_and_the_last_is_cut():
    lines = wrapped("one two three four five six seven", 0.8, 9, lines=3)
    assert len(lines) == 3
    assert all(width_of(line, 9) <= 0.8 for line in lines)
    assert " ".join(lines[:2]) in "one two three four five six seven"
    assert lines[-1].endswith("…")


@pytest.mark.parametrize(
    "names",
    [
        [FORCES + "north", FORCES + "south"],
        [FORCES + "north", FORCES + "south", "short"],
        [FORCES + "north of the river and the east", FORCES + "north of the river and the west"],
        [f"{FORCES}{i} {'and all who are with them ' * 3}{j}" for i in range(3) for j in range(3)],
        ["x" * 90 + "1", "x" * 90 + "2"],
    ],
    ids=len,
)
def test_long_names_that_differ_still_differ_when_they_are_cut(names):
    shown = apart(names, 1.6, 8.5)
    assert all(width_of(one, 8.5) <= 1.6 for one in shown)
    assert all(one != other for one, other in combinations(shown, 2))


def test_names_that_fit_stay_as_they_are_and_equal_ones_equal():
    assert apart(["a", "b", "a"], 1.6, 8.5) == ["a", "b", "a"]
    assert apart([FORCES + "north", FORCES + "south"], 1.8, 8.5)[1].endswith("south")


@pytest.fixture
def house_font_only(monkeypatch):
    """A machine with none of the fonts for signs that the house font lacks."""
    monkeypatch.setattr(lettering, "FALLBACKS", ())
    forget()
    yield
    forget()


def test_signs_that_the_font_cannot_write_are_found_and_named(house_font_only):
    with style.house():
        figure = style.picture("हिन्दी 🇺🇦 停火 plain, Українська, مرحلة")
    missing = without_glyph(figure)
    assert {"ह", "停", "🇺"} <= missing
    assert not missing & set("plain, Українськамرحلة")
    assert scripts_of(missing) == ["Chinese", "Devanagari", "flags"]
    with style.house():
        assert without_glyph(style.picture("plain")) == set()


def test_signs_that_the_house_font_lacks_are_taken_from_fonts_that_are_there(monkeypatch):
    script_g = "\u210a"
    with style.house():
        assert without_glyph(style.picture(script_g)) == {script_g}
    monkeypatch.setattr(lettering, "FALLBACKS", ("No Such Font", "STIXGeneral"))
    forget()
    try:
        with style.house():
            figure = style.picture(f"{script_g} stands")
            assert without_glyph(figure) == set()
            assert faults(figure) == []
    finally:
        forget()


def forget():
    for found in (lettering.families, lettering.width_of, lettering._written):
        found.cache_clear()
