"""What each adapter of the storage must do, in a folder and in a bucket."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from service.audits.assessment import Assessment, AssessmentState
from service.audits.audit import Links, Problem, moment
from service.audits.batch import BatchRequest, BatchResult, Member, Members
from service.audits.delivery import Delivery, Ping
from service.audits.ids import derived_id, new_id
from service.audits.rendering import Kind, Rendering
from service.errors import AuditNotFound, BatchNotFound, PingNotFound
from service.storage.port import AuditStore, Deletion, Reservation, Storage
from service.storage.spool import Spools
from tests.service.storage.conftest import Opens
from tests.service.storage.requests import DONE, a_request

LARGE = b"0123456789abcdef" * 65_536
"""More than is kept in one object with the request."""
FINDINGS = tuple({"rule": "ARI01", "text": "x" * 100} for _ in range(500))


def test_what_was_accepted_is_there_and_open(opens: Opens) -> None:
    request = a_request(year=2023, select=("ARI", "SEC01"))
    opens().audits.accept(request, b"abc")
    store = opens().audits
    assert (store.request(request.id), store.upload(request.id)) == (request, b"abc")
    assert b"".join(store.upload_pieces(request.id)) == b"abc"
    assert store.result(request.id) is store.head(request.id) is None
    assert store.awaits(request.id)
    assert list(store.open_audits()) == list(store.all_audits()) == [request.id]


@pytest.mark.parametrize("size", [0, 3, len(LARGE)])
def test_all_files_come_back_whatever_their_size(opens: Opens, size: int) -> None:
    request = a_request(previous={"name": "x"})
    opens().audits.accept(request, LARGE[:size], b"last year", [b"", b"one", LARGE])
    store = opens().audits
    assert store.upload(request.id) == b"".join(store.upload_pieces(request.id)) == LARGE[:size]
    assert store.previous(request.id) == b"last year"
    assert store.attachments(request.id) == [b"", b"one", LARGE]


def test_without_a_report_of_last_year_there_is_none(audits: AuditStore) -> None:
    request = a_request()
    audits.accept(request, b"abc")
    assert audits.attachments(request.id) == []
    with pytest.raises(AuditNotFound):
        audits.previous(request.id)


@pytest.mark.parametrize("size", [100, 6_500_000])
def test_what_was_spooled_is_kept(opens: Opens, tmp_path, size: int) -> None:
    spool = Spools(tmp_path / "spools", 10**9).new()
    growing = spool.begin()
    for _ in range(0, size, 50):
        growing.write(b"0123456789" * 5)
    content, request = growing.done(), a_request()
    opens().audits.accept(request, content)
    spool.close()
    assert opens().audits.upload(request.id) == b"0123456789" * (size // 10)


def test_open_audits_come_oldest_first(audits: AuditStore) -> None:
    ids = sorted(new_id() for _ in range(5))
    for audit_id in reversed(ids):
        audits.accept(a_request(id=audit_id), b"")
    assert list(audits.open_audits()) == ids
    assert set(audits.all_audits()) == set(ids)


def test_the_first_result_stays(opens: Opens) -> None:
    request, store = a_request(), opens().audits
    store.accept(request, b"abc")
    assert store.finish(request.id, DONE)
    assert not opens().audits.finish(request.id, replace(DONE, verdict="fail"))
    assert opens().audits.result(request.id) == store.result(request.id) == DONE
    assert not opens().audits.awaits(request.id)


def test_of_runs_that_end_at_once_exactly_one_gives_the_result(raced: Opens) -> None:
    request, runs = a_request(), 8
    stores = [raced().audits for _ in range(runs)]
    stores[0].accept(request, b"abc")
    start = threading.Barrier(runs)

    def run(number: int) -> bool:
        start.wait()
        return stores[number].finish(request.id, replace(DONE, ruleset=str(number)))

    with ThreadPoolExecutor(runs) as pool:
        won = list(pool.map(run, range(runs)))
    kept = raced().audits.result(request.id)
    assert won.count(True) == 1
    assert kept is not None
    assert kept.ruleset == str(won.index(True))


@pytest.mark.parametrize("audit_id", ["..", "../../etc", "x", "", "0" * 26])
def test_an_unknown_id_is_not_found(audits: AuditStore, audit_id: str) -> None:
    for ask in (audits.request, audits.upload, audits.upload_pieces, audits.result, audits.head, audits.size):
        with pytest.raises(AuditNotFound):
            ask(audit_id)
    with pytest.raises(AuditNotFound):
        audits.finish(audit_id, DONE)


def test_an_ended_audit_is_finalized_once_it_is_marked_done(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.storage.objects.audits.SETTLED", -60)
    request, store = a_request(), opens().audits
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    other = opens().audits
    assert not other.awaits(request.id), "who takes it up again is told that it has ended"
    assert (list(other.open_audits()), list(other.not_done())) == ([], [request.id])
    store.mark_done(request.id)
    assert (list(other.open_audits()), list(other.not_done())) == ([], [])
    assert list(other.all_audits()) == [request.id]


@pytest.mark.parametrize("count", [3, 40])
def test_of_a_batch_those_count_that_have_no_result(opens: Opens, count: int) -> None:
    batch, store = new_id(), opens().audits
    ids = [derived_id(batch, number) for number in range(count)]
    assert store.awaiting(ids) == 0
    store.accept(a_request(), b"")
    for audit_id in ids:
        store.accept(a_request(id=audit_id), b"")
    store.accept(a_request(), b"")
    assert opens().audits.awaiting(ids) == count
    for audit_id in ids[1:]:
        store.finish(audit_id, DONE)
        store.mark_done(audit_id)
    assert opens().audits.awaiting(ids) == 1
    store.delete(ids[0])
    assert opens().audits.awaiting(ids) == opens().audits.awaiting([]) == 0


def test_the_head_of_a_result_is_the_result_without_what_is_long(opens: Opens) -> None:
    request, result = a_request(), replace(DONE, findings=FINDINGS, text={"title": "x"}, pages=3)
    opens().audits.accept(request, b"abc")
    opens().audits.finish(request.id, result)
    assert opens().audits.head(request.id) == replace(result, findings=(), text={})
    assert opens().audits.result(request.id) == result
    assert opens().audits.result_size(request.id) > 50_000
    failed = a_request()
    told = replace(DONE, verdict=None, problem=Problem("x", {"why": "y" * 40_000}))
    opens().audits.accept(failed, b"abc")
    opens().audits.finish(failed.id, told)
    assert opens().audits.head(failed.id) == told


def test_nothing_is_left_of_what_is_deleted(opens: Opens) -> None:
    request, store = a_request(previous={"name": "x"}), opens().audits
    store.accept(request, LARGE, b"last year")
    store.delete(request.id)
    for each in (store, opens().audits):
        for ask in (each.request, each.upload, each.result, each.head, each.size):
            with pytest.raises(AuditNotFound):
                ask(request.id)
        with pytest.raises(AuditNotFound):
            each.finish(request.id, DONE)
        assert each.awaits(request.id) is False
        assert [*each.open_audits(), *each.not_done(), *each.all_audits()] == []
    store.delete(request.id)


def test_of_what_has_expired_only_its_owner_is_known(opens: Opens) -> None:
    request, store = a_request(client="one"), opens().audits
    store.accept(request, b"abc")
    store.finish(request.id, DONE)
    assert store.expired(request.id) is None
    store.expire(request.id)
    assert opens().audits.expired(request.id) == "one"
    with pytest.raises(AuditNotFound):
        opens().audits.request(request.id)
    opens().audits.expire(request.id)
    assert store.expired(request.id) == "one", "it is passed over"
    store.forget_expired(time.time() - 60)
    assert store.expired(request.id) == "one"
    store.forget_expired(time.time() + 60)
    assert store.expired(request.id) is None


def test_who_accepts_the_same_audit_again_changes_nothing(opens: Opens) -> None:
    request = a_request()
    opens().audits.accept(request, b"abc")
    opens().audits.accept(replace(request, label="other"), b"other")
    assert (opens().audits.request(request.id), opens().audits.upload(request.id)) == (request, b"abc")


def test_what_was_fetched_stands_for_what_was_accepted_and_the_first_stays(opens: Opens) -> None:
    store = opens().audits
    asked = a_request(url="http://a.example.org/", size=0, media_type="", sha256="")
    store.accept(asked, b"")
    assert store.awaits_fetch(asked.id)
    page, file = (replace(asked, name=name, sha256="0" * 64) for name in ("page", "file"))
    store.keep_fetched(page, b"page", None, [b"beside"])
    store.keep_fetched(file, b"file")
    assert (store.request(asked.id), store.upload(asked.id)) == (page, b"page")
    assert store.attachments(asked.id) == [b"beside"]
    assert not opens().audits.awaits_fetch(asked.id)
    links = Links(("http://a.example.org/b.pdf",), take_place=True)
    store.follow(asked.id, links)
    store.follow(asked.id, Links((), take_place=False))
    assert opens().audits.links(asked.id) == store.links(asked.id) == links
    assert store.awaits_fetch(asked.id)
    store.keep_fetched(file, LARGE)
    store.keep_fetched(page, b"page")
    assert (store.request(asked.id), opens().audits.upload(asked.id)) == (file, LARGE)
    assert not store.awaits_fetch(asked.id)


def test_nothing_is_kept_of_what_is_fetched_for_a_deleted_audit(opens: Opens) -> None:
    store, asked = opens().audits, a_request(url="http://a.example.org/", sha256="")
    store.accept(asked, b"")
    store.delete(asked.id)
    with pytest.raises(AuditNotFound):
        store.keep_fetched(asked, b"abc")
    with pytest.raises(AuditNotFound):
        store.follow(asked.id, Links((), take_place=False))
    assert opens().audits.links(asked.id) is None


def a_batch(**fields: object) -> BatchRequest:
    return BatchRequest(**{"id": new_id(), "created_at": moment(), "size": 3, "sha256": "0" * 64, **fields})  # type: ignore[arg-type]


def test_a_batch_goes_its_way(opens: Opens) -> None:
    batch, store = a_batch(client="one", callback_url="https://x.example.org/"), opens().batches
    store.accept(batch, LARGE)
    seen = opens()
    assert (seen.batches.request(batch.id), seen.batches.archive(batch.id)) == (batch, LARGE)
    assert seen.batches.exists(batch.id)
    assert seen.batches.is_expanding(batch.id)
    assert seen.batches.open_batches() == list(seen.batches.all()) == [batch.id]
    assert seen.batches.size(batch.id) >= len(LARGE)
    members = Members((Member("a.txt", new_id()), Member("b.txt", problem=Problem("empty-file"))))
    store.expand(batch.id, members)
    store.expand(batch.id, Members(()))
    assert opens().batches.members(batch.id) == members
    assert not seen.batches.is_expanding(batch.id)
    with pytest.raises(BatchNotFound):
        seen.batches.archive(batch.id)
    end = BatchResult(moment(), ruleset="1", reports=2)
    assert store.finish(batch.id, end)
    assert not opens().batches.finish(batch.id, replace(end, reports=3))
    assert opens().batches.result(batch.id) == end
    assert opens().batches.has_ended(batch.id)
    assert opens().batches.open_batches() == []
    assert [id for _, id in opens().batch_callbacks.scheduled()] == [batch.id]
    assert not opens().batches.cancel(batch.id)


def test_a_batch_is_canceled(opens: Opens) -> None:
    batch, store = a_batch(), opens().batches
    store.accept(batch, b"abc")
    assert not store.is_canceled(batch.id)
    assert store.cancel(batch.id)
    assert opens().batches.is_canceled(batch.id)
    assert not opens().batches.is_expanding(batch.id)


def test_a_batch_has_the_label_that_it_was_given_last(opens: Opens) -> None:
    batch, store = a_batch(label="first"), opens().batches
    store.accept(batch, b"abc")
    store.rename(batch.id, "second")
    store.rename(batch.id, "third")
    assert opens().batches.request(batch.id).label == store.request(batch.id).label == "third"
    store.rename(batch.id, None)
    assert opens().batches.request(batch.id).label is None


def test_of_a_deleted_batch_nothing_is_left(opens: Opens) -> None:
    batch, storage = a_batch(), opens()
    storage.batches.accept(batch, b"abc")
    storage.batch_callbacks.schedule(batch.id)
    storage.batches.delete(batch.id)
    store = opens().batches
    assert not store.exists(batch.id)
    assert [*store.all(), *store.open_batches(), *opens().batch_callbacks.scheduled()] == []
    for ask in (store.request, store.members, store.archive, store.result, store.size, store.is_expanding):
        with pytest.raises(BatchNotFound):
            ask(batch.id)
    for ask in (lambda: store.rename(batch.id, "x"), lambda: store.cancel(batch.id)):
        with pytest.raises(BatchNotFound):
            ask()


def test_batches_that_ended_long_ago_are_forgotten_but_for_whose_they_were(opens: Opens) -> None:
    ended, going, store = a_batch(client="one"), a_batch(), opens().batches
    for batch in (ended, going):
        store.accept(batch, b"abc")
    store.finish(ended.id, BatchResult(moment()))
    assert store.forget_old(time.time() - 60) == []
    assert store.forget_old(time.time() + 60) == [ended]
    assert (opens().batches.expired(ended.id), opens().batches.expired(going.id)) == ("one", None)
    assert list(opens().batches.all()) == [going.id]


def an_assessment(number: int) -> Assessment:
    return Assessment(
        finding=f"F{number}", rule="ARI01", state=AssessmentState.CONFIRMED, at=moment(), counted_as="error"
    )


def test_what_is_added_at_the_same_time_all_stays(raced: Opens) -> None:
    request, added = a_request(), [an_assessment(number) for number in range(12)]
    raced().audits.accept(request, b"abc")
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda record: raced().assessments.add(request.id, record), added))
    kept = raced().assessments
    assert kept.count(request.id) == 12
    assert sorted(each.finding for each in kept.all(request.id)) == sorted(each.finding for each in added)
    kept.add(request.id, an_assessment(99))
    assert raced().assessments.all(request.id)[-1].finding == "F99"
    raced().audits.delete(request.id)
    assert (raced().assessments.count(request.id), raced().assessments.all(request.id)) == (0, [])
    with pytest.raises(AuditNotFound):
        raced().assessments.add(request.id, an_assessment(1))
    with pytest.raises(AuditNotFound):
        raced().assessments.all("..")


def test_a_call_is_due_when_it_was_scheduled_last(opens: Opens) -> None:
    calls, (first, second), now = opens().callbacks, sorted(new_id() for _ in range(2)), time.time()
    assert calls.scheduled() == []
    calls.schedule(first, now + 500)
    calls.schedule(second, now - 500)
    calls.schedule(first, now - 100)
    due = opens().callbacks.scheduled()
    assert [id for _, id in due] == [second, first]
    assert [moment for moment, _ in due] == pytest.approx(
        [now - 500, now - 100], abs=5
    )  # as far as the clocks were compared
    calls.schedule(second)
    assert calls.scheduled()[1][0] == pytest.approx(time.time(), abs=5)
    calls.remove(second)
    calls.remove(second)
    assert [id for _, id in calls.scheduled()] == [first]
    assert [*opens().fetches.scheduled(), *opens().ping_callbacks.scheduled()] == []


def test_the_outcomes_of_tries_are_kept_with_their_audit(opens: Opens) -> None:
    request, tries = a_request(), [Delivery(moment(), "failed", 500), Delivery(moment(), "delivered", 200)]
    storage = opens()
    storage.audits.accept(request, b"abc")
    for each in tries:
        storage.callbacks.record(request.id, each)
    assert (opens().callbacks.tries(request.id), opens().fetches.tries(request.id)) == (tries, [])
    storage.audits.delete(request.id)
    with pytest.raises(AuditNotFound):
        storage.callbacks.record(request.id, tries[0])


def test_pings_are_kept_the_last_of_them(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    for adapter in ("files", "objects"):
        monkeypatch.setattr(f"service.storage.{adapter}.calls.PINGS", 3)
    storage = opens()
    pings = [Ping(id, moment(), "https://x.example.org/") for id in sorted(new_id() for _ in range(5))]
    for ping in pings:
        storage.pings.accept(ping)
        storage.ping_callbacks.schedule(ping.id)
    storage.ping_callbacks.record(pings[4].id, Delivery(moment(), "delivered"))
    assert opens().pings.request(pings[4].id) == pings[4]
    assert len(opens().ping_callbacks.tries(pings[4].id)) == 1
    assert {id for _, id in opens().ping_callbacks.scheduled()} == {ping.id for ping in pings[2:]}
    for gone in (pings[0].id, pings[1].id, "..", new_id()):
        with pytest.raises(PingNotFound):
            opens().pings.request(gone)


def test_a_key_stands_for_what_reserved_it_first(raced: Opens) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda n: raced().idempotency_keys.reserve("one", "k", Reservation(str(n), "x")), range(8))
        )
    assert len(set(found)) == 1
    keys = raced().idempotency_keys
    assert keys.reserve("two", "k", Reservation("B", "x")) == Reservation("B", "x")
    keys.forget_old()
    assert keys.reserve("one", "k", Reservation("C", "x")) == found[0]
    keys.release("one", "k")
    assert keys.reserve("one", "k", Reservation("C", "x")) == Reservation("C", "x")


def test_a_key_is_released_and_holds_no_longer_than_a_day(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, wanted = opens().idempotency_keys, [Reservation(new_id(), "0" * 64) for _ in range(5)]

    def a_day_is(seconds: float) -> None:
        for adapter in ("files", "objects"):
            monkeypatch.setattr(f"service.storage.{adapter}.idempotency.KEY_SECONDS", seconds)

    a_day_is(60)
    for key in ("a", "b"):
        assert keys.reserve("one", key, wanted[0]) == wanted[0]
        keys.forget_old()
        assert opens().idempotency_keys.reserve("one", key, wanted[1]) == wanted[0]
    keys.release("one", "a", "b", "c")
    for key in ("a", "b"):
        assert keys.reserve("one", key, wanted[2]) == wanted[2]
    a_day_is(-60)
    assert keys.reserve("one", "a", wanted[3]) == wanted[3]
    keys.forget_old()
    a_day_is(60)
    assert keys.reserve("one", "b", wanted[4]) == wanted[4]


def test_what_is_being_written_is_swept_away_by_nobody(opens: Opens) -> None:
    storage, request = opens(), a_request()
    storage.audits.accept(request, b"abc")
    opens().audits.sweep()
    opens().batches.forget_old(time.time() - 60)
    assert list(opens().audits.open_audits()) == [request.id]
    assert opens().audits.upload(request.id) == b"abc"


def test_deletions_are_kept_until_they_are_done(opens: Opens) -> None:
    deletion, deletions = Deletion(new_id(), "one", (new_id(), new_id()), new_id()), opens().deletions
    deletions.add(deletion)
    deletions.add(deletion)
    assert list(opens().deletions.begun_before(time.time() - 60)) == []
    assert list(opens().deletions.begun_before(time.time() + 60)) == [deletion]
    deletions.remove(deletion.id)
    assert list(opens().deletions.begun_before(time.time() + 60)) == []


def test_a_document_is_drawn_once_and_goes_with_its_audit(opens: Opens) -> None:
    request, rendering = a_request(), Rendering("", Kind.HTML, "zh")
    storage, rendering = opens(), replace(rendering, owner=request.id)
    assert not storage.renderings.awaits(rendering)
    storage.audits.accept(request, b"abc")
    assert storage.renderings.awaits(rendering)
    storage.renderings.keep(rendering, b"page")
    storage.renderings.keep(rendering, b"other")
    assert opens().renderings.read(rendering) == b"page"
    assert not opens().renderings.awaits(rendering)
    newer = replace(rendering, state="abc")
    assert (opens().renderings.read(newer), opens().renderings.awaits(newer)) == (None, True)
    storage.renderings.keep(newer, b"newer")
    assert (opens().renderings.read(newer), opens().renderings.read(rendering)) == (b"newer", None)
    failing = replace(rendering, kind=Kind.NOTICE)
    storage.renderings.fail(failing, Problem("no-font"))
    assert opens().renderings.problem(failing) == Problem("no-font")
    assert not opens().renderings.awaits(failing)
    storage.audits.delete(request.id)
    storage.renderings.keep(rendering, b"page")
    assert (opens().renderings.read(rendering), opens().renderings.awaits(rendering)) == (None, False)


def test_of_documents_that_clients_fill_in_the_latest_are_kept(opens: Opens) -> None:
    request, storage = a_request(), opens()
    storage.audits.accept(request, b"abc")
    plain = Rendering(request.id, Kind.NOTICE, "zh")
    storage.renderings.keep(plain, b"plain")
    filled = [replace(plain, detail=f"zh_{number}") for number in range(23)]
    for each in filled:
        storage.renderings.keep(each, each.detail.encode())
        time.sleep(0.002)
    kept = [opens().renderings.read(each) for each in filled]
    assert sum(each is not None for each in kept) == 20
    assert opens().renderings.read(plain) == b"plain"


def test_what_is_set_aside_stays_when_its_audit_goes(kept: Storage) -> None:
    kept.quarantine.keep(new_id(), b"abc")
    kept.quarantine.keep(new_id(), b"abc")
    kept.quarantine.forget_old(time.time() - 60)
    kept.quarantine.forget_old(time.time() + 60)


def test_it_says_that_it_can_be_written_and_has_room(audits: AuditStore) -> None:
    audits.check()
    assert audits.room(1_000) > 1
