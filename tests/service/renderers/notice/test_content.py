"""What a notice says: to whom, about what, and a verdict that agrees with the rows that it lists."""

import re
from dataclasses import replace

import pytest

from service.audits.audit import Problem
from service.audits.rendering import NoticeFields
from service.errors import UnreadableFile, catalogue
from service.renderers import to_json
from service.renderers.audited import Audited
from service.renderers.notice import Notice, compose
from service.renderers.notice.words import INSTEAD, WORDS
from service.renderers.unread_parts import to_record
from service.reports.finding import Finding, Message, Severity
from service.reports.report import Location, Why
from service.reports.unread import Unread, What
from tests.service.api.results import finding, plain_finding, succeeded, to_check
from tests.service.renderers.documents import audited, unreadable


def found(*findings: Finding, name: str = "年报.pdf", **report: object) -> Audited:
    result = succeeded(*findings)
    return Audited(name, replace(result, report={**result.report, **report}))


def failed(code: str, name: str = "云溪县林业局2023年年报.pdf") -> Audited:
    return Audited(name, replace(unreadable().result, problem=Problem(code, {})))


def unread(what: What, why: Why, *findings: Finding) -> Audited:
    part = Unread(what, why, (Location(3, "applications", page=2),), 2, ("ARI01",))
    return Audited("年报.pdf", replace(succeeded(*findings), unread=(to_record(part),)))


def together(*numbers: int) -> list[Finding]:
    """Findings that one repair settles."""
    ids = [f"{number:016x}" for number in numbers]
    return [
        replace(finding(number), related=tuple(each for each in ids if int(each, 16) != number)) for number in numbers
    ]


def text(notice: Notice) -> str:
    """All of its words, a line each."""
    lines = [notice.title, notice.addressee, *notice.paragraphs, notice.attachment_line, notice.office, notice.date]
    for chapter in notice.chapters:
        lines.append(chapter.heading)
        for part in chapter.parts:
            lines += [part.heading, part.lead, *part.columns, *part.paragraphs]
            lines += [
                line
                for each in part.repairs
                for line in (*(f"{p.place} {p.message}" for p in each.problems), each.what)
            ]
    return "\n".join(lines)


def rows(notice: Notice) -> dict[str, int]:
    """How many problems are listed under each head, without its numeral and count."""
    parts = [part for chapter in notice.chapters for part in chapter.parts]
    return {
        re.sub(r"^.*、|（共.*$", "", part.heading): sum(len(each.problems) for each in part.repairs)
        or len(part.paragraphs)
        for part in parts
    }


@pytest.mark.parametrize(("state", "left"), [("confirmed", 1), ("disputed", 0), ("corrected", 0)])
def test_it_asks_for_nothing_that_is_disputed_or_was_corrected(state: str, left: int) -> None:
    told = {"state": state, "note": "表三注明", "at": "2026-01-02T03:04:05.000Z", "by": None, "key": None}
    whole = found(finding(1), plain_finding(2))
    first, second = whole.result.findings
    assessed = replace(whole.result, findings=({**first, "assessment": told}, {**second, "assessment": None}))
    notice = compose([replace(whole, result=assessed)], "zh")
    assert (rows(notice).get("需要改正的问题", 0), rows(notice)["建议修改的问题"]) == (left, 1)
    assert "表三注明" not in text(notice)


def closed(audited: Audited, *states: str) -> Audited:
    """The same, its first findings in these states."""
    findings = audited.result.findings
    told = [
        {
            **each,
            "assessment": {"state": state, "note": None, "at": "2026-01-02T03:04:05.000Z", "by": None, "key": None},
        }
        for each, state in zip(findings, states, strict=False)
    ]
    return replace(audited, result=replace(audited.result, findings=(*told, *findings[len(told) :])))


@pytest.mark.parametrize(
    ("states", "chinese", "english"),
    [
        (
            ("corrected", "corrected"),
            "中发现的问题已改正2处，不再列出，未发现其他问题。",
            "What was found is no longer listed (corrected: 2); nothing else was found.",
        ),
        (
            ("disputed", "corrected"),
            "中发现的问题已改正1处、经核实不属实1处，不再列出，未发现其他问题。",
            "What was found is no longer listed (corrected: 1, proved not to be true: 1); nothing else was found.",
        ),
        (
            ("disputed",),
            "中发现的问题经核实不属实1处，不再列出；另有建议修改的问题1处。",
            "Part of what was found is no longer listed (proved not to be true: 1); there remain changes that we advise: 1.",
        ),
    ],
)
def test_what_is_no_longer_listed_is_told_to_have_been_found(states, chinese: str, english: str) -> None:
    audits = [closed(found(finding(1), plain_finding(2)), *states)]
    assert compose(audits, "zh").paragraphs[0].endswith(f"（文件：年报.pdf）{chinese}")
    assert compose(audits, "en").paragraphs[0].endswith(english)


def test_what_is_still_to_be_corrected_is_told_alone() -> None:
    notice = compose([closed(found(finding(1), finding(3)), "corrected")], "zh")
    assert notice.paragraphs[0].endswith("存在需要改正的问题1处。")
    assert compose([found()], "zh").paragraphs[0].endswith("未发现问题。")


def test_it_names_the_body_the_report_and_its_year() -> None:
    notice = compose([found(finding())], "zh")
    assert notice.title == "关于修改《某某局2023年\n政府信息公开工作年度报告》的通知"
    assert notice.addressee == "某某局："
    assert notice.paragraphs[0] == (
        "经审核，你单位报送的《某某局2023年政府信息公开工作年度报告》（文件：年报.pdf）存在需要改正的问题1处。"
    )
    assert notice.attachment_line == "附件：审核问题清单"


def test_english_says_the_same() -> None:
    notice = compose([found(finding())], "en", NoticeFields("2026-01-31", "The Office", issued="2026-01-05"))
    assert (
        notice.title == "Notice of Corrections to the Annual Report on Open Government Information of 某某局 for 2023"
    )
    assert notice.addressee == "To: 某某局"
    assert "by 31 January 2026" in notice.paragraphs[1]
    assert (notice.office, notice.date) == ("The Office", "5 January 2026")
    assert not re.search("[\u4e00-\u9fff]", re.sub("某某局|年报|收到和处理.*|“.*?”", "", text(notice)))


@pytest.mark.parametrize(
    ("name", "fields", "addressee"),
    [
        ("001_云溪县林业局_2023年政府信息公开工作年度报告.docx", NoticeFields(), "云溪县林业局："),
        ("云溪县林业局/年报2023.docx", NoticeFields(), "云溪县林业局："),
        ("2023.docx", NoticeFields(), "________________："),
        ("2023.docx", NoticeFields(addressee="云溪县水利局"), "云溪县水利局："),
    ],
)
def test_where_the_report_names_no_body_its_file_does_or_whoever_sends_it(name, fields, addressee) -> None:
    notice = compose([found(finding(), name=name, agency=None)], "zh", fields)
    assert notice.addressee == addressee
    assert f"（文件：{name.rpartition('/')[2]}）" in notice.paragraphs[0]


def test_what_is_not_filled_in_is_a_blank() -> None:
    notice = compose([found(finding())], "zh")
    assert "于______年____月____日前" in notice.paragraphs[1]
    assert (notice.office, notice.date) == ("（盖章）", "______年____月____日")


def test_what_is_filled_in_stands_in_it() -> None:
    notice = compose([found(finding())], "zh", NoticeFields("2026-01-31", "云溪县政务公开办", issued="2026-01-05"))
    assert "于2026年1月31日前" in notice.paragraphs[1]
    assert (notice.office, notice.date) == ("云溪县政务公开办", "2026年1月5日")


ERROR, WARNING, NOTE, CHECK = finding(1), finding(2, severity=Severity.WARNING), plain_finding(3), to_check(4)


@pytest.mark.parametrize(
    ("findings", "verdict", "title"),
    [
        ((ERROR,), "存在需要改正的问题1处", "关于修改"),
        ((ERROR, WARNING, NOTE, CHECK), "存在需要改正的问题1处，建议修改的问题2处，需要核对的内容1处", "关于修改"),
        ((WARNING,), "未发现需要改正的问题，但有建议修改的问题1处", "关于修改"),
        ((CHECK,), "未发现需要改正的问题，但有需要核对的内容1处", "关于核对"),
        ((), "未发现问题", "审核情况"),
    ],
)
def test_the_verdict_agrees_with_the_rows(findings, verdict, title) -> None:
    notice = compose([found(*findings)], "zh")
    assert notice.paragraphs[0].endswith(f"{verdict}。")
    assert title in notice.title
    told = {
        name.strip("存在未发现，但有"): int(count) for name, count in re.findall(r"([^，但]*?)(\d+)[处项]", verdict)
    }
    assert list(rows(notice).values()) == list(told.values())
    assert bool(notice.chapters) == bool(notice.attachment_line) == bool(findings)


def test_what_is_suppressed_need_not_be_corrected() -> None:
    findings = tuple({**to_json.finding(each), "suppressed": "已说明"} for each in (finding(), plain_finding(2)))
    assert "未发现问题" in compose([audited(findings=findings)], "zh").paragraphs[0]


def test_a_repair_is_told_once_with_the_problems_that_it_settles() -> None:
    notice = compose([found(finding(1), *together(2, 4), finding(3))], "zh")
    (part,) = notice.chapters[0].parts
    assert [[problem.number for problem in repair.problems] for repair in part.repairs] == [[1], [2, 3], [4]]
    assert [repair.what for repair in part.repairs] == ["请核对", "请核对（改正后，第2至3项问题一并解决。）", "请核对"]
    assert "4处" in notice.paragraphs[0]


def test_what_was_not_read_is_told_first_in_words_for_its_body() -> None:
    notice = compose([unread(What.TABLE, Why.ATTACHMENT, finding())], "zh")
    assert list(rows(notice)) == ["未能审核的内容", "需要改正的问题"]
    assert "将附件与报告一并报送" in text(notice)
    assert "未能审核的内容1项" in notice.paragraphs[0]


def test_where_nothing_else_is_to_do_what_was_not_read_is_to_be_handed_in_again() -> None:
    notice = compose([unread(What.PAGE, Why.PICTURE)], "zh")
    assert notice.title.startswith("关于重新报送")
    assert "已审核的部分未发现需要改正的问题，但有未能审核的内容1项" in notice.paragraphs[0]


@pytest.mark.parametrize("why", [Why.LAYOUT, Why.CRASH])
def test_rules_that_were_not_applied_are_not_named(why: Why) -> None:
    assert "ARI01" not in text(compose([unread(What.RULE, why)], "zh"))


_OPERATORS = re.compile(r"运维|管理员|OCR|识别组件|上传|make |serve|operator|administrator|upload|worker|install")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", [code for code, kind in catalogue().items() if issubclass(kind, UnreadableFile)])
def test_a_report_that_could_not_be_audited_says_so_to_its_body_and_nothing_to_the_operator(code, language) -> None:
    notice = compose([failed(code)], language)
    said = {"zh": "未能审核：", "en": "could not be audited: "}[language]
    assert said in notice.paragraphs[0]
    assert not _OPERATORS.search(text(notice))
    assert not notice.chapters
    assert not re.search("合格|未发现|Nothing", text(notice))


def test_what_its_body_can_mend_is_to_be_handed_in_again_and_what_it_can_not_is_told_later() -> None:
    scanned, ours = compose([failed("recognition-not-installed")], "zh"), compose([failed("internal-error")], "zh")
    assert "扫描件" in scanned.paragraphs[0]
    assert "重新报送" in scanned.paragraphs[1]
    assert "审核结果另行通知。" in ours.paragraphs
    assert not any("重新报送" in paragraph for paragraph in ours.paragraphs)
    assert ours.title == "关于《云溪县林业局\n政府信息公开工作年度报告》审核情况的通知"


def test_several_reports_of_a_body_are_one_notice_in_the_order_of_their_years() -> None:
    reports = [found(ERROR, year=2023), found(CHECK, WARNING, year=2022), found(year=2021)]
    notice = compose(reports, "zh")
    assert notice.title == "关于修改政府信息公开工作年度报告的通知"
    assert [re.search(r"\d{4}", paragraph)[0] for paragraph in notice.paragraphs[1:4]] == ["2021", "2022", "2023"]
    assert [chapter.heading for chapter in notice.chapters] == [
        "一、《某某局2022年政府信息公开工作年度报告》",
        "二、《某某局2023年政府信息公开工作年度报告》",
    ]
    assert [part.heading for part in notice.chapters[0].parts] == [
        "（一）建议修改的问题（共1处）",
        "（二）需要核对的内容（共1处）",
    ]


def test_a_place_in_the_text_is_quoted_unless_the_message_does_so() -> None:
    quoted = replace(plain_finding(1), message=Message(zh="“2024年5月1日”过晚", en="late"))
    places = [compose([found(each)], "zh").chapters[0].parts[0].repairs[0].problems[0].place for each in (NOTE, quoted)]
    assert [place.partition("\n")[2] for place in places] == ["原文：“2024年5月1日”", ""]


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert set(INSTEAD) == set(Why)
