"""What is fetched from an address, and what never is."""

import gzip
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.audits.destinations import Allowed
from service.config import Settings
from service.errors import (
    AddressNotAllowed,
    AuditError,
    FetchedTooLarge,
    FetchFailed,
    FetchRefused,
    FetchTimedOut,
    NothingAtAddress,
)
from service.storage.spool import Spool, Spools
from tests.workers.outgoing import site as sites
from tests.workers.outgoing.site import Site
from workers.outgoing.fetching import MOST_REDIRECTS, Fetcher, MayPass
from workers.outgoing.http_client import GuardedClient

REPORT = "某某局2023年度政府信息公开工作年度报告".encode()
MOST = 100_000


@pytest.fixture
def other() -> Iterator[Site]:
    """One from which nothing may be fetched, and that must never be asked."""
    with sites.running() as made:
        yield made
        assert made.asked == []


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spools(tmp_path, 10 * MOST).new()


def fetcher(site: Site, *hosts: str, seconds: int = 5) -> Fetcher:
    settings = Settings(fetch_hosts=(site.host, *hosts), upload_bytes=MOST, upload_seconds=seconds)
    return Fetcher(settings, GuardedClient(settings.fetch_sources))


@pytest.mark.parametrize("answer", [sites.file, sites.packed, sites.chunked])
def test_a_file_comes_whole_however_it_is_sent(site: Site, spool: Spool, answer) -> None:
    found = fetcher(site).fetch(site.at("/a/%E5%B9%B4%E6%8A%A5.txt?x=1", answer(REPORT)), spool)
    assert (found.content.data, found.name) == (REPORT, "年报.txt")
    ((_, headers),) = site.asked
    assert headers["User-Agent"].startswith("report-audit/")
    assert not {"Cookie", "Authorization"} & headers.keys()


@pytest.mark.parametrize(
    "told",
    [
        "attachment; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.docx",
        'attachment; filename="%E5%B9%B4%E6%8A%A5.docx"',
        'attachment; filename="../年报.docx"'.encode().decode("latin-1"),
        "attachment; filename=年报.docx".encode("gb18030").decode("latin-1"),
    ],
)
def test_its_server_says_what_it_is_called(site: Site, spool: Spool, told: str) -> None:
    answer = sites.file(REPORT, Content_Disposition=told)
    assert fetcher(site).fetch(site.at("/download", answer), spool).name == "年报.docx"


def test_redirects_are_followed_within_what_is_allowed(site: Site, spool: Spool) -> None:
    site.at("/end.txt", sites.file(REPORT))
    site.at("/middle", sites.redirect("end.txt#top"))
    found = fetcher(site).fetch(site.at("/begin", sites.redirect("/middle")), spool)
    assert (found.content.data, found.url, found.name) == (REPORT, f"http://{site.host}/end.txt", "end.txt")


def test_redirects_end(site: Site, spool: Spool) -> None:
    with pytest.raises(FetchFailed, match="redirects too many times"):
        fetcher(site).fetch(site.at("/loop", sites.redirect("/loop")), spool)
    assert len(site.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "to", ["http://{other}/", "//{other}/a", "http://localhost:{port}/", "http://[::1]:{port}/", "ftp://{own}/"]
)
def test_no_redirect_leads_elsewhere(site: Site, other: Site, spool: Spool, to: str) -> None:
    location = to.format(other=other.host, port=other.port, own=site.host)
    with pytest.raises(AddressNotAllowed):
        fetcher(site).fetch(site.at("/a", sites.redirect(location)), spool)


def test_a_name_that_leads_to_a_private_address_is_not_asked(other: Site, spool: Spool) -> None:
    allowed = Allowed(("www.example.org",), schemes=("https", "http"))
    client = GuardedClient(allowed, lambda host, port: ["93.184.215.14", "127.0.0.1"])
    with pytest.raises(AddressNotAllowed):
        Fetcher(Settings(), client).fetch("http://www.example.org/", spool)


def test_a_name_is_looked_up_once_a_request_and_pinned(site: Site, spool: Spool) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    allowed = Allowed(
        (f"www.example.org:{site.port}",),
        Settings.from_environment({"AUDIT_FETCH_NETWORKS": "127.0.0.0/8"}).fetch_networks,
        ("http",),
    )
    client = GuardedClient(allowed, lambda host, port: next(answers))
    site.at("/a", sites.redirect("/b"))
    with pytest.raises(AddressNotAllowed):
        Fetcher(Settings(), client).fetch(f"http://www.example.org:{site.port}/a", spool)
    assert [path for path, _ in site.asked] == ["/a"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (sites.status(404), NothingAtAddress),
        (sites.status(410), NothingAtAddress),
        (sites.status(403), FetchRefused),
        (sites.status(302), FetchRefused),
        (sites.endless, FetchedTooLarge),
        (sites.file(b"x" * (MOST + 1)), FetchedTooLarge),
        (sites.chunked(b"x" * (MOST + 1)), FetchedTooLarge),
        (sites.packed(b"\0" * 50 * MOST), FetchedTooLarge),
        (sites.file(REPORT, Content_Encoding="br"), FetchFailed),
        (sites.file(REPORT, Content_Encoding="gzip"), FetchFailed),
        (sites.no_http, FetchFailed),
    ],
)
def test_what_can_not_be_had_is_told(site: Site, spool: Spool, answer, problem: type[AuditError]) -> None:
    with pytest.raises(problem):
        fetcher(site).fetch(site.at("/a", answer), spool)
    assert spool.size <= MOST


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (sites.status(500), FetchFailed),
        (sites.status(503), FetchFailed),
        (sites.status(429), FetchFailed),
        (sites.reset, FetchFailed),
        (sites.too_short(REPORT), FetchFailed),
        (sites.broken_chunks(REPORT), FetchFailed),
        (sites.file(gzip.compress(REPORT)[:-9], Content_Encoding="gzip"), FetchFailed),
        (sites.silent, FetchTimedOut),
        (sites.dripping, FetchTimedOut),
    ],
)
def test_what_may_be_had_later_is_told_as_such(site: Site, spool: Spool, answer, problem: type[AuditError]) -> None:
    begun = time.monotonic()
    with pytest.raises(MayPass) as failure:
        fetcher(site, seconds=1).fetch(site.at("/a", answer), spool)
    assert isinstance(failure.value.problem, problem)
    assert time.monotonic() - begun < 3


def test_a_server_that_is_not_there_may_come_back(site: Site, spool: Spool) -> None:
    with pytest.raises(MayPass):
        fetcher(site, "127.0.0.1:9").fetch("http://127.0.0.1:9/", spool)


def test_time_is_counted_over_all_redirects(site: Site, spool: Spool) -> None:
    def slowly(to) -> None:
        time.sleep(0.6)
        sites.redirect("/a")(to)

    with pytest.raises(MayPass) as failure:
        fetcher(site, seconds=1).fetch(site.at("/a", slowly), spool)
    assert isinstance(failure.value.problem, FetchTimedOut)
    assert len(site.asked) == 2


def test_the_settings_bound_what_is_fetched(site: Site, spool: Spool) -> None:
    settings = replace(Settings(fetch_hosts=(site.host,)), upload_bytes=10)
    with pytest.raises(FetchedTooLarge):
        Fetcher(settings, GuardedClient(settings.fetch_sources)).fetch(site.at("/a", sites.file(b"x" * 11)), spool)
