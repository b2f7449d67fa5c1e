"""Sweeps on a Dask cluster: the same histories, whichever of its processes dies on the way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from distributed import Client, LocalCluster

from simulator import open as open_folder, sweep
from simulator.errors import Interrupted, ScenarioError
from simulator.play import on_dask
from simulator.scenario.form import to_yaml
from simulator.sweeps import cost
from simulator.sweeps.result import Sweep

from .test_play import WAR

pytestmark = pytest.mark.filterwarnings("ignore")  # of Dask's own, when processes of it die
SMALL = WAR | {"horizon": "20 days"}
VARY = {"threshold.at_least": [2, 4, 8, 16]}
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "BLOCK_HISTORIES", 20)


def swept(**more: Any) -> Sweep:
    asked: dict[str, Any] = {"vary": VARY, "replications": 60, "seed": 5}
    return sweep(SMALL, **(asked | more))


@pytest.fixture(scope="module")
def whole() -> Sweep:
    return swept()


@contextmanager
def cluster(workers: int, processes: bool = False) -> Iterator[tuple[LocalCluster, Client]]:
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=processes, dashboard_address=None,
            silence_logs=50,
        ) as made,
        Client(made, set_as_default=False) as client,
    ):  # fmt: skip
        yield made, client


@contextmanager
def elsewhere() -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A scheduler and a worker in processes of their own, and the address."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", CLUSTER], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL,
        text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def give_up_at_once(dask_scheduler: Any) -> None:
    """A block may kill no more than one worker."""
    dask_scheduler.allowed_failures = 0


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_any_number_of_workers_gives_the_same_histories(workers: int, whole: Sweep) -> None:
    with cluster(workers) as (_, client):
        found = swept(dask=client)
        assert found.hash == whole.hash
        assert found.record() == whole.record()
        if workers == 2:
            drawn = {"replications": 2, "uncertain": 16}
            assert swept(dask=client, **drawn).hash == swept(**drawn).hash


def test_killed_workers_cost_nothing_and_a_block_that_kills_them_is_named(
    whole: Sweep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    block = on_dask.play_block

    def deadly(code: str, pieces: Any) -> Any:
        (parameters, task), *_ = pieces
        if task.first == 20 and parameters.clauses["at_least"][0] == 8:
            os.kill(os.getpid(), signal.SIGKILL)
        return block(code, pieces)

    with cluster(2, processes=True) as (made, client):
        victim = made.workers[0].pid

        def kill(done: int, total: int, note: str) -> None:
            if done >= 40 and (process := made.workers[0].pid) == victim:
                os.kill(process, signal.SIGKILL)

        assert swept(dask=client, progress=kill).hash == whole.hash
        client.run_on_scheduler(give_up_at_once)
        monkeypatch.setattr(on_dask, "play_block", deadly)
        found = swept(dask=client, out=tmp_path)
        (failed,) = found.failed
        assert (failed.point, failed.replication, failed.elsewhere) == (2, 20, True)
        assert "Dask worker that played the block of histories 20 to 39 died" in failed.why
        assert "--set threshold.at_least=8 --replication 20" in failed.again
        assert [bool(one.outcomes) for one in found.answers] == [True, True, False, True]
    monkeypatch.undo()
    assert swept(out=tmp_path).hash == whole.hash


def test_a_killed_client_and_a_killed_scheduler_leave_what_is_finished(
    whole: Sweep, tmp_path: Path
) -> None:
    file, out = tmp_path / "war.yaml", tmp_path / "out"
    file.write_bytes(to_yaml(SMALL).encode())
    command = [sys.executable, "-m", "simulator", "sweep", str(file), "--vary"]
    command += ["threshold.at_least=2,4,8,16", "-n", "60", "--seed", "5", "-q", "--out", str(out)]
    journal = out / "parts" / "journal.jsonl"
    with elsewhere() as (process, address):
        client = subprocess.Popen([*command, "--dask", address], stdout=subprocess.DEVNULL)
        while client.poll() is None:
            if journal.exists() and journal.read_bytes().count(b"\n") > 1:
                break
        client.kill()
        client.wait()
        kept = journal.read_bytes().count(b"\n")
        assert kept > 1
        before = 20 * (kept - 1)

        def kill(done: int, total: int, note: str) -> None:
            if done > before:
                os.killpg(process.pid, signal.SIGKILL)

        with pytest.raises(Interrupted, match="the same command goes on"):
            sweep(file, VARY, replications=60, seed=5, out=out, dask=address, progress=kill)
    assert sweep(file, VARY, replications=60, seed=5, out=out).hash == whole.hash
    assert open_folder(out).hash == whole.hash


def test_blocks_that_do_not_come_back_are_sent_again_and_then_given_up(
    monkeypatch: pytest.MonkeyPatch, whole: Sweep, tmp_path: Path
) -> None:
    block = on_dask.play_block
    stuck = str(tmp_path / "stuck")

    def stops_once(code: str, pieces: Any) -> Any:
        if not os.path.exists(stuck):
            Path(stuck).touch()
            sleep(12)
        return block(code, pieces)

    def stops(code: str, pieces: Any) -> Any:
        sleep(4)

    with cluster(1) as (_, client):
        monkeypatch.setattr(on_dask, "LEAST_PATIENCE", 1.0)
        monkeypatch.setattr(on_dask, "play_block", stops)
        with pytest.raises(Interrupted, match="have not finished a block for 1 seconds"):
            swept(dask=client)
    with cluster(2) as (_, client):
        monkeypatch.setattr(on_dask, "LEAST_PATIENCE", 8.0)  # longer than a block on a busy machine
        monkeypatch.setattr(on_dask, "play_block", stops_once)
        assert swept(dask=client).hash == whole.hash


def test_a_worker_with_other_code_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_dask, "_own_code", lambda: "another")
    block = on_dask.play_block

    def elsewhere(code: str, pieces: Any) -> Any:
        return block("mine", pieces)

    monkeypatch.setattr(on_dask, "play_block", elsewhere)
    with cluster(1) as (_, client), pytest.raises(Interrupted, match="another version of"):
        swept(dask=client)


def test_what_cannot_be_reached_is_said_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Interrupted, match=r"no Dask scheduler answers at tcp://127.0.0.1:9"):
        swept(dask="tcp://127.0.0.1:9")
    with pytest.raises(ScenarioError, match="'foo://x' is no address"):
        swept(dask="foo://x")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ScenarioError, match=r"Install escalation-timeline\[distributed\]"):
        swept(dask="local")
