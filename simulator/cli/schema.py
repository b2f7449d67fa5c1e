"""`schema`: what editors need to help with scenario files."""

from simulator.cli.text import say

NAME = "schema"
EXAMPLE = """\
\b
Example:
  escalation schema > scenario.schema.json

Then start a scenario file with this line, and an editor with a YAML language server completes and
explains its words:

\b
  # yaml-language-server: $schema=scenario.schema.json
"""


def command() -> None:
    """Print the JSON Schema for editors."""
    from simulator.scenario.json_schema import as_text

    say(as_text().rstrip("\n"))
