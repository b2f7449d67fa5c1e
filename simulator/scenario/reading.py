"""Reads YAML text into plain values and the place of each, and takes nothing on trust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

import yaml

from simulator.errors import Problem, ScenarioError

LARGEST_FILE = 1_000_000
LARGEST_SCALAR = 20_000
DEEPEST = 32
_TOO_DEEP = f"this is nested more than {DEEPEST} levels deep."
MOST_NODES = 50_000
LONGEST_NUMBER = 100

Address = tuple[str | int, ...]
"""Where a value stands: the keys and the numbers of items that lead to it."""

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_NOT_TEXT = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DASHES = ("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212")
_PART_OF_A_NUMBER = re.compile(r"[0-9]+([ %].*)?")
_HINTS = {
    "mapping values are not allowed": "quote a text that holds ': '",
    "cannot start any token": "indent with spaces, and quote a text that starts with @, ` or %",
    "could not find expected ':'": "is there a ':' after the key, and a space after it?",
    "did not find expected key": "is the line indented as its neighbours are?",
    "expected <block end>": "is the line indented as its neighbours are?",
    "expected ',' or": "is a bracket or a comma missing?",
}


class Place(NamedTuple):
    """Where a value was written; lines and columns count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Document:
    """What a file holds, and where: `places` has an entry for every path in `tree`."""

    tree: Any
    places: dict[Address, Place]


def written(path: Address) -> str:
    """The path as error messages show it: `threshold.any[0].within`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).lstrip(".")


def is_text(plain: str) -> bool:
    """Whether `plain`, written without quotes, is read as text and not as a number or constant."""
    number = _INTEGER.fullmatch(plain) or _FLOAT.fullmatch(plain) or _NOT_FINITE.fullmatch(plain)
    return plain not in _CONSTANTS and number is None


def read(text: str | bytes, file: str, loader: Any = None) -> Document:
    """The one document in `text`; raises `ScenarioError` with all that is wrong with it.

    Scalars are those of YAML 1.2's core schema. Tags, `<<`, duplicate or non-text keys, infinities
    and anything above the limits of this module are errors.
    """
    builder = _Builder(file)
    for event in _events(_decoded(text, file), file, loader):
        builder.take(event)
    if builder.problems:
        raise ScenarioError(builder.problems)
    if builder.root is None:
        raise _fault(file, 1, "the file is empty. Write at least a name and a plan.")
    return Document(builder.root, builder.places)


def _fault(file: str, line: int | None, message: str, path: Address = ()) -> ScenarioError:
    return ScenarioError([Problem(file, line, written(path), message)])


def _decoded(text: str | bytes, file: str) -> str:
    """`text` as characters that a text file may hold."""
    if len(text) > LARGEST_FILE:
        raise _fault(file, None, f"the file is larger than {LARGEST_FILE // 1000} kB.")
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise _fault(file, line, "this is not UTF-8 text. Save the file as UTF-8.") from None
    strange = _NOT_TEXT.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        raise _fault(file, line, f"the character U+{ord(strange[0]):04X} is not text.")
    return text.removeprefix("\ufeff")


def _events(text: str, file: str, loader: Any) -> Iterator[Any]:
    """The parser's events; its own errors become problems."""
    loader = loader or getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong = error.problem or error.context or "this is not YAML"
        line = mark.line + 1 if mark else None
        if "nesting depth" in wrong:  # PyYAML's C parser has a limit of its own from 6.0.4 on
            raise _fault(file, line, _TOO_DEEP) from None
        hint = next((h for part, h in _HINTS.items() if part in wrong), None)
        near = text.splitlines()[max(0, mark.line - 1) : mark.line + 1] if mark else []
        if any(line.lstrip().startswith(_DASHES) for line in near):
            hint = "an item of a list begins with a plain '-'"
        message = f"not YAML: {wrong}{f' ({hint})' if hint else ''}."
        raise _fault(file, line, message) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise _fault(file, None, f"not YAML: {error}".splitlines()[0]) from None


def _is_cut_off(before: dict[str, Any], key: str) -> bool:
    """Whether a key is what a decimal comma left over of the number before it."""
    last = next(reversed(before.values()), None)
    return isinstance(last, int) and _PART_OF_A_NUMBER.fullmatch(key) is not None


@dataclass
class _Open:
    """A mapping or a list whose end has not been read yet."""

    node: Any
    path: Address
    anchor: str | None
    key: str | None = None
    flow: bool = False


@dataclass
class _Builder:
    """Builds the tree from events, with a stack of its own in place of recursion."""

    file: str
    root: Any = None
    places: dict[Address, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _anchors: dict[str, tuple[Any, Address] | None] = field(default_factory=dict)
    _nodes: int = 0
    _documents: int = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "a second document starts here. Write one scenario per file.")
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.NodeEvent):
            self._count(event)
            tag = getattr(event, "tag", None)
            if tag is not None:
                self._note(event, f"the tag '{tag}' is not allowed: a scenario is plain YAML.")
            if self._stack and self._wants_key():
                self._take_key(event)
            else:
                self._take_value(event)

    def _wants_key(self) -> bool:
        top = self._stack[-1]
        return isinstance(top.node, dict) and top.key is None

    def _take_key(self, event: Any) -> None:
        """The key of the next entry; a bad one is noted, and kept as text to go on with."""
        top = self._stack[-1]
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "a key must be text, not a list, a mapping or an alias.")
        value = self._scalar(event)
        key = event.value
        if top.flow and not event.style and _is_cut_off(top.node, key):
            message = (
                f"the comma before '{key}' ends a value in {{...}}. Decimals have a point: 1.5."
            )
            self._note(event, message)
        elif not isinstance(value, str):
            self._note(event, f"the key '{key}' is not text. Put it in quotes.")
        elif key == "<<":
            self._note(event, "'<<' is not allowed. Use 'extends' to build on another file.")
        elif key in top.node:
            first = self.places[(*top.path, key)].line
            self._note(event, f"'{key}' is written twice; the first is on line {first}.")
        top.key = key
        self._anchor(event, value, ())
        self.places[(*top.path, key)] = self._place(event)

    def _take_value(self, event: Any) -> None:
        """A scalar, an alias, or the start of a mapping or list."""
        path = self._next_path()
        if isinstance(event, yaml.AliasEvent):
            self._put(self._copy(event, path), path, None)
            return
        self.places.setdefault(path, self._place(event))
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
            self._put(value, path, None)
            self._anchor(event, value, path)
            return
        if len(self._stack) >= DEEPEST:
            self._stop(event, _TOO_DEEP)
        node: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(node, path, _Open(node, path, event.anchor, flow=bool(event.flow_style)))
        if event.anchor:
            self._anchors[event.anchor] = None

    def _next_path(self) -> Address:
        if not self._stack:
            return ()
        top = self._stack[-1]
        return (*top.path, top.key if isinstance(top.node, dict) else len(top.node))  # type: ignore[arg-type]

    def _put(self, value: Any, path: Address, opened: _Open | None) -> None:
        """`value` into what is open; `opened` becomes what is open."""
        if not self._stack:
            self.root = value
        elif isinstance(self._stack[-1].node, dict):
            self._stack[-1].node[path[-1]] = value
            self._stack[-1].key = None
        else:
            self._stack[-1].node.append(value)
        if opened:
            self._stack.append(opened)

    def _close(self) -> None:
        done = self._stack.pop()
        if done.anchor:
            self._anchors[done.anchor] = (done.node, done.path)

    def _anchor(self, event: Any, value: Any, path: Address) -> None:
        if event.anchor:
            self._anchors[event.anchor] = (value, path)

    def _copy(self, event: Any, path: Address) -> Any:
        """The value that an alias stands for, placed where it was first written."""
        if event.anchor not in self._anchors:
            self._stop(
                event, f"'*{event.anchor}' refers to nothing: there is no '&{event.anchor}'."
            )
        origin = self._anchors[event.anchor]
        if origin is None:
            self._stop(event, f"'*{event.anchor}' contains itself.")
        self.places.setdefault(path, self._place(event))
        return self._expand(event, *origin, path)

    def _expand(self, event: Any, node: Any, origin: Address, path: Address) -> Any:
        """A copy of `node`, whose depth and nodes count as if it had been written out."""
        self.places.setdefault(path, self.places.get(origin, self._place(event)))
        if not isinstance(node, dict | list):
            return node
        if len(path) >= DEEPEST:
            self._stop(event, _TOO_DEEP)
        pairs = node.items() if isinstance(node, dict) else enumerate(node)
        copies = {}
        for part, value in pairs:
            self._count(event)
            copies[part] = self._expand(event, value, (*origin, part), (*path, part))
        return copies if isinstance(node, dict) else list(copies.values())

    def _scalar(self, event: Any) -> Any:
        """The value of a scalar by the core schema of YAML 1.2; text if it is quoted."""
        text = event.value
        if len(text) > LARGEST_SCALAR:
            self._stop(event, f"this text is longer than {LARGEST_SCALAR // 1000} kB.")
        if _NOT_TEXT.search(text):
            self._note(event, "this text contains a character that is not text.")
        if event.style or event.tag is not None:
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _NOT_FINITE.fullmatch(text):
            self._note(event, f"'{text}' is not a finite number.")
        if _INTEGER.fullmatch(text) or _FLOAT.fullmatch(text):
            return self._number(event, text)
        return text

    def _number(self, event: Any, text: str) -> int | float:
        if len(text) > LONGEST_NUMBER:
            self._note(event, f"this number has more than {LONGEST_NUMBER} characters.")
            return 0
        if _INTEGER.fullmatch(text):
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        number = float(text)
        if abs(number) == float("inf"):
            self._note(event, f"'{text}' is not a finite number.")
        return number

    def _count(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._stop(event, f"the file contains more than {MOST_NODES} values.")

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _note(self, event: Any, message: str) -> None:
        path = self._stack[-1].path if self._stack else ()
        line = event.start_mark.line + 1
        self.problems.append(Problem(self.file, line, written(path), message))

    def _stop(self, event: Any, message: str) -> NoReturn:
        self._note(event, message)
        raise ScenarioError(self.problems)
