"""What of a report was not read, in words for whoever wrote it: what it is, why, and what to do about it."""

from service.audits.audit import JSON
from service.renderers.to_json import location
from service.reports import form
from service.reports.finding import Message
from service.reports.report import Location, Why
from service.reports.unread import Unread, What

_MOST = 100
"""Places of one part that are listed; all are counted."""

_MESSAGES: dict[tuple[What, Why], Message] = {
    (What.TABLE, Why.ATTACHMENT): Message(
        "“{table}”没有审查：正文称该表在附件或其他位置，报告正文中没有这张表。",
        "“{table}” was not audited: the text says that it stands in an attachment or elsewhere.",
    ),
    (What.TABLE, Why.FILE): Message(
        "“{table}”没有审查：该处只有链接或嵌入的另一个文件，报告正文中没有这张表。",
        "“{table}” was not audited: in its place is a link or another file.",
    ),
    (What.TABLE, Why.PICTURE): Message(
        "“{table}”没有审查：该处是一张图片，图中的内容没有读取。",
        "“{table}” was not audited: in its place is a picture, which was not read.",
    ),
    (What.TABLE, Why.LAYOUT): Message(
        "“{table}”没有审查：该处有表格或成行的数字，但与法定格式对应不上。",
        "“{table}” was not audited: what stands there can't be matched with the form.",
    ),
    (What.PAGE, Why.PICTURE): Message(
        "第 {pages} 页没有审查：页面是图片（扫描件），其中的内容没有读取。",
        "Page {pages} was not audited: it is a picture, which was not read.",
    ),
    (What.SECTION, Why.PICTURE): Message(
        "“{section}”部分没有审查：该部分只有图片。", "“{section}” was not audited: it is only a picture."
    ),
    (What.SECTION, Why.FILE): Message(
        "“{section}”部分没有审查：该部分只有链接或嵌入的另一个文件。",
        "“{section}” was not audited: in its place is a link or another file.",
    ),
    (What.ROWS, Why.LAYOUT): Message(
        "“{table}”有 {count} 处的行无法逐栏辨认，其中的数字没有核对。",
        "“{table}”: the figures of rows can't be told apart in {count} places and were not checked.",
    ),
    (What.LABELS, Why.RECOGNITION): Message(
        "“{table}”有行或列的名称没有认出，其中的数字没有核对。",
        "“{table}”: names of rows or columns were not recognised, and their figures not checked.",
    ),
    (What.FIGURES, Why.RECOGNITION): Message(
        "“{table}”有 {count} 个数字认得不准，没有核对。",
        "“{table}”: {count} figures were not surely recognised and not checked.",
    ),
    (What.FIGURES, Why.NO_FIGURE): Message(
        "“{table}”有 {count} 处缺少明确的数字（为空、不是数字，或缺行缺列），与之相关的数据没有核对。",
        "“{table}” lacks a clear figure in {count} places (empty, no number, or a row or column missing); what depends on "
        "it was not checked.",
    ),
    (What.WORDS, Why.RECOGNITION): Message(
        "有 {count} 处文字认得不准，没有据以判断。",
        "The words of {count} places were not surely recognised: nothing rests on them.",
    ),
    (What.RULE, Why.LAYOUT): Message(
        "规则 {rules} 所查的内容有一部分读不清，没有检查。", "Some of what rules {rules} look at can't be read clearly."
    ),
    (What.RULE, Why.CRASH): Message("规则 {rules} 没有执行成功。", "Rules {rules} could not be run."),
}
_INSTEAD: dict[Why, Message] = {
    Why.ATTACHMENT: Message(
        "请把表格放进报告正文，或把附件与报告一起上传，再审查一次。",
        "Put the table into the report, or send the attachment along with it, and have it audited again.",
    ),
    Why.FILE: Message(
        "请把该内容放进报告正文，或把该文件作为附件与报告一起上传，再审查一次。",
        "Put it into the report, or send that file along as an attachment, and have it audited again.",
    ),
    Why.PICTURE: Message(
        "请用文字和表格代替图片，或上传报告的电子版（DOCX 或由其导出的 PDF），再审查一次；也可对照原件人工核对。",
        "Put text and tables in its place, or send the report as an electronic document (DOCX, or the PDF saved from it); or "
        "check it by eye.",
    ),
    Why.LAYOUT: Message(
        "请对照原件人工核对；文件由其他格式转换而来的，请上传原始电子文件。",
        "Check it by eye; if the file was converted, send the original.",
    ),
    Why.RECOGNITION: Message(
        "请对照原件人工核对，或上传报告的电子版（DOCX 或由其导出的 PDF）。",
        "Check it by eye, or send the report as an electronic document (DOCX, or the PDF saved from it).",
    ),
    Why.NO_FIGURE: Message(
        "请在这些位置填写数字，没有发生的填 0，再审查一次。",
        "Write a figure in these places, 0 where nothing happened, and have it audited again.",
    ),
    Why.CRASH: Message("请人工核对这些规则所查的内容。", "Check by eye what these rules look at."),
}


def to_record(part: Unread) -> JSON:
    """A part that was not read, its message and suggestion in both languages: see `to_json.localised`."""
    message = _MESSAGES[part.what, part.why].format(_facts(part))
    suggestion = _INSTEAD[part.why]
    return {
        "what": part.what.value,
        "why": part.why.value,
        "message": {"zh": message.zh, "en": message.en},
        "suggestion": {"zh": suggestion.zh, "en": suggestion.en},
        "count": part.count,
        "locations": [location(at) for at in part.locations[:_MOST]],
        "rules": list(part.rules),
    }


def _facts(part: Unread) -> dict[str, object]:
    at = part.locations[0] if part.locations else Location()
    return {
        "table": form.TABLES.get(at.table or "", ""),
        "section": form.section_name(at.section) if at.section else "",
        "pages": "、".join(str(each.page) for each in part.locations if each.page),
        "count": part.count,
        "rules": "、".join(part.rules),
    }
