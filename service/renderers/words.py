"""Words for people in both languages: how documents name verdicts, severities, families and places."""

from service.audits.audit import JSON
from service.errors import Language
from service.reports import form

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "report": "政府信息公开工作年度报告审查结果",
        "pass": "未发现错误",
        "fail": "有错误",
        "incomplete": "部分内容未能审查",
        "failed": "无法审查",
        "canceled": "已取消",
        "error": "错误",
        "warning": "警告",
        "note": "提示",
        "arithmetic": "计算",
        "year": "年份",
        "section": "章节",
        "consistency": "一致性",
        "table": "表格",
        "text": "文字",
        "file": "文件",
        "agency": "单位",
        "report_year": "年度",
        "verdict": "结论",
        "rule": "规则",
        "category": "类别",
        "severity": "严重程度",
        "message": "问题",
        "expected": "应为",
        "actual": "实为",
        "difference": "相差",
        "suggestion": "建议",
        "suppressed": "已豁免",
        "colon": "：",
        "place": "位置",
        "page": "页",
        "line": "行",
        "quote": "原文",
        "confidence": "置信度",
        "id": "编号",
        "audit": "审查编号",
        "findings": "发现的问题",
        "more": "另有 {count} 个问题未在此列出，完整清单请用其他格式查看。",
        "nothing": "没有发现问题。",
        "nothing_in_rest": "已审查的部分没有发现问题。",
        "checks": "检查情况",
        "as_read": "报告原文（按识别结果）",
        "unread": "未能识别",
        "looked_at": "检查项数",
        "found": "问题数",
        "found_some": "有问题",
        "passed": "通过",
        "skipped": "不适用",
        "to_check": "请核对",
        "left_to_check": "待核对",
        "parts_to_check": "请核对的内容",
        "to_check_lead": "下列语句未能完全读懂，或另有合理解释（原因见各条），可能有误，也可能无误，不影响审查结论。请对照表格和台账核对。",
        "to_check_help": "句子未能完全读懂，或另有合理解释时，只作为提示（level 为 note，属性 to_check 为 true），请人工核对，不影响审查结论。",
        "understood": "读懂",
        "of": "{understood}/{looked_at}",
        "crashed": "检查出错",
        "not_checked": "未能检查",
        "passed_in_part": "通过（部分未能检查）",
        "not_checked_in_part": "部分未能检查",
        "parts_unread": "没有审查的内容",
        "parts_unread_lead": "下列内容没有读取或认得不准，与之相关的规则没有执行，不表示这些内容没有问题。",
        "back": "回到原文",
        "elsewhere": "原文中没有对应位置",
        "preamble": "标题和引言",
        "number": "序号",
        "severity_short": "程度",
        "notice": "政府信息公开工作年度报告整改通知单",
        "notice_short": "整改通知单",
        "notice_lead": "经审查，你单位报送的政府信息公开工作年度报告有下列问题，请逐项核对，更正后重新报送并公布。",
        "notice_lead_to_check": "经审查，你单位报送的政府信息公开工作年度报告未发现确定的问题，但有下列内容需要你单位核对。",
        "notice_lead_unread": "经审查，你单位报送的政府信息公开工作年度报告在已审查的部分未发现问题，但有下列内容没有审查，请按说明处理后重新报送。",
        "notice_to_check": "下列语句未能完全读懂，或另有合理解释，请对照表格和台账核对；确有差错的请更正，无误的无需修改。",
        "notice_report": "{number}. {year} 年度报告（文件：{file}）",
        "notice_close": "请于      年   月   日前完成整改，并将整改情况书面反馈。",
        "notice_close_unread": "请于      年   月   日前重新报送。",
        "notice_close_to_check": "请于      年   月   日前完成核对，并将核对情况书面反馈。",
        "notice_office": "（主管部门盖章）",
        "notice_date": "    年   月   日",
        "bodies": "各单位情况",
        "rules": "各规则情况",
        "files": "涉及报告数",
        "between": "报告之间",
        "waiting": "等待审查",
        "deleted": "已删除",
        "status": "状态",
        "problem": "说明",
        "unnamed": "未识别单位",
        "succeeded": "审查完成",
    },
    "en": {
        "report": "Audit of an annual report on open government information",
        "pass": "no errors found",
        "fail": "errors found",
        "incomplete": "parts could not be checked",
        "failed": "could not be audited",
        "canceled": "canceled",
        "error": "error",
        "warning": "warning",
        "note": "note",
        "arithmetic": "arithmetic",
        "year": "years",
        "section": "sections",
        "consistency": "consistency",
        "table": "tables",
        "text": "text",
        "file": "File",
        "agency": "Body",
        "report_year": "Year",
        "verdict": "Verdict",
        "rule": "Rule",
        "category": "Family",
        "severity": "Severity",
        "message": "Finding",
        "expected": "Expected",
        "actual": "Actual",
        "difference": "Difference",
        "suggestion": "Suggestion",
        "suppressed": "Suppressed",
        "colon": ": ",
        "place": "Place",
        "page": "Page",
        "line": "Line",
        "quote": "Quote",
        "confidence": "Confidence",
        "id": "Id",
        "audit": "Audit",
        "findings": "Findings",
        "more": "{count} more findings are not shown here: the other formats have them all.",
        "nothing": "Nothing was found.",
        "nothing_in_rest": "Nothing was found in what was audited.",
        "checks": "What was checked",
        "as_read": "The report as read",
        "unread": "Unread",
        "looked_at": "Looked at",
        "found": "Findings",
        "found_some": "findings",
        "passed": "passed",
        "skipped": "not applicable",
        "to_check": "to check",
        "left_to_check": "to check",
        "parts_to_check": "To check",
        "to_check_lead": "These sentences were not wholly understood, or may be explained as each one says: they may be "
        "wrong or right, and leave the verdict alone. "
        "Please hold them against the tables and your records.",
        "to_check_help": "Where a sentence was not wholly understood, or may be explained, its finding is a note for a person "
        "to check (level note, property to_check true) and leaves the verdict alone.",
        "understood": "Understood",
        "of": "{understood} of {looked_at}",
        "crashed": "crashed",
        "not_checked": "could not be checked",
        "passed_in_part": "passed, as far as it was read",
        "not_checked_in_part": "checked in part",
        "parts_unread": "What was not audited",
        "parts_unread_lead": "This was not read, or not surely. Rules on it were not applied: nothing says that it is right.",
        "back": "to the place",
        "elsewhere": "stands nowhere in the report",
        "preamble": "title and preamble",
        "number": "No.",
        "severity_short": "Weight",
        "notice": "Notice of corrections to the annual report on open government information",
        "notice_short": "notice of corrections",
        "notice_lead": "The audit of the annual report that you handed in found what follows. Please check each item, correct "
        "the report, and hand it in and publish it again.",
        "notice_lead_to_check": "The audit of the annual report that you handed in found nothing that is surely wrong. Please "
        "check what follows.",
        "notice_lead_unread": "The audit of the annual report that you handed in found nothing wrong in what was audited. Some of it "
        "was not: please see to what follows, and hand the report in again.",
        "notice_to_check": "These sentences were not wholly understood, or may be explained. Please hold them against the "
        "tables and your records; correct what is wrong indeed, and leave what is right as it is.",
        "notice_report": "{number}. Report for {year} (file: {file})",
        "notice_close": "Please complete the corrections by ____________ and report on them in writing.",
        "notice_close_unread": "Please hand the report in again by ____________.",
        "notice_close_to_check": "Please complete the check by ____________ and report on it in writing.",
        "notice_office": "(Seal of the supervising office)",
        "notice_date": "Date: ____________",
        "bodies": "Reports",
        "rules": "Rules",
        "files": "Reports concerned",
        "between": "between reports",
        "waiting": "waiting",
        "deleted": "deleted",
        "status": "Status",
        "problem": "Remark",
        "unnamed": "unnamed body",
        "succeeded": "audited",
    },
}

_PLACES: dict[Language, dict[str, str]] = {
    "zh": {
        "attachment": "附件“{}”",
        "page": "第{}页",
        "line": "第{}行",
        "row": "“{}”行",
        "column": "“{}”列",
        "between": "，",
    },
    "en": {
        "attachment": "attachment “{}”",
        "page": "page {}",
        "line": "line {}",
        "row": "row “{}”",
        "column": "column “{}”",
        "between": ", ",
    },
}


def outcome(check: JSON, language: Language) -> str:
    """What became of a rule; one that was applied to a part of what it looks at is not said to have passed."""
    status = str(check["status"])
    if status == "passed" and check["unread"]:
        status = "passed_in_part"
    elif status == "not_checked" and check["looked_at"]:
        status = "not_checked_in_part"
    return WORDS[language][{"failed": "found_some", "to_check": "left_to_check"}.get(status, status)]


def understood(check: JSON, language: Language) -> str:
    """How many of the claims that a rule on the prose looked at were wholly understood; empty for other rules."""
    if check.get("understood") is None:
        return ""
    return WORDS[language]["of"].format(understood=check["understood"], looked_at=check["looked_at"])


def place(location: JSON, language: Language) -> str:
    """A place as a person would say it: attachment, page or line, then table, row and column, or else the section."""
    said = _PLACES[language]
    parts = [said[name].format(location[name]) for name in ("attachment", "page", "line") if name in location]
    table = location.get("table")
    if table:
        parts.append(form.TABLES[table])
        if "row" in location:
            parts.append(said["row"].format(form.row_label(table, location["row"])))
        if "column" in location:
            parts.append(said["column"].format(form.column_label(table, location["column"])))
    elif location.get("section"):
        parts.append(form.section_name(location["section"]))
    elif "section" in location:
        parts.append(WORDS[language]["preamble"])
    return said["between"].join(parts)
