"""The finished blocks of a study, kept in a folder as they come in, and found there again.

`parts/` holds a Parquet file for each block and journal.jsonl: a line for the study, then one for
each part, each line with a checksum of its own. A part counts if its line and its bytes hold.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from errno import ENOLCK, ENOTSUP, EOPNOTSUPP
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.errors import OutputError
from simulator.files import put, sweep
from simulator.store.disk import digest, from_parquet, to_parquet, writing
from simulator.store.fingerprint import canonical, differences

if TYPE_CHECKING:
    import pyarrow as pa

PARTS, JOURNAL = "parts", "journal.jsonl"
MANIFEST = "manifest.json"
UNCERTAIN = "uncertain.json"
"""What the results of uncertain sets have in place of a manifest."""
Place = tuple[str, int, int]
"""An arm, and its replications: the first, and the one after the last."""


def sealed(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with a checksum of itself."""
    return {**entry, "check": digest(canonical(entry))}


def unsealed(text: str | bytes) -> dict[str, Any] | None:
    """The entry in this text; None if it is not what was written."""
    try:
        entry = json.loads(text)
        check = entry.pop("check")
        return entry if check == digest(canonical(entry)) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


class Parts:
    """The parts in a folder of results, which no other process may write to meanwhile.

    Raises `OutputError` if the folder holds something else, or cannot be written to.
    """

    def __init__(self, folder: Path, study: Mapping[str, str], slugs: Mapping[str, str]) -> None:
        self._folder = folder
        self._study = dict(study)
        self._mark = digest(canonical(self._study))[:16]
        self._slugs = slugs
        self.home = folder / PARTS
        from filelock import FileLock  # only with a folder: importing it takes a while

        refuse_foreign(folder, self._study)
        with writing(folder, goes_on=True):
            self.home.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(self.home / ".lock", timeout=0, mode=0o666, thread_local=False)
            self._claim()
        try:
            self._files = dict(self._sound())
            with writing(folder, goes_on=True):
                sweep(self.home)
                self._rewrite()
        except BaseException:
            self.close()
            raise

    def _claim(self) -> None:
        """Keep other processes out until this one ends."""
        from filelock import Timeout

        try:
            self._lock.acquire()
        except Timeout:
            message = f"{self._folder}: another process is writing there. Wait, or name another."
            raise OutputError(message) from None
        except OSError as error:
            if error.errno not in (ENOLCK, ENOTSUP, EOPNOTSUPP):  # a file system without locks
                raise

    @property
    def found(self) -> list[Place]:
        """The places of all parts that are there, none overlapping another."""
        return list(self._files)

    def _sound(self) -> Iterator[tuple[Place, str]]:
        """The parts that are as they were written, none overlapping another: place and file."""
        reached: dict[str, int] = {}
        entries = [one for one in journal(self._folder) if one.get("study") == self._mark]
        for entry in sorted(entries, key=lambda one: (one["arm"], one["first"], -one["last"])):
            arm, first, last = entry["arm"], entry["first"], entry["last"]
            if first >= reached.get(arm, 0) and self._holds(entry):
                reached[arm] = last
                yield (arm, first, last), entry["file"]

    def _holds(self, entry: Mapping[str, Any]) -> bool:
        """Whether the file of a part is there, and what was written."""
        try:
            return digest((self.home / entry["file"]).read_bytes()) == str(entry["sha256"])
        except OSError:
            return False

    def read(self, place: Place) -> "pa.Table":
        """The part at one of the places that were found."""
        return from_parquet((self.home / self._files[place]).read_bytes())

    def _rewrite(self) -> None:
        """The journal anew, with the lines that hold; whatever was torn or damaged is gone."""
        wanted = set(self._files)
        lines = [canonical(sealed({"fingerprint": self._study}))]
        for entry in journal(self._folder):
            place = (entry.get("arm"), entry.get("first"), entry.get("last"))
            if entry.get("study") == self._mark and place in wanted:
                wanted.discard(place)
                lines.append(canonical(sealed(entry)))
        put(self.home / JOURNAL, b"\n".join(lines) + b"\n")

    def add(self, place: Place, block: "pa.Table") -> None:
        """Keep a block: first the part, then its line."""
        arm, first, last = place
        content = to_parquet(block)
        name = f"{self._slugs[arm]}-{first:08d}-{last - 1:08d}.parquet"
        entry = {"study": self._mark, "arm": arm, "first": first, "last": last}
        line = canonical(sealed({**entry, "file": name, "sha256": digest(content)})) + b"\n"
        with writing(self._folder, goes_on=True):
            put(self.home / name, content)
            with (self.home / JOURNAL).open("ab", buffering=0) as file:
                _append(file.fileno(), line)
        self._files[place] = name

    def close(self) -> None:
        """Let other processes in."""
        with suppress(OSError):
            self._lock.release()


def _append(handle: int, line: bytes) -> None:
    """Put a whole line at the end of a file, or leave the file as it was."""
    before = os.fstat(handle).st_size
    try:
        if os.write(handle, line) != len(line):
            raise OSError("no room for a line in the journal")
        os.fsync(handle)
    except BaseException:
        with suppress(OSError):
            os.ftruncate(handle, before)
        raise


def journal(folder: Path) -> list[dict[str, Any]]:
    """The lines of a folder's journal that hold."""
    try:
        lines = (folder / PARTS / JOURNAL).read_bytes().split(b"\n")
    except OSError:
        return []
    return [entry for entry in map(unsealed, lines) if entry is not None]


def refuse_foreign(folder: Path, study: Mapping[str, str]) -> None:
    """Raise `OutputError` if the folder holds other results, or something that is not results."""
    with writing(folder):
        if not folder.exists():
            return
        names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    studies = _studies(folder)
    if not (names <= {PARTS} or studies or (folder / PARTS / JOURNAL).exists()):
        message = f"{folder}: this folder holds other files, and no results. Name a new folder."
        raise OutputError(message)
    for theirs in studies:
        unlike = differences(theirs, study)
        if unlike:
            raise OutputError(_refusal(folder, unlike))


def _studies(folder: Path) -> list[dict[str, str]]:
    """The fingerprints that a folder holds."""
    with suppress(OSError):
        manifest = unsealed((folder / MANIFEST).read_bytes())
        if manifest is not None:
            return [manifest["fingerprint"]]
    return [entry["fingerprint"] for entry in journal(folder) if "fingerprint" in entry]


def _refusal(folder: Path, unlike: list[str]) -> str:
    verb = "differs" if len(unlike) == 1 else "differ"
    return (
        f"{folder}: this folder holds another study, whose {', '.join(unlike)} {verb} from what is "
        "asked for. Name a new folder, or delete this one; nothing in it was changed."
    )
