"""A client of a Dask cluster: as it is handed in, of an address, or of a cluster of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_connection
from typing import TYPE_CHECKING, NoReturn

from simulator.errors import Interrupted, Problem, ScenarioError
from simulator.play.execute import processors

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
WAIT = 5.0
"""Seconds that a scheduler has to answer, and a worker to turn up."""
OPTION = "dask"


@contextmanager
def client_of(dask: str | Client, workers: int | None = None) -> Iterator[Client]:
    """A client to play with: `dask` is one, or the address of a scheduler, or "local".

    "local" starts a process for each of so many workers, or for each processor, and ends them.
    Raises `ScenarioError` without the library or for what is no address; `Interrupted` where no
    scheduler or no worker answers, or their versions of Dask do not go together.
    """
    try:
        from distributed import Client
    except ImportError:
        _refuse(
            "Dask's library 'distributed' is not installed. Install "
            "escalation-timeline[distributed], or leave it out and use --workers."
        )
    if isinstance(dask, Client):
        yield _checked(dask)
    elif dask == LOCAL:
        with _cluster(workers or processors()) as cluster, Client(cluster) as client:
            yield _checked(client)
    else:
        with _connected(dask) as client:
            yield _checked(client)


@contextmanager
def _cluster(workers: int) -> Iterator[object]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


def _connected(address: str) -> Client:
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port

    try:
        with create_connection(get_address_host_port(address), WAIT):
            pass  # a client that never connects complains when it is let go
        return Client(address, timeout=WAIT, set_as_default=False)
    except ValueError as error:
        _refuse(f"'{address}' is no address ({error}). Write one such as tcp://10.0.0.1:8786.")
    except OSError as error:  # also TimeoutError
        raise Interrupted(
            f"no Dask scheduler answers at {address} within {WAIT:g} seconds. Nothing was played. "
            "Start it with 'dask scheduler' and its workers with 'dask worker ADDRESS'."
        ) from error


def _checked(client: Client) -> Client:
    """The client, once there is a worker, and if all have the versions of Dask that go together."""
    try:
        client.wait_for_workers(1, timeout=WAIT)
    except TimeoutError:
        raise Interrupted(
            f"the Dask scheduler has no worker after {WAIT:g} seconds. Nothing was played. Start "
            "some with 'dask worker ADDRESS'."
        ) from None
    try:
        client.get_versions(check=True)
    except ValueError as error:
        raise Interrupted(f"{error}\nNothing was played. Install the same versions.") from None
    return client


def _refuse(message: str) -> NoReturn:
    raise ScenarioError([Problem(OPTION, None, "", message)])
