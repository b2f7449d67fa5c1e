"""A notebook as a page: its text, its code and what came out, as it was committed."""

from base64 import b64decode
from pathlib import Path
from typing import Any

import nbformat

WIDGET = "application/vnd.jupyter.widget-view+json"
"""What can be moved in a running notebook; on a page there is nothing of it to see."""


def as_page(notebook: Path, folder: Path) -> None:
    """Write NAME.md, and its pictures beside it, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    cells = nbformat.read(notebook, as_version=4).cells
    blocks = []
    for number, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            blocks.append(cell.source)
            continue
        blocks.append(fenced("python", cell.source))
        for place, output in enumerate(cell.outputs):
            picture = folder / f"{notebook.stem}-{number}-{place}.png"
            if WIDGET not in output.get("data", {}):
                blocks.append(shown(output, picture))
    page = "\n\n".join([*blocks, f"The notebook is `notebooks/{notebook.name}`."])
    (folder / f"{notebook.stem}.md").write_text(page + "\n", encoding="utf-8")


def shown(output: Any, picture: Path) -> str:
    """What a cell gave, in the richest form that a page can hold."""
    if output.output_type == "stream":
        return fenced("text", output.text)
    if output.output_type == "error":
        raise ValueError(f"{picture.stem}: {output.evalue}")
    data = output.data
    if "image/png" in data:
        picture.write_bytes(b64decode(data["image/png"]))
        return f"![The picture that the cell above draws]({picture.name})"
    if "text/html" in data:
        return fenced("{raw} html", data["text/html"])
    return fenced("text", data.get("text/plain", ""))


def fenced(kind: str, text: str) -> str:
    """A block that shows text as it is, whatever fences stand in it."""
    return f"``````{kind}\n{text.rstrip()}\n``````"
