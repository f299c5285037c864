import io
import struct
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.audits.media import Media, is_archive, sniff
from service.errors import AuditError, DamagedFile, EmptyFile, EncryptedFile, UnsupportedFile

SENTENCE = "某某局2023年度政府信息公开工作年度报告\r\n一、总体情况\r\n本年新收申请 8 件，办结 10 件。\r\n"


def zipped(*names: str, comment: bytes = b"", prefix: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "x")
        archive.comment = comment
    return prefix + buffer.getvalue()


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(100)


def named(data: bytes) -> object:
    with pytest.raises(UnsupportedFile) as refused:
        sniff(data)
    return refused.value.facts["kind"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_text_is_text_in_every_usual_encoding(codec: str) -> None:
    assert sniff((SENTENCE * 100).encode(codec)) is Media.TEXT


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("page", ["<!DOCTYPE html><html>", "<HTML>", "<!-- x --><p>", "<div class='a'>", "\n<table>"])
def test_a_page_or_a_part_of_one_is_html(page: str, codec: str) -> None:
    assert sniff((page + SENTENCE).encode(codec)) is Media.HTML


def test_text_that_quotes_a_tag_stays_text() -> None:
    assert sniff((SENTENCE + "<p>").encode()) is Media.TEXT


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"%PDF-1.7\n", Media.PDF),
        (b"\r\nno matter what\n%PDF-1.4\n", Media.PDF),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), Media.PNG),
        (b"\xff\xd8\xff\xe0" + bytes(20), Media.JPEG),
        (b"II*\x00" + bytes(20), Media.TIFF),
        (b"MM\x00*" + bytes(20), Media.TIFF),
        (zipped("[Content_Types].xml", "word/document.xml"), Media.DOCX),
        (zipped("word/document2.xml"), Media.DOCX),
        (zipped("word/document.xml", comment="备注".encode()), Media.DOCX),
        (zipped("word/document.xml", prefix=b"PK\x03\x04 before the archive"), Media.DOCX),
        (zipped("OFD.xml", "Doc_0/Document.xml"), Media.OFD),
        (compound("WordDocument"), Media.DOC),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, media: Media) -> None:
    assert sniff(data) is media


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1\\ansi text}", "RTF"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related; boundary=x\r\n", "MHT"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "MHT"),
        (b'<?xml version="1.0"?>\r\n<?mso-application progid="Word.Document"?>', "Office XML"),
        (zipped("readme.txt"), "ZIP"),
        (zipped(), "ZIP"),
        (zipped("xl/workbook.xml"), "XLSX"),
        (zipped("xl/workbook.bin"), "XLSB"),
        (zipped("ppt/presentation.xml"), "PPTX"),
        (zipped("mimetype", "content.xml"), "ODF"),
        (compound("Workbook"), "XLS"),
        (compound("PowerPoint Document"), "PPT"),
        (compound("nothing known"), "OLE"),
        (b"Rar!\x1a\x07\x00" + bytes(30), "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(30), "7Z"),
        (b"\x1f\x8b\x08" + bytes(30), "GZIP"),
        (b"GIF89a" + bytes(30), "GIF"),
        (b"MZ\x90\x00" + bytes(30), "EXE"),
        (bytes(range(256)) * 20, {"zh": "二进制文件", "en": "binary data"}),
    ],
)
def test_what_is_not_audited_is_refused_by_its_true_name(data: bytes, kind: object) -> None:
    assert named(data) == kind


@pytest.mark.parametrize(
    ("data", "media"),
    [(zipped("xl/workbook.xml"), Media.XLSX), (compound("Workbook"), Media.XLS), (b"%PDF-1.7", Media.PDF)],
)
def test_a_spreadsheet_is_taken_as_an_attachment_beside_what_is_taken_as_a_report(data: bytes, media: Media) -> None:
    assert sniff(data, attached=True) is media


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", bytes(1000)])
def test_a_file_without_anything_in_it_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        sniff(data)


def test_a_protected_office_file_is_encrypted() -> None:
    with pytest.raises(EncryptedFile):
        sniff(compound("EncryptedPackage"))


def test_an_archive_cut_short_is_damaged_and_not_unsupported() -> None:
    with pytest.raises(DamagedFile) as refused:
        sniff(zipped("word/document.xml", "word/styles.xml")[:-60])
    assert refused.value.facts == {"kind": "DOCX"}


def test_a_directory_that_lies_about_its_length_ends() -> None:
    data = bytearray(zipped("a.txt"))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", data, end + 8, 0xFFFF, 0xFFFF)
    assert named(bytes(data)) == "ZIP"


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
)
def test_any_bytes_are_a_kind_or_a_refusal_in_two_languages(data: bytes, magic: bytes) -> None:
    outcome: Media | AuditError
    try:
        outcome = sniff(magic + data)
    except AuditError as refused:
        outcome = refused
    assert outcome in Media if isinstance(outcome, Media) else outcome.detail("zh") != outcome.detail("en")


@example("）")
@given(st.text(alphabet="政府信息公开工作年度报告0123456789，。；、（）\n\t ", min_size=1).filter(str.strip))
def test_any_chinese_text_is_text(text: str) -> None:
    for codec in ("utf-8", "gb18030", "utf-16"):
        assert sniff(text.encode(codec)) is Media.TEXT


def stored(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def test_an_archive_is_none_of_the_files_in_it() -> None:
    packed = stored("report.pdf", b"%PDF-1.7")
    assert named(packed) == "ZIP"
    assert is_archive(packed)
    assert is_archive(packed[:-10]), "a damaged one is one too"
    assert sniff(stored("word/document.xml", b"%PDF-1.7")) is Media.DOCX
    assert not is_archive(stored("word/document.xml", b"%PDF-1.7"))
    assert not is_archive(b"%PDF-1.7")
