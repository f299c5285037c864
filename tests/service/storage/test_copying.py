"""All that a storage keeps is copied to another, in either direction, and what changes meanwhile follows."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from service.audits.assessment import Assessment, AssessmentState
from service.audits.audit import Links, Request, moment
from service.audits.batch import BatchRequest, BatchResult, Member, Members
from service.audits.delivery import Delivery
from service.audits.ids import new_id
from service.config import Settings
from service.errors import AuditNotFound
from service.storage.copying import CopyDiffers, Copying, Report
from service.storage.disk import one_by_one
from service.storage.files import open_files
from service.storage.objects import open_bucket
from service.storage.objects.bucket import Bucket
from service.storage.port import Deletion, Reservation, Storage
from tests.service.storage.requests import DONE, a_request

LARGE = b"0123456789abcdef" * 65_536


@pytest.fixture(params=["to the bucket", "back"])
def pair(request: pytest.FixtureRequest, tmp_path: Path, bucket: Bucket) -> tuple[Storage, Storage]:
    both = open_files(Settings(data_dir=tmp_path / "kept"), one_by_one), open_bucket(bucket)
    return both if request.param == "to the bucket" else both[::-1]


def accepted(storage: Storage) -> Request:
    request = a_request()
    storage.audits.accept(request, b"abc")
    return request


def test_all_of_an_audit_is_copied(pair: tuple[Storage, Storage]) -> None:
    source, target = pair
    ended, open_, late = a_request(previous={"name": "x"}), a_request(), a_request()
    said = Assessment("F1", AssessmentState.CONFIRMED, moment(), "ARI01", "error")
    source.audits.accept(ended, LARGE, b"last year", [b"one", b""])
    source.audits.finish(ended.id, DONE)
    source.audits.mark_done(ended.id)
    source.assessments.add(ended.id, said)
    source.callbacks.record(ended.id, Delivery(moment(), "failed", 500))
    source.callbacks.schedule(ended.id, time.time() + 500)
    source.audits.accept(open_, b"abc")
    assert Copying(source, target).run() == Report(copied=2)
    assert target.audits.request(ended.id) == ended
    assert (target.audits.upload(ended.id), target.audits.previous(ended.id)) == (LARGE, b"last year")
    assert target.audits.attachments(ended.id) == [b"one", b""]
    assert target.audits.result(ended.id) == DONE
    assert target.assessments.all(ended.id) == [said]
    assert len(target.callbacks.tries(ended.id)) == 1
    assert [
        (pytest.approx(at, abs=0.01), id) for at, id in source.callbacks.scheduled()
    ] == target.callbacks.scheduled()
    assert [*target.audits.open_audits(), *target.audits.not_done()] == [open_.id]
    assert Copying(source, target).run() == Report(same=2)
    source.audits.finish(open_.id, DONE)
    source.audits.mark_done(open_.id)
    source.assessments.add(ended.id, replace(said, state=AssessmentState.WITHDRAWN))
    source.callbacks.remove(ended.id)
    source.audits.accept(late, b"late")
    assert Copying(source, target).run() == Report(copied=3)
    assert target.audits.result(open_.id) == DONE
    assert len(target.assessments.all(ended.id)) == 2
    assert target.callbacks.scheduled() == []
    assert [*target.audits.open_audits(), *target.audits.not_done()] == [late.id]


def test_what_is_erased_here_is_erased_there_and_what_is_erased_there_stays_so(pair: tuple[Storage, Storage]) -> None:
    source, target = pair
    here, there, own = a_request(), a_request(), a_request()
    for each in (here, there):
        source.audits.accept(each, b"abc")
    Copying(source, target).run()
    target.audits.accept(own, b"abc")
    source.audits.delete(here.id)
    target.audits.delete(there.id)
    assert Copying(source, target).run() == Report(erased=1)
    assert list(target.audits.all_audits()) == [own.id]
    assert Copying(source, target).run() == Report()


def test_what_is_fetched_follows(pair: tuple[Storage, Storage]) -> None:
    source, target = pair
    asked = a_request(url="http://a.example.org/", size=0, media_type="", sha256="")
    source.audits.accept(asked, b"")
    source.fetches.schedule(asked.id)
    Copying(source, target).run()
    assert target.audits.awaits_fetch(asked.id)
    assert [id for _, id in target.fetches.scheduled()] == [asked.id]
    page, file = (replace(asked, name=name, sha256="0" * 64) for name in ("page", "file"))
    source.audits.keep_fetched(page, b"page")
    source.fetches.remove(asked.id)
    Copying(source, target).run()
    assert (target.audits.request(asked.id), target.audits.upload(asked.id)) == (page, b"page")
    assert target.fetches.scheduled() == []
    source.audits.follow(asked.id, Links(("http://a.example.org/b",), take_place=True))
    Copying(source, target).run()
    assert target.audits.awaits_fetch(asked.id)
    source.audits.keep_fetched(file, LARGE)
    Copying(source, target).run()
    assert (target.audits.request(asked.id), target.audits.upload(asked.id)) == (file, LARGE)
    assert not target.audits.awaits_fetch(asked.id)


def test_batches_and_what_remains_are_copied(pair: tuple[Storage, Storage]) -> None:
    source, target = pair
    closed, going, gone = (BatchRequest(new_id(), moment(), 3, "0" * 64, client="one") for _ in range(3))
    for batch in (closed, going, gone):
        source.batches.accept(batch, b"archive")
    members, end = Members((Member("a", new_id()),)), BatchResult(moment(), reports=1)
    source.batches.expand(closed.id, members)
    source.batches.finish(closed.id, end)
    source.batches.rename(closed.id, "renamed")
    deletion, held = Deletion(new_id(), "one", ()), Reservation(new_id(), "x")
    source.deletions.add(deletion)
    source.idempotency_keys.reserve("one", "key", held)
    expired = a_request(client="one")
    source.audits.accept(expired, b"")
    source.audits.expire(expired.id)
    Copying(source, target).run()
    assert target.batches.request(closed.id).label == "renamed"
    assert (target.batches.members(closed.id), target.batches.result(closed.id)) == (members, end)
    assert target.batches.archive(going.id) == b"archive"
    assert target.batches.open_batches() == sorted([going.id, gone.id])
    assert list(target.deletions.begun_before(time.time() + 60)) == [deletion]
    assert target.idempotency_keys.reserve("one", "key", Reservation("other", "x")) == held
    assert target.audits.expired(expired.id) == "one"
    source.batches.delete(gone.id)
    source.batches.cancel(going.id)
    Copying(source, target).run()
    assert not target.batches.exists(gone.id)
    assert target.batches.is_canceled(going.id)


def test_what_is_read_back_as_something_else_is_told(
    pair: tuple[Storage, Storage], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = pair
    request = accepted(source)
    read = target.audits.upload
    monkeypatch.setattr(target.audits, "upload", lambda audit_id: read(audit_id)[:-1])
    with pytest.raises(CopyDiffers, match=request.id):
        Copying(source, target).run()
    monkeypatch.undo()
    assert Copying(source, target).run() == Report(copied=1), "it goes on"


def test_an_audit_that_ends_while_it_is_copied_is_copied_with_its_result(
    pair: tuple[Storage, Storage], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = pair
    request = accepted(source)

    def ends(audit_id: str) -> None:
        monkeypatch.undo()
        source.audits.finish(audit_id, DONE)

    monkeypatch.setattr(source.audits, "result", ends)
    assert Copying(source, target).run() == Report(copied=1)
    assert target.audits.result(request.id) == DONE


def test_what_is_as_it_was_is_not_read_in_the_second_store(
    pair: tuple[Storage, Storage], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = pair
    ended, changed = a_request(), a_request()
    for request in (ended, changed):
        source.audits.accept(request, b"abc")
        source.audits.finish(request.id, DONE)
    Copying(source, target).run()
    read, asked = target.audits.request, list[str]()
    monkeypatch.setattr(target.audits, "request", lambda audit_id: asked.append(audit_id) or read(audit_id))
    assert Copying(source, target).run() == Report(same=2)
    assert asked == []
    source.assessments.add(changed.id, Assessment("F1", AssessmentState.CONFIRMED, moment(), "ARI01", "error"))
    for _ in range(2):
        Copying(source, target).run()
    assert set(asked) == {changed.id}
    assert target.assessments.count(changed.id) == 1


def test_one_that_is_erased_while_it_is_copied_is_passed_over(
    pair: tuple[Storage, Storage], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = pair
    request = accepted(source)
    read = source.audits.result

    def erased_before(audit_id: str) -> object:
        source.audits.delete(audit_id)
        return read(audit_id)

    monkeypatch.setattr(source.audits, "result", erased_before)
    Copying(source, target).run()
    monkeypatch.undo()
    Copying(source, target).run()
    with pytest.raises(AuditNotFound):
        target.audits.request(request.id)
