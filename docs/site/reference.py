"""The reference, generated: commands from their help, calls from their docstrings, and the words of
a scenario from the schema."""

import re
from typing import Any

import simulator
from simulator.cli.app import app
from simulator.scenario.json_schema import scenario_schema

COLUMNS = "88"
CLASSES = re.compile(r"^[A-Z]")


def commands() -> str:
    """The page of `escalation --help` and the help of every command."""
    import typer
    from click.testing import CliRunner

    tool, runner = typer.main.get_command(app), CliRunner(env={"COLUMNS": COLUMNS})
    names = [[], *([str(one.name)] for one in app.registered_commands)]
    blocks = ["# Commands\n\nWhat `--help` prints."]
    for name in names:
        told = runner.invoke(tool, [*name, "--help"], prog_name="escalation")
        if told.exit_code:
            raise RuntimeError(f"{name}: {told.output}")
        heading = " ".join(["escalation", *name])
        blocks.append(f"## {heading}\n\n```text\n{told.output.rstrip()}\n```")
    return "\n\n".join(blocks) + "\n"


def calls() -> str:
    """The page of every public name, by its docstring."""
    names = [name for name in dir(simulator) if not name.startswith("_")]
    blocks = ["# Calls\n\nEvery name of `import simulator`."]
    for name in sorted(names, key=str.lower):
        kind = "autoclass" if CLASSES.match(name) else "autofunction"
        home = getattr(simulator, name).__module__
        below = f".. {kind}:: {home}.{name}"
        if kind == "autoclass":
            below += "\n   :members:"
        blocks.append(f"## {name}\n\n```{{eval-rst}}\n{below}\n```")
    return "\n\n".join(blocks) + "\n"


def words() -> str:
    """The page of every word that a scenario may have, with its default."""
    schema = scenario_schema()
    blocks = [
        "# Words of a scenario\n\nWhat editors show, from the JSON Schema (`escalation schema`). "
        "What they do is told in [the model](../docs/model.md).",
        _section("The file", schema),
    ]
    blocks += [_section(name, word) for name, word in schema["$defs"].items()]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(name: str, word: dict[str, Any]) -> str:
    """One sort of word and a row for each key that it may have."""
    if "properties" not in word:  # a short form, or the long one
        word = next((one for one in word.get("anyOf", []) if "properties" in one), word)
    rows = [
        f"| `{key}` | {_line(said.get('description', ''))} | {_default(said)} |"
        for key, said in word.get("properties", {}).items()
    ]
    if not rows:
        return ""
    told = word.get("description", "").strip()
    table = "\n".join(["| word | what it says | default |", "|---|---|---|", *rows])
    return "\n\n".join(filter(None, [f"## {name}", told, table]))


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _default(said: dict[str, Any]) -> str:
    return f"`{said['default']}`" if "default" in said else ""
