"""What tests in several folders need."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def event_data() -> Path:
    """The folder of real event data, which is not part of the repository.

    Named by ESCALATION_EVENT_DATA. On a person's machine a test that needs it is skipped without
    it; where CI is set it fails, so that it cannot go unrun for good.
    """
    named = os.environ.get("ESCALATION_EVENT_DATA", "")
    folder = Path(named)
    if named and folder.is_dir():
        return folder
    reason = "ESCALATION_EVENT_DATA is not set" if not named else f"{named} is not a folder"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
