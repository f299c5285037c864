"""Who looks at many audits or batches asks a store over the network once, or for all of them side by side."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from service.audits.assessment import Assessment, AssessmentState
from service.audits.audit import moment
from service.audits.batch import BatchRequest, Member, Members
from service.audits.ids import derived_id, new_id
from service.errors import AuditNotFound
from service.storage.objects import open_bucket
from service.storage.objects.bucket import Bucket
from service.storage.objects.folders import FEW
from service.storage.port import Storage
from service.storage.threads import OwnThreads
from tests.service.storage import buckets, memory_s3
from tests.service.storage.conftest import Opens
from tests.service.storage.counted import Counted
from tests.service.storage.requests import DONE, a_request

SAID = Assessment("0" * 16, AssessmentState.CONFIRMED, moment(), "ARI02", "error")
MANY = 2 * FEW


def look(storage: Storage, audits: list[str]) -> list[object]:
    """What pages tell of audits."""
    told: list[object] = []
    for audit_id in audits:
        try:
            request, head = storage.audits.request(audit_id), storage.audits.head(audit_id)
        except AuditNotFound:
            told.append(None)
            continue
        ended = storage.audits.result_size(audit_id) > 0, storage.audits.awaits(audit_id)
        told.append((request, head, ended, [*storage.assessments.all(audit_id)], storage.successors.count(audit_id)))
    return told


def accept(storage: Storage, count: int, *, of_batch: bool) -> list[str]:
    """Accept audits: of a batch or at any time, every second one ended, every third one erased and every fifth one assessed."""
    batch = new_id()
    ids = [derived_id(batch, number) if of_batch else new_id() for number in range(count)]
    for number, audit_id in enumerate(ids):
        storage.audits.accept(a_request(id=audit_id, name=f"{number}.txt"), b"abc")
        if number % 2:
            storage.audits.finish(audit_id, replace(DONE, ruleset=str(number)))
        if number % 5 == 0:
            storage.assessments.add(audit_id, SAID)
        if number % 3 == 0:
            storage.audits.delete(audit_id)
    return ids


@pytest.mark.parametrize("of_batch", [False, True])
@pytest.mark.parametrize("count", [0, 3, MANY])
def test_what_is_at_hand_is_what_is_kept(opens: Opens, *, count: int, of_batch: bool) -> None:
    ids = accept(opens(), count, of_batch=of_batch)
    storage, wanted = opens(), look(opens(), ids)
    with storage.audits.at_hand(["no id", *ids]):
        assert look(storage, ids) == wanted
    assert look(storage, ids) == wanted


def test_what_changed_is_told_afterwards_and_what_is_not_at_hand_at_once(opens: Opens) -> None:
    storage, first, other = opens(), a_request(), a_request()
    storage.audits.accept(first, b"abc")
    storage.audits.accept(other, b"abc")
    with storage.audits.at_hand([first.id]):
        opens().audits.finish(first.id, DONE)
        opens().audits.finish(other.id, DONE)
        assert storage.audits.head(other.id) == DONE
    assert storage.audits.head(first.id) == DONE
    with storage.audits.at_hand([first.id]):
        storage.audits.delete(first.id)
    with pytest.raises(AuditNotFound):
        storage.audits.request(first.id)


def test_nothing_is_added_to_what_is_at_hand_and_was_erased(opens: Opens) -> None:
    storage, request = opens(), a_request()
    storage.audits.accept(request, b"abc")
    with storage.audits.at_hand([request.id]):
        opens().audits.delete(request.id)
        with pytest.raises(AuditNotFound):
            storage.assessments.add(request.id, SAID)
    assert opens().assessments.all(request.id) == []
    assert list(opens().audits.all_audits()) == []


@pytest.fixture
def threads() -> Counted:
    return Counted()


@pytest.fixture
def counted(bucket: Bucket, threads: Counted) -> Storage:
    """A storage of which the calls are counted, as a process opens it that has read nothing of it yet."""
    return open_bucket(Bucket(bucket.address, threads))


def test_the_audits_of_a_batch_are_listed_by_one_call_and_read_once(
    bucket: Bucket, threads: Counted, counted: Storage
) -> None:
    ids = accept(open_bucket(bucket), MANY, of_batch=True)
    there = [audit_id for number, audit_id in enumerate(ids) if number % 3]
    ended = [audit_id for number, audit_id in enumerate(ids) if number % 3 and number % 2]
    for wanted in (1 + len(there) + len(ended), 1):
        with threads.counted() as calls, counted.audits.at_hand(ids):
            for audit_id in there:
                assert counted.audits.request(audit_id)
                assert bool(counted.audits.head(audit_id)) == (audit_id in ended)
                assert counted.audits.awaits(audit_id) != (audit_id in ended)
                counted.successors.all(audit_id)
                counted.assessments.count(audit_id)
        assert len(calls) == wanted


def test_many_audits_are_erased_by_two_calls_each_and_a_few_for_all(
    bucket: Bucket, threads: Counted, counted: Storage
) -> None:
    ids = accept(open_bucket(bucket), MANY, of_batch=True)
    with threads.counted() as calls:
        counted.audits.delete(*ids)
    assert len(calls) == 2 * MANY + 2
    assert [meta.key for meta in bucket.list("audits")] == [meta.key for meta in bucket.list("open")] == []


def test_how_a_batch_is_is_asked_for_by_one_call(bucket: Bucket, threads: Counted, counted: Storage) -> None:
    batch, kept = BatchRequest(new_id(), moment(), 3, "0" * 64), open_bucket(bucket).batches
    kept.accept(batch, b"abc")
    kept.expand(batch.id, Members((Member("a.txt"),)))
    counted.batches.request(batch.id)
    counted.batches.members(batch.id)
    with threads.counted() as calls, counted.batches.at_hand([batch.id]):
        assert counted.batches.request(batch.id) == batch
        assert counted.batches.members(batch.id) == counted.batches.listing(batch.id)
        assert not counted.batches.has_ended(batch.id)
    assert len(calls) == 1


@pytest.fixture(scope="module")
def slow() -> Iterator[str]:
    """The address of a server that takes its time."""
    with memory_s3.started(0.05) as endpoint:
        yield endpoint


def test_audits_of_any_time_are_asked_for_and_erased_side_by_side(slow: str) -> None:
    storage = open_bucket(Bucket(buckets.address_in(slow, "audits"), OwnThreads()))
    requests = [a_request() for _ in range(MANY)]
    storage.audits.check()
    list(OwnThreads().each(lambda request: storage.audits.accept(request, b"abc"), requests))
    ids = [request.id for request in requests]
    begun = time.monotonic()
    with storage.audits.at_hand(ids):
        assert [storage.audits.request(audit_id) for audit_id in ids] == requests
    storage.audits.delete(*ids)
    assert time.monotonic() - begun < MANY * 0.05, "one after the other it would be four times as long for each"
