import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from service.errors import DamagedFile
from service.reports import form
from tests.corpus.test_unread import handing_over
from tests.workers.readers.docx.wordml import docx, paragraph
from tests.workers.readers.structure.test_wrapping import TOLD, wrapped
from tests.workers.renderings.reports import audit, broken, disputed, squashed, suppressed
from workers.renderings import commented_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def comments(data: bytes) -> dict[str, str]:
    """The words of each comment by its number."""
    return {each.get(f"{W}id"): "".join(each.itertext()) for each in part(data, "word/comments.xml")}


def enclosed(data: bytes) -> dict[str, str]:
    """The words that each comment is fixed at; deleted ones left out."""
    found: dict[str, str] = {}
    open_now: set[str] = set()
    for element in part(data, "word/document.xml").iter():
        if element.tag == f"{W}commentRangeStart":
            open_now.add(element.get(f"{W}id"))
            found[element.get(f"{W}id")] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_now.remove(element.get(f"{W}id"))
        elif element.tag == f"{W}t":
            for number in open_now:
                found[number] += element.text or ""
    assert not open_now
    return found


def rewritten(data: bytes, change) -> bytes:
    """The file with every part changed."""
    written = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(written, "w") as file:
        for name in source.namelist():
            file.writestr(name, change(source.read(name)))
    return written.getvalue()


@pytest.mark.parametrize("format", ["docx", "docx-numbered", "docx-revised"])
@pytest.mark.parametrize(
    "mutation", ["years.own_year", "text.repeated_words", "text.foreign_body", "figures.total_cell"]
)
def test_each_comment_is_fixed_at_the_words_that_it_is_about(mutation, format) -> None:
    data, audited = broken(mutation, format)
    made = commented_docx(data, audited, "zh")
    words, places = comments(made), enclosed(made)
    assert len(words) == len(places) == len(audited.result.findings) > 0
    for number, found in enumerate(audited.result.findings):
        assert found["message"]["zh"] in words[str(number)]
        quote = found["locations"][0].get("quote")
        if quote and found["category"] in ("year", "consistency", "text", "arithmetic"):
            assert squashed(places[str(number)]) == squashed(quote)


def test_a_comment_is_fixed_where_a_sentence_begins_that_a_conversion_broke() -> None:
    told = TOLD.replace("微信群公开", "微信群。全年公开").replace("补贴类45条", "补贴类55条")
    lines = wrapped(told, 36)
    heads = [form.section_name(number) for number in form.SECTIONS]
    data = docx("".join(map(paragraph, ["某县某镇2024年政府信息公开工作年度报告", heads[0], *lines, *heads[1:]])))
    audited = audit(data, "report.docx")
    places = enclosed(commented_docx(data, audited, "zh"))
    [number] = [number for number, found in enumerate(audited.result.findings) if found["rule"] == "ARI05"]
    assert places[str(number)] == lines[1][told.index("全年公开") - 36 :]


def test_the_commented_file_reads_as_the_one_that_was_sent() -> None:
    data, audited = broken("figures.total_cell", "docx-revised")
    again = audit(commented_docx(data, audited, "zh"))
    assert [found["id"] for found in again.result.findings] == [found["id"] for found in audited.result.findings]
    assert (again.result.text, again.result.tables) == (audited.result.text, audited.result.tables)


def test_comments_that_were_there_stay_and_numbers_go_on() -> None:
    data, audited = broken("years.own_year", "docx")
    once = commented_docx(data, audited, "zh")
    twice = commented_docx(once, audited, "en")
    assert len(comments(twice)) == 2 * len(comments(once)) == len(enclosed(twice))
    assert comments(once).items() <= comments(twice).items()
    assert zipfile.ZipFile(io.BytesIO(once)).namelist() == zipfile.ZipFile(io.BytesIO(twice)).namelist()


def test_what_stands_nowhere_is_at_the_first_paragraph() -> None:
    data, audited = broken("sections.dropped", "docx")
    number = next(at for at, found in enumerate(audited.result.findings) if found["rule"] == "SEC01")
    made = commented_docx(data, audited, "zh")
    assert squashed(enclosed(made)[str(number)]) == squashed(audited.result.text["title"]["text"])


def test_every_part_but_those_of_comments_stays(tmp_path) -> None:
    data, audited = broken("years.own_year", "docx-numbered")
    before, after = (zipfile.ZipFile(io.BytesIO(each)) for each in (data, commented_docx(data, audited, "zh")))
    changed = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(after.namelist()) == {*before.namelist(), "word/comments.xml"}
    assert all(before.read(name) == after.read(name) for name in set(before.namelist()) - changed)


def test_a_file_of_the_strict_variant_stays_one() -> None:
    usual = W[1:-1].encode()
    data = rewritten(broken("years.own_year", "docx")[0], lambda part: part.replace(usual, STRICT))
    made = commented_docx(data, audit(data), "zh")
    for name in ("word/document.xml", "word/comments.xml"):
        assert STRICT in zipfile.ZipFile(io.BytesIO(made)).read(name)
        assert usual not in zipfile.ZipFile(io.BytesIO(made)).read(name)


def test_a_report_is_escaped() -> None:
    data, audited = broken("years.own_year", "docx")
    attack = {"zh": "</w:t><w:evil/>&", "en": ""}
    findings = tuple({**found, "message": attack} for found in audited.result.findings)
    made = commented_docx(data, replace(audited, result=replace(audited.result, findings=findings)), "zh")
    assert any(attack["zh"] in words for words in comments(made).values())


@pytest.mark.parametrize("note", ["表三注明", "表三注明</w:t>\u2028\u202e"])
def test_what_people_say_of_a_finding_stands_in_its_comment(note: str) -> None:
    data, audited = broken("years.own_year", "docx")
    made = comments(commented_docx(data, disputed(audited, note), "zh"))
    assert any("核实情况：不属实：表三注明" in words for words in made.values())


def test_what_is_suppressed_has_no_comment() -> None:
    data, audited = broken("years.own_year", "docx")
    assert not comments(commented_docx(data, suppressed(audited), "zh"))


def test_a_damaged_file_is_told() -> None:
    with pytest.raises(DamagedFile):
        commented_docx(b"PK\x03\x04 nothing", broken("years.own_year", "docx")[1], "zh")


def test_a_file_that_only_hands_its_report_over_gets_all_comments_at_its_beginning() -> None:
    whole, _ = broken("figures.total_cell", "docx")
    name, cover = handing_over("docx", "青禾县水务局2024年政府信息公开工作年度报告", "报告全文详见附件。")
    audited = audit(cover, name, (("年报.docx", whole),))
    data = commented_docx(cover, audited, "zh")

    assert len(comments(data)) == len(audited.result.findings) > 0
    assert {squashed(text) for text in enclosed(data).values()} == {"青禾县水务局2024年政府信息公开工作年度报告"}
