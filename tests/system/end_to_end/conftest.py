import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.end_to_end.serving import Service

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]  # they look at processes as Linux shows them


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service that is ready, and whose processes are all ended afterwards."""
    made = Service(tmp_path / "var").start()
    yield made
    made.kill()
