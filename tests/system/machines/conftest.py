"""Tests with several machines. Where there can be none they are skipped, and say why."""

import os
from pathlib import Path

import pytest

from tests.system.machines.network import missing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what can't run here, unless continuous integration says that all must."""
    own = [item for item in items if Path(__file__).parent in item.path.parents]
    if not own or os.environ.get("TEST_EVERYTHING") == "1":
        return
    if reason := missing():
        for item in own:
            item.add_marker(pytest.mark.skip(reason=reason))
