"""What of a report was not read, in words for whoever wrote it: what it is, why, and what to do about it."""

from service.audits.audit import JSON
from service.phrases import filled
from service.renderers.to_json import location
from service.reports import form
from service.reports.finding import Message
from service.reports.report import Location, Why
from service.reports.unread import Unread, What

_MOST = 100
"""Places of one part that are listed; all are counted."""

_MESSAGES: dict[tuple[What, Why], Message] = {
    (What.TABLE, Why.ATTACHMENT): Message(
        "“{table}”未审核：正文称该表在附件或其他位置，报告正文中没有该表。",
        "“{table}” was not audited: the text says that it is in an attachment or elsewhere.",
    ),
    (What.TABLE, Why.FILE): Message(
        "“{table}”未审核：该处只有链接或嵌入的文件，报告正文中没有该表。",
        "“{table}” was not audited: there is only a link or an embedded file in its place.",
    ),
    (What.TABLE, Why.PICTURE): Message(
        "“{table}”未审核：该处为图片，图中内容未读取。",
        "“{table}” was not audited: there is an image in its place, which was not read.",
    ),
    (What.TABLE, Why.LAYOUT): Message(
        "“{table}”未审核：该处有表格或成行数字，但无法与法定格式对应。",
        "“{table}” was not audited: the table or figures found there can't be matched with the prescribed form.",
    ),
    (What.PAGE, Why.PICTURE): Message(
        "第 {pages} 页未审核：页面为图像（扫描件），其中内容未读取。",
        "{count:Page|Pages} {pages} {count:was|were} not audited: {count:it is an image|they are images} and could not be read.",
    ),
    (What.SECTION, Why.PICTURE): Message(
        "“{section}”部分未审核：该部分只有图片。", "“{section}” was not audited: it contains only images."
    ),
    (What.SECTION, Why.FILE): Message(
        "“{section}”部分未审核：该部分只有链接或嵌入的文件。",
        "“{section}” was not audited: it contains only a link or an embedded file.",
    ),
    (What.ROWS, Why.LAYOUT): Message(
        "“{table}”有 {count} 处的行无法逐栏辨认，其中的数字未核对。",
        "“{table}”: in {count} {count:place|places}, the figures of a row can't be assigned to columns and were not checked.",
    ),
    (What.LABELS, Why.RECOGNITION): Message(
        "“{table}”有行或列的名称未能识别，其中的数字未核对。",
        "“{table}”: some row or column labels were not recognised, so their figures were not checked.",
    ),
    (What.FIGURES, Why.RECOGNITION): Message(
        "“{table}”有 {count} 个数字识别结果不可靠，未核对。",
        "“{table}”: {count} {count:figure was|figures were} not recognised reliably and {count:was|were} not checked.",
    ),
    (What.FIGURES, Why.NO_FIGURE): Message(
        "“{table}”有 {count} 处缺少明确的数字（为空、不是数字，或缺行缺列），相关数据未核对。",
        "“{table}” has no clear figure in {count} {count:place|places} (empty, not a number, or a missing row or column); what "
        "depends on {count:it|them} was not checked.",
    ),
    (What.WORDS, Why.RECOGNITION): Message(
        "有 {count} 处文字识别结果不可靠，未据以判断。",
        "The text in {count} {count:place|places} was not recognised reliably and was not used.",
    ),
    (What.RULE, Why.LAYOUT): Message(
        "规则 {rules} 所查的内容有一部分未能读取，未检查。",
        "Part of what {count:rule|rules} {rules} {count:checks|check} could not be read and was not checked.",
    ),
    (What.RULE, Why.CRASH): Message("规则 {rules} 未能执行。", "{count:Rule|Rules} {rules} could not be run."),
}
_INSTEAD: dict[Why, Message] = {
    Why.ATTACHMENT: Message(
        "请将表格放入报告正文，或将附件与报告一并上传，重新审核。",
        "Put the table into the report, or upload the attachment with it, and have it audited again.",
    ),
    Why.FILE: Message(
        "请将该内容放入报告正文，或将该文件作为附件与报告一并上传，重新审核。",
        "Put the content into the report, or upload that file as an attachment, and have the report audited again.",
    ),
    Why.PICTURE: Message(
        "请用文字和表格代替图片，或上传 Word 或由其导出的 PDF，重新审核；也可对照原件人工核对。",
        "Replace the image with text and tables, or upload the Word document or a PDF exported from it; or check the "
        "original yourself.",
    ),
    Why.LAYOUT: Message(
        "请对照原件人工核对；如文件由其他格式转换而来，请上传原始电子文件。",
        "Check it against the original; if the file was converted, upload the original file.",
    ),
    Why.RECOGNITION: Message(
        "请对照原件人工核对，或上传 Word 或由其导出的 PDF。",
        "Check it against the original, or upload the Word document or a PDF exported from it.",
    ),
    Why.NO_FIGURE: Message(
        "请在上述位置填写数字，未发生的填“0”，重新审核。",
        "Enter a figure in each of these places, 0 where nothing occurred, and have the report audited again.",
    ),
    Why.CRASH: Message("请人工核对上述规则所查的内容。", "Check yourself what these rules would have checked."),
}


def to_record(part: Unread) -> JSON:
    """A part that was not read, its message and suggestion in both languages: see `to_json.localised`."""
    message = _MESSAGES[part.what, part.why]
    suggestion = _INSTEAD[part.why]
    return {
        "what": part.what.value,
        "why": part.why.value,
        "message": {"zh": filled(message.zh, _facts(part, "、")), "en": filled(message.en, _facts(part, ", "))},
        "suggestion": {"zh": suggestion.zh, "en": suggestion.en},
        "count": part.count,
        "locations": [location(at) for at in part.locations[:_MOST]],
        "rules": list(part.rules),
    }


def _facts(part: Unread, comma: str) -> dict[str, object]:
    """What the messages name; `comma` goes between the items of a list."""
    at = part.locations[0] if part.locations else Location()
    return {
        "table": form.TABLES.get(at.table or "", ""),
        "section": form.section_name(at.section) if at.section else "",
        "pages": comma.join(str(each.page) for each in part.locations if each.page),
        "count": part.count,
        "rules": comma.join(part.rules),
    }
