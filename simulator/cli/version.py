"""Which version this is, and of which commit where that can be known."""

import subprocess
from pathlib import Path


def version() -> str:
    """'escalation 0.1.0 (commit 1a2b3c4)', without the commit outside of a checkout."""
    known = commit()
    return f"escalation {number()}{f' (commit {known})' if known else ''}"


def number() -> str:
    """The version of the package."""
    from importlib.metadata import PackageNotFoundError, version as installed

    try:
        return installed("escalation-timeline")
    except PackageNotFoundError:
        return "0+not-installed"


def commit() -> str:
    """The short hash of the checkout that this runs from; '' if it is none."""
    root = Path(__file__).parents[2]
    if not (root / ".git").exists():
        return ""
    try:
        asked = ["git", "-C", str(root), "rev-parse", "--short", "HEAD"]
        found = subprocess.run(asked, capture_output=True, text=True, timeout=2, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return found.stdout.strip()
