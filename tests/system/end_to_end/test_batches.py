"""A batch and its documents over HTTP, from the archive to the notices, on the service as its users start it."""

import urllib.request

from tests.corpus.mutations import case
from tests.corpus.rendering import render
from tests.system.end_to_end.serving import Service
from tests.workers.processes import wait_for
from tests.workers.zips import archive


def sent() -> bytes:
    """Three reports in an archive as Windows writes it, one of them no report."""
    broken = [render(case("years.own_year", seed).draft, format)[1] for seed, format in ((3, "pdf"), (4, "docx"))]
    files = zip(("年报.pdf", "年报.docx", "坏.txt"), (*broken, b""), strict=True)
    return archive(*((f"各单位\\{name}".encode("gb18030"), data) for name, data in files))


def document(service: Service, path: str) -> bytes:
    """A document, waited for while it is drawn."""

    def ask() -> bytes | None:
        with urllib.request.urlopen(service.url + path, timeout=30) as answer:
            body: bytes = answer.read()
            return body if answer.status == 200 else None

    made: bytes = wait_for(ask, 30)
    return made


def test_a_batch_goes_from_its_archive_to_its_documents(service: Service) -> None:
    answer = service.post_batch(sent())
    assert answer.status == 202
    batch = service.ended_batch(answer.body["id"])
    assert [(each["name"], each["status"]) for each in batch["reports"]] == [
        ("各单位/年报.pdf", "succeeded"),
        ("各单位/年报.docx", "succeeded"),
        ("各单位/坏.txt", "failed"),
    ]
    pdf, word, _ = (each["audit"] for each in batch["reports"])
    starts = {
        batch["links"]["workbook"]: b"PK",
        batch["links"]["notices"]: b"PK",
        f"/v1/audits/{pdf}/files/pdf": b"%PDF",
        f"/v1/audits/{pdf}/pages/1": b"\x89PNG",
        f"/v1/audits/{word}/files/docx": b"PK",
    }
    for path, start in starts.items():
        assert document(service, path).startswith(start), path
