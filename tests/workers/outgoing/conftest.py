"""What all tests of calls ask: a server."""

from collections.abc import Iterator

import pytest

from tests.workers.outgoing import site as sites


@pytest.fixture
def site() -> Iterator[sites.Site]:
    """A server that the operator allows."""
    with sites.running() as made:
        yield made
