"""Audits whose report is fetched: what is kept, what is tried again, and what ends them."""

import time
from dataclasses import replace

import pytest

from service.audits.audit import Links, Request, Status
from service.config import Settings
from service.storage.files.audits import FileAudits
from service.storage.port import CallQueue, Storage
from tests.service.storage.requests import DONE, a_request
from tests.workers.outgoing import site as sites
from tests.workers.outgoing.site import Site
from tests.workers.processes import wait_for
from workers.outgoing.due_work import NothingToDo
from workers.outgoing.fetches import DELAYS, Fetches
from workers.outgoing.fetching import Fetcher
from workers.outgoing.http_client import GuardedClient

REPORT = "某某局2023年度政府信息公开工作年度报告\n".encode()
PAGE = "<html><p>某某局2023年度政府信息公开工作年度报告</p></html>".encode()
PDF = b"%PDF-1.7\n"


@pytest.fixture
def fetches(settings: Settings, storage: Storage, site: Site) -> Fetches:
    allowing = replace(settings, fetch_hosts=(site.host,), upload_seconds=1)
    return Fetches(allowing, storage, Fetcher(allowing, GuardedClient(allowing.fetch_sources)))


@pytest.fixture
def queue(storage: Storage) -> CallQueue:
    return storage.fetches


@pytest.fixture
def accept(store: FileAudits, queue: CallQueue):
    def accepted(url: str, **fields: object) -> Request:
        told = {"name": "report", "size": 0, "media_type": "", "sha256": "", **fields}
        request = a_request(url=url, **told)
        store.accept(request, b"")
        queue.schedule(request.id)
        return request

    return accepted


def test_what_is_fetched_is_the_audits_file_from_then_on(site, fetches, store, queue, accept) -> None:
    site.at("/b.txt", sites.file(REPORT))
    asked = accept(site.at("/a", sites.redirect("/b.txt")), label="kept")
    assert store.awaits_fetch(asked.id)
    fetches.due.begin_due()
    wait_for(lambda: not queue.scheduled())
    request = store.request(asked.id)
    assert (request.name, request.size, request.media_type) == ("b.txt", len(REPORT), "text/plain")
    assert (request.url, request.fetched_url, request.label) == (asked.url, f"http://{site.host}/b.txt", "kept")
    assert store.upload(asked.id) == REPORT
    assert store.awaits(asked.id)
    assert not store.awaits_fetch(asked.id)


def test_what_came_along_with_the_address_stays(site, fetches, store, queue) -> None:
    told = {"name": "a.xlsx", "size": 1, "media_type": "text/plain", "sha256": "0" * 64}
    url = site.at("/a", sites.file(REPORT))
    asked = a_request(url=url, size=0, media_type="", sha256="", previous=told, attachments=(told,))
    store.accept(asked, b"", b"last", [b"beside"])
    fetches.fetch(asked.id)
    assert (store.upload(asked.id), store.previous(asked.id)) == (REPORT, b"last")
    assert store.attachments(asked.id) == [b"beside"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (sites.status(404), "nothing-at-address"),
        (sites.file(b""), "empty-file"),
        (sites.file(b"Rar!\x1a\x07\0" * 9), "unsupported-media-type"),
        (sites.redirect("http://other.example.org/"), "address-not-allowed"),
    ],
)
def test_what_fails_for_good_ends_the_audit_at_once(site, fetches, store, queue, accept, answer, code) -> None:
    asked = accept(site.at("/a", answer))
    fetches.fetch(asked.id)
    result = store.result(asked.id)
    assert (result.status, result.problem.code) == (Status.FAILED, code)
    assert queue.scheduled() == []


def test_what_may_pass_is_tried_again_a_few_times(site, fetches, store, queue, accept) -> None:
    asked = accept(site.at("/a", sites.status(503)))
    for delay in DELAYS:
        fetches.fetch(asked.id)
        assert store.result(asked.id) is None
        ((due, _),) = queue.scheduled()
        assert delay - 2 < due - time.time() < delay + 1
    fetches.fetch(asked.id)
    assert store.result(asked.id).problem.code == "fetch-failed"
    assert queue.scheduled() == []
    assert len(site.asked) == len(DELAYS) + 1


def test_what_passes_is_fetched(site, fetches, store, queue, accept) -> None:
    asked = accept(site.at("/a", sites.reset))
    fetches.fetch(asked.id)
    site.at("/a", sites.file(REPORT))
    fetches.fetch(asked.id)
    assert store.upload(asked.id) == REPORT
    assert [each.outcome for each in queue.tries(asked.id)] == ["failed", "delivered"]


def test_a_process_that_dies_leaves_it_to_be_fetched(site, fetches, store, queue, accept, monkeypatch) -> None:
    asked = accept(site.at("/a", sites.file(REPORT)))

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(FileAudits, "keep_fetched", die)
        with pytest.raises(SystemExit):
            fetches.fetch(asked.id)
    assert [audit_id for _, audit_id in queue.scheduled()] == [asked.id]
    fetches.fetch(asked.id)
    assert store.upload(asked.id) == REPORT


def test_what_was_canceled_or_deleted_is_not_fetched(site, fetches, store, queue, accept) -> None:
    url = site.at("/a", sites.file(REPORT))
    canceled, deleted = accept(url), accept(url)
    store.finish(canceled.id, DONE)
    store.delete(deleted.id)
    fetches.due.begin_due()
    for asked in (canceled, deleted):
        with pytest.raises(NothingToDo):
            fetches.fetch(asked.id)
    assert queue.scheduled() == []
    assert site.asked == []


def linked(site: Site, fetches: Fetches, store: FileAudits, accept, links: Links) -> Request:
    """An audit whose page was fetched, and that is to be followed by its links."""
    asked = accept(site.at("/page", sites.file(PAGE)))
    fetches.fetch(asked.id)
    store.follow(asked.id, links)
    assert store.awaits_fetch(asked.id)
    return asked


def test_the_first_linked_file_that_can_be_read_takes_the_pages_place(site, fetches, store, accept) -> None:
    gone, page = f"http://{site.host}/gone", site.at("/other", sites.file(PAGE))
    report = site.at("/r.pdf", sites.file(PDF))
    asked = linked(site, fetches, store, accept, Links((gone, page, report), take_place=True))
    fetches.fetch(asked.id)
    request = store.request(asked.id)
    assert (request.name, request.media_type, request.fetched_url) == ("r.pdf", "application/pdf", report)
    assert store.upload(asked.id) == PDF
    assert not store.awaits_fetch(asked.id)


def test_where_no_linked_file_can_be_read_the_audit_says_so_of_the_likeliest(site, fetches, store, accept) -> None:
    urls = f"http://{site.host}/gone", site.at("/other", sites.file(PAGE))
    asked = linked(site, fetches, store, accept, Links(urls, take_place=True))
    fetches.fetch(asked.id)
    assert store.result(asked.id).problem.facts == {"status": 404, "part": "linked"}


def test_linked_files_are_the_pages_attachments(site, fetches, store, accept) -> None:
    urls = f"http://{site.host}/gone", site.at("/t.txt", sites.file(REPORT))
    asked = linked(site, fetches, store, accept, Links(urls, take_place=False))
    fetches.fetch(asked.id)
    request = store.request(asked.id)
    assert (request.media_type, [each["name"] for each in request.attachments]) == ("text/html", ["t.txt"])
    assert (store.upload(asked.id), store.attachments(asked.id)) == (PAGE, [REPORT])


def test_a_linked_file_that_may_come_later_is_tried_again(site, fetches, store, queue, accept) -> None:
    url = site.at("/r.pdf", sites.status(500))
    asked = linked(site, fetches, store, accept, Links((url,), take_place=True))
    fetches.fetch(asked.id)
    assert store.result(asked.id) is None
    site.at("/r.pdf", sites.file(PDF))
    fetches.fetch(asked.id)
    assert store.upload(asked.id) == PDF
