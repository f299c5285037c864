"""Both adapters of the storage, each in a place of its own that another process could open as well."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.audits.ids import new_id
from service.config import Settings
from service.storage.disk import one_by_one
from service.storage.files import open_files
from service.storage.objects import open_bucket
from service.storage.objects.bucket import Bucket
from service.storage.port import AuditStore, Storage
from service.storage.threads import OwnThreads
from tests.service.storage import buckets, memory_s3

Opens = Callable[[], Storage]
"""Opens a storage as another process would that has read nothing of it yet."""


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of a server that speaks S3."""
    with buckets.started() as endpoint:
        yield endpoint


@pytest.fixture
def bucket(s3: str) -> Bucket:
    """An empty bucket."""
    return Bucket(buckets.address_in(s3, buckets.new_bucket(s3), "a/prefix"), OwnThreads())


SKEW = 600.0
"""Seconds by which a store's clock may be off the machine's."""


@pytest.fixture(scope="session")
def behind() -> Iterator[str]:
    """The address of a server whose clock is behind that of the machine."""
    with memory_s3.started(ahead=-SKEW) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def ahead() -> Iterator[str]:
    """The address of a server whose clock is ahead of that of the machine."""
    with memory_s3.started(ahead=SKEW) as endpoint:
        yield endpoint


@pytest.fixture(params=["files", "objects", "ahead", "behind"])
def opens(request: pytest.FixtureRequest, tmp_path: Path) -> Opens:
    """An empty storage, of each kind; the clock of a bucket's server may be ahead or behind."""
    match request.param:
        case "files":
            return lambda: open_files(Settings(data_dir=tmp_path / "kept"), one_by_one)
        case "objects":
            address = request.getfixturevalue("bucket").address
        case clock:
            address = buckets.address_in(request.getfixturevalue(clock), "audits", new_id())
    return lambda: open_bucket(Bucket(address, OwnThreads()))


@pytest.fixture(scope="session")
def atomic() -> Iterator[str]:
    """The address of a server that does one thing after the other: moto's looks and writes in two steps, which may lose a race."""
    with memory_s3.started() as endpoint:
        yield endpoint


@pytest.fixture(params=["files", "objects"])
def raced(request: pytest.FixtureRequest, tmp_path: Path) -> Opens:
    """An empty storage, of each kind, that many may write to at once."""
    if request.param == "files":
        return lambda: open_files(Settings(data_dir=tmp_path / "kept"), one_by_one)
    address = buckets.address_in(request.getfixturevalue("atomic"), "audits", new_id())
    return lambda: open_bucket(Bucket(address, OwnThreads()))


@pytest.fixture
def kept(opens: Opens) -> Storage:
    """It, opened."""
    return opens()


@pytest.fixture
def audits(kept: Storage) -> AuditStore:
    """Its audits."""
    return kept.audits
