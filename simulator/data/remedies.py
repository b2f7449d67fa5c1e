"""What would read the rows that a mapping does not: its line, to be copied as it stands."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from simulator.data.forms import LIKELY
from simulator.data.layouts import presets
from simulator.data.mapping import Mapping, Moment
from simulator.data.records import NO_KIND
from simulator.data.rows import Rejected
from simulator.data.timestamps import written

SAMPLE = 1_000
"""Cells of a column that are looked at."""
EITHER = (("day first", "month first"), ("%d/%m/%y", "%m/%d/%y"))
"""Forms that can read the same cells as other days."""
MISSING = ("NA", "N/A", "NaN", "nan", "NULL", "null", "None", "\\N", "-", "--", "..", "#N/A", "?")
"""What tools write where there is nothing."""


def remedies(
    rejected: Sequence[Rejected], mapping: Mapping, name: str, some_read: bool
) -> list[str]:
    """A sentence for each word of the mapping that would read rejected rows.

    `name` is the preset or the file of the mapping; `some_read` says that other rows are read by
    the forms that it names.
    """
    return [
        *_of_dates(rejected, mapping, name, some_read),
        *_of_missing(rejected, mapping, name),
        *_of_kinds(rejected, mapping),
    ]


def _of_dates(
    rejected: Sequence[Rejected], mapping: Mapping, name: str, some_read: bool
) -> Iterator[str]:
    """Of dates in another form than the mapping names."""
    both = {"start": mapping.start} | ({"end": mapping.end} if mapping.end else {})
    failed = {word: _cells(rejected, one.column) for word, one in both.items()}
    for word, cells in failed.items():
        # A row that fails by its start is not asked for its end, which is written alike.
        alike = both if word == "start" and not failed.get("end") else {word: both[word]}
        lines = [
            _line(name, {key: _moment(one, form, some_read) for key, one in alike.items()})
            for form in _most_read(cells)
        ]
        which = ", or, as the file does not say which, by "
        if lines:
            yield f"dates of column '{both[word].column}' are read by {which.join(lines)}"


def _cells(rejected: Sequence[Rejected], column: str) -> list[str]:
    """Rejected cells of a column that hold something, each once."""
    held = (one.value for one in rejected if one.column == column and one.value.strip())
    return list(dict.fromkeys(cell for cell, _ in zip(held, range(SAMPLE), strict=False)))


def _most_read(cells: list[str]) -> list[str]:
    """The form that reads most of these cells, or two that read the same ones as other days."""
    import pyarrow as pa

    if not cells:
        return []
    texts = pa.array(cells, pa.string())
    counts = {form: int(written(texts, form).read.sum()) for form in LIKELY}
    best = max(counts, key=lambda form: counts[form])
    if not counts[best]:
        return []
    twins = [pair for pair in EITHER if best in pair and len({counts[form] for form in pair}) == 1]
    return list(twins[0]) if twins else [best]


def _moment(moment: Moment, form: str, some_read: bool) -> str:
    """The moment with this form: beside those that read other rows, where the two can be
    distinguished."""
    kept = [one for one in moment.format if some_read and {one, form} != set(EITHER[0])]
    shown = ", ".join(map(_plain, [*kept, form]))
    words = {"column": _plain(moment.column), "format": f"[{shown}]" if kept else shown}
    words |= {"time": _plain(moment.time)} if moment.time else {}
    words |= {"zone": _plain(moment.zone)} if moment.zone else {}
    return "{" + ", ".join(f"{key}: {value}" for key, value in words.items()) + "}"


def _of_missing(rejected: Sequence[Rejected], mapping: Mapping, name: str) -> Iterator[str]:
    """Of cells that say that there is nothing."""
    held = (one.value.strip() for one in rejected if one.reason == "not a number")
    found = sorted({cell for cell in held if cell in MISSING})
    if found:
        listed = ", ".join(map(_plain, [*mapping.missing, *found]))
        line = _line(name, {"missing": f"[{listed}]"})
        yield f"cells that say that nothing was reported are known by {line}"


def _of_kinds(rejected: Sequence[Rejected], mapping: Mapping) -> Iterator[str]:
    """Of values that have no kind."""
    unknown = Counter(one.value for one in rejected if one.reason == NO_KIND)
    if unknown:
        most = ", ".join(f"'{value}' ({rows:,})" for value, rows in unknown.most_common(3))
        column = mapping.kind.column if mapping.kind else ""
        yield (
            f"values of column '{column}' need a kind under kind.values, or 'other: leave out' "
            f"beside it; the most frequent are {most}"
        )


def _line(name: str, words: dict[str, str]) -> str:
    """The lines of a mapping file; of a preset, the whole file that changes it."""
    lines = [f"{word}: {value}" for word, value in words.items()]
    if name in presets():
        return f"a mapping file of this line: {{extends: {name}, {', '.join(lines)}}}"
    return f"this line in the mapping: {' and '.join(lines)}"


def _plain(text: str) -> str:
    """A text as YAML has it, in quotation marks where it could be taken for something else."""
    return text if re.fullmatch(r"[A-Za-z]\w*([ /]\w+)*", text) else json.dumps(text)
