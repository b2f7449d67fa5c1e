"""The modules of the page as one script, since a file opened from disk may not import another."""

import re
from importlib.resources import files

_IMPORT = re.compile(r'^import \{ (?P<names>[^}]+) \} from "\./(?P<module>[\w.]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (?P<name>\w+))", re.MULTILINE)


def bundle(entry: str) -> str:
    """A module and all that it imports, each in a scope of its own, in the order of need."""
    order: list[str] = []
    _follow(entry, order, ())
    return "\n".join(["const modules = {};", *map(_scoped, order)])


def _follow(module: str, order: list[str], above: tuple[str, ...]) -> None:
    if module in above:
        raise ValueError(f"modules import each other: {' -> '.join((*above, module))}")
    for found in _IMPORT.finditer(page_file(module)):
        if found["module"] not in order:
            _follow(found["module"], order, (*above, module))
    order.append(module)


def _scoped(module: str) -> str:
    text = page_file(module)
    names = ", ".join(found["name"] for found in _EXPORT.finditer(text))
    text = _IMPORT.sub(r'const { \g<names> } = modules["\g<module>"];', text)
    text = _EXPORT.sub("", text)
    if stray := re.search(r"^(import|export)\b.*", text, re.MULTILINE):
        raise ValueError(f"{module}: write imports and exports on one line: {stray[0]}")
    return f'modules["{module}"] = (() => {{\n{text.rstrip()}\nreturn {{ {names} }};\n}})();'


def page_file(name: str) -> str:
    """A file of the page."""
    return files("simulator.explorer").joinpath("page", name).read_text(encoding="utf-8")
