"""Where every failure ends: a message on standard error, an exit code, and no traceback."""

import os
import sys
import tempfile
from collections.abc import Sequence

from simulator.cli.encodings import speak_plainly
from simulator.cli.text import drop_output
from simulator.errors import EscalationError, Stopped
from simulator.tables.safe_text import clean

USAGE = 2
BUG = 70
CANNOT_WRITE = 73


def guarded(arguments: Sequence[str] | None) -> int:
    """Run a command; whatever goes wrong becomes a message and an exit code."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever called: what would go there goes nowhere
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        else:
            speak_plainly(stream)
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return _fail("stopped", Stopped.exit_code)
    except EscalationError as error:
        return _fail(str(error), error.exit_code)
    except BrokenPipeError:
        drop_output()
        return 0
    except OSError as error:
        if error.filename is None:
            return _fail(f"cannot write: {error.strerror or error}", CANNOT_WRITE, drop=True)
        return _fail(bug_message(error), BUG)
    except UnicodeEncodeError as error:
        return _fail(_unnameable(error), USAGE)
    except Exception as error:
        return _fail(bug_message(error), BUG)


def _unnameable(error: UnicodeEncodeError) -> str:
    """What to say of a file whose name the locale cannot spell."""
    if error.encoding != sys.getfilesystemencoding():
        return bug_message(error)
    return f"{error.object}: this locale cannot spell the name; set LC_ALL=C.UTF-8."


def _run(arguments: Sequence[str] | None) -> int:
    """The command itself; its own exit code is 0 unless it says otherwise."""
    from typer.exceptions import TyperException

    from simulator.cli.app import app

    try:
        code = app(args=arguments, prog_name="escalation", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except (TyperException, SystemExit) as error:
        return _usage(error)


def _usage(error: BaseException) -> int:
    """The message and exit code of a command line that cannot be understood."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else USAGE
    show = getattr(error, "show", None)
    if show is not None:
        show()
    else:
        _fail(str(error), USAGE)
    return USAGE


def _fail(message: str, code: int, drop: bool = False) -> int:
    """Say it on standard error, whatever state that is in."""
    if drop:
        drop_output()
    try:
        sys.stderr.write(f"{clean(message)}\n")
        sys.stderr.flush()
    except OSError:
        pass
    return code


def bug_message(error: BaseException) -> str:
    """What to say of an exception that we did not foresee; its traceback goes to a log file."""
    import traceback

    from simulator.cli.version import version

    told = f"{type(error).__name__}: {error}"
    log = "".join([f"{version()}, Python {sys.version}\n{sys.argv}\n\n"])
    log += "".join(traceback.format_exception(error))
    try:
        handle, path = tempfile.mkstemp(prefix="escalation-bug-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(log)
    except OSError:
        return f"{told}\nThis is a bug; please report it. (No log file could be written.)"
    return f"{told}\nThis is a bug; please report it with the log file {path}"
