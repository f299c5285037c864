// What the page says, in both languages.

export const WORDS = {
  zh: {
    title: "政府信息公开工作年度报告审查", skip: "跳到正文", docs: "接口文档", other: "English", key: "密钥",
    lead: "核对表格勾稽关系、年份、章节和前后文是否一致，指出每处问题的位置和改法。",
    drop: "把年度报告拖到这里，或点此选择文件", kinds: "PDF、DOCX、DOC、OFD、网页或纯文本，可一次多份", kinds_and_scans: "PDF、DOCX、DOC、OFD、网页、纯文本或扫描件（含 PNG、JPEG、TIFF 图片），可一次多份",
    year: "报告年度", year_hint: "一般不用选，按报告自身的说法判断。", year_own: "由报告判断",
    previous: "上年报告（可选）", previous_hint: "先选上年报告，再放入本年报告，可核对跨年数据。",
    address: "或填写报告的网址", fetch: "获取并审查", files: "{n} 份报告", deleted: "已删除",
    attachments: "附件（可选）", attachments_hint: "表格另附文件（含 XLSX、XLS）时先选附件，再放入报告，一并审查。",
    companions_unused: "上年报告和附件只随单份报告提交，这次没有使用。压缩包中与报告同在一个文件夹的“附件”会一并审查。", choose: "选择文件", remove: "移除", audits: "最近的审查", none: "还没有审查记录。",
    batches: "我的批次", name: "名称", and_others: "{name} 等 {n} 份", until: "提交时间截至", earlier: "更早", newest: "回到最新",
    uploading: "上传", queued: "排队", waiting: "等待", opening: "打开文件", reading: "识别内容", judging: "逐条审查", keeping: "保存结果",
    waiting_for_recognition: "等待文字识别", preparing: "正在准备文件…",
    now_uploading: "正在上传…", now_queued: "正在排队。", now_position: "正在排队，前面还有 {n} 份。", now_next: "正在排队，下一个就是它。",
    now_stage: "正在{stage}…", now_pages: "正在识别扫描页：已完成 {done} / {pages} 页…", cancel: "取消审查", again: "重试", home: "审查其他报告", back_list: "返回列表", reconnecting: "连接中断，正在重试…",
    unreachable: "无法连接服务", unreachable_detail: "请检查网络或服务是否在运行，然后重试。文件已被移动或是文件夹时也会这样。",
    pass: "未发现错误", fail: "有错误", incomplete: "部分内容未能审查", failed: "无法审查", canceled: "已取消", running: "审查中", expanding: "正在解压", succeeded: "已完成",
    error: "错误", warning: "警告", note: "提示", to_check: "请核对", arithmetic: "计算", consistency: "一致性", section: "章节", table: "表格", text: "文字", family_year: "年份",
    findings: "发现的问题", nothing: "没有发现问题。", nothing_in_rest: "已审查的部分没有发现问题。", all_families: "全部类别", all_sections: "全部章节", family: "类别", chapter: "章节", severity: "严重程度",
    left_to_check: "待核对", parts_to_check: "请核对的内容", to_check_lead: "下列语句未能完全读懂，或另有合理解释（原因见各条），可能有误，也可能无误，不影响结论。请对照表格和台账核对。",
    shown: "显示 {n} / {all} 条", as_read: "报告内容（按识别结果）", as_pages: "原件页面", finding: "问题 {n}", item: "核对项 {n}", go: "在报告中查看", elsewhere: "报告中没有对应位置",
    repair: "建议：", suppressed: "已豁免：", related: "改好后可一并消除：", difference: "相差 {n}", zeros: "其余 {n} 项为 0", equation: "算式",
    repairs: "一种改法可消除多个问题", mends: "可消除：", in_text: "正文", or_reading: "；", of_previous: "上年", of_body: "所属机关",
    rule: "规则依据", why: "为什么", source: "依据", bad: "错例", good: "正例", missing: "缺少：{title}", unread: "未能识别：{why}", back: "回到{what}",
    parts_unread: "没有审查的内容", parts_unread_lead: "下列内容没有读取或认得不准，与之相关的规则没有执行，不表示这些内容没有问题。",
    checks: "检查了哪些规则", check_rule: "规则", check_status: "结果", looked_at: "检查项", understood: "读懂", understood_of: "{n}/{all}", unread_count: "未识别", found: "问题", passed: "通过", passed_in_part: "通过（部分未能检查）", not_checked: "未能检查", not_checked_in_part: "部分未能检查", skipped: "不适用", crashed: "检查出错", found_some: "有问题",
    download: "下载", print: "打印", erase: "删除", erase_sure: "删除这份报告和它的审查结果？删除后无法恢复。",
    html: "网页（问题标在报告中）", pdf: "PDF（原件加批注）", docx: "Word（原件加批注）", xlsx: "Excel 汇总表", notices: "整改通知单（每单位一份）", notice: "整改通知单（Word）", markdown: "Markdown", csv: "CSV 表格（可用 Excel 打开）", sarif: "SARIF", json: "JSON",
    passed_over: "压缩包中有 {n} 个文件不是报告，已略过", batch: "一批报告", of: "{done} / {all} 份已完成", body: "单位", report_year: "年度", verdict: "结论", file: "文件", between: "报告之间的问题",
    in_attachment: "附件“{name}”", page: "第 {n} 页", line: "第 {n} 行", preamble: "标题和引言",
    key_title: "访问密钥", key_hint: "密钥由服务运维人员用 report-audit keys add 签发，只保存在本标签页，关闭后即清除。", key_wanted: "服务需要有效的密钥。", key_use: "使用", key_forget: "清除密钥", close: "关闭", request: "请求编号 {id}",
    report: "年度报告", colon: "：", comma: "，", list_comma: "、", school_year: "按学年报告（{from}—{to} 学年）",
  },
  en: {
    title: "Audit of annual reports on open government information", skip: "Skip to content", docs: "API", other: "中文", key: "Key",
    lead: "Checks that tables add up, that years, sections and statements agree, and shows where each fault stands and how to mend it.",
    drop: "Drop annual reports here, or click to choose files", kinds: "PDF, DOCX, DOC, OFD, web pages or plain text; one or many", kinds_and_scans: "PDF, DOCX, DOC, OFD, web pages, plain text or scans (PNG, JPEG and TIFF, too); one or many",
    year: "Report year", year_hint: "Seldom needed: the report itself says it.", year_own: "As the report says",
    previous: "Last year's report (optional)", previous_hint: "Choose it first, then drop this year's report: figures are checked across both.",
    address: "Or the address of a report", fetch: "Fetch and audit", files: "{n} reports", deleted: "Deleted",
    attachments: "Attachments (optional)", attachments_hint: "Where tables are files of their own (XLSX and XLS, too): choose them first, then drop the report.",
    companions_unused: "Last year's report and attachments go with a single report only; they were not used this time. In an archive, files called 附件 in a report's folder are read with it.", choose: "Choose a file", remove: "Remove", audits: "Recent audits", none: "No audits yet.",
    batches: "Your batches", name: "Name", and_others: "{name} and others, {n} in all", until: "Sent up to", earlier: "Earlier", newest: "Newest",
    uploading: "Upload", queued: "Queue", waiting: "Waiting", opening: "Open", reading: "Read", judging: "Check", keeping: "Keep",
    waiting_for_recognition: "Wait for recognition", preparing: "Preparing the file…",
    now_uploading: "Uploading…", now_queued: "Waiting in the queue.", now_position: "Waiting in the queue, {n} ahead of it.", now_next: "Waiting in the queue; it is the next.",
    now_stage: "In work: {stage}…", now_pages: "Recognising the scan: {done} of {pages} pages are read…", cancel: "Cancel", again: "Try again", home: "Audit other reports", back_list: "Back to the list", reconnecting: "The connection was lost; trying again…",
    unreachable: "The service can't be reached", unreachable_detail: "Check the network and whether the service runs, then try again. A file that was moved, or a folder, looks the same.",
    pass: "No errors found", fail: "Errors found", incomplete: "Parts not checked", failed: "Could not be audited", canceled: "Canceled", running: "In work", expanding: "Unpacking", succeeded: "Done",
    error: "Error", warning: "Warning", note: "Note", to_check: "To check", arithmetic: "Arithmetic", consistency: "Consistency", section: "Sections", table: "Tables", text: "Text", family_year: "Years",
    findings: "Findings", nothing: "Nothing was found.", nothing_in_rest: "Nothing was found in what was audited.", all_families: "All families", all_sections: "All sections", family: "Family", chapter: "Section", severity: "Severity",
    left_to_check: "to check", parts_to_check: "To check", to_check_lead: "These sentences were not wholly understood, or may be explained as each one says: they may be wrong or right, and leave the verdict alone. Hold them against the tables and your records.",
    shown: "{n} of {all} shown", as_read: "The report as read", as_pages: "Pages of the file", finding: "Finding {n}", item: "Item {n}", go: "Show in the report", elsewhere: "Stands nowhere in the report",
    repair: "Repair: ", suppressed: "Suppressed: ", related: "The same repair also mends: ", difference: "They differ by {n}", zeros: "{n} more are 0", equation: "Equation",
    repairs: "One repair mends several findings", mends: "Mends:", in_text: "Text", or_reading: ";", of_previous: "Last year: ", of_body: "A body: ",
    rule: "The rule", why: "Why it matters", source: "Source", bad: "Wrong", good: "Right", missing: "Missing: {title}", unread: "Could not be read: {why}", back: "Back to {what}",
    parts_unread: "What was not audited", parts_unread_lead: "This was not read, or not surely. Rules on it were not applied: nothing says that it is right.",
    checks: "Which rules were applied", check_rule: "Rule", check_status: "Outcome", looked_at: "Looked at", understood: "Understood", understood_of: "{n} of {all}", unread_count: "Unread", found: "Findings", passed: "passed", passed_in_part: "passed, as far as it was read", not_checked: "could not be checked", not_checked_in_part: "checked in part", skipped: "not applicable", crashed: "crashed", found_some: "findings",
    download: "Download", print: "Print", erase: "Delete", erase_sure: "Delete this report and the result of its audit? This can't be undone.",
    html: "Web page (findings in the report)", pdf: "PDF (the file, annotated)", docx: "Word (the file, with comments)", xlsx: "Excel workbook", notices: "Notices of what to correct, a body each", notice: "Notice of what to correct (Word)", markdown: "Markdown", csv: "CSV (for Excel)", sarif: "SARIF", json: "JSON",
    passed_over: "Files of the archive that are no reports and were passed over: {n}", batch: "A batch of reports", of: "{done} of {all} done", body: "Body", report_year: "Year", verdict: "Verdict", file: "File", between: "Findings between the reports",
    in_attachment: "attachment “{name}”", page: "page {n}", line: "line {n}", preamble: "Title and preamble",
    key_title: "Access key", key_hint: "The service's operator makes keys with report-audit keys add. A key stays in this tab and is gone when it is closed.", key_wanted: "The service needs a valid key.", key_use: "Use", key_forget: "Forget the key", close: "Close", request: "Request {id}",
    report: "Annual report", colon: ": ", comma: ", ", list_comma: ", ", school_year: "By school year ({from}–{to})",
  },
};

export let language = sessionStorage.getItem("language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

/** The words of a name, with facts in their places; a name without words is said as it is. */
export const t = (name, facts = {}) =>
  (WORDS[language][name] ?? String(name)).replace(/\{(\w+)\}/g, (_, fact) => String(facts[fact] ?? ""));

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  sessionStorage.setItem("language", language);
}

export const bytes = (count) =>
  count < 1024 * 1024 ? `${Math.ceil(count / 1024)} KB` : `${(count / 1024 / 1024).toFixed(1)} MB`;

export const day = (time) =>
  new Date(time).toLocaleString(language === "zh" ? "zh-CN" : "en", { dateStyle: "medium", timeStyle: "short" });
