import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.end_to_end.serving import Service, started

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]  # they look at processes as Linux shows them


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service that is ready, and whose processes are all ended afterwards."""
    with started(tmp_path) as made:
        yield made
