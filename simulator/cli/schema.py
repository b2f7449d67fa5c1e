"""`schema`: what editors need to help with scenario files."""

from simulator.cli.text import say

NAME = "schema"
EXAMPLES = ("escalation schema > scenario.schema.json",)


def command() -> None:
    """Print the JSON Schema for editors.

    Save it, and begin a scenario file with the line below: an editor with a YAML language server
    then completes and explains its keywords.

    \b
      # yaml-language-server: $schema=scenario.schema.json
    """
    from simulator.scenario.json_schema import as_text

    say(as_text().rstrip("\n"))
