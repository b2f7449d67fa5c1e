"""Small files of events, and what was read of them in words that a test can show."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from simulator.data.read import Reading, read
from simulator.errors import EventDataError

TIMED = {"source": "me", "zone": "Europe/Kyiv", "start": "time", "kind": "drone"}
"""The words of the plainest mapping: a column of times, all of one kind."""


def read_text(folder: Path, text: str, **words: Any) -> Reading:
    """The reading of this CSV by the plainest mapping with these words in place of its own."""
    path = folder / "events.csv"
    path.write_bytes(text.encode())
    return read(path, {**TIMED, **words})


def refused(folder: Path, content: str | bytes, **words: Any) -> list[str]:
    """What the error says of a file that cannot be read, a line each, without its folder."""
    path = folder / "events.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(EventDataError) as caught:
        read(path, {**TIMED, **words})
    return str(caught.value).replace(f"{folder}/", "").splitlines()


def spans(reading: Reading) -> list[tuple[str, str, int]]:
    """Start, end and acts of each record, in UTC."""
    return [
        (utc(one["start"]), utc(one["end"]), int(one["total"])) for one in reading.series.records
    ]


def covered(reading: Reading) -> list[tuple[str, str]]:
    """What is covered, in UTC."""
    return [(utc(start), utc(end)) for start, end in reading.series.covered]


def rejected(reading: Reading) -> list[tuple[int, str, str]]:
    """Line, column and value of each rejected row."""
    return [(one.line, one.column, one.value) for one in reading.rejected]


def utc(minute: int) -> str:
    return datetime.fromtimestamp(int(minute) * 60, UTC).strftime("%Y-%m-%d %H:%M")
