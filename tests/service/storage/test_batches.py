"""Batches as they are kept: labels, each another object, of which the last holds, and what the archive holds."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.audits.audit import moment
from service.audits.batch import BatchRequest, Member, Members
from service.audits.ids import new_id
from service.config import Settings
from service.errors import BatchNotFound
from service.storage.port import BatchStore, Storage


@pytest.fixture
def batches(storage: Storage) -> BatchStore:
    return storage.batches


@pytest.fixture
def batch(batches: BatchStore) -> BatchRequest:
    request = BatchRequest(new_id(), moment(), 2, "0" * 64, label="first")
    batches.accept(request, b"PK")
    return request


def labels(folder: Path) -> list[Path]:
    return [*folder.rglob("label-*")]


def test_the_last_label_holds_and_all_else_stays(batches: BatchStore, batch: BatchRequest) -> None:
    for label in ("县直部门", None, "third"):
        batches.rename(batch.id, label)
        assert batches.request(batch.id).label == label
    assert batches.request(batch.id).sha256 == batch.sha256


def test_labels_that_are_given_at_once_leave_one(batches: BatchStore, batch: BatchRequest, settings: Settings) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: batches.rename(batch.id, f"{number}"), range(40)))
        seen = list(pool.map(lambda _: batches.request(batch.id).label, range(40)))
    assert len({*seen}) == 1
    batches.rename(batch.id, "last")
    assert len(labels(settings.data_dir)) == 1


def test_a_batch_that_is_gone_gets_no_label(batches: BatchStore, batch: BatchRequest) -> None:
    batches.delete(batch.id)
    with pytest.raises(BatchNotFound):
        batches.rename(batch.id, "x")


def test_what_an_archive_holds_is_known_from_its_opening_on(batches: BatchStore, batch: BatchRequest) -> None:
    assert batches.listing(batch.id) is None
    planned = Members((Member("a.txt", new_id()), Member("b.txt", new_id())))
    batches.open(batch.id, planned)
    batches.open(batch.id, Members(()))
    assert (batches.listing(batch.id), batches.members(batch.id)) == (planned, None)
    assert batches.is_expanding(batch.id)
    expanded = Members((planned.members[0], Member("b.txt")))
    batches.expand(batch.id, expanded)
    assert batches.listing(batch.id) == batches.members(batch.id) == expanded
