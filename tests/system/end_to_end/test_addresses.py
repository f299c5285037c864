"""A hundred addresses on the whole service: each ends with a result or a clear problem, and nothing else is asked."""

import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from lxml import html

from tests.corpus.rendering import render
from tests.corpus.report import build
from tests.system.end_to_end.serving import Answer as Result
from tests.system.end_to_end.serving import Service, kill, started
from tests.system.faults.leftovers import delete_all, leftovers
from tests.workers.outgoing import site as sites
from tests.workers.outgoing.site import Answer, Site
from tests.workers.processes import wait_for
from workers.readers.charset import decode

MOST = 1_000_000
FORMATS = ("html", "html-site", "docx", "pdf", "doc", "ofd", "text-tabs")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with sites.running() as made:
        yield made


@pytest.fixture(scope="module")
def other() -> Iterator[Site]:
    """One that the operator did not allow."""
    with sites.running() as made:
        yield made


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Iterator[Service]:
    settings = {"AUDIT_UPLOAD_SECONDS": "2", "AUDIT_UPLOAD_BYTES": str(MOST), "AUDIT_WORKERS": "2"}
    with started(tmp_path_factory.mktemp("fetching"), AUDIT_FETCH_HOSTS=site.host, **settings) as made:
        yield made


def post(service: Service, path: str, **fields: str) -> Result:
    """Send a form; a field called `list` is a file."""
    boundary = "----------"
    filename = {"list": '; filename="list.csv"'}
    parts = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{filename.get(name, "")}\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    body = f"{parts}--{boundary}--\r\n".encode()
    answer = service.call("POST", path, body, **{"Content-Type": f"multipart/form-data; boundary={boundary}"})
    assert answer.status == 202, answer
    return answer


def accepted(service: Service, url: str, **fields: str) -> str:
    """Send an address; its audit's id."""
    return str(post(service, "/v1/audits", url=url, **fields).body["id"])


def report(seed: int, format: str) -> bytes:
    return render(build(seed), format)[1]


def linking(*links: str, title: str = "某某局2023年政府信息公开工作年度报告") -> bytes:
    """A page without a report that links to files."""
    listed = "".join(f"<li>{link}</li>" for link in links)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><ul>{listed}</ul></body></html>".encode()


def without_tables(seed: int, link: str) -> bytes:
    """A page of a report whose tables are in a file that it links to."""
    root = html.document_fromstring(decode(report(seed, "html")))
    tables = list(root.iter("table"))
    for table in tables:
        place = html.fragment_fromstring(f'<p><a href="{link}">附件：情况表</a></p>')
        table.getparent().replace(table, place)
    assert tables
    return bytes(html.tostring(root, encoding="utf-8"))


def addresses(site: Site, other: Site) -> Iterator[tuple[str, str]]:
    """A hundred addresses, and how their audits end: `succeeded`, or the code of a problem."""
    for number, format in enumerate(FORMATS * 5):
        data = report(number, format)
        answer: Answer = (sites.file, sites.packed, sites.chunked)[number % 3](data)
        yield site.at(f"/reports/{number}", answer), "succeeded"
    for number in range(5):
        site.at(f"/moved/{number}.docx", sites.file(report(number, "docx")))
        site.at(f"/moving/{number}", sites.redirect(f"/moved/{number}.docx"))
        yield site.at(f"/old/{number}", sites.redirect(f"/moving/{number}")), "succeeded"
    for number, format in enumerate(("pdf", "docx", "doc", "ofd", "docx")):
        extension = format.partition("-")[0]
        site.at(f"/files/2022.{extension}", sites.status(404))
        site.at(f"/files/{number}.{extension}", sites.file(report(number, format)))
        links = (
            f'<a href="/files/2022.{extension}">2022年度报告</a>',
            f'<a href="../files/{number}.{extension}">2023年度报告</a>',
        )
        yield site.at(f"/pages/{number}", sites.file(linking(*links))), "succeeded"
    for number in range(3):
        site.at(f"/tables/{number}.docx", sites.file(report(number, "docx")))
        page = without_tables(number, f"/tables/{number}.docx")
        yield site.at(f"/parts/{number}", sites.file(page)), "succeeded"
    yield site.at("/list", sites.file(linking('<a href="/gone.pdf">2023年度报告</a>'))), "nothing-at-address"
    yield (
        site.at("/away", sites.file(linking(f'<a href="http://{other.host}/a.pdf">2023年度报告</a>'))),
        "address-not-allowed",
    )
    yield site.at("/empty", sites.file(linking('<a href="/about">关于我们</a>'))), "not-a-report"
    elsewhere = (
        f"http://{other.host}/",
        f"//{other.host}/a",
        f"http://localhost:{other.port}/",
        f"http://[::1]:{other.port}/",
    )
    private = ("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "file:///etc/passwd")
    for number, location in enumerate((*elsewhere, *private)):
        yield site.at(f"/elsewhere/{number}", sites.redirect(location)), "address-not-allowed"
    failing = {
        "nothing-at-address": (sites.status(404), sites.status(410)),
        "fetch-refused": (sites.status(401), sites.status(403), sites.status(302)),
        "fetched-too-large": (sites.endless, sites.packed(b"\0" * 50 * MOST), sites.file(b"x" * (MOST + 1))),
        "fetch-timed-out": (sites.silent, sites.dripping),
        "fetch-failed": (
            sites.status(500),
            sites.status(503),
            sites.reset,
            sites.too_short(b"short"),
            sites.broken_chunks(b"short"),
            sites.no_http,
            sites.redirect("/failing/loop"),
            sites.file(b"no gzip", Content_Encoding="gzip"),
        ),
        "empty-file": (sites.file(b""),),
        "unsupported-media-type": (sites.file(b"Rar!\x1a\x07\0" * 9), sites.file(b"\x7fELF\0\0\0\0" * 9)),
        "damaged-file": (sites.file(b"PK\3\4 no archive"),),
    }
    site.at("/failing/loop", sites.redirect("/failing/loop"))
    for code, answers in failing.items():
        for number, answer in enumerate(answers):
            for again in range(2 if code != "fetch-timed-out" else 1):
                yield site.at(f"/failing/{code}/{number}/{again}", answer), code


def test_each_address_ends_with_a_result_or_a_clear_problem(service: Service, site: Site, other: Site) -> None:
    expected = dict(addresses(site, other))
    assert len(expected) >= 100
    audits = {url: accepted(service, url, year="2023") for url in expected}
    begun = time.monotonic()
    ended = {url: service.ended(audit_id, 240) for url, audit_id in audits.items()}
    print(f"{len(ended)} addresses in {time.monotonic() - begun:.0f} s")
    told = {url: "succeeded" if audit["verdict"] else _code(audit) for url, audit in ended.items()}
    wrong = {url: (told[url], code) for url, code in expected.items() if told[url] != code}
    assert wrong == {}, wrong
    assert other.asked == []
    for url, audit in ended.items():
        if audit["verdict"]:
            assert audit["file"]["sha256"], url
            assert audit["fetched_url"].startswith(f"http://{site.host}/"), url
        elif "/failing/" in url or "/elsewhere/" in url:
            assert audit["problem"]["detail"], url
    for url in (each for each in ended if "/parts/" in each):
        assert [each["name"] for each in ended[url]["related"]["attachments"]], url
        assert not [each for each in ended[url]["unread"] if each["what"] == "table"], ended[url]["unread"]
    counted = Counter(path for path, _ in site.asked)
    assert max(counted[urllib.parse.urlsplit(url).path] for url in expected) <= 3


def _code(audit: dict[str, dict[str, str]]) -> str:
    return audit["problem"]["type"].rpartition("/")[2]


def test_a_list_is_a_batch_whose_wrong_rows_are_told(service: Service, site: Site, other: Site) -> None:
    good = [site.at(f"/{number}.docx", sites.file(report(number, "docx"))) for number in range(20)]
    rows = ["名称,地址", *(f"第{number}局,{url}" for number, url in enumerate(good)), "甲,没有"]
    rows += [f"乙,http://{other.host}/", f"丙,http://{site.host}/gone"]
    batch_id = post(service, "/v1/batches", list="\r\n".join(rows)).body["id"]
    batch = service.ended_batch(batch_id, 60)
    *audited, malformed, foreign, gone = batch["reports"]
    assert [(each["name"], each["status"]) for each in audited] == [
        (f"第{number}局", "succeeded") for number in range(20)
    ]
    assert malformed["problem"]["detail"].startswith("列表第 22 行：")
    assert foreign["problem"]["detail"].startswith("列表第 23 行：")
    assert (gone["name"], _code(gone)) == ("丙", "nothing-at-address")
    assert other.asked == []


def test_what_is_fetched_survives_the_death_of_all_processes(tmp_path: Path) -> None:
    data = report(1, "docx")

    def slowly(to) -> None:
        time.sleep(1.0)
        sites.file(data)(to)

    with sites.running() as site, started(tmp_path, AUDIT_FETCH_HOSTS=site.host, AUDIT_WORKERS="2") as service:
        audits = [accepted(service, site.at(f"/{number}.docx", slowly)) for number in range(12)]
        with ExitStack() as restarts:
            restarts.callback(service.start)
            wait_for(lambda: site.asked)
            for pid in service.pids("workers.outgoing"):
                kill(pid)
            time.sleep(1.5)
            service.kill()
        ended = [service.ended(audit_id) for audit_id in audits]
        assert {each["status"] for each in ended} == {"succeeded"}
        assert service.call("GET", f"/v1/audits/{audits[0]}").body["file"]["name"] == "0.docx"
        delete_all(service)
        assert leftovers(service) == []


def test_an_address_that_is_not_allowed_is_refused_at_once(service: Service, other: Site) -> None:
    for url in (f"http://{other.host}/", "http://169.254.169.254/", "https://user:password@127.0.0.1/", "ftp://a/"):
        with pytest.raises(AssertionError, match="422"):
            accepted(service, url)
    assert other.asked == []
