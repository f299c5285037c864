import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.end_to_end.serving import Service, started
from tests.workers.processes import wait_for

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]  # they look at processes as Linux shows them


@pytest.fixture(scope="package")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that is started once, and whose processes are all ended after the last test."""
    with started(tmp_path_factory.mktemp("service")) as made:
        yield made


@pytest.fixture
def service(lasting: Service) -> Service:
    """A service that is ready and has nothing to do: that of the tests before, started again where they ended or broke it."""
    if lasting.runs():
        try:
            wait_for(lasting.is_idle, 60)
        except TimeoutError:
            lasting.kill()
    if not lasting.runs():
        lasting.start()
        wait_for(lasting.is_idle, 60)
    return lasting


@pytest.fixture
def fresh_service(tmp_path: Path) -> Iterator[Service]:
    """A service of the test's own, for what it leaves behind or what its log says."""
    with started(tmp_path) as made:
        yield made
