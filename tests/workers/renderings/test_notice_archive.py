import io
import zipfile
from dataclasses import replace

import docx
import pypdfium2
import pytest

from service.audits.audit import Request
from service.audits.batch import Member
from service.audits.rendering import NoticeFields
from service.renderers.audited import Audited
from service.renderers.batches import Entry
from tests.service.api.results import finding, plain_finding
from tests.service.renderers.documents import unreadable
from tests.service.renderers.notice.test_content import found
from workers.renderings import notice_archive


def entry(audited: Audited, name: str = "年报.pdf") -> Entry:
    request = Request("A", "2026-01-02T03:04:05Z", name, 1, "application/pdf", "0" * 64)
    return Entry(Member(f"单位/{name}", "A"), request, audited.result)


ENTRIES = [
    entry(found(finding(), agency="甲局", year=2023), "a.pdf"),
    entry(found(finding(), agency=None, year=None), "乙局2023年年报.pdf"),
    entry(found(plain_finding(1), agency="甲局", year=2022), "b.pdf"),
    entry(found(agency="丙局"), "c.pdf"),
    entry(unreadable(), "丁局年报.pdf"),
    entry(unreadable(), "1.pdf"),
    entry(unreadable(), "2.pdf"),
]


def packed(
    *, as_pdf: bool = False, fields: NoticeFields | None = None, entries: list[Entry] = ENTRIES
) -> zipfile.ZipFile:
    made = notice_archive(entries, (), "zh", fields or NoticeFields(), as_pdf=as_pdf)
    return zipfile.ZipFile(io.BytesIO(made))


@pytest.mark.parametrize(("as_pdf", "suffix"), [(False, ".docx"), (True, ".pdf")])
def test_each_body_of_which_something_is_to_be_told_gets_one(as_pdf, suffix) -> None:
    names = packed(as_pdf=as_pdf).namelist()
    assert names == [
        f"001 甲局2022、2023年度整改通知单{suffix}",
        f"002 乙局整改通知单{suffix}",
        f"003 丁局整改通知单{suffix}",
        f"004 1整改通知单{suffix}",
        f"005 2整改通知单{suffix}",
    ]


def test_names_are_told_apart_and_taken_by_every_windows() -> None:
    several = [
        entry(found(finding(), agency=agency), "a.pdf") for agency in ("CON", "𠮷", "𠮸", "a:b", "a?b", "x" * 300)
    ]
    names = packed(entries=several).namelist()
    assert len(set(names)) == len(several)
    for name in names:
        name.encode("gbk")
        assert not set('<>:"/\\|?*') & set(name)
        assert len(name) < 100


def test_what_is_filled_in_stands_in_each() -> None:
    fields = NoticeFields("2026-01-31", "云溪县政务公开办", issued="2026-01-05")
    with packed(fields=fields) as archive:
        letters = [docx.Document(io.BytesIO(archive.read(name))) for name in archive.namelist()]
    said = [[paragraph.text for paragraph in letter.paragraphs] for letter in letters]
    assert all("云溪县政务公开办" in each and "2026年1月5日" in each for each in said)
    assert [each[1] for each in said] == ["甲局：", "乙局：", "丁局：", *2 * ["________________："]]


def test_pdf_says_the_same() -> None:
    with packed(as_pdf=True) as archive:
        first = pypdfium2.PdfDocument(archive.read(archive.namelist()[0]))[0].get_textpage().get_text_range()
    assert "甲局：" in first


@pytest.mark.parametrize("as_pdf", [False, True])
def test_the_same_batch_makes_the_same_bytes(as_pdf) -> None:
    one, two = (notice_archive(ENTRIES, (), "zh", NoticeFields(), as_pdf=as_pdf) for _ in range(2))
    assert one == two


def test_what_is_between_reports_is_told_to_its_body() -> None:
    clean = replace(entry(found(agency="丙局"), "c.pdf"))
    between = [{**found(finding()).result.findings[0], "audit": "A"}]
    made = notice_archive([clean], between, "zh", NoticeFields(), as_pdf=False)
    assert zipfile.ZipFile(io.BytesIO(made)).namelist() == ["001 丙局2023年度整改通知单.docx"]


@pytest.mark.parametrize(("state", "count"), [("confirmed", 1), ("disputed", 0), ("corrected", 0)])
def test_what_is_disputed_or_corrected_between_reports_is_told_to_nobody(state: str, count: int) -> None:
    told = {"state": state, "note": "已说明", "at": "2026-01-02T03:04:05.000Z", "by": None, "key": None}
    between = [{**found(finding()).result.findings[0], "audit": "A", "assessment": told}]
    made = notice_archive([entry(found(agency="丙局"), "c.pdf")], between, "zh", NoticeFields(), as_pdf=False)
    assert len(zipfile.ZipFile(io.BytesIO(made)).namelist()) == count
