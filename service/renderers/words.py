"""Words for people in both languages: how documents name verdicts, severities, families and places."""

from service.audits.audit import JSON
from service.audits.media import Media
from service.errors import Language
from service.phrases import filled
from service.reports import form

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "report": "政府信息公开工作年度报告审核结果",
        "pass": "未发现错误",
        "fail": "有错误",
        "incomplete": "部分内容未能审核",
        "failed": "无法审核",
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
        "file_of_result": "审核结果",
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
        "assessment": "核实情况",
        "assessment_note": "核实说明",
        "after_assessments": "核实后",
        "confirmed": "已核实",
        "disputed": "不属实",
        "corrected": "已改正",
        "colon": "：",
        "place": "位置",
        "page": "页",
        "line": "行",
        "quote": "原文",
        "confidence": "置信度",
        "id": "编号",
        "audit": "审核编号",
        "findings": "发现的问题",
        "more": "另有 {count} 个问题未在此列出，完整清单请查看其他格式。",
        "nothing": "未发现问题。",
        "nothing_in_rest": "已审核的部分未发现问题。",
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
        "to_check_lead": "系统未能完全理解下列语句，或下列语句另有合理解释（原因见各条），可能有误，也可能无误，不影响审核结论。请对照表格和台账核实。",
        "to_check_help": "系统未能完全理解的语句，或另有合理解释的语句，只作为提示（level 为 note，属性 to_check 为 true），请人工核实，不影响审核结论。",
        "understood": "已理解",
        "of": "{understood}/{looked_at}",
        "crashed": "检查出错",
        "not_checked": "未能检查",
        "passed_in_part": "通过（部分未能检查）",
        "not_checked_in_part": "部分未能检查",
        "parts_unread": "未审核的内容",
        "parts_unread_lead": "下列内容未能读取或识别结果不可靠，相关规则未执行，不代表这些内容没有问题。",
        "back": "回到原文",
        "elsewhere": "原文中没有对应位置",
        "preamble": "标题和引言",
        "bodies": "各单位情况",
        "rules": "各规则情况",
        "files": "涉及报告数",
        "between": "批间问题",
        "against": "对照报告",
        "summary": "汇总",
        "reports": "报告数",
        "item": "项目",
        "count": "数量",
        "waiting": "等待审核",
        "deleted": "已删除",
        "status": "状态",
        "problem": "说明",
        "unnamed": "未识别单位",
        "succeeded": "审核完成",
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
        "file_of_result": "audit",
        "agency": "Agency",
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
        "assessment": "Assessment",
        "assessment_note": "Reason",
        "after_assessments": "After assessments",
        "confirmed": "confirmed",
        "disputed": "disputed",
        "corrected": "corrected",
        "colon": ": ",
        "place": "Place",
        "page": "Page",
        "line": "Line",
        "quote": "Quote",
        "confidence": "Confidence",
        "id": "Id",
        "audit": "Audit",
        "findings": "Findings",
        "more": "{count} more {count:finding is|findings are} not shown here; the other formats list all of them.",
        "nothing": "No problems were found.",
        "nothing_in_rest": "No problems were found in the parts that were audited.",
        "checks": "What was checked",
        "as_read": "The report as read",
        "unread": "Unread",
        "looked_at": "Checked",
        "found": "Findings",
        "found_some": "findings",
        "passed": "passed",
        "skipped": "not applicable",
        "to_check": "to check",
        "left_to_check": "to check",
        "parts_to_check": "To check",
        "to_check_lead": "These sentences were not fully understood, or there may be a good explanation, given with each. They may "
        "or may not be wrong, and do not affect the verdict. Please check them against the tables and your records.",
        "to_check_help": "Where a sentence was not fully understood, or there may be a good explanation, the finding is only a "
        "note for a person to check (level note, property to_check true) and does not affect the verdict.",
        "understood": "Understood",
        "of": "{understood} of {looked_at}",
        "crashed": "check failed",
        "not_checked": "not checked",
        "passed_in_part": "passed in the parts that were read",
        "not_checked_in_part": "partly checked",
        "parts_unread": "What was not audited",
        "parts_unread_lead": "These parts could not be read, or not reliably. The rules for them were not applied, so they may still "
        "contain errors.",
        "back": "back to the text",
        "elsewhere": "not at any one place in the report",
        "preamble": "title and preamble",
        "bodies": "Reports",
        "rules": "Rules",
        "files": "Reports affected",
        "between": "Between reports",
        "against": "Set against",
        "summary": "Summary",
        "reports": "Reports",
        "item": "Item",
        "count": "Count",
        "waiting": "waiting",
        "deleted": "deleted",
        "status": "Status",
        "problem": "Remark",
        "unnamed": "unnamed agency",
        "succeeded": "audited",
    },
}

_PLACES: dict[Language, dict[str, str]] = {
    "zh": {
        "attachment": "附件“{attachment}”",
        "page": "第{page}页",
        "line": "第{line}行",
        "row": "“{row}”行",
        "column": "“{column}”列",
        "between": "，",
    },
    "en": {
        "attachment": "attachment “{attachment}”",
        "page": "page {page}",
        "line": "line {line}",
        "row": "row “{row}”",
        "column": "column “{column}”",
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


def place(location: JSON, language: Language, media_type: str = Media.TEXT) -> str:
    """A place as a person would say it: attachment, page or line, then table, row and column, or else the section.

    The lines of a web page are those of its source, which nobody sees: they are left out.
    """
    said = _PLACES[language]
    shown = ("attachment", "page") if media_type == Media.HTML else ("attachment", "page", "line")
    parts = [filled(said[name], location) for name in shown if name in location]
    table = location.get("table")
    if table:
        parts.append(form.TABLES[table])
        if "row" in location:
            parts.append(filled(said["row"], {"row": form.row_label(table, location["row"])}))
        if "column" in location:
            parts.append(filled(said["column"], {"column": form.column_label(table, location["column"])}))
    elif location.get("section"):
        parts.append(form.section_name(location["section"]))
    elif "section" in location:
        parts.append(WORDS[language]["preamble"])
    return said["between"].join(parts)
