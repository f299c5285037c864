"""The use cases, over the files that keep the truth and a queue in memory: what is written first, and what may fail."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from service.audits.audit import Result, Status, moment
from service.audits.batch import BatchRequest, Member, Members, step_of
from service.audits.ids import derived_id, is_id, made_at, new_id
from service.audits.media import Media
from service.config import Settings
from service.errors import (
    AuditNotFound,
    IdempotencyKeyReused,
    QueueUnavailable,
    StorageFailed,
    StorageFull,
    TooManyOfYoursWaiting,
)
from service.intake import Intake, described, new_request
from service.lifecycle import eraser
from service.lifecycle.housekeeping import Housekeeping
from service.lifecycle.reconciler import BatchSteps
from service.queue import open_queue
from service.queue.port import Listing
from service.rules import ruleset_version
from service.storage.files.audits import FileAudits
from service.storage.port import BatchStore, Storage, is_due
from tests.service.queue.kept import kept_bytes
from tests.service.queue.memory import MemoryQueue
from tests.service.storage.requests import DONE, a_request


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, queue_url=f"unix://{tmp_path}/nobody", waiting_a_client=3)


@pytest.fixture
def queue(settings: Settings) -> MemoryQueue:
    return MemoryQueue(settings)


@pytest.fixture
def batches(storage: Storage) -> BatchStore:
    return storage.batches


@pytest.fixture
def without_queue(settings: Settings, storage: Storage) -> Intake:
    """The same over a Redis that isn't there."""
    return Intake(settings, storage, open_queue(settings))


def a_batch(**fields: object) -> BatchRequest:
    return BatchRequest(**{"id": new_id(), "created_at": moment(), "size": 3, "sha256": "0" * 64, **fields})


def test_a_request_names_its_file_and_is_as_old_as_its_id() -> None:
    asked = new_request(described("a.txt", Media.TEXT, b"abc"), client="one", year=2023)
    assert (asked.name, asked.size, asked.media_type, asked.client, asked.year) == (
        "a.txt",
        3,
        "text/plain",
        "one",
        2023,
    )
    assert (asked.created_at, len(asked.sha256)) == (made_at(asked.id), 64)
    part = derived_id(asked.id, 1)
    assert new_request(described("b.txt", Media.TEXT, b""), id=part).created_at == asked.created_at


def test_what_is_accepted_is_kept_before_it_waits(
    intake: Intake, store: FileAudits, queue: MemoryQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, enqueue = a_request(), queue.fair_queue.enqueue

    def enqueue_what_is_kept(request):
        assert store.awaits(request.id)
        assert (request.client, request.id) in queue.state.admitted
        return enqueue(request)

    monkeypatch.setattr(queue.fair_queue, "enqueue", enqueue_what_is_kept)
    accepted = intake.accept(asked, b"abc", b"last year", [b"one", b"two"])
    assert (accepted.request, accepted.position.place, accepted.replayed) == (asked, 1, False)
    assert (store.upload(asked.id), store.previous(asked.id)) == (b"abc", b"last year")
    assert store.attachments(asked.id) == [b"one", b"two"]


def test_nothing_is_kept_of_what_is_not_admitted(
    intake: Intake, without_queue: Intake, store: FileAudits, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        intake.accept(a_request(), b"abc")
    kept = sorted(store.all_audits())
    with pytest.raises(TooManyOfYoursWaiting):
        intake.accept(a_request(), b"abc")
    with pytest.raises(QueueUnavailable):
        without_queue.accept(a_request(), b"abc")
    intake.check_room()
    monkeypatch.setattr(store, "room", lambda upload=0: 3)
    with pytest.raises(StorageFull):
        intake.accept(a_request(client="other"), b"abc")
    with pytest.raises(StorageFull):
        intake.check_room()
    assert sorted(store.all_audits()) == kept


def test_what_can_not_be_kept_waits_nowhere(
    intake: Intake, store: FileAudits, queue: MemoryQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StorageFailed

    monkeypatch.setattr(store, "accept", fail)
    with pytest.raises(StorageFailed):
        intake.accept(a_request(), b"abc")
    assert queue.names() == []


def test_a_queue_that_goes_away_once_it_is_kept_is_no_error(
    intake: Intake, queue: MemoryQueue, store: FileAudits, caplog: pytest.LogCaptureFixture
) -> None:
    def unavailable(*_: object) -> None:
        raise QueueUnavailable

    asked, queue.fair_queue.enqueue, queue.dispatcher.dispatch = a_request(), unavailable, unavailable
    with caplog.at_level(logging.WARNING):
        assert intake.accept(asked, b"abc").position is None
        intake.dispatch()
    assert store.awaits(asked.id)
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        f"audit {asked.id} could not be queued until the reconciler looks",
        "free workers wait until the reconciler looks",
    ]


def test_a_key_stands_for_its_audit_and_for_no_other_content(intake: Intake, store: FileAudits) -> None:
    first, again = (a_request(idempotency_key="k") for _ in range(2))
    intake.accept(first, b"abc")
    replayed = intake.accept(again, b"abc")
    assert (replayed.request, replayed.replayed) == (first, True)
    with pytest.raises(IdempotencyKeyReused):
        intake.accept(a_request(idempotency_key="k", label="x"), b"abc")
    assert list(store.all_audits()) == [first.id]
    intake.erase(first)
    assert intake.accept(a_request(idempotency_key="k", label="x"), b"abc").replayed is False


def test_a_key_whose_audit_was_never_kept_gives_it_to_the_next(intake: Intake, queue: MemoryQueue) -> None:
    first, again = (a_request(idempotency_key="k") for _ in range(2))
    queue.state.failure = QueueUnavailable()
    with pytest.raises(QueueUnavailable):
        intake.accept(first, b"abc")
    queue.state.failure = None
    assert intake.accept(again, b"abc").request == replace(again, id=first.id, created_at=made_at(first.id))


def test_a_result_of_the_same_content_is_reused_on_demand(
    intake: Intake, store: FileAudits, queue: MemoryQueue
) -> None:
    first, second, other = a_request(), a_request(), a_request(client="other")
    intake.accept(first, b"abc")
    intake.end(first, replace(DONE, ruleset=ruleset_version(), stages={"reading": 1.0}))
    reused = intake.accept(second, b"abc", reuse=True)
    assert (reused.reused, reused.request.reuse, store.result(second.id).stages) == (True, first.id, {})
    assert queue.names() == []
    assert intake.accept(a_request(year=2020), b"abc", reuse=True).reused is False
    assert intake.accept(other, b"abc", reuse=True).reused is False


def test_what_is_canceled_waits_no_longer_and_ends_once(intake: Intake, store: FileAudits, queue: MemoryQueue) -> None:
    asked = a_request(callback_url="https://portal.example.org")
    intake.accept(asked, b"abc")
    assert [intake.cancel(asked), intake.cancel(asked)] == [True, False]
    assert store.result(asked.id).status is Status.CANCELED
    assert (queue.names(), list(store.not_done())) == ([], [])
    assert not intake.end(asked, DONE)


def test_what_is_erased_is_erased_though_the_queue_is_away(
    intake: Intake, without_queue: Intake, store: FileAudits, queue: MemoryQueue
) -> None:
    first, second, third = (a_request(client="one") for _ in range(3))
    for asked in (first, second, third):
        intake.accept(asked, b"abc")
    intake.erase(second)
    assert [queue.fair_queue.position(asked).place for asked in (first, second, third)] == [1, None, 2]
    assert kept_bytes(queue.admission, "one") == 6
    without_queue.erase(first)
    without_queue.cancel(third)
    assert store.result(third.id).status is Status.CANCELED
    assert list(store.all_audits()) == [third.id]
    with pytest.raises(AuditNotFound):
        intake.erase(first)


def test_a_batch_is_kept_counted_and_opened_soon(intake: Intake, batches: BatchStore, queue: MemoryQueue) -> None:
    asked = a_batch(client="one", idempotency_key="k")
    assert intake.accept_batch(asked, b"PK").request == asked
    again = intake.accept_batch(a_batch(client="one", idempotency_key="k"), b"PK")
    assert (again.request, again.replayed) == (asked, True)
    assert batches.archive(asked.id) == b"PK"
    assert (queue.tasks(), [*queue.state.expanding]) == ([step_of(asked.id)], [("one", asked.id)])
    intake.note_expanded(asked)
    assert (queue.state.expanding, kept_bytes(queue.admission, "one")) == ({}, batches.size(asked.id))


def test_a_batch_is_erased_with_its_audits_opened_or_not(
    intake: Intake, batches: BatchStore, store: FileAudits, queue: MemoryQueue
) -> None:
    for is_opened in (False, True):
        batch = intake.accept_batch(a_batch(client="one"), b"PK").request
        member = new_request(described("a.txt", Media.TEXT, b"abc"), id=derived_id(batch.id, 0), client="one")
        intake.admit(member, of_batch=True)
        intake.accept_member(member, b"abc")
        if is_opened:
            batches.expand(batch.id, Members((Member("a.txt", member.id), Member("b.txt"))))
        intake.erase_batch(batch)
        assert (list(store.all_audits()), list(batches.all())) == ([], [])
        assert (queue.state.expanding, kept_bytes(queue.admission, "one")) == ({}, 0)


def an_opened_batch(intake: Intake, batches: BatchStore, count: int, **fields: object) -> BatchRequest:
    """A batch of so many reports, accepted and opened."""
    batch = intake.accept_batch(a_batch(client="one", **fields), b"PK").request
    members = []
    for number in range(count):
        member = a_request(id=derived_id(batch.id, number), client="one", batch=batch.id)
        intake.admit(member, of_batch=True)
        intake.accept_member(member, b"abc")
        members.append(Member("a.txt", member.id))
    batches.expand(batch.id, Members(tuple(members)))
    intake.note_expanded(batch)
    return batch


def keep_house(settings: Settings, storage: Storage, queue: MemoryQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eraser, "OVERDUE", -1.0)
    housekeeping = Housekeeping(settings, storage, queue)
    for _ in range(2):
        housekeeping.work()


@pytest.mark.parametrize("part", ["delete of the batch", "delete of an audit", "queue"])
def test_a_deletion_that_died_on_its_way_is_finished(
    settings: Settings, storage: Storage, intake: Intake, queue: MemoryQueue, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    store, batches = storage.audits, storage.batches
    batch, other = an_opened_batch(intake, batches, 2), a_request(client="one")
    intake.accept(other, b"abc")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    dying = {"delete of the batch": (batches, "delete"), "delete of an audit": (store, "delete")}
    owner, name = dying.get(part, (queue.fair_queue, "leave"))
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, dies)
        with pytest.raises(KeyboardInterrupt):
            intake.erase_batch(batch)
    keep_house(settings, storage, queue, monkeypatch)
    assert (list(store.all_audits()), list(batches.all())) == ([other.id], [])
    assert [id for id, _ in queue.catalogue.first(Listing("one"), 9)] == [other.id]
    assert [*filter(is_id, queue.names())] == [other.id]
    assert kept_bytes(queue.admission, "one") == store.size(other.id)
    assert not [*storage.deletions.begun_before(float("inf"))]


def test_what_is_deleted_together_is_all_deleted_though_it_died_on_its_way(
    settings: Settings, storage: Storage, intake: Intake, queue: MemoryQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [a_request(client="one") for _ in range(3)]
    for asked in kept:
        intake.accept(asked, b"abc")
    delete, left = storage.audits.delete, iter((True, False))

    def dies_at_the_second(*audits: str) -> None:
        for audit_id in audits:
            if not next(left):
                raise KeyboardInterrupt
            delete(audit_id)

    with monkeypatch.context() as patched:
        patched.setattr(storage.audits, "delete", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            intake.erase_all("one", [asked.id for asked in kept[:2]])
    assert len([*storage.audits.all_audits()]) == 2
    keep_house(settings, storage, queue, monkeypatch)
    assert [*storage.audits.all_audits()] == [kept[2].id]
    assert queue.names() == [kept[2].id]


def test_a_batch_that_is_sent_again_under_its_key_is_not_erased_with_the_one_before(
    settings: Settings,
    storage: Storage,
    without_queue: Intake,
    intake: Intake,
    queue: MemoryQueue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch = an_opened_batch(intake, storage.batches, 1, idempotency_key="k")
    without_queue.erase_batch(batch)
    again = intake.accept_batch(replace(batch, id=new_id()), b"PK").request
    assert not storage.batches.exists(batch.id)
    keep_house(settings, storage, queue, monkeypatch)
    assert [*storage.batches.all()] == [again.id]


def test_a_batch_that_was_to_be_canceled_is_by_its_next_step(
    intake: Intake, storage: Storage, store: FileAudits, queue: MemoryQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = an_opened_batch(intake, storage.batches, 2)
    with monkeypatch.context() as patched:
        patched.setattr(intake, "cancel", None)
        with pytest.raises(TypeError):
            intake.cancel_batch(batch)
    assert is_due(batch.id, storage)
    assert [*BatchSteps(storage, queue.admission).due()] == [step_of(batch.id)]
    assert intake.end_canceled(batch)
    ends = [store.head(derived_id(batch.id, number)) for number in range(2)]
    assert [end and end.status for end in ends] == [Status.CANCELED] * 2
    assert not is_due(batch.id, storage)
    assert not intake.cancel_batch(batch)


def test_a_batch_whose_next_step_ends_it_first_is_canceled_all_the_same(
    intake: Intake, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, own_step = an_opened_batch(intake, storage.batches, 2), intake.end_canceled

    def after_the_worker(asked: BatchRequest) -> bool:
        own_step(asked)
        return own_step(asked)

    monkeypatch.setattr(intake, "end_canceled", after_the_worker)
    assert intake.cancel_batch(batch)


def test_a_report_of_a_batch_that_was_canceled_just_now_is_too(
    intake: Intake, batches: BatchStore, store: FileAudits
) -> None:
    batch = intake.accept_batch(a_batch(client="one"), b"PK").request
    intake.cancel_batch(batch)
    late = a_request(id=derived_id(batch.id, 0), client="one", batch=batch.id)
    intake.accept_member(late, b"abc")
    end = store.head(late.id)
    assert end is not None
    assert end.status is Status.CANCELED


def test_a_report_of_a_batch_that_was_deleted_just_now_goes_with_it(
    intake: Intake, batches: BatchStore, store: FileAudits
) -> None:
    batch = intake.accept_batch(a_batch(client="one"), b"PK").request
    intake.erase_batch(batch)
    intake.accept_member(a_request(id=derived_id(batch.id, 0), client="one", batch=batch.id), b"abc")
    assert [*store.all_audits()] == []


def test_ended_otherwise_it_stays_as_it_ended(intake: Intake, store: FileAudits) -> None:
    asked = a_request()
    intake.accept(asked, b"abc")
    store.finish(asked.id, DONE)
    assert not intake.end(asked, Result(Status.CANCELED, moment()))
    assert store.result(asked.id) == DONE
