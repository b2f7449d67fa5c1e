"""One worker process: plays the blocks that come in on its standard input, a socket to its parent.

It is started as a module of its own, so that nothing of the script or notebook that asked is
imported again. Messages begin with a letter: P parameters, T task; R ready, B block, F failure.
"""

import json
import os
import signal
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue

from simulator.handles import types_of
from simulator.model.parameters import Parameters
from simulator.play.blocks import Task, attempt, packed, unpacked


def main() -> None:
    """Play what is asked for until the parent closes the line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    link = Connection(os.dup(0))
    asked: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(link, asked), daemon=True).start()
    arms: list[Parameters] = []
    with suppress(ConnectionError):
        link.send_bytes(b"R")
        while True:
            message = asked.get()
            if message[:1] == b"P":
                names = types_of(Parameters)
                arms.append(Parameters(**dict(zip(names, unpacked(message[1:]), strict=True))))
            else:
                link.send_bytes(_answer(arms, Task(*json.loads(message[1:]))))


def _answer(arms: list[Parameters], task: Task) -> bytes:
    """The block that was asked for, or what went wrong."""
    played = attempt(arms[task.arm], task)
    if played.block is not None:
        return b"B" + packed(played.block)
    return b"F" + json.dumps(played.failure).encode()


def _listen(link: Connection, asked: SimpleQueue[bytes]) -> None:
    """Take in messages; once the line is gone, end at once, in the middle of a block too."""
    with suppress(EOFError, OSError):
        while True:
            asked.put(link.recv_bytes())
    os._exit(1)


if __name__ == "__main__":
    main()
