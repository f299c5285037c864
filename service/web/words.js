// What the page says, in both languages.

export const WORDS = {
  zh: {
    title: "政府信息公开工作年度报告审核", skip: "跳到正文", docs: "接口文档", other: "English", key: "密钥",
    lead: "核对表格勾稽关系、年份、章节及前后文是否一致，指出每处问题的位置和更正建议。",
    drop: "将年度报告拖放到此处，或点击选择文件", kinds: "支持 PDF、DOCX、DOC、OFD、网页或纯文本，可一次上传多份", kinds_and_scans: "支持 PDF、DOCX、DOC、OFD、网页、纯文本或扫描件（含 PNG、JPEG、TIFF 图片），可一次上传多份",
    year: "报告年度", year_hint: "一般无需选择，系统按报告内容自动识别；所选年度只用于下一次提交。", year_own: "自动识别",
    previous: "上年报告（可选）", previous_hint: "先选择上年报告，再上传本年报告，可核对跨年数据。",
    address: "或填写报告的网址", fetch: "获取并审核", files: "{n} 份报告", deleted: "已删除",
    attachments: "附件（可选）", attachments_hint: "表格另附文件（含 XLSX、XLS）的，先选择附件，再上传报告，一并审核。",
    companions_unused: "上年报告和附件只能随单份报告提交，本次未使用。压缩包中与报告在同一文件夹的“附件”将一并审核。", choose: "选择文件", remove: "移除", audits: "最近的审核", none: "暂无审核记录。",
    batches: "我的批次", name: "名称", until: "提交时间截至", earlier: "更早", newest: "回到最新",
    uploading: "上传", queued: "排队", waiting: "等待", opening: "打开文件", reading: "识别内容", judging: "逐条审核", keeping: "保存结果",
    waiting_for_recognition: "等待文字识别", preparing: "正在准备文件…",
    now_uploading: "正在上传…", now_queued: "正在排队。", now_position: "正在排队，前面还有 {n} 份。", now_next: "正在排队，即将开始。",
    now_stage: "正在{stage}…", now_pages: "正在识别扫描页：已完成 {done} / {pages} 页…", cancel: "取消审核", again: "重试", home: "审核其他报告", back_list: "返回列表", reconnecting: "连接中断，正在重试…",
    unreachable: "无法连接服务", unreachable_detail: "请检查网络连接和服务运行状态后重试。如文件已移动，或误选了文件夹，也会出现此提示。",
    pass: "未发现错误", fail: "有错误", incomplete: "部分内容未能审核", failed: "无法审核", canceled: "已取消", running: "审核中", expanding: "正在解压", succeeded: "已完成",
    error: "错误", warning: "警告", note: "提示", to_check: "请核对", arithmetic: "计算", consistency: "一致性", section: "章节", table: "表格", text: "文字", family_year: "年份",
    findings: "发现的问题", nothing: "未发现问题。", nothing_in_rest: "已审核的部分未发现问题。", all_families: "全部类别", all_sections: "全部章节", family: "类别", chapter: "章节", severity: "严重程度",
    left_to_check: "待核对", parts_to_check: "请核对的内容", to_check_lead: "系统未能完全理解下列语句，或下列语句另有合理解释（原因见各条），可能有误，也可能无误，不影响结论。请对照表格和台账核实。",
    shown: "显示 {n} / {all} 条", as_read: "报告内容（按识别结果）", as_pages: "原件页面", finding: "问题 {n}", item: "核对项 {n}", go: "在报告中查看", elsewhere: "报告中没有对应位置",
    repair: "建议：", suppressed: "已豁免：", related: "改正后，下列问题将一并解决：", difference: "相差 {n}", zeros: "其余 {n} 项为 0", equation: "算式",
    repairs: "一处更正可解决多个问题", mends: "可解决：", in_text: "正文", or_reading: "；", of_previous: "上年", of_body: "所属机关",
    rule: "规则依据", why: "原因", source: "依据", bad: "错例", good: "正例", missing: "缺少：{title}", unread: "未能识别：{why}", back: "回到{what}",
    parts_unread: "未审核的内容", parts_unread_lead: "下列内容未能读取或识别结果不可靠，相关规则未执行，不代表这些内容没有问题。",
    checks: "检查情况", check_rule: "规则", check_status: "结果", looked_at: "检查项", understood: "已理解", understood_of: "{n}/{all}", unread_count: "未识别", found: "问题", passed: "通过", passed_in_part: "通过（部分未能检查）", not_checked: "未能检查", not_checked_in_part: "部分未能检查", skipped: "不适用", crashed: "检查出错", found_some: "有问题",
    download: "下载", print: "打印", erase: "删除", erase_sure: "确定删除该报告及其审核结果？删除后无法恢复。",
    html: "网页（问题标在报告中）", pdf: "PDF（原件加批注）", docx: "Word（原件加批注）", xlsx: "Excel 汇总表", notices: "整改通知单（每单位一份）", notice: "整改通知单（Word、PDF）",
    notice_hint: "未填写的项目在通知单中留空，可在 Word 中补填或打印后手写。", addressee: "主送单位", addressee_hint: "不填则按报告或文件名", deadline: "改正期限", office: "发文机关", issued: "成文日期",
    save_docx: "下载 Word", save_pdf: "下载 PDF", markdown: "Markdown", csv: "CSV 表格（可用 Excel 打开）", sarif: "SARIF", json: "JSON",
    passed_over: "压缩包中有 {n} 个文件不是报告，已略过", of: "{done} / {all} 份已完成", body: "单位", report_year: "年度", verdict: "结论", file: "文件", between: "批间问题",
    in_attachment: "附件“{name}”", page: "第 {n} 页", line: "第 {n} 行", preamble: "标题和引言",
    key_title: "访问密钥", key_hint: "密钥由系统管理员用 report-audit keys add 签发，默认只保存在本标签页，关闭后即清除。", key_wanted: "服务需要有效的密钥。", key_use: "使用", key_forget: "清除密钥", close: "关闭", request: "请求编号 {id}",
    shortcuts: "快捷键", shortcuts_on: "启用字母快捷键", key_next: "下一条问题", key_previous: "上一条问题", key_enter: "在报告中查看该问题", key_back: "从报告回到该问题；关闭对话框", key_help: "显示本说明",
    alike: "同类问题 {n} 条：", more_places: "其余 {n} 处", link: "该问题的链接，可复制后发给他人", order: "排序", order_of_rules: "按规则排序", by_severity: "按严重程度排序", by_place: "按报告中的先后排序",
    offline: "网络已断开，恢复后自动继续。", key_wrong: "密钥无效，请核对后重新输入。", key_share: "同一浏览器的其他标签页也使用这个密钥（关闭全部标签页后清除）",
    example: "试用示例报告", example_hint: "一份虚构的报告，含几处错误，可先看看审核结果的样子。", example_name: "示例报告", stays_here: "文件只在本服务器上处理，不会发送到其他地方。", kept_for: "文件只在本服务器上处理，不会发送到其他地方；文件和审核结果保留 {n} 天后自动删除，也可随时删除。", drop_here: "松开鼠标，审核所拖入的报告",
    report: "年度报告", colon: "：", comma: "，", list_comma: "、", school_year: "按学年报告（{from}—{to} 学年）",
    batch_of: "批量审核（{date}，{n}份）", batch_unopened: "批量审核（{date}）", pages_read: "已读 {n} 页", row_pages: "{done} / {pages} 页", rename: "改名", save: "保存", keep_name: "取消", search: "按名称查找批次", none_found: "没有符合条件的批次。", reports: "报告",
    cancel_batch: "取消本批", erase_batch_sure: "删除本批次，包括其中 {n} 份报告及其全部结果？删除后无法恢复。", which_reports: "显示哪些报告", all: "全部", not_read: "未能全部读取", with_between: "含批间问题", shown_reports: "显示 {n} / {all} 份", between_on: "含批间问题 {n} 个",
    found_between: "报告之间的问题（批间问题）", between_lead: "同一单位相邻年度的报告之间、本级政府与所属机关的报告之间不一致的数据和文字，按单位列出。", made_in: "所在报告：", set_against: "对照：",
    assessment: "核实情况", confirmed: "已核实", disputed: "不属实", corrected: "已改正", withdrawn: "已撤销", undo: "撤销", reason: "不属实的理由", cancel_input: "取消", after_assessments: "核实后", correction: "上传修改稿", earlier_version: "上一稿", corrected_version: "修改稿",
    since_baseline: "与上一稿相比", absent: "已改正", unchanged: "未改正", new: "新增", counted: "{what}（{n}）",
  },
  en: {
    title: "Audit of annual reports on open government information", skip: "Skip to content", docs: "API", other: "中文", key: "Key",
    lead: "Checks that tables add up and that years, sections and statements agree, and shows where each problem is and how to correct it.",
    drop: "Drop annual reports here, or click to choose files", kinds: "PDF, DOCX, DOC, OFD, web pages or plain text; one or more files", kinds_and_scans: "PDF, DOCX, DOC, OFD, web pages, plain text or scans (including PNG, JPEG and TIFF); one or more files",
    year: "Report year", year_hint: "Seldom needed: the year is detected from the report. A choice applies to the next report only.", year_own: "Detect automatically",
    previous: "Last year's report (optional)", previous_hint: "Choose it first, then add this year's report to check figures across both years.",
    address: "Or enter the address of a report", fetch: "Fetch and audit", files: "{n} {n:report|reports}", deleted: "Deleted",
    attachments: "Attachments (optional)", attachments_hint: "If tables are in separate files (including XLSX and XLS), choose those first, then add the report.",
    companions_unused: "Last year's report and attachments can only be submitted with a single report and were not used this time. In an archive, files named 附件 in a report's folder are audited with it.", choose: "Choose a file", remove: "Remove", audits: "Recent audits", none: "No audits yet.",
    batches: "Your batches", name: "Name", until: "Submitted up to", earlier: "Earlier", newest: "Newest",
    uploading: "Upload", queued: "Queue", waiting: "Waiting", opening: "Open", reading: "Read", judging: "Check", keeping: "Save",
    waiting_for_recognition: "Wait for recognition", preparing: "Preparing the file…",
    now_uploading: "Uploading…", now_queued: "Waiting in the queue.", now_position: "Waiting in the queue, with {n} {n:report|reports} ahead.", now_next: "Waiting in the queue; this report is next.",
    now_stage: "In progress: {stage}…", now_pages: "Recognising the scan: {done} of {pages} {pages:page|pages} read…", cancel: "Cancel", again: "Try again", home: "Audit other reports", back_list: "Back to the list", reconnecting: "The connection was lost; trying again…",
    unreachable: "The service can't be reached", unreachable_detail: "Check the network and that the service is running, then try again. This also happens if the file was moved or a folder was chosen.",
    pass: "No errors found", fail: "Errors found", incomplete: "Parts not checked", failed: "Could not be audited", canceled: "Canceled", running: "In progress", expanding: "Unpacking", succeeded: "Done",
    error: "Error", warning: "Warning", note: "Note", to_check: "To check", arithmetic: "Arithmetic", consistency: "Consistency", section: "Sections", table: "Tables", text: "Text", family_year: "Years",
    findings: "Findings", nothing: "No problems were found.", nothing_in_rest: "No problems were found in the parts that were audited.", all_families: "All families", all_sections: "All sections", family: "Family", chapter: "Section", severity: "Severity",
    left_to_check: "to check", parts_to_check: "To check", to_check_lead: "These sentences were not fully understood, or there may be a good explanation, given with each. They may or may not be wrong, and do not affect the verdict. Check them against the tables and your records.",
    shown: "{n} of {all} shown", as_read: "The report as read", as_pages: "Pages of the file", finding: "Finding {n}", item: "Item {n}", go: "Show in the report", elsewhere: "Not at any one place in the report",
    repair: "Suggestion: ", suppressed: "Suppressed: ", related: "Correcting this also resolves: ", difference: "Difference: {n}", zeros: "{n} more {n:is|are} 0", equation: "Equation",
    repairs: "One correction resolves several findings", mends: "Resolves:", in_text: "Text", or_reading: ";", of_previous: "Last year: ", of_body: "Agency: ",
    rule: "Rule", why: "Why it matters", source: "Source", bad: "Wrong", good: "Right", missing: "Missing: {title}", unread: "Could not be read: {why}", back: "Back to {what}",
    parts_unread: "What was not audited", parts_unread_lead: "These parts could not be read, or not reliably. The rules for them were not applied, so they may still contain errors.",
    checks: "What was checked", check_rule: "Rule", check_status: "Outcome", looked_at: "Checked", understood: "Understood", understood_of: "{n} of {all}", unread_count: "Unread", found: "Findings", passed: "passed", passed_in_part: "passed in the parts that were read", not_checked: "not checked", not_checked_in_part: "partly checked", skipped: "not applicable", crashed: "check failed", found_some: "findings",
    download: "Download", print: "Print", erase: "Delete", erase_sure: "Delete this report and the result of its audit? This can't be undone.",
    html: "Web page (findings in the report)", pdf: "PDF (the original, annotated)", docx: "Word (the original, with comments)", xlsx: "Excel workbook", notices: "Notices of corrections, one per agency", notice: "Notice of corrections (Word, PDF)",
    notice_hint: "What is left empty is a blank in the notice, to be filled in with Word or by hand.", addressee: "To", addressee_hint: "By the report or its file, if empty", deadline: "To be corrected by", office: "From (office)", issued: "Date of the notice",
    save_docx: "Save as Word", save_pdf: "Save as PDF", markdown: "Markdown", csv: "CSV (for Excel)", sarif: "SARIF", json: "JSON",
    passed_over: "{n} {n:file|files} in the archive {n:is not a report and was|are not reports and were} skipped", of: "{done} of {all} done", body: "Agency", report_year: "Year", verdict: "Verdict", file: "File", between: "Between reports",
    in_attachment: "attachment “{name}”", page: "page {n}", line: "line {n}", preamble: "Title and preamble",
    key_title: "Access key", key_hint: "The service's operator creates keys with report-audit keys add. Unless you choose otherwise, a key is kept in this tab only and is gone when the tab is closed.", key_wanted: "The service requires a valid key.", key_use: "Use", key_forget: "Forget the key", close: "Close", request: "Request {id}",
    shortcuts: "Keys", shortcuts_on: "Use letters as keys", key_next: "Next finding", key_previous: "Previous finding", key_enter: "Show the finding in the report", key_back: "From the report back to the finding; close a dialog", key_help: "Show this",
    alike: "{n} {n:finding|findings} of one kind: ", more_places: "{n} more places", link: "Link to this finding, to copy and send", order: "Order", order_of_rules: "By rule", by_severity: "By severity", by_place: "By place in the report",
    offline: "This machine is offline. Work goes on when the network is back.", key_wrong: "This key is not valid. Check it and enter it again.", key_share: "Other tabs of this browser use the key, too (until the last is closed)",
    example: "Try an example", example_hint: "A made-up report with a few errors shows what an audit looks like.", example_name: "Example report", stays_here: "Files are processed on this server and sent nowhere else.", kept_for: "Files are processed on this server and sent nowhere else. Files and results are deleted after {n} {n:day|days}, or whenever you delete them.", drop_here: "Drop to audit the report",
    report: "Annual report", colon: ": ", comma: ", ", list_comma: ", ", school_year: "By school year ({from}–{to})",
    batch_of: "Batch of {date} ({n} {n:report|reports})", batch_unopened: "Batch of {date}", pages_read: "{n} {n:page|pages} read", row_pages: "{done} of {pages} {pages:page|pages}", rename: "Rename", save: "Save", keep_name: "Cancel", search: "Find batches by name",
    none_found: "No such batches.", reports: "Reports", cancel_batch: "Cancel the batch", erase_batch_sure: "Delete this batch, with its {n} {n:report|reports} and all results? This can't be undone.", which_reports: "Which reports are shown",
    all: "All", not_read: "Not fully read", with_between: "Between reports", shown_reports: "{n} of {all} shown", between_on: "{n} between reports", found_between: "Findings between the reports",
    between_lead: "Figures and text that differ between the years of one body, or between a government and its bodies.", made_in: "In: ", set_against: " set against: ",
    assessment: "Assessment", confirmed: "Confirmed", disputed: "Disputed", corrected: "Corrected", withdrawn: "Withdrawn", undo: "Undo", reason: "Why it is not true", cancel_input: "Cancel", after_assessments: "After assessments",
    correction: "Send a corrected version", earlier_version: "Earlier version", corrected_version: "Corrected version", since_baseline: "Since the earlier version", absent: "Corrected", unchanged: "Not corrected", new: "New",
    counted: "{what} ({n})",
  },
};

export let language = sessionStorage.getItem("language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

/** The words of a name, with facts in their places; a name without words is said as it is. `{n:case|cases}` is the form that goes with n. */
export const t = (name, facts = {}) =>
  (WORDS[language][name] ?? String(name)).replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, fact, one, many) =>
    many === undefined ? String(facts[fact] ?? "") : String(facts[fact]) === "1" ? one : many,
  );

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  sessionStorage.setItem("language", language);
}

export const bytes = (count) =>
  count < 1024 * 1024 ? `${Math.ceil(count / 1024)} KB` : `${(count / 1024 / 1024).toFixed(1)} MB`;

export const date = (time) => new Date(time).toLocaleDateString(language === "zh" ? "zh-CN" : "en", { dateStyle: "long" });

export const day = (time) =>
  new Date(time).toLocaleString(language === "zh" ? "zh-CN" : "en", { dateStyle: "medium", timeStyle: "short" });
