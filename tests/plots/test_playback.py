"""An animation: laid open from left to right, held where something happens, the same each time."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from simulator.errors import OutputError
from simulator.plots.playback import END, HOLD, STEP, STEPS, Playback
from simulator.study.comparison import Comparison
from simulator.tables.happenings import Happening, by_minute, happenings_of
from simulator.tables.spans import spans_of
from tests.plots.conftest import run_of

OTHER = {"threshold": {"of": "artillery", "at_least": 1000}}


@pytest.fixture(scope="module")
def both() -> Comparison:
    return Comparison({"The war": run_of(2), "The peace": run_of(2, **OTHER)})


@pytest.fixture(scope="module")
def played(both: Comparison) -> Playback:
    return both.plot.playback(0)


def as_pixels(frame: Image.Image) -> np.ndarray:
    return np.asarray(frame.convert("RGB")).astype(int)


def test_it_ends_with_the_whole_picture_and_begins_with_nothing_in_its_lanes(
    played: Playback,
) -> None:
    first, last = as_pixels(played.frames[0]), as_pixels(played.frames[-1])
    height, width, _ = last.shape
    lanes = slice(int(0.25 * height), int(0.85 * height)), slice(int(0.3 * width), int(0.9 * width))
    vivid = [np.ptp(one[lanes], axis=2) > 60 for one in (first, last)]
    assert vivid[0].mean() < 0.001 < 10 * 0.001 < vivid[1].mean()


def test_what_was_laid_open_stays_and_what_comes_is_not_seen(played: Playback) -> None:
    frames = [as_pixels(one) for one in played.frames]
    height, width, _ = frames[0].shape
    lanes = slice(0, int(0.9 * height))
    for before, after in zip(frames[:-2], frames[1:-1], strict=True):
        changed = np.flatnonzero((before[lanes] != after[lanes]).any(axis=(0, 2)))
        if len(changed):  # a stripe between the two cursors, and no more
            assert np.ptp(changed) < width / STEPS + 4


def test_a_frame_is_held_where_something_happens(both: Comparison, played: Playback) -> None:
    told = [
        happenings_of(spans_of(run.rows(0), run.names, run.scenario)) for run in both.runs.values()
    ]
    minutes = {one.minute for ones in told for one in ones}
    assert played.durations.count(HOLD) == len(minutes) > 3
    assert set(played.durations) == {STEP, HOLD, END}
    assert played.durations[-1] == END


def test_the_same_history_gives_the_same_bytes_and_a_gif_that_plays_for_ever(
    both: Comparison, played: Playback
) -> None:
    assert played.gif == both.plot.playback(0).gif
    with Image.open(BytesIO(played.gif)) as shown:
        assert shown.format == "GIF"
        assert shown.info["loop"] == 0
        assert shown.n_frames > STEPS // 2


def test_what_happens_is_told_by_hand_counted_rows(both: Comparison) -> None:
    run = both.runs["The war"]
    spans = spans_of(run.rows(0), run.names, run.scenario)
    told = happenings_of(spans)
    assert told == sorted(told)
    words = [one.words for one in told]
    assert words.count("a breach") == int(
        (spans.breaches["opens"] & ~spans.breaches["false"]).sum()
    )
    assert "the adversary turns to assault" in words
    assert Happening(20 * 60, "the adversary turns to assault") in told


def test_what_happens_in_all_histories_at_once_is_said_once_and_the_rest_by_name() -> None:
    told = by_minute(
        [("A", [Happening(5, "a breach"), Happening(9, "x")]), ("B", [Happening(5, "a breach")])]
    )
    assert told == {5: "a breach", 9: "A: x"}


def test_a_notebook_shows_it_with_words_and_a_hostile_name_is_text(played: Playback) -> None:
    shown = Playback(played.frames[:2], played.durations[:2], '"><script>')._repr_html_()
    assert "<script" not in shown
    assert 'src="data:image/gif;base64,' in shown


def test_another_ending_is_refused(played: Playback, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"an animation is written as \.gif"):
        played.write(tmp_path / "war.mp4")
