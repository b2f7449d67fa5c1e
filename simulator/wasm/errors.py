"""What compiled code says when it fails."""

import pickletools

from simulator.errors import EscalationError


class CompiledError(EscalationError):
    """Compiled code failed, or was stopped; `raised` is the class of its error, if there is one."""

    def __init__(self, message: str, raised: str = "") -> None:
        super().__init__(message)
        self.raised = raised


class EngineFileError(EscalationError):
    """The engine file is not there, or was built from other sources."""


def error_of(raised: bytes) -> CompiledError:
    """An exception as Numba keeps it, pickled: its name, its words, and where it was raised.

    Nothing is unpickled. Its strings are module and name of its class and what it says; where a
    line of ours raised it, the function, the file and the number of the line follow.
    """
    found = [argument for _, argument, _ in pickletools.genops(raised)]
    _, name, *said = [one for one in found if isinstance(one, str)]
    numbers = [one for one in found[2:] if isinstance(one, int)]  # after those of the format
    if not numbers:
        return CompiledError(": ".join([name, *said]), name)
    *words, _, file = said
    return CompiledError(f"{': '.join([name, *words])} ({file}:{numbers[-1]})", name)
