"""The wording of a notice in both languages: official Chinese as bureaus write it, and plain English."""

from service.errors import Language
from service.reports.finding import Message
from service.reports.report import Why

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "file": "整改通知单",
        "file_years": "{years}年度",
        "years_between": "、",
        "of_body": "{body}",
        "of_year": "{year}年",
        "report_name": "《{body}{year}政府信息公开工作年度报告》",
        "reports_name": "政府信息公开工作年度报告",
        "title_turns": "政府信息公开",
        "title_correct": "关于修改{name}的通知",
        "title_check": "关于核对{name}有关内容的通知",
        "title_send": "关于重新报送{name}的通知",
        "title_none": "关于{name}审核情况的通知",
        "blank_body": "________________",
        "addressee": "{body}：",
        "opening": "经审核，你单位报送的{name}（文件：{file}）{verdict}。",
        "opening_several": "经审核，你单位报送的政府信息公开工作年度报告情况如下：",
        "opening_each": "{name}（文件：{file}）{verdict}。",
        "unreadable": "未能审核：{reason}",
        "correct": "存在需要改正的问题{count}处",
        "advice": "建议修改的问题{count}处",
        "check": "需要核对的内容{count}处",
        "unread": "未能审核的内容{count}项",
        "none": "未发现问题",
        "corrected": "已改正{count}处",
        "disputed": "经核实不属实{count}处",
        "closed_and": "、",
        "all_closed": "中发现的问题{closed}，不再列出，未发现其他问题",
        "some_closed": "中发现的问题{closed}，不再列出；另有{told}",
        "none_in_rest": "已审核的部分未发现需要改正的问题，但有",
        "no_error": "未发现需要改正的问题，但有",
        "and": "，",
        "ask_correct": "请你单位对照附件逐项核实、改正，于{deadline}前重新报送修改后的报告，并在原公开渠道更新公布。",
        "ask_check": "请你单位对照附件逐项核对，确有差错的请改正，于{deadline}前书面反馈核对情况。",
        "ask_send": "请你单位按上述情况处理，于{deadline}前重新报送可编辑的电子版报告（Word 文件，或由其导出的 PDF 文件）。",
        "ask_send_parts": "请你单位按附件所列说明处理，于{deadline}前重新报送报告。",
        "ask_none": "",
        "later": "审核结果另行通知。",
        "end": "特此通知。",
        "attachment": "附件",
        "attachment_line": "附件：{title}",
        "attachment_title": "审核问题清单",
        "part_correct": "需要改正的问题（共{count}处）",
        "part_advice": "建议修改的问题（共{count}处）",
        "part_check": "需要核对的内容（共{count}处）",
        "part_unread": "未能审核的内容（共{count}项）",
        "lead_check": "下列语句可能有误，也可能另有合理解释。请对照报告表格和工作台账核对，确有差错的请改正，无误的不必修改。",
        "lead_unread": "下列内容未能审核，不表示其中没有问题。",
        "number": "序号",
        "place": "位置",
        "problem": "问题",
        "repair": "改正办法",
        "advice_repair": "修改建议",
        "check_repair": "处理建议",
        "mends": "（改正后，第{first}至{last}项问题一并解决。）",
        "quote": "原文：“{quote}”",
        "everywhere": "报告全文",
        "blank_date": "______年____月____日",
        "date": "{year}年{month}月{day}日",
        "blank_office": "（盖章）",
        "gap": "",
        "page": "— {number} —",
    },
    "en": {
        "file": " notice of corrections",
        "file_years": " {years}",
        "years_between": ", ",
        "of_body": " of {body}",
        "of_year": " for {year}",
        "report_name": "the Annual Report on Open Government Information{body}{year}",
        "reports_name": "the Annual Reports on Open Government Information",
        "title_turns": "the Annual Report",
        "title_correct": "Notice of Corrections to {name}",
        "title_check": "Notice to Check {name}",
        "title_send": "Notice to Hand in {name} Again",
        "title_none": "Notice on the Audit of {name}",
        "blank_body": "________________",
        "addressee": "To: {body}",
        "opening": "We have audited {name} that you handed in (file: {file}). {verdict}.",
        "opening_several": "We have audited the annual reports on open government information that you handed in:",
        "opening_each": "{name} (file: {file}): {verdict}.",
        "unreadable": "It could not be audited: {reason}",
        "correct": "Problems to correct: {count}",
        "advice": "changes that we advise: {count}",
        "check": "statements to check: {count}",
        "unread": "parts that could not be audited: {count}",
        "none": "Nothing wrong was found",
        "corrected": "corrected: {count}",
        "disputed": "proved not to be true: {count}",
        "closed_and": ", ",
        "all_closed": "What was found is no longer listed ({closed}); nothing else was found",
        "some_closed": "Part of what was found is no longer listed ({closed}); there remain {told}",
        "none_in_rest": "In what could be audited nothing was found that must be corrected; but there are ",
        "no_error": "Nothing was found that must be corrected; but there are ",
        "and": "; ",
        "ask_correct": "Please go through the attachment item by item, correct the report, hand it in again by {deadline}, and "
        "publish it anew where it was published.",
        "ask_check": "Please go through the attachment item by item, correct what is wrong indeed, and answer in writing by "
        "{deadline}.",
        "ask_send": "Please see to the above and hand the report in again by {deadline} as an electronic document that can be "
        "edited (Word, or the PDF saved from it).",
        "ask_send_parts": "Please see to what the attachment lists and hand the report in again by {deadline}.",
        "ask_none": "",
        "later": "You will be told the outcome of the audit later.",
        "end": "",
        "attachment": "Attachment",
        "attachment_line": "Attachment: {title}",
        "attachment_title": "What the Audit Found",
        "part_correct": "Problems to correct ({count})",
        "part_advice": "Changes that we advise ({count})",
        "part_check": "Statements to check ({count})",
        "part_unread": "Parts that could not be audited ({count})",
        "lead_check": "These statements may be wrong, or there may be a good explanation. Please compare them with the tables "
        "and your records; correct what is wrong, and leave what is right as it is.",
        "lead_unread": "These parts could not be audited, which does not mean that they are right.",
        "number": "No.",
        "place": "Place",
        "problem": "Problem",
        "repair": "Correction",
        "advice_repair": "Advice",
        "check_repair": "What to do",
        "mends": " (This one correction settles items {first} to {last}.)",
        "quote": "Text: “{quote}”",
        "everywhere": "the whole report",
        "blank_date": "____________",
        "date": "{day} {month_name} {year}",
        "blank_office": "(Seal)",
        "gap": " ",
        "page": "— {number} —",
    },
}
MONTHS = "January February March April May June July August September October November December".split()

REASONS: dict[str, Message] = {
    "empty-file": Message("文件没有内容", "the file is empty"),
    "unsupported-media-type": Message("文件格式不能审核", "it is a file of a kind that can't be audited"),
    "undecodable-text": Message("文件的文字编码无法识别", "the encoding of its text is not known"),
    "not-a-report": Message(
        "文件中没有政府信息公开工作年度报告的内容，可能报错了文件",
        "nothing of an annual report was found in the file, which may be the wrong one",
    ),
    "damaged-file": Message("文件已损坏，无法打开", "the file is damaged and can't be opened"),
    "encrypted-file": Message("文件设有密码，无法打开", "the file is protected by a password"),
    "report-in-attachment": Message(
        "文件中没有报告正文，报告在附件或链接的另一个文件中", "the report itself is in an attachment or a linked file"
    ),
    "part-of-report": Message("只报送了报告的一部分", "it is only a part of the report"),
    "recognition-not-installed": Message(
        "文件是扫描件或图片，其中的文字未能读取", "its pages are pictures, of which no text could be read"
    ),
    "untrusted-text": Message("文件中的文字无法正确读取", "the text of the file can't be read reliably"),
    "nothing-at-address": Message("所报网址没有文件", "there is nothing at the address that was given"),
}
"""Why a file could not be audited, where that is for its body to mend, as its clerk would say it: by the problem's code."""
TOO_MUCH = Message("文件结构复杂或过大，未能读取完", "the file is too large or too complex to be read")
TOO_MUCH_CODES = frozenset(
    {"limit-exceeded", "time-limit-exceeded", "memory-limit-exceeded", "audit-crashed", "engine-crashed"}
)
"""What a file that was saved anew may be spared."""
OURS = Message("因技术原因未能完成审核，暂无结论", "for technical reasons the audit could not be completed yet")
"""Whatever else ends an audit is nothing that the body could mend."""

UNREAD_RULES = Message(
    "部分检查项目因内容未能辨认，没有进行。", "Some checks could not be made, for what they look at could not be read."
)
"""Says what rules missed without their ids, which mean nothing to a body."""
INSTEAD: dict[Why, Message] = {
    Why.ATTACHMENT: Message(
        "请将该表放入报告正文，或将附件与报告一并报送。",
        "Please put the table into the report, or hand the attachment in along with it.",
    ),
    Why.FILE: Message(
        "请将该内容放入报告正文，或将该文件作为附件一并报送。",
        "Please put it into the report, or hand that file in along with it.",
    ),
    Why.PICTURE: Message(
        "请改用文字和表格，或报送可编辑的电子版（Word 文件，或由其导出的 PDF 文件）。",
        "Please put text and tables in its place, or hand in the electronic document (Word, or the PDF saved from it).",
    ),
    Why.LAYOUT: Message(
        "请按规定格式填写，并对照原件自行核对。", "Please use the prescribed form, and check this part yourselves."
    ),
    Why.RECOGNITION: Message(
        "请对照原件自行核对，或报送可编辑的电子版（Word 文件，或由其导出的 PDF 文件）。",
        "Please check it yourselves, or hand in the electronic document (Word, or the PDF saved from it).",
    ),
    Why.NO_FIGURE: Message(
        "请在这些位置填写数字，没有发生的填“0”。", "Please write a figure in these places, 0 where nothing happened."
    ),
    Why.CRASH: Message("请自行核对。", "Please check it yourselves."),
}
"""What the body is asked to do about what was not read."""
