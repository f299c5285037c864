import sys
from collections.abc import Iterator

import pytest

from tests.system.end_to_end.serving import EXAMPLE, Service, started


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that has audited before, as the reader's has after its first report."""
    if sys.platform != "linux":
        pytest.skip("the service under test is looked after through /proc")
    with started(tmp_path_factory.mktemp("docs")) as made:
        made.ended(made.accepted(EXAMPLE.read_bytes()))
        yield made
