// Many reports at once: how far they are, what was found in each, and between them.
//
// The address says how they are sorted (`sort`), which are shown (`show`), what of them is in sight (`at`), which was opened
// (`row`), and of which audit what was found between reports is shown (`between`).

import { address, go, note, onState, put, read } from "./address.js";
import { ask, askJson, Problem, watch } from "./api.js";
import { afterAllOf } from "./assessments.js";
import { Between, findingsBetween } from "./between.js";
import { batchDownloads } from "./downloads.js";
import { button, h, patch, say, scrollTo, show } from "./elements.js";
import { ReportTable, verdictCounts } from "./lists.js";
import { BatchName } from "./naming.js";
import { notice } from "./notices.js";
import { countOf, verdictBadge, WEIGHTS } from "./weights.js";
import { t } from "./words.js";

/** Which reports each filter leaves. */
const FILTERS = {
  all: () => true,
  pass: (report) => report.verdict === "pass",
  fail: (report) => report.verdict === "fail",
  to_check: (report) => report.to_check > 0,
  not_read: (report) => report.unread > 0 || report.status === "failed",
  with_between: (report) => report.between > 0,
};
/** Milliseconds without scrolling after which the address says what is in sight. */
const AT_REST = 200;
/** Pixels from the top of the window below which a row is in sight: `scroll-padding-top`. */
const TOP = 64;

export async function showBatch(id, signal) {
  const path = `v1/batches/${id}`;
  let view = null;
  const ended = await watch(path, {
    told: (batch) => {
      if (!view) show((view = new BatchView(batch, signal)).element);
      view.update(batch);
    },
    signal, isHeld: false,
  });
  if (ended.status === "succeeded" && ended.summary.between) view.tellBetween(await findingsBetween(id, null, signal));
}

/** A batch, changed in place while its reports are audited. */
class BatchView {
  /** @param {object} batch @param {AbortSignal} signal of the view's end */
  constructor(batch, signal) {
    Object.assign(this, { id: batch.id, path: `v1/batches/${batch.id}`, signal, reports: [], hasReturned: false });
    this.name = new BatchName(batch);
    this.saving = h("div", { class: "row", hidden: true }, batchDownloads(batch.id));
    this.canceling = button({ click: () => this.cancel() }, t("cancel_batch"));
    this.totals = h("ul", { class: "totals" });
    this.after = h("p");
    this.bar = h("progress");
    this.filters = new Filters((name) => { put({ show: name === "all" ? "" : name, at: "", between: "" }); this.restore(); });
    this.table = new ReportTable(t("reports"), {
      isOfBatch: true, linkOf: (audit) => address(`audit/${audit}`, { batch: batch.id }), toBetween: (audit) => this.toBetween(audit),
    });
    this.table.element.addEventListener("click", ({ target }) => this.leave(target.closest("a"), "row"));
    this.between = h("div");
    this.remarks = h("div", {}, read().state.get("unused") === "companions" && h("p", { class: "notice mild" }, t("companions_unused")));
    this.skipped = h("details", { hidden: true });
    this.element = h("div", { class: "wide" },
      h("div", { class: "head" },
        h("div", { class: "row" }, this.name.element,
          h("div", { class: "row" }, this.saving, this.canceling, button({ click: () => this.erase() }, t("erase")))),
        this.totals, this.after, this.bar),
      this.remarks, this.filters.element, this.table.element, this.skipped, this.between,
      h("p", { class: "recent" }, h("a", { href: address("") }, t("home"))));
    onState(() => this.restore());
    this.followScroll();
  }

  /** Show it as the address says. */
  restore() {
    const { state } = read();
    const chosen = Object.hasOwn(FILTERS, state.get("show") ?? "") ? state.get("show") : "all";
    this.table.sort(state.get("sort") ?? "");
    this.table.filter(FILTERS[chosen]);
    this.filters.update(this.reports, chosen);
    if (state.get("between")) this.findings?.reveal(state.get("between"), true);
  }

  update(batch) {
    const { counts, finished_at: isFinished } = batch;
    const done = counts.total - counts.waiting;
    const text = batch.status === "expanding" ? t("expanding") : t("of", { done, all: counts.total });
    const pages = counts.pages ? `${t("comma")}${t("pages_read", { n: counts.pages })}` : "";
    say(isFinished ? "" : `${text}${pages}`);
    this.name.update(batch);
    this.saving.hidden = !isFinished || Boolean(batch.problem);
    this.canceling.hidden = Boolean(isFinished);
    patch(this.totals, totalsOf(batch, `${text}${pages}`));
    this.tellAfter(batch);
    patch(this.bar, h("progress", {
      max: counts.total || 1, value: counts.total ? done : null, "aria-label": text, hidden: Boolean(isFinished),
    }));
    this.put(batch.reports);
    for (const element of [this.table.element, this.filters.element]) element.hidden = this.reports.length === 0;
    if (batch.reports.length) this.table.update(this.reports);
    this.restore();
    if (this.reports.length) this.backToRow();
    if (counts.skipped && this.skipped.hidden) this.tellSkipped(batch);
    if (batch.problem) this.remarks.append(notice(new Problem(batch.problem)));
  }

  /** Put reports in their places. */
  put(reports) {
    for (const report of reports) this.reports[report.number - 1] = report;
  }

  /** What is left after what people say of the findings, beside the totals. */
  tellAfter(batch) {
    patch(this.after, h("p", { hidden: !batch.after_assessments }, afterAllOf(batch)));
  }

  /** Tell anew what is left of the batch and its rows, now that something was said of a finding between them. */
  async retell() {
    const batch = await askJson(this.path, { signal: this.signal });
    this.tellAfter(batch);
    this.put(batch.reports);
    this.table.update(this.reports);
  }

  tellSkipped({ counts, skipped }) {
    this.skipped.hidden = false;
    this.skipped.append(h("summary", {}, t("passed_over", { n: counts.skipped })),
      h("ul", {}, skipped.map(({ name, detail }) => h("li", {}, `${name}${t("colon")}${detail}`))));
  }

  tellBetween(findings) {
    this.findings = new Between(findings, this.reports, this.id, () => this.retell().catch(() => null)); // it is kept, and told later
    this.findings.element.addEventListener("click", ({ target }) => this.leave(target.closest("a"), "between"));
    this.between.replaceChildren(this.findings.element);
    this.restore();
  }

  toBetween(audit) {
    put({ between: audit });
    this.findings?.reveal(audit);
  }

  /** Note in the address what is opened, a `row` or from `between`, and in the link how to come back to it. */
  leave(link, from) {
    if (!link) return;
    note({ at: this.table.firstBelow(TOP), row: "", between: "", [from]: link.closest("[data-audit]").dataset.audit });
    const [view, query] = link.getAttribute("href").slice(1).split("?");
    link.setAttribute("href", address(view, { ...Object.fromEntries(new URLSearchParams(query)), list: String(read().state) }));
  }

  /** Go back, once, to what was in sight and to the report that was opened. */
  backToRow() {
    if (this.hasReturned) return;
    this.hasReturned = true;
    const { state } = read();
    const [at, opened] = ["at", "row"].map((name) => this.table.find(state.get(name)));
    if (at) scrollTo(at, "start", true);
    opened?.querySelector("a")?.focus({ preventScroll: Boolean(at) });
    if (state.has("row")) note({ row: "" });
  }

  /** Say in the address what is in sight. */
  followScroll() {
    let timer = 0;
    const rest = () => { if (!this.signal.aborted) note({ at: this.table.firstBelow(TOP) }); };
    addEventListener("scroll", () => { clearTimeout(timer); timer = setTimeout(rest, AT_REST); }, { passive: true, signal: this.signal });
  }

  async cancel() {
    await ask(`${this.path}/cancel`, { method: "POST" }).catch(() => null); // one that has just ended is shown as such
  }

  async erase() {
    if (!confirm(t("erase_batch_sure", { n: this.reports.length }))) return;
    try {
      await ask(this.path, { method: "DELETE" });
      go(address(""));
    } catch (error) {
      this.remarks.replaceChildren(notice(error));
    }
  }
}

/** A choice of which reports are shown, each with how many that are. */
class Filters {
  /** @param {function(string): void} choose */
  constructor(choose) {
    this.buttons = Object.keys(FILTERS).map((name) => button({ "data-filter": name, click: () => choose(name) }));
    this.shown = h("span", { class: "quiet", role: "status" });
    this.element = h("div", { class: "row filter", role: "group", "aria-label": t("which_reports") }, this.buttons, this.shown);
  }

  update(reports, chosen) {
    for (const each of this.buttons) {
      const { filter } = each.dataset;
      const count = reports.filter(FILTERS[filter]).length;
      each.textContent = `${t(filter)} ${count}`;
      each.setAttribute("aria-pressed", String(filter === chosen));
      if (filter === chosen) this.shown.textContent = chosen === "all" ? "" : t("shown_reports", { n: count, all: reports.length });
    }
  }
}

function totalsOf({ summary, verdicts, counts }, text) {
  const counted = (name, count, kind) => h("li", {}, h("b", { class: count ? `some ${kind}` : null }, String(count)), ` ${t(name)}`);
  return h("ul", { class: "totals" }, h("li", {}, text),
    verdictCounts({ ...verdicts, failed: counts.failed }).map(([verdict, count]) => h("li", {}, verdictBadge({ verdict }, count))),
    WEIGHTS.map((weight) => counted(weight, countOf(summary, weight), weight)),
    summary.between > 0 && counted("between", summary.between, "error"));
}
