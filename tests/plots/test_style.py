"""The house style: the same bytes twice, errors in words, colours that all can tell apart."""

from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from simulator.errors import OutputError
from simulator.plots import atoms, style

HOSTILE_NAMES = (
    "$x_1^2$ costs $5",
    "a_b_c",
    "<script>alert(1)</script>",
    "x\x00\x1b[31m\ny",
    "\\frac{",
    "--> ]]>",
)


def drawn(name: str) -> style.Picture:
    with style.house():
        figure = style.picture(name, name)
        ax = style.axes_in(figure)
        ax.plot([0, 1], [0, 1], marker="o")
        atoms.rows_axis(ax, [name, "plain"])
        atoms.caption(ax, style.plain(name), "how to read it")
        ax.set_xlabel(style.plain(name))
    return figure


@pytest.mark.parametrize("form", style.FORMATS)
def test_the_same_picture_is_the_same_bytes(tmp_path, form):
    first = style.save(drawn("twice"), tmp_path / f"a.{form}").read_bytes()
    assert first == style.save(drawn("twice"), tmp_path / f"b.{form}").read_bytes()
    assert b"atplotlib version" not in first
    assert not [word for word in (b"<dc:date>", b"CreationDate", b"Producer") if word in first]


def test_the_user_s_own_settings_do_not_reach_a_picture():
    plain = style.rendered(drawn("mine"), "png")
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "text.parse_math": True}):
        assert style.rendered(drawn("mine"), "png") == plain


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("form", style.FORMATS)
def test_a_hostile_name_is_text_and_nothing_more(name, form):
    content = style.rendered(drawn(name), form)
    assert b"<script" not in content
    assert b"\x1b[31m" not in content


def test_a_name_with_dollars_is_drawn_as_it_is_written():
    figure = drawn("$x_1$ and $y$")
    assert figure.texts[0].get_text() == "$x_1$ and $y$"
    assert not figure.texts[0].get_parse_math()
    assert not any(label.get_parse_math() for label in figure.axes[0].get_yticklabels())


def test_characters_without_a_glyph_do_not_stop_a_picture():
    style.rendered(drawn("停火 🕊 هدنة"), "svg")


@pytest.mark.parametrize("name", ["no/such/folder/a.png", "a.jpg", "a"])
def test_what_cannot_be_written_is_told_in_words(tmp_path, name):
    with pytest.raises(OutputError, match="a"):
        style.save(drawn("lost"), tmp_path / name)


def test_a_notebook_shows_a_picture_by_itself():
    assert drawn("shown")._repr_png_().startswith(b"\x89PNG")


def test_a_long_name_is_cut_and_control_characters_go():
    assert style.plain("x" * 99, 10) == "x" * 9 + "…"
    assert style.plain("a\n\x00b\u202ec") == "a b c"


# How the three kinds of colour blindness see linear RGB (Machado, Oliveira, Fernandes 2009).
BLIND = {
    "protan": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deutan": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritan": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}


def lab(colour: str, sight: str) -> np.ndarray:
    """CIE Lab of a colour as it is seen."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(BLIND[sight]) @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ seen / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", BLIND)
@pytest.mark.parametrize(
    "colours",
    [
        style.SERIES[:4],
        (style.HOSTILE, style.OTHER, style.COUNTED),
        [colour for colour, _ in style.STATES.values()],
        [style.posture_colour(rank, 3) for rank in range(3)],
        [style.phase_colour(k, 3) for k in range(3)],
    ],
    ids=["series", "acts", "states", "postures", "phases"],
)
def test_colours_that_stand_side_by_side_differ_for_every_eye(sight, colours):
    for one, other in combinations(colours, 2):
        assert np.linalg.norm(lab(one, sight) - lab(other, sight)) > 10


def test_every_series_has_a_second_cue():
    assert len(set(style.MARKERS)) == len(style.SERIES) == len(style.MARKERS)
    assert len({marker for _, marker in style.STATES.values()}) == len(style.STATES)
    assert len(set(style.DASHES)) == len(style.DASHES)
