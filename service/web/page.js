// The page for people: drop reports, watch their audits, read the findings beside the report as read.
//
// It uses the public API and nothing else. What comes out of a report, or out of an answer, becomes text nodes only:
// the document's policy (Trusted Types) refuses any other way. A key is kept for the session of this tab.

// ---------------------------------------------------------------------------------------------------------- words

const WORDS = {
  zh: {
    title: "政府信息公开工作年度报告审查", skip: "跳到正文", docs: "接口文档", other: "English", key: "密钥",
    lead: "核对表格勾稽关系、年份、章节和前后文是否一致，指出每处问题的位置和改法。",
    drop: "把年度报告拖到这里，或点此选择文件", kinds: "PDF、DOCX、DOC、OFD、网页、纯文本或扫描件，可一次多份",
    year: "报告年度", year_hint: "一般不用选，按报告自身的说法判断。", year_own: "由报告判断",
    previous: "上年报告（可选）", previous_hint: "先选上年报告，再放入本年报告，可核对跨年数据。",
    files: "{n} 份报告", deleted: "已删除",
    previous_single: "上年报告只随单份报告提交，这次没有使用。", choose: "选择文件", remove: "移除", recent: "最近的审查", none: "还没有审查记录。",
    uploading: "上传", queued: "排队", waiting: "等待", opening: "打开文件", reading: "识别内容", judging: "逐条审查", keeping: "保存结果",
    waiting_for_recognition: "等待文字识别", preparing: "正在准备文件…",
    now_uploading: "正在上传…", now_queued: "正在排队。", now_position: "正在排队，前面还有 {n} 份。", now_next: "正在排队，下一个就是它。",
    now_stage: "正在{stage}…", cancel: "取消审查", again: "重试", home: "审查其他报告", back_list: "返回列表", reconnecting: "连接中断，正在重试…",
    unreachable: "无法连接服务", unreachable_detail: "请检查网络或服务是否在运行，然后重试。文件已被移动或是文件夹时也会这样。",
    pass: "未发现错误", fail: "有错误", incomplete: "部分内容未能审查", failed: "无法审查", canceled: "已取消", running: "审查中", expanding: "正在解压", succeeded: "已完成",
    error: "错误", warning: "警告", note: "提示", to_check: "请核对", arithmetic: "计算", consistency: "一致性", section: "章节", table: "表格", text: "文字", family_year: "年份",
    findings: "发现的问题", nothing: "没有发现问题。", all_families: "全部类别", all_sections: "全部章节", family: "类别", chapter: "章节", severity: "严重程度",
    left_to_check: "待核对", parts_to_check: "请核对的内容", to_check_lead: "系统未能完全读懂下列语句，它们可能有误，也可能无误，不影响结论。请对照表格和台账核对。",
    shown: "显示 {n} / {all} 条", as_read: "报告内容（按识别结果）", as_pages: "原件页面", finding: "问题 {n}", item: "核对项 {n}", go: "在报告中查看", elsewhere: "报告中没有对应位置",
    repair: "建议：", suppressed: "已豁免：", related: "改好后可一并消除：", expected: "应为", actual: "实为", difference: "相差 {n}", zeros: "其余 {n} 项为 0", equation: "算式",
    rule: "规则依据", why: "为什么", source: "依据", bad: "错例", good: "正例", missing: "缺少：{title}", unread: "未能识别：{why}", back: "回到{what}",
    checks: "检查了哪些规则", check_rule: "规则", check_status: "结果", looked_at: "检查项", understood: "读懂", understood_of: "{n}/{all}", unread_count: "未识别", found: "问题", passed: "通过", skipped: "不适用", crashed: "检查出错", found_some: "有问题",
    download: "下载", print: "打印", erase: "删除", erase_sure: "删除这份报告和它的审查结果？删除后无法恢复。",
    html: "网页（问题标在报告中）", pdf: "PDF（原件加批注）", docx: "Word（原件加批注）", xlsx: "Excel 汇总表", notices: "整改通知单（每单位一份）", notice: "整改通知单（Word）", markdown: "Markdown", csv: "CSV 表格（可用 Excel 打开）", sarif: "SARIF", json: "JSON",
    passed_over: "压缩包中有 {n} 个文件不是报告，已略过", batch: "一批报告", of: "{done} / {all} 份已完成", body: "单位", report_year: "年度", verdict: "结论", file: "文件", between: "报告之间的问题",
    page: "第 {n} 页", line: "第 {n} 行", preamble: "标题和引言", table_disclosure: "主动公开情况表", table_applications: "申请情况表", table_reviews: "复议诉讼情况表",
    key_title: "访问密钥", key_hint: "密钥由服务运维人员用 report-audit keys add 签发，只保存在本标签页，关闭后即清除。", key_wanted: "服务需要有效的密钥。", key_use: "使用", key_forget: "清除密钥", close: "关闭", request: "请求编号 {id}",
    report: "年度报告", colon: "：",
  },
  en: {
    title: "Audit of annual reports on open government information", skip: "Skip to content", docs: "API", other: "中文", key: "Key",
    lead: "Checks that tables add up, that years, sections and statements agree, and shows where each fault stands and how to mend it.",
    drop: "Drop annual reports here, or click to choose files", kinds: "PDF, DOCX, DOC, OFD, web pages, plain text or scans; one or many",
    year: "Report year", year_hint: "Seldom needed: the report itself says it.", year_own: "As the report says",
    previous: "Last year's report (optional)", previous_hint: "Choose it first, then drop this year's report: figures are checked across both.",
    files: "{n} reports", deleted: "Deleted",
    previous_single: "Last year's report goes with a single report only; it was not used this time.", choose: "Choose a file", remove: "Remove", recent: "Recent audits", none: "No audits yet.",
    uploading: "Upload", queued: "Queue", waiting: "Waiting", opening: "Open", reading: "Read", judging: "Check", keeping: "Keep",
    waiting_for_recognition: "Wait for recognition", preparing: "Preparing the file…",
    now_uploading: "Uploading…", now_queued: "Waiting in the queue.", now_position: "Waiting in the queue, {n} ahead of it.", now_next: "Waiting in the queue; it is the next.",
    now_stage: "In work: {stage}…", cancel: "Cancel", again: "Try again", home: "Audit other reports", back_list: "Back to the list", reconnecting: "The connection was lost; trying again…",
    unreachable: "The service can't be reached", unreachable_detail: "Check the network and whether the service runs, then try again. A file that was moved, or a folder, looks the same.",
    pass: "No errors found", fail: "Errors found", incomplete: "Parts not checked", failed: "Could not be audited", canceled: "Canceled", running: "In work", expanding: "Unpacking", succeeded: "Done",
    error: "Error", warning: "Warning", note: "Note", to_check: "To check", arithmetic: "Arithmetic", consistency: "Consistency", section: "Sections", table: "Tables", text: "Text", family_year: "Years",
    findings: "Findings", nothing: "Nothing was found.", all_families: "All families", all_sections: "All sections", family: "Family", chapter: "Section", severity: "Severity",
    left_to_check: "to check", parts_to_check: "To check", to_check_lead: "These sentences were not wholly understood: they may be wrong or right, and leave the verdict alone. Hold them against the tables and your records.",
    shown: "{n} of {all} shown", as_read: "The report as read", as_pages: "Pages of the file", finding: "Finding {n}", item: "Item {n}", go: "Show in the report", elsewhere: "Stands nowhere in the report",
    repair: "Repair: ", suppressed: "Suppressed: ", related: "The same repair also mends: ", expected: "expected", actual: "actual", difference: "They differ by {n}", zeros: "{n} more are 0", equation: "Equation",
    rule: "The rule", why: "Why it matters", source: "Source", bad: "Wrong", good: "Right", missing: "Missing: {title}", unread: "Could not be read: {why}", back: "Back to {what}",
    checks: "Which rules were applied", check_rule: "Rule", check_status: "Outcome", looked_at: "Looked at", understood: "Understood", understood_of: "{n} of {all}", unread_count: "Unread", found: "Findings", passed: "passed", skipped: "not applicable", crashed: "crashed", found_some: "findings",
    download: "Download", print: "Print", erase: "Delete", erase_sure: "Delete this report and the result of its audit? This can't be undone.",
    html: "Web page (findings in the report)", pdf: "PDF (the file, annotated)", docx: "Word (the file, with comments)", xlsx: "Excel workbook", notices: "Notices of what to correct, a body each", notice: "Notice of what to correct (Word)", markdown: "Markdown", csv: "CSV (for Excel)", sarif: "SARIF", json: "JSON",
    passed_over: "Files of the archive that are no reports and were passed over: {n}", batch: "A batch of reports", of: "{done} of {all} done", body: "Body", report_year: "Year", verdict: "Verdict", file: "File", between: "Findings between the reports",
    page: "page {n}", line: "line {n}", preamble: "Title and preamble", table_disclosure: "table of disclosure", table_applications: "table of applications", table_reviews: "table of reviews",
    key_title: "Access key", key_hint: "The service's operator makes keys with report-audit keys add. A key stays in this tab and is gone when it is closed.", key_wanted: "The service needs a valid key.", key_use: "Use", key_forget: "Forget the key", close: "Close", request: "Request {id}",
    report: "Annual report", colon: ": ",
  },
};

let language = sessionStorage.getItem("language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

const t = (name, facts = {}) =>
  (WORDS[language][name] ?? String(name)).replace(/\{(\w+)\}/g, (_, fact) => String(facts[fact] ?? ""));
const familyName = (category) => t(category === "year" ? "family_year" : category);

// The words of the statutory form (国办公开办函〔2021〕30号); they stay Chinese, as the report is.
const SECTIONS = ["", "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"];
const TABLES = {
  disclosure: { section: 2, caption: "主动公开政府信息情况表" },
  applications: { section: 3, caption: "收到和处理政府信息公开申请情况表" },
  reviews: { section: 4, caption: "政府信息公开行政复议、行政诉讼情况表" },
};
const COLUMNS = {
  disclosure: { issued: "本年制发件数", repealed: "本年废止件数", in_force: "现行有效件数", decisions: "本年处理决定数量", amount: "本年收费金额（单位：万元）" },
  applications: { natural_person: "自然人", commercial_enterprise: "商业企业", research_institution: "科研机构", social_welfare_organization: "社会公益组织", legal_service_organization: "法律服务机构", other: "其他", total: "总计" },
  reviews: { upheld: "结果维持", corrected: "结果纠正", other: "其他结果", pending: "尚未审结", total: "总计" },
};
const CLAUSES = { regulations: "一", normative_documents: "一", licensing: "五", penalty: "六", coercion: "六", fees: "八" };
const GROUPS = { "outcomes.refused": "（三）不予公开", "outcomes.unavailable": "（四）无法提供", "outcomes.not_processed": "（五）不予处理", "outcomes.other": "（六）其他处理" };
const columnLabel = (table, column) => COLUMNS[table]?.[column] ?? column;
// What a finding weighs: its severity, or that it is to check, which accuses nobody and is kept apart from the notes.
const WEIGHTS = ["error", "warning", "note", "to_check"];
const weightOf = (finding) => finding.to_check ? "to_check" : finding.severity;
const nameOf = (finding) => t(finding.to_check ? "item" : "finding", { n: finding.number });
const countOf = (summary, weight) => (summary[weight] ?? 0) - (weight === "note" ? summary.to_check ?? 0 : 0);
const FAMILIES = ["arithmetic", "year", "section", "consistency", "table", "text"];

// --------------------------------------------------------------------------------------------------------- elements

const $ = (id) => document.getElementById(id);

/** An element; its children are elements or text, and text stays text. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const say = (text) => { $("status").textContent = text; };

/** Show a view, and have keyboards and screen readers begin at its head. */
function show(...content) {
  const main = $("main");
  main.replaceChildren(...content.flat().filter(Boolean));
  const head = main.querySelector("h1");
  document.title = head && head.textContent !== t("title") ? `${head.textContent} · ${t("title")}` : t("title");
}

const bytes = (count) => count < 1024 * 1024 ? `${Math.ceil(count / 1024)} KB` : `${(count / 1024 / 1024).toFixed(1)} MB`;
const day = (time) => new Date(time).toLocaleString(language === "zh" ? "zh-CN" : "en", { dateStyle: "medium", timeStyle: "short" });

// -------------------------------------------------------------------------------------------------------- public API

const BASE = new URL(".", location.href);
const sleep = (seconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, seconds * 1000);
  signal?.addEventListener("abort", () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
});

/** What the service says is wrong (RFC 9457), or that it can't be reached. */
class Problem extends Error {
  constructor(told, status = 0) {
    super(told.detail ?? told.title);
    Object.assign(this, { told, status });
  }

  static get unreachable() {
    return new Problem({ title: t("unreachable"), detail: t("unreachable_detail") });
  }
}

/** Ask the service. What it asks to wait for is waited for, a few times; then, and otherwise, a Problem is thrown. */
async function ask(path, { method = "GET", body, headers = {}, signal, waits = 8 } = {}) {
  for (let tries = 0; ; tries += 1) {
    const key = sessionStorage.getItem("api_key");
    const sent = { "Accept-Language": language, ...headers, ...(key ? { Authorization: `Bearer ${key}` } : {}) };
    let response;
    try {
      response = await fetch(new URL(path, BASE), { method, body, signal, headers: sent, cache: "no-store" });
    } catch (error) {
      throw signal?.aborted ? error : Problem.unreachable;
    }
    if (response.ok || response.status === 304) return response;
    const told = await response.json().catch(() => ({ title: response.statusText }));
    const later = Number(response.headers.get("Retry-After"));
    if ([429, 503].includes(response.status) && later && tries < waits) await sleep(later, signal);
    else if (response.status === 401 && (await wantKey(key, told))) continue;
    else throw new Problem(told, response.status);
  }
}

const askJson = async (path, options) => (await ask(path, options)).json();

let contract = null;
/** The service's own contract, which says what it offers. */
const offers = () => (contract ??= askJson("openapi.json").catch((error) => { contract = null; throw error; }));

/** A document that may have to be drawn first. */
async function fetched(path, signal) {
  for (;;) {
    const response = await ask(path, { signal });
    if (response.status !== 202) return response;
    await sleep(Number(response.headers.get("Retry-After")) || 1, signal);
  }
}

async function download(path, fallback) {
  say(t("preparing"));
  const response = await fetched(path);
  const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get("Content-Disposition") ?? "");
  const plain = /filename="?([^";]+)/i.exec(response.headers.get("Content-Disposition") ?? "");
  const url = URL.createObjectURL(await response.blob());
  h("a", { href: url, download: named ? decodeURIComponent(named[1]) : plain?.[1] ?? fallback }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  say("");
}

/** Follow an audit or batch until it ends; `told` gets each of its states. An audit's answers are held by the service. */
async function follow(path, told, signal, isHeld = true) {
  for (let tag = null, pause = 1; ;) {
    try {
      const response = await ask(tag && isHeld ? `${path}?wait=25` : path, { headers: tag ? { "If-None-Match": tag } : {}, signal });
      pause = 1;
      if (response.status !== 304) {
        tag = response.headers.get("ETag");
        const state = await response.json();
        told(state);
        if (state.finished_at) return state;
      }
      if (!isHeld) await sleep(1, signal);
    } catch (error) {
      if (signal.aborted || (error.status && error.status < 500)) throw error;
      say(t("reconnecting"));
      await sleep(pause, signal);
      pause = Math.min(pause * 2, 10);
    }
  }
}

// --------------------------------------------------------------------------------------------------------------- keys

let wanted = null;
/** Have the person enter a key, once for all calls that lack one; false where none is entered. */
function wantKey(tried, told) {
  if (sessionStorage.getItem("api_key") !== tried) return Promise.resolve(true);
  const reason = told.type?.endsWith("/key-expired") ? told.detail : t("key_wanted");
  wanted ??= openKeys(reason).finally(() => { wanted = null; });
  return wanted;
}

function openKeys(reason) {
  const dialog = $("keys");
  return new Promise((resolve) => {
    const field = h("input", { id: "key", type: "password", autocomplete: "off", required: true, spellcheck: "false" });
    const use = (event) => {
      event.preventDefault();
      sessionStorage.setItem("api_key", field.value.trim());
      dialog.close("used");
    };
    const forget = () => { sessionStorage.removeItem("api_key"); dialog.close(); };
    dialog.replaceChildren(
      h("h2", { id: "keys-title" }, t("key_title")),
      h("p", {}, reason ? `${reason} ` : "", t("key_hint")),
      h("form", { submit: use },
        h("label", { for: "key" }, t("key")), field,
        h("div", { class: "row" },
          h("button", { class: "first" }, t("key_use")),
          sessionStorage.getItem("api_key") && h("button", { type: "button", click: forget }, t("key_forget")),
          h("button", { type: "button", click: () => dialog.close() }, t("close")))),
    );
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "used"), { once: true });
    dialog.returnValue = "";
    dialog.showModal();
  });
}

// ------------------------------------------------------------------------------------------------------------ routes

let view = new AbortController(); // what the shown view has under way ends with it
let list = "#"; // the list that the shown audit was opened from

async function route() {
  view.abort();
  view = new AbortController();
  const signal = view.signal;
  const [, kind, id] = /^#(audit|batch)\/(\w+)$/.exec(location.hash) ?? [];
  if (kind !== "audit") list = location.hash || "#";
  say("");
  try {
    if (kind === "audit") await showAudit(id, signal);
    else if (kind === "batch") await showBatch(id, signal);
    else await showHome(signal);
  } catch (error) {
    if (!signal.aborted) showProblem(error);
  }
}

function go(hash) {
  if (location.hash === hash) route();
  else location.hash = hash;
}

/** What went wrong, with a button to try again where that can help. */
function notice(error, again = null, name = "") {
  const isPassing = !error.status || error.status >= 500 || [401, 408, 429].includes(error.status);
  const told = error instanceof Problem ? error.told : { title: t("crashed"), detail: String(error) };
  const fields = (told.errors ?? []).map((each) => h("p", {}, `${each.pointer.slice(1)}${t("colon")}${each.detail}`));
  return h("div", { class: "notice", role: "alert" },
    h("strong", {}, name && `${name}${t("colon")}`, told.title), h("p", {}, told.detail ?? ""), fields,
    told.problem && h("p", {}, told.problem.detail),
    told.request_id && h("p", { class: "quiet" }, h("small", {}, t("request", { id: told.request_id }))),
    again && isPassing && h("div", { class: "row" }, h("button", { type: "button", click: again }, t("again"))));
}

function showProblem(error) {
  show(h("div", { class: "home" }, h("h1", { class: "unseen" }, error.told?.title ?? t("crashed")), notice(error, route), h("p", {}, h("a", { href: "#" }, t("home")))));
}

function frame() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  $("skip").textContent = t("skip");
  $("brand").textContent = t("title");
  $("tools").replaceChildren(
    h("button", { type: "button", click: async () => { if (await openKeys("")) route(); } }, t("key")),
    h("button", { type: "button", lang: language === "zh" ? "en" : "zh-CN", click: switchLanguage }, t("other")),
    h("a", { href: "docs" }, t("docs")),
  );
}

function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  sessionStorage.setItem("language", language);
  frame();
  route();
}

// -------------------------------------------------------------------------------------------------------------- home

const options = { year: "", previous: null };
let remark = ""; // what is to be said of the batch that was just sent

async function showHome(signal) {
  remark = "";
  const picker = h("input", { type: "file", id: "reports", class: "unseen", multiple: true, change: () => submit([...picker.files]) });
  const thisYear = new Date().getFullYear();
  const years = Array.from({ length: thisYear - 2007 }, (_, past) => thisYear - past);
  const year = h("select", { id: "year", "aria-describedby": "year-hint", change: () => { options.year = year.value; } },
    h("option", { value: "" }, t("year_own")),
    years.map((each) => h("option", { value: each, selected: String(each) === options.year }, String(each))));
  const last = h("div", { class: "row" });
  const fill = () => {
    const choose = h("input", { type: "file", id: "previous", class: "unseen", "aria-describedby": "previous-hint", change: () => { options.previous = choose.files[0] ?? null; fill(); } });
    const drop = h("button", { type: "button", click: () => { options.previous = null; fill(); } }, t("remove"));
    last.replaceChildren(h("label", { class: "button" }, choose, t("choose")), ...(options.previous ? [h("span", {}, options.previous.name), drop] : []));
  };
  fill();
  const recent = h("div", { class: "recent" });
  show(h("div", { class: "home" },
    h("h1", {}, t("title")), h("p", { class: "lead" }, t("lead")),
    h("label", { class: "drop" }, picker, h("strong", {}, t("drop")), h("span", { class: "quiet" }, t("kinds"))),
    h("div", { class: "options" },
      h("div", {}, h("label", { for: "previous" }, t("previous")), last, h("p", { class: "quiet", id: "previous-hint" }, t("previous_hint"))),
      h("div", {}, h("label", { for: "year" }, t("year")), year, h("p", { class: "quiet", id: "year-hint" }, t("year_hint")))),
    recent));
  const { audits } = await askJson("v1/audits?limit=20", { signal });
  const rows = audits.map(rowOf);
  recent.append(h("h2", {}, t("recent")), rows.length ? reportTable(rows, t("recent")) : h("p", { class: "quiet" }, t("none")));
}

function listenForFiles() {
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dragging");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dragging"); });
  addEventListener("drop", (event) => {
    document.body.classList.remove("dragging");
    if (!carriesFiles(event) || event.target.closest?.(".options")) return;
    event.preventDefault();
    submit([...event.dataTransfer.files]);
  });
}

// -------------------------------------------------------------------------------------------------------- submitting

// `randomUUID` is not there on a page that came by plain http from another machine.
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function submit(files) {
  if (!files.length) return;
  const isBatch = files.length > 1 || /\.zip$/i.test(files[0].name);
  send(files, isBatch ? "batch" : "audit", newKey());
}

/** Send reports, and go where their progress is; sent again under the same key they make no second audit. */
async function send(files, kind, key) {
  view.abort();
  view = new AbortController();
  const { signal } = view;
  const name = files.length > 1 ? t("files", { n: files.length }) : files[0].name;
  show(progressOf({ name, step: "uploading", text: t("now_uploading") }));
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  if (options.year) form.append("year", options.year);
  if (options.previous && kind === "audit") form.append("previous", options.previous, options.previous.name);
  try {
    const path = kind === "audit" ? "v1/audits" : "v1/batches";
    const made = await askJson(path, { method: "POST", body: form, headers: { "Idempotency-Key": key }, signal, waits: 100 });
    remark = options.previous && kind === "batch" ? "previous_single" : "";
    options.previous = null;
    go(`#${kind}/${made.id}`);
  } catch (error) {
    if (signal.aborted) return;
    await showHome(signal).catch(() => null);
    $("main").firstElementChild.prepend(notice(error, () => send(files, kind, key), name));
  }
}

// ---------------------------------------------------------------------------------------------------------- progress

const STEPS = ["uploading", "queued", "opening", "reading", "judging", "keeping"];

/** What a person sees until the findings are there. `step` is one of STEPS, or one that stands for reading. */
function progressOf({ name, step, text, more = null }) {
  const at = STEPS.includes(step) ? STEPS.indexOf(step) : STEPS.indexOf(step === "waiting" ? "queued" : "reading");
  return h("div", { class: "progress" },
    h("h1", {}, name),
    h("ol", { class: "steps" }, STEPS.map((each, index) =>
      h("li", { class: index < at ? "done" : null, "aria-current": index === at ? "step" : null }, t(each)))),
    h("div", { class: "row" }, h("p", {}, text), more));
}

function audited(audit, cancel) {
  const { status, progress, queue_position: position } = audit;
  const stage = status === "running" ? progress?.stage ?? "waiting" : "queued";
  const queued = position === 1 ? t("now_next") : position ? t("now_position", { n: position - 1 }) : t("now_queued");
  const text = stage === "queued" ? queued : t("now_stage", { stage: t(stage).toLowerCase() });
  say(text);
  return progressOf({ name: audit.file.name, step: stage, text, more: h("button", { type: "button", click: cancel }, t("cancel")) });
}

// ------------------------------------------------------------------------------------------------- lists and batches

const isCounted = (row) => row.status === "succeeded";
const verdictOf = (row) => row.verdict ?? row.status;
const badge = (row) => h("span", { class: `verdict ${verdictOf(row) === "waiting" ? "queued" : verdictOf(row)}` }, t(verdictOf(row) === "waiting" ? "queued" : verdictOf(row)));

const LIST = [
  { name: "body", value: (row) => row.agency ?? row.name, cell: bodyCell },
  { name: "report_year", value: (row) => row.year ?? 0, cell: (row) => h("td", { class: "number" }, row.year ? String(row.year) : "") },
  { name: "verdict", value: (row) => ["fail", "failed", "incomplete", "pass"].indexOf(verdictOf(row)), cell: verdictCell },
  ...WEIGHTS.map((weight) => ({
    name: weight,
    value: (row) => -countOf(row, weight),
    cell: (row) => h("td", { class: `number ${countOf(row, weight) ? `some ${weight}` : "quiet"}` }, isCounted(row) ? String(countOf(row, weight)) : ""),
  })),
];

function bodyCell(row) {
  const name = row.agency ?? row.name;
  return h("th", { scope: "row" },
    row.audit && row.status !== "deleted" ? h("a", { href: `#audit/${row.audit}` }, name) : name,
    row.agency && h("small", {}, row.name), row.created_at && h("small", {}, day(row.created_at)));
}

function verdictCell(row) {
  return h("td", {}, badge(row), row.problem && h("small", {}, row.problem.detail));
}

/** A table of reports that a click on a column's head sorts. `order` is kept by whoever draws it anew. */
function reportTable(rows, caption, order = {}) {
  const body = h("tbody");
  const heads = LIST.map((column) => h("th", { scope: "col", class: column.name === "body" || column.name === "verdict" ? null : "number" },
    h("button", { type: "button", click: () => { order.down = order.by === column.name && !order.down; order.by = column.name; fill(); } }, t(column.name))));
  const fill = () => {
    const column = LIST.find((each) => each.name === order.by);
    const compare = (one, other) => typeof one === "number" ? one - other : one.localeCompare(other, "zh");
    const sorted = column ? rows.toSorted((one, other) => compare(column.value(one), column.value(other)) * (order.down ? -1 : 1)) : rows;
    heads.forEach((head, index) => {
      if (LIST[index] === column) head.setAttribute("aria-sort", (order.down !== WEIGHTS.includes(column.name)) ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    body.replaceChildren(...sorted.map((row) => h("tr", {}, LIST.map((each) => each.cell(row)))));
  };
  fill();
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", { class: "list" }, h("caption", { class: "unseen" }, caption), h("thead", {}, h("tr", {}, heads)), body));
}

const rowOf = (audit) => ({
  audit: audit.id, name: audit.file.name, status: audit.status, verdict: audit.verdict, agency: audit.report.agency,
  year: audit.report.year, problem: audit.problem, created_at: audit.created_at, ...audit.summary,
});

async function showBatch(id, signal) {
  const path = `v1/batches/${id}`;
  const order = {};
  const between = h("div", { class: "recent" });
  const ended = await follow(path, (batch) => {
    const held = document.activeElement?.closest?.("main a, main button");
    show(batchView(batch, order, between));
    // The list is drawn anew while it is watched: whoever goes through it by keyboard stays where they were.
    const name = (element) => element.getAttribute("href") ?? element.textContent;
    if (held) [...$("main").querySelectorAll("a, button")].find((each) => name(each) === name(held))?.focus();
  }, signal, false);
  if (ended.status !== "succeeded" || !ended.summary.between) return;
  const { findings } = await askJson(`${path}/findings?limit=1000`, { signal });
  between.replaceChildren(h("h2", {}, t("between")), h("ol", { class: "cards" }, findings.map((finding) =>
    h("li", { class: `card ${weightOf(finding)}` },
      h("p", {}, h("span", { class: `badge ${weightOf(finding)}` }, t(weightOf(finding))), " ", h("a", { href: `#audit/${finding.audit}` }, finding.message)),
      finding.suggestion && h("p", { class: "repair" }, t("repair"), finding.suggestion)))));
}

function batchView(batch, order, between) {
  const { counts, summary } = batch;
  const done = counts.total - counts.waiting;
  const text = batch.status === "expanding" ? t("expanding") : t("of", { done, all: counts.total });
  say(batch.finished_at ? "" : text);
  const totals = WEIGHTS.map((weight) => h("li", {}, h("b", { class: countOf(summary, weight) ? `some ${weight}` : null }, String(countOf(summary, weight))), ` ${t(weight)}`));
  const saving = [["xlsx", "workbook"], ["notices", "notices"]].map(([name, part]) =>
    h("button", { type: "button", click: saves(`v1/batches/${batch.id}/${part}`, `${batch.id}-${part}`) }, t(name)));
  return h("div", { class: "wide" },
    h("div", { class: "head" },
      h("div", { class: "row" }, h("h1", {}, batch.label ?? t("batch")), batch.status === "succeeded" && h("div", { class: "row" }, saving)),
      h("ul", { class: "totals" }, h("li", {}, text), totals),
      !batch.finished_at && h("progress", { max: counts.total || 1, value: counts.total ? done : null, "aria-label": text })),
    remark && h("p", { class: "notice mild" }, t(remark)),
    batch.problem && notice(new Problem(batch.problem)),
    batch.reports.length > 0 && reportTable(batch.reports, batch.label ?? t("batch"), order),
    batch.counts.skipped > 0 && skippedView(batch),
    between, h("p", { class: "recent" }, h("a", { href: "#" }, t("home"))));
}

const skippedView = ({ counts, skipped }) => h("details", {}, h("summary", {}, t("passed_over", { n: counts.skipped })),
  h("ul", {}, skipped.map(({ name, detail }) => h("li", {}, `${name}${t("colon")}${detail}`))));

/** What a button does that saves a document; what goes wrong is told beside it. */
const saves = (path, name) => async ({ currentTarget }) => {
  const row = currentTarget.closest(".head");
  row.querySelector(".notice")?.remove();
  currentTarget.setAttribute("aria-busy", "true");
  try {
    await download(path, name);
  } catch (error) {
    row.append(notice(error));
  } finally {
    currentTarget.removeAttribute("aria-busy");
  }
};

// --------------------------------------------------------------------------------------------------- report as read

const worst = (findings) => WEIGHTS.find((weight) => findings.some((finding) => weightOf(finding) === weight));
const spotOf = ({ table, row = "", column = "" }) => `${table}|${row}|${column}`;
const overlap = (one, other) => one && other && one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

/** The report's text by paragraphs, each with the spans of its findings as [start, end, finding]. */
function proseOf(text) {
  const part = (paragraph, section) => ({ text: paragraph.text, lines: paragraph.lines, section, spans: [] });
  const head = ({ number, heading }) => {
    const words = heading.location.quote || heading.numeral + heading.title;
    return part({ text: words, lines: [{ ...heading.location, text: words }] }, number);
  };
  return {
    title: text.title && part(text.title, 0),
    preamble: text.preamble.map((paragraph) => part(paragraph, 0)),
    sections: text.sections.map((section) => ({
      number: section.number,
      head: head(section),
      subheads: new Set(section.subsections.map((each) => each.heading.location.quote)),
      paragraphs: section.paragraphs.map((paragraph) => part(paragraph, section.number)),
    })),
  };
}

/** How well a place in the file fits a paragraph: 2 on a line of it, 1 on a page of it. */
function nearness(lines, place) {
  if (place.line && lines.some((line) => line.line === place.line)) return 2;
  const same = lines.filter((line) => line.page && line.page === place.page);
  return same.some((line) => overlap(line.bbox, place.bbox)) ? 2 : Number(same.length > 0);
}

/** The characters of a paragraph that a place is about: its quote's, or else its lines', or else all. */
function spanOf(prose, place) {
  let offset = 0;
  const near = [];
  for (const line of prose.lines) {
    if (nearness([line], place) === 2) near.push([offset, offset + line.text.length]);
    offset += line.text.length;
  }
  if (place.quote && prose.text.includes(place.quote)) {
    const after = near.length ? Math.max(0, near[0][0] - place.quote.length) : 0;
    const found = prose.text.indexOf(place.quote, after);
    const start = found >= 0 ? found : prose.text.indexOf(place.quote);
    return [start, start + place.quote.length];
  }
  return near.length ? [near[0][0], near.at(-1)[1]] : [0, prose.text.length];
}

/** The report as read, as elements: `places` has those of each finding, `cells` those of each part of a table. */
class Reading {
  constructor({ tables, text }, findings, choose) {
    Object.assign(this, { tables, findings, choose, places: new Map(), cells: new Map(), begun: new Set(), absent: [] });
    this.prose = proseOf(text);
    this.spots = new Map();
    for (const table of tables) {
      const keys = [{ table: table.key }, ...table.columns.map((column) => ({ table: table.key, column }))];
      for (const row of table.rows) keys.push({ table: table.key, row: row.key }, ...row.cells.map((cell) => ({ table: table.key, row: row.key, column: cell.key })));
      for (const group of Object.keys(GROUPS)) keys.push({ table: table.key, row: group });
      for (const key of keys) this.spots.set(spotOf(key), []);
    }
    for (const finding of findings) for (const place of finding.locations) this.mark(finding, place);
    this.element = this.sheet();
  }

  mark(finding, place) {
    const { table, row, column } = place;
    const tried = table ? [place, { table, row }, { table, column }, { table }] : [];
    const spot = tried.map(spotOf).find((each) => this.spots.has(each));
    const home = spot ? null : this.home(place);
    if (spot) this.spots.get(spot).push(finding);
    else if (home) home.spans.push([...spanOf(home, place), finding]);
    else if (place.section || table) this.absent.push({ section: place.section ?? TABLES[table].section, finding });
  }

  /** The paragraph that a place is in, or the head of its section. */
  home(place) {
    const { title, preamble, sections } = this.prose;
    const section = place.section ?? TABLES[place.table]?.section;
    const all = [title, ...preamble, ...sections.flatMap((each) => [each.head, ...each.paragraphs])].filter(Boolean);
    const near = all.filter((prose) => section === undefined || prose.section === section);
    const quoted = place.quote ? near.filter((prose) => prose.text.includes(place.quote)) : [];
    const best = (quoted.length ? quoted : near).reduce((one, other) => !one || nearness(other.lines, place) > nearness(one.lines, place) ? other : one, null);
    if (best && (quoted.length || nearness(best.lines, place) === 2)) return best;
    return sections.find((each) => each.number === section)?.head;
  }

  sheet() {
    const { title, preamble, sections } = this.prose;
    const placed = sections.map((section) => section.number);
    const loose = this.tables.filter((table) => !placed.includes(TABLES[table.key].section));
    const absent = this.absent.toSorted((one, other) => one.section - other.section);
    const shown = [];
    sections.forEach((section, index) => {
      while (absent.length && absent[0].section < section.number) shown.push(this.missing(absent.shift()));
      shown.push(this.section(section, placed.indexOf(section.number) === index));
    });
    return h("article", { class: "sheet", lang: "zh-CN", "aria-label": t("as_read") },
      title && h("h3", {}, this.words(title)), preamble.map((prose) => h("p", {}, this.words(prose))),
      shown, absent.map((each) => this.missing(each)), loose.map((table) => this.table(table)));
  }

  missing({ section, finding }) {
    const element = h("h4", { class: `missing ${weightOf(finding)}` }, t("missing", { title: SECTIONS[section] }), this.refs([finding], []));
    element.addEventListener("click", () => this.choose(finding));
    this.note(finding, element);
    return element;
  }

  /** A section; its table stands where it stood among the paragraphs. */
  section({ number, head, subheads, paragraphs }, isFirst) {
    const position = (place) => place?.line ?? (place?.page ?? 1e6) * 1e5 + (place?.bbox?.[1] ?? 0);
    const tables = isFirst ? this.tables.filter((table) => TABLES[table.key].section === number) : [];
    const shown = [];
    for (const prose of paragraphs) {
      while (tables.length && position(tables[0].location) < position(prose.lines[0])) shown.push(this.table(tables.shift()));
      shown.push(h("p", { class: subheads.has(prose.text) ? "subhead" : null }, this.words(prose)));
    }
    return h("section", {}, h("h4", {}, this.words(head)), shown, tables.map((table) => this.table(table)));
  }

  words({ text, spans }) {
    const edges = [...new Set([0, text.length, ...spans.flatMap(([start, end]) => [start, end])])].sort((one, other) => one - other);
    return edges.slice(0, -1).map((start, index) => {
      const here = [...new Set(spans.filter(([left, right]) => left <= start && start < right).map(([, , finding]) => finding))];
      const said = text.slice(start, edges[index + 1]);
      if (!here.length) return said;
      const mark = h("mark", { class: worst(here), click: () => this.choose(here[0]) }, said);
      for (const finding of here) this.note(finding, mark);
      return [this.refs(here.filter((finding) => !this.begun.has(finding)), here), mark];
    });
  }

  /** Buttons from a place to its findings. */
  refs(findings) {
    return findings.map((finding) => {
      this.begun.add(finding);
      const label = `${nameOf(finding)}${t("colon")}${t(weightOf(finding))}`;
      const open = (event) => { event.stopPropagation(); this.choose(finding); };
      return h("button", { type: "button", class: `ref ${weightOf(finding)}`, "aria-label": label, lang: language, title: finding.message, click: open }, String(finding.number));
    });
  }

  reveal(place) {
    place.scrollIntoView({ block: "center", inline: "nearest" });
    const refs = place.querySelector(".ref") ?? (place.previousElementSibling?.matches(".ref") ? place.previousElementSibling : null);
    refs?.focus({ preventScroll: true });
  }

  note(finding, element) {
    this.places.set(finding, [...(this.places.get(finding) ?? []), element]);
  }

  /** A cell or head of a table, with its findings. */
  cell(tag, text, spot, attributes = {}) {
    const key = spotOf(spot);
    const here = [...new Set(this.spots.get(key) ?? [])];
    const kind = [attributes.class, here.length && `marked ${worst(here)}`].filter(Boolean).join(" ");
    const element = h(tag, { ...attributes, class: kind || null, click: here.length ? () => this.choose(here[0]) : null }, text, this.refs(here));
    for (const finding of here) this.note(finding, element);
    this.cells.set(key, element);
    return element;
  }

  table(table) {
    const { key } = table;
    const isWhole = table.columns.length === Object.keys(COLUMNS[key]).length && table.columns.every((column) => column in COLUMNS[key]);
    const inOneLine = key === "reviews" && isWhole && table.rows.length === 3 && !table.rows.some((row) => row.unreadable);
    const body = key === "disclosure" ? this.blocks(table) : inOneLine ? this.line(table) : this.rows(table, isWhole);
    return h("div", { class: "grid", tabindex: "0", role: "region", "aria-label": TABLES[key].caption },
      h("table", { class: "form" }, this.cell("caption", TABLES[key].caption, { table: key }), body));
  }

  figures(table, row, columns, last = 1) {
    if (row.unreadable) return h("td", { class: "unread", colspan: columns.length + last - 1 }, t("unread", { why: row.unreadable }));
    const texts = new Map(row.cells.map((cell) => [cell.key, cell.text]));
    return columns.map((column, index) =>
      this.cell("td", texts.get(column) ?? "", { table, row: row.key, column }, { colspan: index === columns.length - 1 && last > 1 ? last : null }));
  }

  /** Table two: blocks by clause, each with columns of its own. */
  blocks({ key, columns, rows }) {
    const blocks = [];
    for (const row of rows) {
      const own = row.unreadable ? columns.slice(0, 1) : columns.filter((column) => row.cells.some((cell) => cell.key === column));
      const last = blocks.at(-1);
      if (last && last.clause === CLAUSES[row.key] && last.columns.join() === own.join()) last.rows.push(row);
      else blocks.push({ clause: CLAUSES[row.key], columns: own, rows: [row] });
    }
    const width = Math.max(1, ...blocks.map((block) => block.columns.length));
    return blocks.map((block) => {
      const last = width - block.columns.length + 1;
      return h("tbody", {},
        block.clause && h("tr", {}, h("th", { class: "band", colspan: width + 1, scope: "colgroup" }, `第二十条第（${block.clause}）项`)),
        h("tr", {}, h("th", { class: "band", scope: "col" }, "信息内容"), block.columns.map((column, index) =>
          this.cell("th", columnLabel(key, column), { table: key, column }, { class: "band", scope: "col", colspan: index === block.columns.length - 1 && last > 1 ? last : null }))),
        block.rows.map((row) => h("tr", {}, this.cell("th", row.label, { table: key, row: row.key }, { class: "label", scope: "row" }), this.figures(key, row, block.columns, last))));
    });
  }

  /** Table four: three rows of five figures, printed as one line of fifteen. */
  line({ key, columns, rows }) {
    const group = (row, attributes) => this.cell("th", row.label, { table: key, row: row.key }, { scope: "colgroup", colspan: 5, ...attributes });
    return [
      h("thead", {},
        h("tr", {}, group(rows[0], { rowspan: 2 }), h("th", { scope: "colgroup", colspan: 10 }, "行政诉讼")),
        h("tr", {}, group(rows[1]), group(rows[2])),
        h("tr", {}, rows.map(() => columns.map((column) => this.cell("th", columnLabel(key, column), { table: key, column }, { scope: "col" }))))),
      h("tbody", {}, h("tr", {}, rows.map((row) => this.figures(key, row, columns)))),
    ];
  }

  /** Table three in its form, or any table as plain rows. */
  rows({ key, columns, rows }, isWhole) {
    const isForm = key === "applications" && isWhole;
    const head = (column, attributes) => this.cell("th", columnLabel(key, column), { table: key, column }, { scope: "col", ...attributes });
    const heads = isForm
      ? [h("tr", {}, h("td", { colspan: 3, rowspan: 2 }), head("natural_person", { rowspan: 2 }), h("th", { scope: "colgroup", colspan: 5 }, "法人或其他组织"), head("total", { rowspan: 2 })),
        h("tr", {}, columns.slice(1, -1).map((column) => head(column)))]
      : h("tr", {}, h("td"), columns.map((column) => head(column)));
    return [h("thead", {}, heads), h("tbody", {}, rows.map((row, index) =>
      h("tr", {}, isForm ? this.labels(rows, index) : this.cell("th", row.label, { table: key, row: row.key }, { class: "label", scope: "row" }), this.figures(key, row, columns))))];
  }

  /** The labels before a row of table three: its groups where they begin, then its own. */
  labels(rows, index) {
    const groupOf = (row) => Object.keys(GROUPS).find((group) => row?.key.startsWith(`${group}.`));
    const isOutcome = (row) => row?.key.startsWith("outcomes.");
    const run = (same) => { let end = index; while (end < rows.length && same(rows[end])) end += 1; return end - index; };
    const row = rows[index];
    const group = groupOf(row);
    const shown = [];
    if (isOutcome(row) && !isOutcome(rows[index - 1])) shown.push(h("th", { class: "band tall", scope: "rowgroup", rowspan: run(isOutcome) }, "三、本年度办理结果"));
    if (group && group !== groupOf(rows[index - 1])) shown.push(this.cell("th", GROUPS[group], { table: "applications", row: group }, { class: "band", scope: "rowgroup", rowspan: run((each) => groupOf(each) === group) }));
    shown.push(this.cell("th", row.label, { table: "applications", row: row.key }, { class: "label", scope: "row", colspan: group ? null : isOutcome(row) ? 2 : 3 }));
    return shown;
  }
}

// -------------------------------------------------------------------------------------------------- pages of the file

/** Kinds of files that have pages to show. */
const PICTURED = /^(application\/(pdf|ofd)|image\/)/;

/** The pages as pictures, drawn when they come into sight, with a rectangle for each finding on them. */
class Pages {
  constructor(audit, findings, choose, signal) {
    Object.assign(this, { audit, choose, signal, places: new Map(), cells: new Map() });
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) { watcher.unobserve(entry.target); this.draw(entry.target); }
    }, { rootMargin: "600px" });
    signal.addEventListener("abort", () => watcher.disconnect());
    const pages = Array.from({ length: audit.file.pages }, (_, index) => this.page(index + 1, findings));
    this.element = h("div", { class: "pages" }, pages);
    pages.forEach((page) => watcher.observe(page));
  }

  page(number, findings) {
    const boxes = findings.flatMap((finding) => finding.locations.filter((place) => place.page === number && place.bbox).map((place, index) => {
      const label = `${nameOf(finding)}${t("colon")}${finding.message}`;
      const box = h("button", { type: "button", class: `box ${weightOf(finding)}`, hidden: true, "aria-label": label, click: () => this.choose(finding) }, index ? null : h("span", {}, String(finding.number)));
      this.places.set(finding, [...(this.places.get(finding) ?? []), box]);
      box.place = place.bbox;
      return box;
    }));
    return h("figure", { class: "page", "data-page": number }, h("figcaption", {}, t("page", { n: number })), h("div", {}, boxes));
  }

  async draw(page) {
    const number = page.dataset.page;
    const frame = page.lastElementChild;
    try {
      const answer = await fetched(`v1/audits/${this.audit.id}/pages/${number}`, this.signal);
      const dots = Number(answer.headers.get("Dots-Per-Inch") ?? 144) / 72;
      const image = h("img", { alt: t("page", { n: number }), src: URL.createObjectURL(await answer.blob()) });
      await image.decode();
      URL.revokeObjectURL(image.src);
      frame.prepend(image);
      for (const box of frame.querySelectorAll(".box")) this.lay(box, image, dots);
      if (frame.contains(this.awaited)) this.reveal(this.awaited);
    } catch (error) {
      if (!this.signal.aborted) frame.prepend(notice(error));
    }
  }

  /** Bring a rectangle into sight; its page first where that isn't drawn yet. */
  reveal(box) {
    this.awaited = box.hidden ? box : null;
    (box.hidden ? box.closest(".page") : box).scrollIntoView({ block: box.hidden ? "start" : "center" });
    if (!box.hidden) box.focus({ preventScroll: true });
  }

  /** Lay a rectangle over its place: boxes are in points, 72 an inch, of which each has so many dots of the picture. */
  lay(box, image, dots) {
    const [width, height] = [image.naturalWidth / dots, image.naturalHeight / dots];
    const [left, top, right, bottom] = box.place;
    const percent = (part, whole) => `${(100 * part) / whole}%`;
    Object.assign(box.style, { left: percent(left - 2, width), top: percent(top - 2, height), width: percent(right - left + 4, width), height: percent(bottom - top + 4, height) });
    box.hidden = false;
  }
}

// ---------------------------------------------------------------------------------------------------------- findings

/** A place as a person would say it. */
function placeName(place, labels) {
  const parts = [place.page && t("page", { n: place.page }), place.line && t("line", { n: place.line })];
  if (place.table) parts.push(t(`table_${place.table}`));
  else if (place.section !== undefined) parts.push(place.section ? SECTIONS[place.section] : t("preamble"));
  if (place.row) parts.push(labels?.get(`${place.table}|${place.row}`) ?? GROUPS[place.row]);
  if (place.column) parts.push(columnLabel(place.table, place.column));
  return parts.filter(Boolean).join(language === "zh" ? "，" : ", ");
}

/** The equation of a finding with every figure; what is zero in a long one is counted only. */
function equationOf(finding, labels, reveal) {
  const { operands } = finding;
  if (!operands.length) return null;
  const same = (name) => operands.every((each) => each[name] === operands[0][name]);
  const label = (operand) => {
    if (!operand.table) return placeName(operand);
    const row = labels.get(`${operand.table}|${operand.row}`) ?? operand.row;
    const column = columnLabel(operand.table, operand.column);
    return same("table") && same("row") && operands.length > 1 ? column : same("table") && same("column") ? row : `${row} · ${column}`;
  };
  const sides = ["left", "right"].map((side) => operands.filter((each) => each.side === side)).filter((side) => side.length);
  const totals = sides.map((side) => side.reduce((sum, each) => sum + each.sign * Number(each.value), 0));
  const shown = sides.map((side, index) => {
    const kept = side.length > 6 ? side.filter((each) => Number(each.value)) : side;
    const terms = kept.flatMap((operand, at) => [
      (at > 0 || operand.sign < 0) && h("span", {}, operand.sign < 0 ? "−" : "+"),
      h("button", { type: "button", class: "term", title: label(operand), click: (event) => { event.stopPropagation(); reveal(operand); } },
        h("b", {}, operand.text.trim() || String(operand.value)), h("small", { lang: "zh-CN" }, label(operand)))]);
    const zeros = side.length - kept.length;
    return [terms, zeros > 0 && h("span", { class: "quiet" }, `（${t("zeros", { n: zeros })}）`), side.length > 1 && Number.isInteger(totals[index]) && h("span", {}, `= ${totals[index]}`)];
  });
  const differs = totals.length === 2 && totals[0] !== totals[1];
  return h("div", { class: "equation", role: "group", "aria-label": t("equation") },
    shown[0], shown.length > 1 && [h("span", { class: differs ? "differs" : null }, differs ? "≠" : "="), shown[1]],
    finding.difference !== null && Number(finding.difference) !== 0 && h("span", { class: "quiet" }, t("difference", { n: String(finding.difference).replace("-", "") })));
}

/** How many claims of the text a rule understood, of all that it looked at; nothing for a rule that reads no prose. */
const understoodOf = ({ understood, looked_at: all }) => Number.isInteger(understood) ? t("understood_of", { n: understood, all }) : "";

/** What was found, and beneath it what is to check, with filters; `reveal` goes to a place, `refilter` gets the findings that are left. */
class Findings {
  constructor(document, { reveal, refilter, step }) {
    Object.assign(this, { document, reveal, refilter, step, off: new Set(), family: "", chapter: "", cards: new Map() });
    this.labels = new Map(document.tables.flatMap((table) => table.rows.map((row) => [`${table.key}|${row.key}`, row.label])));
    for (const finding of document.findings) this.cards.set(finding, this.card(finding));
    this.parts = [document.findings.filter((finding) => !finding.to_check), document.findings.filter((finding) => finding.to_check)]
      .map((findings) => ({ findings, shown: h("p", { class: "quiet", role: "status" }), list: h("ol", { class: "cards" }) }));
    const [defects, toCheck] = this.parts;
    this.element = h("section", { class: "findings", "aria-labelledby": "findings", tabindex: "0" },
      h("h2", { id: "findings" }, t("findings")), document.findings.length > 0 && this.filters(),
      defects.findings.length ? [defects.shown, defects.list] : h("p", {}, t("nothing")),
      toCheck.findings.length > 0 && [h("h2", {}, t("parts_to_check")), h("p", { class: "quiet" }, t("to_check_lead")), toCheck.shown, toCheck.list], this.checks());
    this.filter();
  }

  static chapters(finding) {
    return new Set(finding.locations.map((place) => place.section ?? TABLES[place.table]?.section).filter((number) => number !== undefined));
  }

  get visible() {
    return this.document.findings.filter((finding) =>
      !this.off.has(weightOf(finding)) && (!this.family || finding.category === this.family) && (!this.chapter || Findings.chapters(finding).has(Number(this.chapter))));
  }

  filter() {
    const { visible } = this;
    const left = new Set(visible);
    for (const { findings, shown, list } of this.parts) {
      const here = findings.filter((finding) => left.has(finding));
      list.replaceChildren(...here.map((finding) => this.cards.get(finding)));
      shown.textContent = t("shown", { n: here.length, all: findings.length });
    }
    this.refilter(visible);
  }

  filters() {
    const { findings } = this.document;
    const present = (names, of) => names.filter((name) => findings.some((finding) => of(finding) === name));
    const weights = present(WEIGHTS, weightOf).map((weight) => {
      const box = h("input", { type: "checkbox", checked: true, change: () => { this.off[box.checked ? "delete" : "add"](weight); this.filter(); } });
      return h("label", {}, box, h("span", { class: `badge ${weight}` }, `${t(weight)} ${findings.filter((finding) => weightOf(finding) === weight).length}`));
    });
    const choice = (name, all, entries) => {
      const select = h("select", { "aria-label": t(name), change: () => { this[name] = select.value; this.filter(); } }, h("option", { value: "" }, t(all)), entries.map(([value, label]) => h("option", { value }, label)));
      return select;
    };
    const chapters = [0, 1, 2, 3, 4, 5, 6].filter((number) => findings.some((finding) => Findings.chapters(finding).has(number)));
    return h("fieldset", { class: "filters" }, h("legend", { class: "unseen" }, t("severity")),
      h("div", { class: "row" }, weights),
      h("div", { class: "row" },
        choice("family", "all_families", present(FAMILIES, (finding) => finding.category).map((category) => [category, familyName(category)])),
        choice("chapter", "all_sections", chapters.map((number) => [String(number), number ? SECTIONS[number] : t("preamble")]))));
  }

  card(finding) {
    const stop = (event) => event.stopPropagation();
    const related = finding.related.map((id) => this.document.findings.find((each) => each.id === id)).filter(Boolean);
    return h("li", { class: `card ${weightOf(finding)}${finding.suppressed ? " suppressed" : ""}`, id: `finding-${finding.number}`, tabindex: "-1", click: () => this.reveal(finding) },
      h("h3", {}, h("span", {}, nameOf(finding)), h("span", { class: `badge ${weightOf(finding)}` }, t(weightOf(finding))), h("span", {}, familyName(finding.category)), h("code", {}, finding.rule)),
      h("p", {}, finding.message),
      finding.suppressed && h("p", { class: "quiet" }, t("suppressed"), finding.suppressed),
      equationOf(finding, this.labels, (operand) => this.reveal(finding, operand)),
      finding.suggestion && h("p", { class: "repair" }, t("repair"), finding.suggestion),
      h("ul", { class: "places" }, finding.locations.map((place, index) => h("li", {}, h("button", { type: "button", title: t("go"), click: (event) => { stop(event); this.reveal(finding, null, index); } }, placeName(place, this.labels) || t("go"))))),
      related.length > 0 && h("p", { class: "quiet" }, t("related"), related.map((each, index) => [index > 0 && (language === "zh" ? "、" : ", "), nameOf(each)])),
      h("details", { click: stop, toggle: ({ currentTarget }) => this.explain(currentTarget, finding.rule) }, h("summary", {}, t("rule"))));
  }

  /** Why a rule is there, asked for when someone wants to know. */
  async explain(details, id) {
    if (!details.open || details.children.length > 1) return;
    const body = h("div");
    details.append(body);
    try {
      const rule = await askJson(`v1/rules/${id}`);
      body.append(h("p", {}, rule.fault), h("p", {}, h("b", {}, t("why"), t("colon")), rule.why), h("p", {}, h("b", {}, t("source"), t("colon")), rule.source),
        h("div", { lang: "zh-CN" }, h("b", {}, t("bad")), h("pre", {}, rule.example.bad), h("b", {}, t("good")), h("pre", {}, rule.example.good)));
    } catch (error) {
      body.append(notice(error));
    }
  }

  checks() {
    const fill = async ({ currentTarget: details }) => {
      if (!details.open || details.children.length > 1) return;
      const faults = await askJson("v1/rules").then(({ rules }) => new Map(rules.map((rule) => [rule.id, rule.fault])), () => new Map());
      if (details.children.length > 1) return;
      details.append(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("checks") }, h("table", { class: "list" },
        h("thead", {}, h("tr", {}, ["check_rule", "check_status", "looked_at", "understood", "unread_count", "found"].map((name) => h("th", { scope: "col" }, t(name))))),
        h("tbody", {}, this.document.checks.map((check) => h("tr", {},
          h("th", { scope: "row" }, check.rule, h("small", {}, faults.get(check.rule) ?? "")), h("td", {}, t({ failed: "found_some", to_check: "left_to_check" }[check.status] ?? check.status)),
          [check.looked_at, understoodOf(check), check.unread, check.truncated ? `${check.findings}+` : check.findings].map((count) => h("td", { class: "number" }, String(count)))))))));
    };
    return h("details", { class: "checks", toggle: fill }, h("summary", {}, t("checks")));
  }
}

// --------------------------------------------------------------------------------------------------------- one audit

async function showAudit(id, signal) {
  const path = `v1/audits/${id}`;
  const cancel = () => ask(`${path}/cancel`, { method: "POST" }).catch(() => null); // one that has just ended is shown as such
  const audit = await follow(path, (state) => { if (!state.finished_at) show(audited(state, cancel)); }, signal);
  if (audit.status !== "succeeded") return showUnaudited(audit);
  const document = await askJson(`${path}/report?format=json`, { signal });
  document.findings.sort((one, other) => Number(one.to_check ?? false) - Number(other.to_check ?? false));
  document.findings.forEach((finding, index) => { finding.number = index + 1; });
  new AuditView(document, signal).show();
  return undefined;
}

function showUnaudited(audit) {
  const told = audit.problem ?? { title: t(audit.status) };
  show(h("div", { class: "home" }, h("div", { class: "head" }, h("h1", {}, audit.file.name), h("p", {}, badge(audit))), audit.problem && notice(new Problem(told)), h("p", {}, h("a", { href: list }, list === "#" ? t("home") : t("back_list")))));
  say(told.title);
}

/** Findings beside the report: as it was read, or as the pages of its file. */
class AuditView {
  constructor(document, signal) {
    Object.assign(this, { document, audit: document.audit, signal, visible: document.findings, side: null, sides: {}, chosen: null });
    this.holder = h("div");
    this.back = h("button", { type: "button", class: "back first", hidden: true, click: () => this.choose(this.chosen) });
    this.findings = new Findings(document, { reveal: (...place) => this.reveal(...place), refilter: (visible) => { this.visible = visible; this.sides = {}; if (this.side) this.turn(this.side); } });
  }

  show() {
    const { audit } = this;
    const { agency, year } = audit.report;
    const modes = PICTURED.test(audit.file.media_type) && audit.file.pages ? ["as_read", "as_pages"] : [];
    this.tabs = modes.map((mode) => h("button", { type: "button", "aria-pressed": "false", "data-mode": mode, click: () => this.turn(mode) }, t(mode)));
    show(
      h("div", { class: "head" },
        h("p", {}, h("a", { href: list }, list === "#" ? t("home") : t("back_list"))),
        h("div", { class: "row" },
          h("h1", {}, [agency, year].filter(Boolean).join(" · ") || audit.file.name),
          h("div", { class: "row" }, this.downloads(), h("button", { type: "button", click: () => print() }, t("print")), h("button", { type: "button", click: () => this.erase() }, t("erase")))),
        h("p", { class: "row" }, badge(audit), WEIGHTS.map((weight) => countOf(audit.summary, weight) > 0 && h("span", { class: `badge ${weight}` }, `${t(weight)} ${countOf(audit.summary, weight)}`)),
          h("span", { class: "quiet" }, `${audit.file.name} · ${bytes(audit.file.size)}${audit.related.previous ? ` · ${t("previous")}${t("colon")}${audit.related.previous.name}` : ""}`))),
      h("div", { class: "beside" },
        this.findings.element,
        h("section", { class: "pane", "aria-labelledby": "pane" }, h("div", { class: "row" }, h("h2", { id: "pane" }, t("report")), h("div", { class: "row" }, this.tabs)), this.holder),
        this.back));
    this.turn("as_read");
    const counts = WEIGHTS.filter((weight) => countOf(audit.summary, weight) > 0).map((weight) => `${t(weight)} ${countOf(audit.summary, weight)}`);
    say([t(audit.verdict), ...counts].join(language === "zh" ? "，" : ", "));
  }

  turn(mode) {
    this.side = mode;
    const choose = (finding) => this.choose(finding);
    this.sides[mode] ??= mode === "as_pages" ? new Pages(this.audit, this.visible, choose, this.signal) : new Reading(this.document, this.visible, choose);
    this.holder.replaceChildren(this.sides[mode].element);
    for (const tab of this.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.mode === mode));
    if (this.chosen) this.light(this.chosen);
  }

  /** Light up a finding and all its places; gives the places. */
  light(finding) {
    this.chosen = finding;
    const side = this.sides[this.side];
    for (const element of $("main").querySelectorAll(".now, .part")) element.classList.remove("now", "part");
    $("main").querySelector(".card[aria-current]")?.removeAttribute("aria-current");
    this.findings.cards.get(finding).setAttribute("aria-current", "true");
    for (const operand of finding.operands.filter((each) => !each.report)) side.cells.get(spotOf(operand))?.classList.add("part");
    const places = side.places.get(finding) ?? [];
    for (const place of places) place.classList.add("now");
    this.back.textContent = t("back", { what: nameOf(finding).toLowerCase() });
    this.back.hidden = false;
    return places;
  }

  /** From a finding to its place, or to that of one of its figures. */
  reveal(finding, operand = null, index = 0) {
    const places = this.light(finding);
    const place = (operand && !operand.report && this.sides[this.side].cells.get(spotOf(operand))) ?? places[index] ?? places[0];
    if (!place) return say(t("elsewhere"));
    this.sides[this.side].reveal(place);
    return undefined;
  }

  /** From a place back to its finding. */
  choose(finding) {
    this.light(finding);
    const card = this.findings.cards.get(finding);
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  }

  downloads() {
    const menu = h("details", { class: "menu" }, h("summary", { class: "button" }, t("download")));
    const own = { pdf: "application/pdf", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };
    menu.addEventListener("toggle", async () => {
      if (!menu.open || menu.children.length > 1) return;
      const { components } = await offers();
      const formats = components.schemas.Format.enum.filter((format) => !own[format] || own[format] === this.audit.file.media_type);
      if (menu.children.length > 1) return;
      menu.append(h("ul", {}, ["html", "pdf", "docx", ...formats].filter((format, at, all) => formats.includes(format) && all.indexOf(format) === at).map((format) =>
        h("li", {}, h("button", { type: "button", click: saves(`v1/audits/${this.audit.id}/report?format=${format}`, `${this.audit.id}.${format}`) }, t(format))))));
    });
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.firstElementChild.focus(); } });
    return menu;
  }

  async erase() {
    if (!confirm(t("erase_sure"))) return;
    try {
      await ask(`v1/audits/${this.audit.id}`, { method: "DELETE" });
      go(list);
    } catch (error) {
      showProblem(error);
    }
  }
}

// ------------------------------------------------------------------------------------------------------------- begin

addEventListener("hashchange", () => {
  route();
  scrollTo(0, 0);
  $("main").focus({ preventScroll: true });
});
$("skip").addEventListener("click", (event) => { // its address is no route
  event.preventDefault();
  $("main").focus();
});
listenForFiles();
frame();
route();
