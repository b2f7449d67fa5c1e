"""Playing many replications: the same results whoever plays them, whatever dies meanwhile."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

import simulator
from simulator.errors import EscalationError, ScenarioError
from simulator.play import blocks, execute, pool
from simulator.play.blocks import Task, around, cut, missing
from simulator.play.execute import play
from simulator.play.progress import Lines, shown
from simulator.scenario.load import load
from simulator.store.read import read_histories, read_manifest
from simulator.study.run import run

ROOT = Path(simulator.__file__).parents[1]
TINY = {
    "name": "Tiny",
    "horizon": "2 d",
    "violations": {"drones": {"kind": "drone", "rate": "4 per day"}},
    "threshold": {"of": "drone", "at_least": 2},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": ["home"]}]},
}
SEED = 7


@pytest.fixture(scope="module")
def alone():
    """Twelve replications, played here in one go."""
    return run(TINY, 12, SEED, workers=1)


def equal(run, other):
    """Whether two runs hold the same bytes."""
    return [table.tobytes() for table in run.block] == [table.tobytes() for table in other.block]


def tables(folder):
    """The bytes of every file in a folder of results that is not a part."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if "parts" not in path.parts
    }


# Whoever plays, in whatever pieces


def test_two_workers_give_the_same_bytes_as_one(alone, tmp_path):
    assert equal(run(TINY, 12, SEED, workers=2, out=tmp_path / "two"), alone)
    assert equal(run(TINY, 12, SEED, workers=1, out=tmp_path / "one"), alone)
    assert tables(tmp_path / "two") == tables(tmp_path / "one")


@pytest.mark.parametrize("size", [1, 3, 7])
def test_blocks_of_any_size_give_the_same_bytes(alone, monkeypatch, size):
    monkeypatch.setattr(execute, "LOOK", 0.0)
    monkeypatch.setattr(execute, "cut", lambda task, _: cut(task, size))
    assert equal(run(TINY, 12, SEED), alone)


def test_a_replication_is_the_same_among_few_and_among_many(alone):
    few = run(TINY, 5, SEED)
    assert few.block.outcomes.tobytes() == alone.block.outcomes[:5].tobytes()


def test_every_arm_gets_the_same_luck_whatever_arms_there_are(alone):
    other = TINY | {"name": "Other", "horizon": "1 d"}
    scenarios = {name: run(one, 1).scenario for name, one in (("a", other), ("b", TINY))}
    runs = play(scenarios, 12, SEED)
    assert list(runs) == ["a", "b"]
    assert equal(runs["b"], alone)


def test_no_scenarios_give_no_runs():
    assert play({}, 3, 0) == {}


def test_a_first_look_that_waits_for_what_is_loaded_once_does_not_set_the_pace(monkeypatch):
    clock = iter([0.0, 9.0, 9.0, 9.1, 9.1, 9.4])  # looks at one, one and two replications
    monkeypatch.setattr(execute, "thread_time", lambda: next(clock))
    monkeypatch.setattr(execute, "_here", lambda arms, tasks: iter(()))
    look = execute._look([], [Task(0, 1, 100)], 0.2)
    with pytest.raises(StopIteration) as stop:
        next(look)
    paces, rest = stop.value.value
    assert paces == {0: pytest.approx(0.1)}
    assert rest == [Task(0, 5, 100)]


def test_enough_work_goes_to_other_processes_unasked(alone, monkeypatch):
    monkeypatch.setattr(execute, "WORTH_WORKERS", 0.0)
    monkeypatch.setattr(execute, "LOOK", 0.0)
    monkeypatch.setattr(execute, "processors", lambda: 2)
    monkeypatch.setattr(execute, "cut", lambda task, _: cut(task, 4))
    started = []
    init = pool.Worker.__init__
    monkeypatch.setattr(pool.Worker, "__init__", lambda self: (started.append(self), init(self))[1])
    assert equal(run(TINY, 12, SEED, engine="simpy"), alone)
    assert len(started) == 2


@pytest.mark.parametrize("given", ["file", "stdin"])
def test_a_script_without_a_main_guard_may_use_workers(tmp_path, given):
    script = tmp_path / "bare.py"
    script.write_text(
        "from simulator.study.run import run\n"
        f"print(run({TINY!r}, 6, seed={SEED}, workers=2).replications)\n"
    )
    command = [sys.executable, "-"] if given == "stdin" else [sys.executable, script]
    with script.open() as file:
        done = subprocess.run(
            command, stdin=file, env=environment(), capture_output=True, text=True, timeout=60
        )
    assert (done.stdout, done.stderr) == ("6\n", "")


# Numbers asked for


def test_seed_0_is_a_seed_like_any_other():
    zero, left_out, one = run(TINY, 2, seed=0), run(TINY, 2), run(TINY, 2, seed=1)
    assert equal(zero, left_out)
    assert not equal(zero, one)
    assert run(TINY, 2, seed=2**63 - 1).seed == 2**63 - 1
    assert equal(run(TINY, np.int64(2), seed=np.uint8(0)), zero)


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ({"seed": -1}, "seed: -1 is not a whole number from 0 to 9223372036854775807."),
        ({"seed": 2**63}, "seed: 9223372036854775808 is not a whole number from 0"),
        ({"seed": None}, "seed: None is not a whole number"),
        ({"seed": True}, "seed: True is not"),
        ({"seed": 1.0}, "seed: 1.0 is not"),
        ({"replications": 0}, "replications: 0 is not a whole number of 1 or more."),
        ({"workers": 0}, "workers: 0 is not a whole number of 1 or more."),
        ({"workers": "two"}, "workers: 'two' is not"),
    ],
)
def test_a_number_that_will_not_do_is_refused(tmp_path, numbers, message):
    with pytest.raises(ScenarioError) as caught:
        run(TINY, **numbers, out=tmp_path / "out")
    assert str(caught.value).startswith(message)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("had", "expected"),
    [
        ([], [(0, 10)]),
        ([(0, 10)], []),
        ([(0, 4)], [(4, 10)]),
        ([(6, 8), (2, 3)], [(0, 2), (3, 6), (8, 10)]),
        ([(8, 20)], [(0, 8)]),
        ([(20, 30)], [(0, 10)]),
        ([(0, 5), (2, 3)], [(5, 10)]),
    ],
)
def test_what_is_missing_is_the_rest(had, expected):
    assert [(task.first, task.last) for task in missing(0, had, 10)] == expected


def test_a_task_goes_on_around_a_replication_that_fails():
    task = Task(0, 3, 9)
    sides = around(task, blocks.Failure(5, 6, ""))
    assert sides == [Task(0, 3, 5), Task(0, 6, 9)]
    assert around(task, blocks.Failure(3, 9, "")) == []


# What fails


@pytest.fixture
def faulty(monkeypatch, tmp_path):
    """Call it with a statement to be run when replication 5 is played, here and in workers."""

    def plant(statement):
        (tmp_path / "code").mkdir()
        (tmp_path / "code" / "sitecustomize.py").write_text(
            "import os, simulator.play.blocks as blocks\n"
            "real = blocks.simulate\n"
            "def simulate(p, replications):\n"
            f"    if 5 in replications: {statement}\n"
            "    return real(p, replications)\n"
            "blocks.simulate = simulate\n"
        )
        monkeypatch.syspath_prepend(tmp_path / "code")

    return plant


def test_a_replication_that_fails_is_named_and_the_others_are_kept(alone, faulty, tmp_path):
    faulty("raise ZeroDivisionError('no troops')")
    out = tmp_path / "out put"
    with pytest.raises(EscalationError) as caught:
        run(TINY, 12, SEED, engine="simpy", workers=2, out=out)
    assert str(caught.value).splitlines() == [
        "Tiny, replication 5: ZeroDivisionError: no troops",
        f"  play it again: escalation trace '{out}/tiny/input/scenario.yaml' "
        "--replication 5 --seed 7",
        f"All others that were played are kept in {out}.",
    ]
    found = []
    resumed = run(TINY, 12, SEED, workers=1, out=out, progress=lambda *call: found.append(call[0]))
    assert found == [11, 12]
    assert equal(resumed, alone)


def test_a_failure_in_this_process_is_named_as_well(monkeypatch):
    real = blocks.simulate

    def simulate(p, replications):
        if 5 in replications:
            raise ValueError("odd")
        return real(p, replications)

    monkeypatch.setattr(blocks, "simulate", simulate)
    with pytest.raises(EscalationError, match="replication 5: ValueError: odd") as caught:
        run(TINY, 12, SEED)
    assert "escalation trace FILE --replication 5 --seed 7" in str(caught.value)


def test_a_block_that_kills_its_workers_is_given_up_after_three(faulty, tmp_path, monkeypatch):
    faulty("os.kill(os.getpid(), 9)")
    monkeypatch.setattr(execute, "cut", lambda task, _: cut(task, 1))
    with pytest.raises(EscalationError, match=r"replication 5: the process .* died 3 .*signal 9"):
        run(TINY, 12, SEED, engine="simpy", workers=2, out=tmp_path / "out")
    assert len(list((tmp_path / "out" / "parts").glob("*.parquet"))) == 11


def test_the_block_of_a_dead_worker_is_played_by_another(alone, monkeypatch):
    started = []
    init = pool.Worker.__init__
    monkeypatch.setattr(pool.Worker, "__init__", lambda self: (started.append(self), init(self))[1])
    monkeypatch.setattr(execute, "cut", lambda task, _: cut(task, 1))

    def kill_first(done, total, note):
        if done == 4:
            started[0].process.kill()
            started[0].process.wait()

    assert equal(run(TINY, 12, SEED, engine="simpy", workers=2, progress=kill_first), alone)
    assert len(started) == 3


def test_workers_that_cannot_start_are_not_waited_for(monkeypatch, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import os; os._exit(3)")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EscalationError, match="do not start"):
        run(TINY, 12, engine="simpy", workers=2)


# What is stopped


def environment(**more):
    """The environment of a Python process that imports the package from here."""
    return os.environ | {"PYTHONPATH": str(ROOT)} | more


def marked(mark):
    """The processes whose environment holds the mark."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (place / "environ").read_bytes():
                found.append(int(place.name))
    return found


def gone(mark, seconds):
    """Whether no process with the mark is left within so many seconds."""
    end = time.monotonic() + seconds
    while marked(mark) and time.monotonic() < end:
        time.sleep(0.02)
    return not marked(mark)


LONG = f"""
from simulator.play import execute
from simulator.study.run import run
execute.LONGEST = 0.2
shown = lambda done, total, note: print(done, flush=True)
run({TINY!r}, 1_000_000, seed={SEED}, workers=2, out="out", progress=shown, engine="simpy")
"""


@pytest.fixture
def long(tmp_path):
    """A process in the middle of a long study in the folder `out`, and the mark of all of it."""
    mark = f"ESCALATION_TEST={tmp_path}"
    parent = subprocess.Popen(
        [sys.executable, "-c", LONG],
        cwd=tmp_path,
        env=environment(**dict([mark.split("=", 1)])),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with parent:
        for _ in range(6):
            assert parent.stdout.readline()
        assert len(marked(mark)) == 3
        yield parent, mark
        parent.kill()


def found_in(folder):
    """How many replications a folder held, and the run of them all."""
    found = []
    count = sum(
        entry["last"] - entry["first"]
        for entry in map(json.loads, (folder / "parts" / "journal.jsonl").read_bytes().splitlines())
        if "arm" in entry
    )
    resumed = run(
        TINY, 12, SEED, workers=1, out=folder, progress=lambda *call: found.append(call[0])
    )
    return count, found[0], resumed


def test_ctrl_c_ends_all_processes_in_two_seconds_and_keeps_what_is_done(alone, long, tmp_path):
    parent, mark = long
    start = time.monotonic()
    os.killpg(parent.pid, signal.SIGINT)
    _, errors = parent.communicate(timeout=10)
    assert time.monotonic() - start < 2
    assert parent.returncode == -signal.SIGINT
    assert errors.count(b"Traceback") == 1
    assert gone(mark, 1)
    kept, found, resumed = found_in(tmp_path / "out")
    assert kept > 2
    assert found >= 2
    assert equal(resumed, alone)


def test_a_killed_parent_leaves_no_process_and_sound_parts(alone, long, tmp_path):
    parent, mark = long
    parent.kill()
    parent.wait()
    assert gone(mark, 2)
    kept, found, resumed = found_in(tmp_path / "out")
    assert kept > 2
    assert found >= 2
    assert equal(resumed, alone)


KILLED = """
import os, random, signal
import pandas, pyarrow.parquet
from simulator.play import execute
from simulator.study.run import run
execute.LOOK, real_cut = 0.0, execute.cut
execute.cut = lambda task, _: real_cut(task, 3)
run(TINY, 1)  # whatever is loaded is loaded before the processes part ways

def play_until(call, folder):
    calls = 0
    def counted(function):
        def wrapper(*arguments):
            nonlocal calls
            calls += 1
            if calls == call:
                if function is os_write:
                    os_write(arguments[0], arguments[1][:40])
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments)
        return wrapper
    os_write = os.write
    for name in ("write", "fsync", "replace"):
        setattr(os, name, counted(getattr(os, name)))
    run(TINY, 12, SEED, workers=1, out=folder)
    with open("calls", "w") as file:
        file.write(str(calls))

def in_a_child(call, folder):
    if not (child := os.fork()):
        play_until(call, folder)
        os._exit(0)
    return os.waitpid(child, 0)[1]

assert in_a_child(0, "whole") == 0
every = int(open("calls").read())
for call in random.Random(5).sample(range(1, every + 1), 8):
    assert in_a_child(call, f"killed-{call}") == signal.SIGKILL
"""


def test_a_parent_killed_at_any_write_resumes_to_the_same_bytes(tmp_path):
    command = [sys.executable, "-c", f"TINY, SEED = {TINY!r}, {SEED}\n{KILLED}"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=100
    )
    assert (done.returncode, done.stderr) == (0, "")
    whole = tables(tmp_path / "whole")
    killed = sorted(tmp_path.glob("killed-*"))
    assert (len(whole), len(killed)) == (5, 8)
    for folder in killed:
        run(TINY, 12, SEED, workers=1, out=folder)
        assert tables(folder) == whole
        assert list(folder.rglob(".*.tmp")) == []
        assert read_histories(folder, read_manifest(folder))["Tiny"].replications == 12


# Progress


def test_progress_counts_up_to_all(tmp_path):
    calls = []
    run(TINY, 6, SEED, out=tmp_path, progress=lambda *call: calls.append(call))
    assert [done for done, _, _ in calls] == sorted(done for done, _, _ in calls)
    assert (calls[0][:2], calls[-1]) == ((0, 6), (6, 6, ""))


class Terminal:
    def __init__(self):
        self.text = ""

    def isatty(self):
        return True

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def test_progress_is_shown_only_where_somebody_sees_it(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with shown(quiet=True) as progress:
        assert progress is None
    monkeypatch.setattr(Terminal, "isatty", lambda self: False)
    with shown() as progress:
        assert progress is None


@pytest.mark.parametrize("name", ["NO_COLOR", "TERM"])
def test_a_plain_terminal_gets_plain_lines(monkeypatch, name):
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv(name, "dumb")
    now = iter([0.0, 5.0, 10.0])  # the time of the compiler does not count
    monkeypatch.setattr("simulator.play.progress.monotonic", lambda: next(now))
    with shown() as progress:
        assert isinstance(progress, Lines)
        progress(100, 500, "compiling")
        progress(100, 500, "")
        progress(150, 500, "")
        progress(200, 500, "")
    assert terminal.text == ("compiling\n200 of 500 replications, 10.0 a second, about 30 s left\n")


def test_a_terminal_gets_a_bar(monkeypatch):
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with shown() as progress:
        progress(0, 500, "compiling [once]")
        progress(200, 500, "")
    assert "compiling [once]" in terminal.text
    assert "200/500" in terminal.text


def test_either_engine_gives_the_same_tables() -> None:
    slow = play({"tiny": load(TINY)}, 12, SEED, workers=1, engine="simpy")
    fast = play({"tiny": load(TINY)}, 12, SEED, workers=1, engine="file")
    for arm, told in slow.items():
        for one, other in zip(told.block, fast[arm].block, strict=True):
            assert one.tobytes() == other.tobytes()


def test_an_engine_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(ScenarioError, match="write one of file, native, simpy"):
        play({"tiny": load(TINY)}, 1, 0, workers=1, engine="warp")


def test_a_folder_that_one_engine_began_is_gone_on_by_the_other(alone, tmp_path) -> None:
    run(TINY, 5, SEED, workers=1, out=tmp_path, engine="simpy")
    found = []
    went_on = run(
        TINY,
        12,
        SEED,
        workers=1,
        out=tmp_path,
        progress=lambda *call: found.append(call[0]),
        engine="file",
    )
    assert found[0] == 5
    assert equal(went_on, alone)
