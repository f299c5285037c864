"""What is so of a bucket alone: which objects there are, what races and deaths leave of them, and what a store must keep."""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from queue import Queue

import pytest

from service.audits.audit import Links, moment
from service.audits.batch import BatchRequest
from service.audits.ids import new_id
from service.errors import AuditNotFound, StorageFailed
from service.storage.objects import address, open_bucket, probe
from service.storage.objects.bucket import Bucket, Meta
from service.storage.port import Storage
from service.storage.spool import Spools
from service.storage.threads import OwnThreads, WorkersThreads
from tests.service.storage import buckets, memory_s3
from tests.service.storage.counted import Counted
from tests.service.storage.requests import DONE, a_request

LARGE = b"0123456789abcdef" * 65_536


def keys(bucket: Bucket) -> list[str]:
    """The keys of all objects that audits and batches are made of."""
    all_ = [meta.key for meta in bucket.list("")]
    return [key for key in all_ if not key.startswith(("probe/", "erased/"))]


@pytest.fixture
def kept(bucket: Bucket) -> Storage:
    return open_bucket(bucket)


def test_of_64_who_create_an_object_at_once_one_wins(atomic: str) -> None:
    bucket = Bucket(buckets.address_in(atomic, "audits", new_id()), OwnThreads())
    with ThreadPoolExecutor(64) as pool:
        won = list(pool.map(lambda number: bucket.create("a", b"%d" % number), range(64)))
    assert won.count(True) == 1
    assert bucket.get("a") == b"%d" % won.index(True)


def test_a_small_submission_is_one_object_and_a_large_one_has_its_files_beside_it(
    bucket: Bucket, kept: Storage
) -> None:
    small, large = a_request(), a_request()
    kept.audits.accept(small, b"abc")
    kept.audits.accept(large, LARGE)
    assert keys(bucket) == sorted(
        [
            f"open/{small.id}",
            f"audits/{small.id}/submission",
            f"open/{large.id}",
            f"audits/{large.id}/submission",
            *(key for key in keys(bucket) if key.startswith(f"audits/{large.id}/file-")),
        ]
    )
    assert len(keys(bucket)) == 5


def test_what_is_accepted_ended_and_deleted_leaves_nothing_but_a_mark_for_a_while(
    bucket: Bucket, kept: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = a_request()
    kept.audits.accept(request, LARGE)
    kept.audits.finish(request.id, DONE)
    kept.audits.mark_done(request.id)
    kept.audits.delete(request.id)
    assert keys(bucket) == []
    assert [meta.key for meta in bucket.list("erased")] == [f"erased/audits/{request.id}"]
    monkeypatch.setattr("service.storage.objects.audits.LEFT_OVER", -60)
    kept.audits.sweep()
    assert [meta.key for meta in bucket.list("")] == []


class Died(BaseException):
    """The process was killed here."""


class Dying(Bucket):
    """A bucket whose process dies before one of its writes."""

    def __init__(self, place: Bucket, lives_for: int) -> None:
        super().__init__(place.address, OwnThreads())
        self._left = lives_for

    def _step(self) -> None:
        if self._left == 0:
            raise Died
        self._left -= 1

    def create(self, key: str, data: bytes) -> bool:
        if not key.startswith("probe/"):
            self._step()
        return super().create(key, data)

    def put(self, key: str, data: bytes = b"") -> None:
        if not key.startswith("probe/"):
            self._step()
        super().put(key, data)

    def delete(self, keys) -> None:
        if not all(key.startswith("probe/") for key in keys):
            self._step()
        super().delete(keys)


def swept(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """The storage as it is found once what was left is old enough to be swept away."""
    monkeypatch.setattr("service.storage.objects.audits.LEFT_OVER", -60)
    monkeypatch.setattr("service.storage.objects.batches.LEFT_OVER", -60)
    storage = open_bucket(bucket)
    storage.audits.sweep()
    storage.batches.forget_old(0)
    return storage


@pytest.mark.parametrize("content", [b"abc", LARGE], ids=["small", "large"])
@pytest.mark.parametrize("lives_for", range(4))
def test_a_process_that_dies_leaves_an_audit_whole_or_none(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch, content: bytes, lives_for: int
) -> None:
    request, writes = a_request(), 3 if content is LARGE else 2
    if lives_for < writes:
        with pytest.raises(Died):
            open_bucket(Dying(bucket, lives_for)).audits.accept(request, content)
        assert list(open_bucket(bucket).audits.all_audits()) == []
        assert list(swept(bucket, monkeypatch).audits.open_audits()) == []
        assert keys(bucket) == []
    else:
        open_bucket(Dying(bucket, lives_for)).audits.accept(request, content)
        storage = swept(bucket, monkeypatch)
        assert list(storage.audits.open_audits()) == [request.id]
        assert storage.audits.upload(request.id) == content


@pytest.mark.parametrize("lives_for", range(3))
def test_a_deletion_that_was_cut_short_is_ended(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch, lives_for: int
) -> None:
    request = a_request()
    open_bucket(bucket).audits.accept(request, LARGE)
    open_bucket(bucket).audits.finish(request.id, DONE)
    with pytest.raises(Died):
        open_bucket(Dying(bucket, lives_for)).audits.delete(request.id)
    if lives_for == 0:
        assert open_bucket(bucket).audits.upload(request.id) == LARGE, "it was not begun"
        return
    storage = open_bucket(bucket)
    if lives_for == 2:
        for ask in (storage.audits.request, storage.audits.result, storage.audits.upload):
            with pytest.raises(AuditNotFound):
                ask(request.id)
    assert list(swept(bucket, monkeypatch).audits.all_audits()) == []
    assert keys(bucket) == []


@pytest.mark.parametrize("lives_for", range(4))
def test_a_batch_is_whole_or_none(bucket: Bucket, monkeypatch: pytest.MonkeyPatch, lives_for: int) -> None:
    batch = BatchRequest(new_id(), moment(), 3, "0" * 64)
    if lives_for < 3:
        with pytest.raises(Died):
            open_bucket(Dying(bucket, lives_for)).batches.accept(batch, b"abc")
        assert not open_bucket(bucket).batches.exists(batch.id)
        assert swept(bucket, monkeypatch).batches.open_batches() == []
        assert keys(bucket) == []
    else:
        open_bucket(Dying(bucket, lives_for)).batches.accept(batch, b"abc")
        assert swept(bucket, monkeypatch).batches.open_batches() == [batch.id]


def test_who_dies_between_result_and_its_end_leaves_it_to_the_reconciler(
    bucket: Bucket, kept: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = a_request()
    kept.audits.accept(request, b"abc")
    kept.audits.finish(request.id, DONE)
    assert not kept.audits.awaits(request.id), "whoever takes it again asks"
    assert list(kept.audits.open_audits()) == [request.id], "but who ended it may be about to say that it has ended"
    monkeypatch.setattr("service.storage.objects.audits.SETTLED", -60)
    assert not kept.audits.awaits(request.id)
    assert (list(kept.audits.open_audits()), list(kept.audits.not_done())) == ([], [request.id])


@pytest.mark.parametrize("late", ["result", "links.json", "html-zh", "deliveries/0001"])
def test_what_is_written_to_an_audit_while_it_is_erased_is_seen_by_nobody_and_erased(
    bucket: Bucket, kept: Storage, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    request = a_request()
    kept.audits.accept(request, b"abc")
    kept.audits.delete(request.id)
    bucket.put(f"audits/{request.id}/{late}", b"late")
    storage = open_bucket(bucket)
    for ask in (storage.audits.result, storage.audits.head, storage.audits.size):
        with pytest.raises(AuditNotFound):
            ask(request.id)
    assert storage.audits.links(request.id) is None
    swept(bucket, monkeypatch)
    assert keys(bucket) == []


def test_a_result_that_came_while_its_audit_was_erased_goes_when_its_end_is_finalized(bucket: Bucket) -> None:
    working = open_bucket(bucket, fresh=60)
    request = a_request()
    working.audits.accept(request, b"abc")
    assert working.audits.awaits(request.id)
    open_bucket(bucket).audits.delete(request.id)
    assert working.audits.finish(request.id, DONE), "it was there a moment ago"
    working.audits.mark_done(request.id)
    with pytest.raises(AuditNotFound):
        working.audits.request(request.id)
    assert keys(bucket) == []


def test_what_was_listed_is_used_again_for_a_while_and_known_anew_where_it_was_changed(bucket: Bucket) -> None:
    working = open_bucket(bucket, fresh=60).audits
    request = a_request(url="http://a.example.org/", sha256="")
    working.accept(request, b"")
    assert working.awaits_fetch(request.id)
    working.follow(request.id, Links((), take_place=True))
    assert working.links(request.id) == Links((), take_place=True)
    assert working.size(request.id) > 0
    size = working.size(request.id)
    working.finish(request.id, DONE)
    assert not working.awaits(request.id)
    assert working.size(request.id) > size
    assert working.result(request.id) == DONE


def test_a_large_upload_is_never_whole_in_memory(kept: Storage, tmp_path) -> None:
    kept.audits.check()
    spool, request, megabyte = Spools(tmp_path, 10**9).new(), a_request(), b"0123456789abcdef" * 65_536
    growing = spool.begin()
    for _ in range(40):
        growing.write(megabyte)
    content = growing.done()
    tracemalloc.start()
    try:
        kept.audits.accept(request, content)
        accepted = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        read = sum(map(len, kept.audits.upload_pieces(request.id)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert read == 40 * len(megabyte)
    assert max(accepted, peak) < 20 * len(megabyte)


def test_a_store_that_lets_an_object_be_created_twice_is_refused(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bucket, "create", lambda key, data: bucket.put(key, data) or True)
    storage = open_bucket(bucket)
    for ask in (storage.audits.check, lambda: storage.audits.accept(a_request(), b"abc")):
        with pytest.raises(StorageFailed) as refused:
            ask()
        assert isinstance(refused.value.__cause__, probe.StoreUnfit)
        assert "MinIO" in str(refused.value.__cause__)
    assert [meta.key for meta in bucket.list("")] == []


def test_a_store_that_is_away_is_told_soon() -> None:
    away = address.Address("bucket", "", "http://127.0.0.1:9", "us-east-1", "", "a", "b")
    storage = open_bucket(Bucket(away, OwnThreads()))
    begun = time.monotonic()
    for ask in asking(storage):
        with pytest.raises(StorageFailed):
            ask()
    assert time.monotonic() - begun < 20


def test_a_bucket_that_is_not_there_is_no_empty_one(bucket: Bucket) -> None:
    storage = open_bucket(Bucket(replace(bucket.address, bucket="not-there"), OwnThreads()))
    for ask in asking(storage):
        with pytest.raises(StorageFailed):
            ask()


def asking(storage: Storage) -> list[Callable[[], object]]:
    return [
        storage.audits.check,
        lambda: storage.audits.accept(a_request(), b"abc"),
        lambda: storage.audits.request(new_id()),
        lambda: storage.audits.expired(new_id()),
        lambda: storage.audits.delete(new_id()),
        lambda: list(storage.audits.open_audits()),
        storage.callbacks.scheduled,
    ]


def test_more_than_a_page_of_keys_is_listed_and_erased(bucket: Bucket) -> None:
    wanted = [f"many/{number:04}" for number in range(1_050)]
    list(bucket.each(bucket.put, wanted))
    assert [meta.key for meta in bucket.list("many")] == wanted
    assert [meta.key for meta in bucket.list("many", "1048")] == ["many/1049"]
    bucket.delete(wanted)
    assert list(bucket.list("many")) == []


@pytest.mark.parametrize("length", [0, 1, -1], ids=["empty", "short", "without its last byte"])
def test_what_is_not_as_it_was_written_is_told(bucket: Bucket, kept: Storage, length: int) -> None:
    request = a_request()
    kept.audits.accept(request, b"abc")
    place = f"audits/{request.id}/submission"
    bucket.put(place, (bucket.get(place) or b"")[:length])
    with pytest.raises(StorageFailed):
        kept.audits.upload(request.id)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("s3://reports", address.Address("reports")),
        ("s3://reports/a/b/", address.Address("reports", "a/b")),
        (
            "s3://reports/a?endpoint=http://10.0.0.1:9000/&region=cn-1&style=virtual",
            address.Address("reports", "a", "http://10.0.0.1:9000", "cn-1", "virtual"),
        ),
    ],
)
def test_an_address_is_read(text: str, wanted: address.Address) -> None:
    assert address.parse(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "s3://",
        "s3:///a",
        "s3://A",
        "http://a",
        "s3://reports/../x y",
        "s3://reports?endpoint=minio",
        "s3://reports?key=x",
        "s3://reports?style=x",
    ],
)
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="an address"):
        address.parse(text)


def test_a_job_takes_seven_calls_of_the_store(bucket: Bucket) -> None:
    """Two of who accepts it: mark and submission. Five of the worker, waited for twice: what there is of it and what was
    submitted, the result; whether it was erased meanwhile and the mark aren't waited for."""
    accepting, working = Counted(), Counted()
    storage, working_storage = (
        open_bucket(Bucket(bucket.address, threads), fresh) for threads, fresh in ((accepting, 0.0), (working, 60.0))
    )
    storage.audits.check()
    request = a_request()
    with accepting.counted() as calls:
        storage.audits.accept(request, b"abc")
    assert len(calls) == 2
    audits = working_storage.audits
    assert audits.awaits(request.id)
    assert (audits.request(request.id), audits.upload(request.id)) == (request, b"abc")
    assert not audits.awaits_fetch(request.id)
    audits.finish(request.id, DONE)
    assert audits.size(request.id) > 0
    audits.mark_done(request.id)
    assert audits.request(request.id) == request
    assert not audits.awaits(request.id)
    assert len(working.calls) == 5


@pytest.fixture
def slow() -> Iterator[Bucket]:
    """An empty bucket of a server that takes its time."""
    with memory_s3.started(0.1) as endpoint:
        yield Bucket(buckets.address_in(endpoint, "audits"), WorkersThreads())


@pytest.mark.parametrize("is_erased", [False, True])
def test_a_worker_goes_on_while_an_end_is_noted_and_is_told_whether_the_audit_is_there(
    slow: Bucket, *, is_erased: bool
) -> None:
    working, request, told = open_bucket(slow, fresh=60), a_request(), Queue[bool]()
    working.audits.accept(request, b"abc")
    working.audits.finish(request.id, DONE)
    if is_erased:
        open_bucket(slow).audits.delete(request.id)
    begun = time.monotonic()
    working.audits.mark_done(request.id, told.put)
    assert time.monotonic() - begun < 0.1
    assert told.empty()
    assert told.get(timeout=10) is not is_erased
    assert keys(slow) == ([] if is_erased else [f"audits/{request.id}/result", f"audits/{request.id}/submission"])


class Undeletable(Bucket):
    """A bucket that lets nothing be erased, as one may that is away for a moment."""

    def delete(self, keys) -> None:
        raise StorageFailed


@pytest.mark.parametrize("threads", [OwnThreads(), WorkersThreads()], ids=["own", "worker's"])
def test_an_end_that_could_not_be_noted_is_finalized_by_the_reconciler(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch, threads: OwnThreads
) -> None:
    monkeypatch.setattr("service.storage.objects.audits.SETTLED", -60)
    working, request, told = open_bucket(Undeletable(bucket.address, threads), fresh=60), a_request(), list[bool]()
    open_bucket(bucket).audits.accept(request, b"abc")
    working.audits.finish(request.id, DONE)
    with suppress(StorageFailed):
        working.audits.mark_done(request.id, told.append)
    threads.soon(lambda: None)
    assert told == [], "it is counted by the reconciler"
    assert not working.audits.awaits(request.id), "it has its result, whoever takes it again"
    assert list(open_bucket(bucket).audits.not_done()) == [request.id]


def test_nothing_is_erased_for_want_of_a_listing(
    bucket: Bucket, kept: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, batch = a_request(), BatchRequest(new_id(), moment(), 3, "0" * 64)
    kept.audits.accept(request, b"abc")
    kept.audits.finish(request.id, DONE)
    kept.batches.accept(batch, b"abc")
    listed = bucket.list

    def late(folder: str, after: str = "") -> Iterator[Meta]:
        return (each for each in listed(folder, after) if not each.key.endswith(("submission", "request.json")))

    with monkeypatch.context() as patched:
        patched.setattr(bucket, "list", late)
        patched.setattr("service.storage.objects.audits.LEFT_OVER", -60)
        patched.setattr("service.storage.objects.batches.LEFT_OVER", -60)
        kept.audits.sweep()
        kept.audits.mark_done(request.id)
        kept.batches.forget_old(0)
    storage = open_bucket(bucket)
    assert (storage.audits.upload(request.id), storage.audits.result(request.id)) == (b"abc", DONE)
    assert storage.batches.exists(batch.id)
