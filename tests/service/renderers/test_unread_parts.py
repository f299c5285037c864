"""What was not audited, in words, and first of all in every document."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from service.audits.audit import Request
from service.audits.batch import Member
from service.errors import Language
from service.renderers.audited import Audited
from service.renderers.batches import Entry
from service.renderers.to_csv import to_csv
from service.renderers.to_html import to_html
from service.renderers.to_markdown import to_markdown
from service.renderers.to_notice import to_notice
from service.renderers.to_sarif import to_sarif
from service.renderers.to_xlsx import to_xlsx
from service.renderers.unread_parts import _INSTEAD, _MESSAGES, to_record
from service.reports.finding import CheckStatus
from service.reports.report import Location, Why
from service.reports.unread import Unread, What
from tests.service.renderers.documents import audited


def partly(why: Why) -> Audited:
    """An audit of a report whose table three wasn't read for that reason."""
    table = Unread(What.TABLE, why, (Location(3, "applications", line=7),), rules=("ARI01", "ARI02"))
    return audited(verdict="incomplete", unread=(to_record(table),))


PARTLY = partly(Why.ATTACHMENT)
MESSAGE = {"zh": "“收到和处理政府信息公开申请情况表”未审核", "en": "was not audited"}
FINDING = {"zh": "列不平衡", "en": "does not balance"}
REQUEST = Request("A", "2026-01-02T03:04:05Z", "a.txt", 1, "text/plain", "0" * 64)


def unpacked(document: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(part).decode()


def of_batch(made: Audited) -> Entry:
    return Entry(Member("a.txt", "A"), REQUEST, made.result)


DOCUMENTS: dict[str, Callable[[Audited, Language], str]] = {
    "markdown": lambda made, language: to_markdown([made], language),
    "csv": lambda made, language: to_csv([made], language).decode(),
    "csv of a batch": lambda made, language: to_csv([of_batch(made).audited(())], language).decode(),
    "notice": lambda made, language: unpacked(to_notice([made], language), "word/document.xml"),
    "workbook": lambda made, language: unpacked(to_xlsx([of_batch(made)], (), language), "xl/sharedStrings.xml"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("why", [Why.ATTACHMENT, Why.FILE, Why.PICTURE])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_tells_it_before_what_was_found(document: str, why: Why, language: Language) -> None:
    text = DOCUMENTS[document](partly(why), language).replace("\\", "")
    assert 0 < text.index(MESSAGE[language]) < text.index(FINDING[language])


@pytest.mark.parametrize("why", [Why.ATTACHMENT, Why.FILE, Why.PICTURE])
def test_the_page_of_a_document_tells_it_under_the_verdict(why: Why) -> None:
    page = to_html([partly(why)], "zh")
    assert page.index("部分内容未能审核") < page.index(MESSAGE["zh"]) < page.index("<article")


def test_sarif_has_it_as_a_notification_with_its_place_and_rules() -> None:
    (run,) = json.loads(to_sarif([PARTLY], "zh"))["runs"]
    first = run["invocations"][0]["toolExecutionNotifications"][0]
    assert (first["level"], first["descriptor"]["id"]) == ("warning", "unread/table/attachment")
    assert first["message"]["text"].startswith(MESSAGE["zh"])
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert first["properties"]["rules"] == ["ARI01", "ARI02"]


def test_a_notice_of_nothing_else_asks_to_hand_the_report_in_again() -> None:
    nothing = replace(PARTLY, result=replace(PARTLY.result, findings=()))
    assert "按附件所列说明处理" in unpacked(to_notice([nothing], "zh"), "word/document.xml")


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ({"status": CheckStatus.FAILED, "looked_at": 9, "unread": 0}, "有问题"),
        ({"status": CheckStatus.PASSED, "looked_at": 9, "unread": 1}, "通过（部分未能检查）"),
        ({"status": CheckStatus.NOT_CHECKED, "looked_at": 9, "unread": 1}, "部分未能检查"),
        ({"status": CheckStatus.NOT_CHECKED, "looked_at": 0, "unread": 1}, "未能检查"),
        ({"status": CheckStatus.SKIPPED, "looked_at": 0, "unread": 0}, "不适用"),
    ],
)
def test_what_became_of_a_rule_is_said_as_it_is(check: dict[str, object], said: str) -> None:
    checked = [{"rule": "ARI01", "findings": 0, "truncated": False, "understood": None, **check}]
    text = to_markdown([replace(PARTLY, result=replace(PARTLY.result, checks=tuple(checked)))], "zh")
    assert f"| ARI01 | {said} |" in text


@pytest.mark.parametrize(("what", "why"), _MESSAGES)
def test_each_says_what_and_what_to_do_in_both_languages(what: What, why: Why) -> None:
    at = Location(3, "applications", page=2)
    shown = to_record(Unread(what, why, (at,) * 200, 200, ("ARI01",)))
    for words in (*shown["message"].values(), *shown["suggestion"].values()):
        assert words
        assert "{" not in words
    assert len(shown["locations"]) == 100
    assert why in _INSTEAD
