"""A folder of results: what it says, what it refuses, and damage that does not go unseen."""

import errno
import json
import os
import random
import resource
import shlex
import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from simulator.errors import OutputError, ScenarioError
from simulator.files import put
from simulator.model.encode import encode
from simulator.play import execute
from simulator.play.blocks import cut
from simulator.play.execute import play
from simulator.scenario.load import load, load_text
from simulator.store import disk, folder as files, result_folder
from simulator.store.blocks import JOURNAL, Parts, refuse_foreign
from simulator.store.fingerprint import fingerprint, parameters_hash
from simulator.store.folder import slugs, to_csv, write_csv, write_inputs
from simulator.store.read import read_histories, read_manifest
from simulator.study.run import run

EVENTS = "start,count\n2024-01-01T00:00:00Z,1\n2024-01-01T09:00:00Z,2\n"
TINY = """
name: =Tiny/<1>
question: Does it end?
horizon: 2 d
violations:
  drones: {kind: drone, rate: 4 per day}
  replayed:
    kind: artillery
    events: {file: events/real.csv, zero: "2024-01-01T00:00:00Z", start: start, count: count}
threshold: {of: drone, at_least: 2}
plan:
  phases:
    - {name: first, by: 24 h, owed_by: [home, away]}
    - {name: second, by: 48 h, owed_by: [away]}
"""
SEED = 3
ARM = "=Tiny/<1>"
PARTS = [(0, 1), (1, 2), (2, 5), (5, 8), (8, 11), (11, 12)]


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenario")
    (folder / "events").mkdir()
    (folder / "events" / "real.csv").write_text(EVENTS)
    (folder / "tiny.yaml").write_text(TINY)
    return load(folder / "tiny.yaml")


def again(scenario, folder, replications=12):
    """The run in this folder, and how many replications were found there."""
    found = []
    result = run(
        scenario,
        replications,
        SEED,
        workers=1,
        out=folder,
        progress=lambda done, *_: found.append(done),
    )
    return result, found[0]


@pytest.fixture(scope="module")
def finished(scenario, tmp_path_factory):
    """A folder with twelve replications in six parts."""
    folder = tmp_path_factory.mktemp("results") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(execute, "LOOK", 0.0)
        patch.setattr(execute, "cut", lambda task, _: cut(task, 3))
        again(scenario, folder)
    return folder


@pytest.fixture
def out(finished, tmp_path):
    """A copy of that folder, to do things to."""
    return Path(shutil.copytree(finished, tmp_path / "out"))


def content(folder):
    """Every file of a folder, by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def equal(run, other):
    return [table.tobytes() for table in run.block] == [table.tobytes() for table in other.block]


def sound(scenario, folder):
    """The ranges of replications in the parts that are taken for sound."""
    parameters = {ARM: encode(scenario, SEED)}
    study = fingerprint({ARM: scenario}, parameters, SEED)
    parts = Parts(folder, study, slugs([ARM]))
    parts.close()
    return sorted((first, last) for _, first, last in parts.found)


def parts_of(folder):
    return sorted((folder / "parts").glob("*.parquet"))


# What a folder says


def test_the_folder_holds_tables_the_scenario_and_a_manifest(finished):
    assert [name for name in content(finished) if not name.startswith("parts/")] == [
        "manifest.json",
        "tiny-1/answers.parquet",
        "tiny-1/input/events/real.csv",
        "tiny-1/input/scenario.yaml",
        "tiny-1/outcomes.parquet",
        "tiny-1/phases.parquet",
    ]
    assert len(parts_of(finished)) == len(PARTS)


def test_the_tables_are_in_words(finished, scenario):
    played, _ = again(scenario, finished)
    phases = pd.read_parquet(finished / "tiny-1" / "phases.parquet").set_index("replication")
    pd.testing.assert_frame_equal(phases, played.phases)
    answers = pq.read_table(finished / "tiny-1" / "answers.parquet")
    assert set(answers["guarantor"].to_pylist()) <= {"home", "away"}
    assert answers["decided"].type == "double"


def test_the_manifest_says_what_was_played_and_how_to_play_it_again(finished, scenario):
    told = json.loads((finished / "manifest.json").read_text())
    assert (told["seed"], told["replications"]) == (SEED, 12)
    arm = told["arms"][ARM]
    assert arm["scenario"]["horizon"] == "48 h"
    assert arm["replayed"]["events/real.csv"] == disk.digest(EVENTS.encode())
    command = shlex.split(told["again"])
    assert command[:3] == ["escalation", "run", "tiny-1/input/scenario.yaml"]
    same, found = again(load(finished / command[2]), finished)
    assert found == 12
    assert (finished / "manifest.json").read_text() == json.dumps(
        told, ensure_ascii=False, indent=1
    ) + "\n"
    assert same.scenario.name == scenario.name


def test_what_is_read_back_is_what_was_played(finished, scenario):
    runs = read_histories(finished, read_manifest(finished))
    assert list(runs) == [ARM]
    assert equal(runs[ARM], run(scenario, 12, SEED))
    assert (runs[ARM].seed, runs[ARM].rows(3).tobytes()) == (
        SEED,
        run(scenario, 1, SEED).rows(3).tobytes(),
    )


def test_a_comparison_is_read_back_arm_by_arm(scenario, tmp_path):
    other = load_text("name: quiet\nhorizon: 1 d")
    runs = play({"first try": scenario, "First try!": other}, 3, SEED, out=tmp_path)
    back = read_histories(tmp_path, read_manifest(tmp_path))
    assert list(back) == ["first try", "First try!"]
    assert all(equal(back[arm], runs[arm]) for arm in runs)
    told = json.loads((tmp_path / "manifest.json").read_text())
    assert told["again"].startswith("escalation compare first-try/input/scenario.yaml first-try-2/")


@pytest.mark.parametrize(
    ("arms", "expected"),
    [
        (["One drone", "one-drone"], ["one-drone", "one-drone-2"]),
        (["../..", "", "☂"], ["arm", "arm-2", "arm-3"]),
        (["parts"], ["parts-2"]),
        (["x" * 500], ["x" * 60]),
    ],
)
def test_names_of_arms_become_safe_names_of_folders(arms, expected):
    assert list(slugs(arms).values()) == expected


SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.mark.parametrize("path", sorted(SCENARIOS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_scenario_in_the_folder_is_the_one_that_was_played(path, tmp_path):
    asked = load(path)
    write_inputs(tmp_path, {"arm": asked})
    kept = load(tmp_path / "arm" / files.INPUT)
    assert parameters_hash(encode(kept, SEED)) == parameters_hash(encode(asked, SEED))
    assert (kept.name, kept.limits) == (asked.name, asked.limits)
    assert {one.says for one in kept.sources} <= {one.says for one in asked.sources}
    assert bool(kept.sources) == bool(asked.sources)
    assert fingerprint({"": kept}, {"": encode(kept)}, 0) == fingerprint(
        {"": asked}, {"": encode(asked)}, 0
    )


# Going on


def test_more_replications_add_to_those_that_are_there(out, scenario):
    more, found = again(scenario, out, 20)
    assert found == 12
    assert equal(more, run(scenario, 20, SEED))
    fewer, found = again(scenario, out, 4)
    assert found == 4
    assert equal(fewer, run(scenario, 4, SEED))
    assert read_histories(out, read_manifest(out))[ARM].replications == 4
    assert again(scenario, out, 20)[1] == 20


def test_other_words_about_the_same_scenario_go_on_from_it(out, scenario):
    assert again(scenario.model_copy(update={"question": "Will it hold?"}), out)[1] == 12


@pytest.mark.parametrize("finish", ["ended", "stopped"])
@pytest.mark.parametrize("change", ["seed", "horizon", "events", "code", "arms"])
def test_a_folder_of_another_study_is_refused_untouched(
    out, scenario, change, finish, monkeypatch, tmp_path
):
    if finish == "stopped":
        (out / "manifest.json").unlink()
    seed, arms = SEED, {ARM: scenario}
    if change == "seed":
        seed = 0
    elif change == "horizon":
        arms = {ARM: scenario.model_copy(update={"horizon": 1440})}
    elif change == "events":
        shutil.copytree(scenario.folder, tmp_path / "edited")
        (tmp_path / "edited" / "events" / "real.csv").write_text(EVENTS.replace(",2", ",3"))
        arms = {ARM: load(tmp_path / "edited" / "tiny.yaml")}
    elif change == "code":
        monkeypatch.setattr("simulator.store.fingerprint.source_hash", lambda: "0" * 16)
    else:
        arms |= {"more": scenario}
    before = content(out)
    with pytest.raises(OutputError, match="holds another study, whose .* Name a new folder") as no:
        play(arms, 12, seed, out=out)
    named = {"horizon": "scenario '=Tiny/<1>'", "events": "numbers of", "arms": "scenario 'more'"}
    assert named.get(change, change) in str(no.value)
    assert content(out) == before


def test_a_folder_of_other_files_is_refused(scenario, tmp_path):
    (tmp_path / "thesis.tex").write_text("")
    with pytest.raises(OutputError, match="holds other files"):
        again(scenario, tmp_path)
    assert list(content(tmp_path)) == ["thesis.tex"]


def test_two_processes_do_not_write_to_one_folder(out, scenario):
    def second(*_):
        with pytest.raises(OutputError, match="another process is writing there"):
            run(scenario, 12, SEED, out=out)

    run(scenario, 13, SEED, workers=1, out=out, progress=second)


# Damage


def damaged(scenario, folder, finished, lost):
    """Whether exactly these parts are taken for lost, and all is made good again."""
    assert sound(scenario, folder) == [part for part in PARTS if part not in lost]
    _, found = again(scenario, folder)
    assert found == 12 - sum(last - first for first, last in lost)
    for name, there in content(finished).items():
        if not name.startswith("parts/"):
            assert (folder / name).read_bytes() == there
    assert again(scenario, folder)[1] == 12


def test_a_part_with_a_flipped_bit_is_played_again(out, scenario, finished):
    luck = random.Random(0)
    original = content(out / "parts")
    for _ in range(60):
        place = luck.randrange(len(PARTS))
        path = parts_of(out)[place]
        flipped = bytearray(original[path.name])
        flipped[luck.randrange(len(flipped))] ^= 1 << luck.randrange(8)
        path.write_bytes(flipped)
        assert sound(scenario, out) == PARTS[:place] + PARTS[place + 1 :]
        path.write_bytes(original[path.name])
        (out / "parts" / JOURNAL).write_bytes(original[JOURNAL])
    path.write_bytes(flipped)
    damaged(scenario, out, finished, [PARTS[place]])


def test_a_part_that_was_cut_or_is_gone_is_played_again(out, scenario, finished):
    cut_off, gone = parts_of(out)[2], parts_of(out)[4]
    os.truncate(cut_off, cut_off.stat().st_size // 2)
    gone.unlink()
    damaged(scenario, out, finished, [PARTS[2], PARTS[4]])


def test_parts_that_changed_places_are_played_again(out, scenario, finished):
    one, other = parts_of(out)[2:4]
    one_content, other_content = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_content)
    other.write_bytes(one_content)
    damaged(scenario, out, finished, [PARTS[2], PARTS[3]])


def test_a_line_of_the_journal_that_was_edited_does_not_count(out, scenario, finished):
    path = out / "parts" / JOURNAL
    lines = path.read_text().splitlines()
    lines[3] = lines[3].replace('"last":5', '"last":6')
    lines[5] = lines[5][:60]
    path.write_text("\n".join(lines))
    damaged(scenario, out, finished, [PARTS[2], PARTS[4]])


def test_a_flipped_bit_in_the_journal_costs_no_more_than_two_parts(out, scenario):
    luck = random.Random(1)
    path = out / "parts" / JOURNAL
    original = path.read_bytes()
    for _ in range(60):
        flipped = bytearray(original)
        flipped[luck.randrange(len(flipped))] ^= 1 << luck.randrange(8)
        path.write_bytes(flipped)
        kept = sound(scenario, out)
        assert len(kept) >= len(PARTS) - 2
        assert set(kept) <= set(PARTS)


def test_a_manifest_that_was_edited_vouches_for_nothing(out, scenario, finished):
    path = out / "manifest.json"
    path.write_text(path.read_text().replace('"seed": 3', '"seed": 4'))
    with pytest.raises(ScenarioError, match="changed after it was written"):
        read_histories(out, read_manifest(out))
    damaged(scenario, out, finished, [])


@pytest.mark.parametrize("name", ["outcomes.parquet", "input/scenario.yaml"])
def test_a_table_or_scenario_that_was_changed_is_not_read(out, scenario, name):
    path = out / "tiny-1" / name
    flipped = bytearray(path.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    path.write_bytes(flipped)
    (out / "tiny-1" / "answers.parquet").unlink()
    with pytest.raises(ScenarioError) as caught:
        read_histories(out, read_manifest(out))
    assert {Path(one.file).name for one in caught.value.problems} == {path.name, "answers.parquet"}
    again(scenario, out)
    assert read_histories(out, read_manifest(out))[ARM].replications == 12


def test_a_folder_without_a_manifest_is_not_read(tmp_path):
    with pytest.raises(ScenarioError, match="holds no results: there is no manifest"):
        read_histories(tmp_path, read_manifest(tmp_path))


# What cannot be written


def test_a_file_in_the_way_is_told(scenario, tmp_path):
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(OutputError, match="Not a directory|File exists"):
            again(scenario, out)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_told(scenario, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="Permission denied"):
        again(scenario, tmp_path / "out")


def test_a_full_disk_at_any_moment_leaves_nothing_half_written(scenario, tmp_path, monkeypatch):
    monkeypatch.setattr(execute, "LOOK", 0.0)
    monkeypatch.setattr(execute, "cut", lambda task, _: cut(task, 3))
    real = os.fsync
    for room in range(0, 24, 3):
        left = iter([*[real] * room])

        def full(handle, left=left):
            write = next(left, None)
            if write is None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write(handle)

        folder = tmp_path / str(room)
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left"):
            again(scenario, folder)
        monkeypatch.setattr(os, "fsync", real)
        assert list(folder.rglob(".*.tmp")) == []
        assert not (folder / "manifest.json").exists()
        assert equal(again(scenario, folder)[0], run(scenario, 12, SEED))


@pytest.mark.parametrize("goes_on", [True, False])
def test_only_a_study_that_keeps_its_histories_is_said_to_go_on(tmp_path, goes_on):
    with pytest.raises(OutputError) as raised, disk.writing(tmp_path, goes_on):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert ("the same command goes on" in str(raised.value)) is goes_on


def test_a_table_of_another_command_is_not_said_to_go_on(tmp_path, monkeypatch):
    def full(path, content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(result_folder, "put", full)
    with pytest.raises(OutputError, match="make room there.$"):
        result_folder.write_text("x", tmp_path / "page.md")


def test_a_limit_on_the_size_of_files_is_told(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OutputError, match="File too large"), disk.writing(tmp_path):
            put(tmp_path / "big", b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


# CSV


def test_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(tmp_path):
    frame = pd.DataFrame(
        {"phase": ["=1+1", "@x", "-", "+a", "\ttab", "fine=1", 'say "a, b"'], "hours": -1.5}
    )
    frame.index.name = "=replication"
    write_csv(frame, tmp_path / "new" / "table.csv")
    assert (tmp_path / "new" / "table.csv").read_text().splitlines() == [
        "'=replication,phase,hours",
        "0,'=1+1,-1.5",
        "1,'@x,-1.5",
        "2,'-,-1.5",
        "3,'+a,-1.5",
        "4,'\ttab,-1.5",
        "5,fine=1,-1.5",
        '6,"say ""a, b""",-1.5',
    ]
    assert to_csv(pd.DataFrame({"a": [None, "b"]})) == 'a\n""\nb\n'


def test_csv_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write_csv(pd.DataFrame({"a": [1]}), tmp_path / "file" / "table.csv")


def test_the_docstring_names_what_is_there(finished):
    for word in ("manifest.json", files.INPUT, "parts/", *(f"{t}.parquet" for t in files.TABLES)):
        assert word in files.__doc__
    refuse_foreign(finished / "not there", {})
