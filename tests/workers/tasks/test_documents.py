"""A real worker draws documents and takes batches further."""

import io
import sys
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
from redis import Redis

from service.audits.assessment import Assessment, AssessmentState
from service.audits.audit import Request, moment
from service.audits.batch import BatchRequest, BatchResult, Member, Members, step_of
from service.audits.ids import new_id
from service.audits.rendering import Kind, NoticeFields, Rendering
from service.config import Settings
from service.intake import Intake
from service.queue import open_queue
from service.queue.redis.connection import connect
from service.storage import open_storage
from service.storage.files.audits import FileAudits
from service.storage.port import RenderingStore, Storage
from tests.corpus.mutations import case
from tests.corpus.rendering import render
from tests.workers.processes import wait_for, worker
from tests.workers.zips import archive
from workers import drawing
from workers.pipeline import audit_bytes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")


@pytest.fixture
def renderings(storage: Storage) -> RenderingStore:
    return storage.renderings


@pytest.fixture
def audited(store: FileAudits):
    """A report that was audited, broken in one way."""

    def keep(format: str, upload: bytes | None = None) -> str:
        name, data = render(case("years.own_year", 3).draft, format)
        kinds = {"pdf": "application/pdf"}
        request = Request(new_id(), moment(), name, len(data), kinds.get(format, "text/plain"), "0" * 64)
        store.accept(request, data if upload is None else upload)
        store.finish(request.id, audit_bytes(data))
        return request.id

    return keep


@pytest.fixture
def request_task(settings: Settings, storage: Storage) -> Callable[[str, str], None]:
    return Intake(settings, storage, open_queue(settings)).request_task


def test_documents_are_drawn_in_a_process_of_their_own_and_kept(request_task, settings, audited, renderings) -> None:
    pdf, word = audited("pdf"), audited("docx")
    wanted = [
        Rendering(pdf, Kind.ANNOTATED, "zh"),
        Rendering(pdf, Kind.PAGE, "1"),
        Rendering(word, Kind.COMMENTED, "en"),
    ]
    for each in wanted:
        request_task("someone", each.name)
    with worker(settings, audit_bytes):
        made = [wait_for(lambda each=each: renderings.read(each)) for each in wanted]
    assert [each[:4] for each in made] == [b"%PDF", b"\x89PNG", b"PK\x03\x04"]
    assert len(docx.Document(io.BytesIO(made[2])).paragraphs) > 10


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (Kind.HTML, b"<!doctype html>"),
        (Kind.SARIF, b'{"$schema"'),
        (Kind.CSV, b"\xef\xbb\xbf"),
        (Kind.MARKDOWN, b"#"),
        (Kind.NOTICE, b"PK\x03\x04"),
        (Kind.NOTICE_PDF, b"%PDF"),
        (Kind.MARKS, b'{"marks": [{"finding"'),
    ],
)
def test_documents_of_a_result_are_drawn_too(request_task, settings, audited, renderings, kind, begins) -> None:
    rendering = Rendering(audited("pdf"), kind, "zh")
    request_task("someone", rendering.name)
    with worker(settings, audit_bytes):
        assert wait_for(lambda: renderings.read(rendering)).startswith(begins)


@pytest.mark.parametrize(
    ("kind", "detail", "upload", "code"),
    [
        (Kind.ANNOTATED, "zh", b"%PDF-1.7 nothing", "damaged-file"),
        (Kind.COMMENTED, "zh", b"PK\x03\x04 nothing", "damaged-file"),
        (Kind.PAGE, "99", None, "page-not-found"),
    ],
)
def test_what_can_not_be_drawn_is_kept_too(
    request_task, settings, audited, renderings, kind, detail, upload, code
) -> None:
    rendering = Rendering(audited("pdf", upload), kind, detail)
    request_task("someone", rendering.name)
    with worker(settings, audit_bytes):
        assert wait_for(lambda: renderings.problem(rendering)).code == code
    assert not renderings.awaits(rendering)


def test_a_rendering_that_ends_its_process_again_and_again_fails(
    request_task, settings, audited, renderings, monkeypatch
) -> None:
    monkeypatch.setattr(drawing, "page_picture", lambda *_: __import__("os")._exit(9))
    rendering = Rendering(audited("pdf"), Kind.PAGE, "1")
    with worker(settings, audit_bytes):

        def tried() -> object:
            Redis.from_url(settings.queue_url).delete(f"audit:{rendering.name}:asked")
            request_task("someone", rendering.name)
            return renderings.problem(rendering)

        assert wait_for(tried, 20).code == "audit-crashed"


def test_what_is_asked_for_again_and_again_waits_once(request_task, settings) -> None:
    for number in range(3):
        for _ in range(5):
            request_task(
                "someone",
                f"{new_id()[:-1]}{number}_page_1" if number == 0 else f"01KADEQ4SX8Y7V1D0M3W9R5T2B_page_{number}",
            )
    redis = connect(settings.queue_url)
    listed = redis.lrange("audit:waiting:someone tasks", 0, -1) + redis.lrange("rq:queue:audits", 0, -1)
    assert sum(b"T2B_page" in each for each in listed) == 2


def test_the_rendering_of_what_was_deleted_is_passed_over(request_task, settings, store, audited, renderings) -> None:
    rendering, other = Rendering(audited("pdf"), Kind.PAGE, "1"), Rendering(audited("pdf"), Kind.PAGE, "1")
    store.delete(rendering.owner)
    assert not renderings.awaits(rendering)
    for each in (rendering, other):
        request_task("someone", each.name)
    with worker(settings, audit_bytes):
        assert wait_for(lambda: renderings.read(other))
    assert renderings.read(rendering) is None


def test_a_batch_goes_all_the_way(request_task, settings, store, renderings, reconciling) -> None:
    files = [
        render(case(name, 5).draft, format)
        for name, format in (("years.own_year", "docx"), ("sections.dropped", "html"))
    ]
    data = archive(
        *((f"单位/{name}".encode("gb18030"), content) for name, content in files), ("坏.txt".encode("gb18030"), b"")
    )
    kept = open_storage(settings).batches
    request = BatchRequest(new_id(), moment(), len(data), "0" * 64)
    kept.accept(request, data)
    request_task("", step_of(request.id))
    fields = NoticeFields("2026-01-31", "某某县人民政府办公室")
    wanted = [Rendering(request.id, Kind.WORKBOOK, "zh"), Rendering(request.id, Kind.NOTICES_PDF, fields.detail("zh"))]
    with worker(settings, audit_bytes):
        assert wait_for(lambda: kept.result(request.id), 20).compared == 2
        for each in wanted:
            request_task("", each.name)
        book, notices = [wait_for(lambda each=each: renderings.read(each)) for each in wanted]
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[1]
    assert [row[8] for row in sheet.values][1:] == [f"单位/{files[0][0]}", f"单位/{files[1][0]}", "坏.txt"]
    names = zipfile.ZipFile(io.BytesIO(notices)).namelist()
    assert len(names) == 2, "both reports are of one body"
    assert all(name.endswith("整改通知单.pdf") for name in names)


def test_documents_of_a_batch_show_what_people_say_of_findings_between_its_reports(
    request_task, settings, storage, audited, renderings
) -> None:
    audit, request = audited("docx"), BatchRequest(new_id(), moment(), 2, "0" * 64)
    storage.batches.accept(request, b"PK")
    storage.batches.expand(request.id, Members((Member("a.txt", audit),)))
    between = {**storage.audits.result(audit).findings[0], "audit": audit, "against": [], "marks": []}
    storage.batches.finish(request.id, BatchResult(moment(), (between,)))
    said = Assessment(between["id"], AssessmentState.DISPUTED, moment(), between["rule"], "error", "上年度报告已更正")
    storage.batch_assessments.add(request.id, said)
    rendering = Rendering(request.id, Kind.WORKBOOK, "zh", "1")
    request_task("", rendering.name)
    with worker(settings, audit_bytes):
        book = openpyxl.load_workbook(io.BytesIO(wait_for(lambda: renderings.read(rendering))))
    heads, told = book.worksheets[3].values
    assert dict(zip(heads, told, strict=True))["核实说明"] == "上年度报告已更正"
