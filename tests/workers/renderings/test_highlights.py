import ctypes
import io
from dataclasses import dataclass, replace

import pypdfium2
import pytest
from pypdfium2 import raw

from service.errors import DamagedFile
from service.renderers.audited import Audited
from tests.workers.renderings.reports import audit, broken, disputed, squashed, suppressed
from workers.renderings import annotated_pdf


@dataclass
class Annotation:
    page: int
    kind: int
    contents: str
    under: str
    """The text under it."""


def annotations(data: bytes) -> list[Annotation]:
    document = pypdfium2.PdfDocument(data)
    found = []
    for index, page in enumerate(document):
        text = page.get_textpage()
        for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            each = raw.FPDFPage_GetAnnot(page.raw, at)
            under = "".join(text.get_text_bounded(*box) for box in quads(each))
            found.append(Annotation(index + 1, raw.FPDFAnnot_GetSubtype(each), value(each, b"Contents"), under))
            raw.FPDFPage_CloseAnnot(each)
    return found


def quads(annotation) -> list[tuple[float, float, float, float]]:
    found = []
    for at in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = raw.FS_QUADPOINTSF()
        raw.FPDFAnnot_GetAttachmentPoints(annotation, at, ctypes.byref(quad))
        across, along = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
        found.append((min(across), min(along), max(across), max(along)))
    return found


def value(annotation, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def turned(data: bytes, degrees: int) -> bytes:
    """The same with its pages turned by a flag."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(degrees)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def at(location: dict[str, object], audited: Audited) -> Audited:
    """The audit with its first finding alone, moved to this place."""
    findings = ({**audited.result.findings[0], "locations": [location]},)
    return replace(audited, result=replace(audited.result, findings=findings))


@pytest.mark.parametrize("mutation", ["years.own_year", "text.personal_data", "text.repeated_words"])
def test_the_words_that_are_meant_are_highlighted_or_else_the_sentence_line_by_line(mutation) -> None:
    data, audited = broken(mutation, "pdf")
    located = [found for found in audited.result.findings if "quote" in found["locations"][0]]
    notes = annotations(annotated_pdf(data, audited, "zh"))
    for found in located:
        (note,) = [each for each in notes if found["message"]["zh"] in each.contents]
        assert note.kind == raw.FPDF_ANNOT_HIGHLIGHT
        assert found["rule"] in note.contents
        quote, focus = found["locations"][0]["quote"], found["locations"][0].get("focus", ())
        words = squashed("".join(quote[part["start"] : part["end"]] for part in focus) or quote)
        if "*" not in words:
            assert len(set(words) - set(note.under)) < 3
            assert len(squashed(note.under)) < len(words) + 6


def test_the_file_that_was_sent_stays_byte_for_byte() -> None:
    data, audited = broken("years.own_year", "pdf")
    assert annotated_pdf(data, audited, "zh").startswith(data)


def test_a_figure_is_highlighted_in_its_cell() -> None:
    data, audited = broken("figures.total_cell", "pdf")
    located = [found["locations"][0] for found in audited.result.findings if "column" in found["locations"][0]]
    assert located
    for location in located:
        (note,) = annotations(annotated_pdf(data, at(location, audited), "zh"))
        assert (note.page, squashed(note.under)) == (location["page"], squashed(location["quote"]))


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_on_a_turned_page_it_is_the_same_sentence(degrees) -> None:
    upright, audited = broken("years.own_year", "pdf")
    location = audited.result.findings[0]["locations"][0]
    (wanted,) = annotations(annotated_pdf(upright, at(location, audited), "zh"))
    data = turned(upright, degrees)
    box = turned_box(location["bbox"], degrees)
    (note,) = annotations(annotated_pdf(data, at({"page": location["page"], "bbox": box}, audited), "zh"))
    assert set(squashed(wanted.under)) <= set(squashed(note.under))


def turned_box(box: list[float], degrees: int) -> list[float]:
    """Where a box of an A4 page comes to lie when it is turned clockwise."""
    left, top, right, bottom = box
    width, height = 595.2756, 841.8898
    if degrees == 90:
        return [height - bottom, left, height - top, right]
    if degrees == 180:
        return [width - right, height - bottom, width - left, height - top]
    return [top, width - right, bottom, width - left]


def test_what_stands_nowhere_is_a_note_on_the_first_page() -> None:
    data, audited = broken("sections.dropped", "pdf")
    missing = next(found for found in audited.result.findings if found["rule"] == "SEC01")
    notes = annotations(annotated_pdf(data, audited, "en"))
    (note,) = [each for each in notes if missing["message"]["en"] in each.contents]
    assert (note.page, note.kind) == (1, raw.FPDF_ANNOT_TEXT)


def test_annotations_that_were_there_stay() -> None:
    data, audited = broken("years.own_year", "pdf")
    once = annotated_pdf(data, audited, "zh")
    assert len(annotations(annotated_pdf(once, audited, "en"))) == 2 * len(annotations(once))


def test_the_annotated_file_reads_as_the_one_that_was_sent() -> None:
    data, audited = broken("text.repeated_words", "pdf")
    again = audit(annotated_pdf(data, audited, "zh"))
    assert [found["id"] for found in again.result.findings] == [found["id"] for found in audited.result.findings]


@pytest.mark.parametrize("note", ["表三注明", "表三注明\u2028\u202e"])
def test_what_people_say_of_a_finding_stands_in_its_annotation(note: str) -> None:
    data, audited = broken("years.own_year", "pdf")
    made = annotations(annotated_pdf(data, disputed(audited, note), "zh"))
    assert any("核实情况：不属实：表三注明" in each.contents for each in made)


def test_what_is_suppressed_has_no_annotation() -> None:
    data, audited = broken("years.own_year", "pdf")
    assert not annotations(annotated_pdf(data, suppressed(audited), "zh"))


def test_a_damaged_file_is_told() -> None:
    with pytest.raises(DamagedFile):
        annotated_pdf(b"%PDF-1.7 nothing", broken("years.own_year", "pdf")[1], "zh")
