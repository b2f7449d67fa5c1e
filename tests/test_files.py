"""Files are there whole or not at all, whatever writes them."""

import os
import threading
from pathlib import Path

import pytest

from simulator.cli import text
from simulator.errors import OutputError
from simulator.files import put
from simulator.plots import style


def no_room(_: int) -> None:
    raise OSError(28, "No space left on device")


def write_text(path: Path) -> None:
    text.write(path, "new")


def save_picture(path: Path) -> None:
    style.save(style.picture("A title"), path)


@pytest.mark.parametrize("write", [write_text, save_picture])
def test_a_file_that_cannot_be_written_whole_is_what_it_was(tmp_path, monkeypatch, write):
    path = tmp_path / "figure.png"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OutputError, match=r"figure\.png: .*No space left on device"):
        write(path)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("figure.png", b"old")]


def test_a_new_file_is_never_one_that_was_there(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="exists already"):
        text.write(path, "new", new=True)
    assert path.read_bytes() == b"old"


def test_a_link_stays_a_link_and_a_file_keeps_who_may_read_it(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o600)
    (tmp_path / "link").symlink_to("real")
    put(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o600


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    put(pipe, b"new")
    reader.join(10)
    assert read == [b"new"]
    assert pipe.is_fifo()
