// Many reports at once: how far they are, what was found in each, and between them.

import { address, onState, read } from "./address.js";
import { askJson, Problem, watch } from "./api.js";
import { saves } from "./downloads.js";
import { button, h, patch, say, show } from "./elements.js";
import { ReportTable } from "./lists.js";
import { notice } from "./notices.js";
import { countOf, weightBadge, weightOf, WEIGHTS } from "./weights.js";
import { t } from "./words.js";

export async function showBatch(id, signal) {
  const path = `v1/batches/${id}`;
  let view = null;
  const ended = await watch(path, {
    told: (batch) => {
      if (!view) show((view = new BatchView(batch)).element);
      view.update(batch);
    },
    lost: () => say(t("reconnecting")), signal, isHeld: false,
  });
  if (ended.status !== "succeeded" || !ended.summary.between) return;
  const { findings } = await askJson(`${path}/findings?limit=1000`, { signal });
  view.tellBetween(findings);
}

/** A batch, changed in place while its reports are audited. */
class BatchView {
  constructor({ id, label }) {
    const name = label ?? t("batch");
    this.saving = h("div", { class: "row", hidden: true }, [["xlsx", "workbook"], ["notices", "notices"]].map(([word, part]) =>
      button({ click: saves(`v1/batches/${id}/${part}`, `${id}-${part}`) }, t(word))));
    this.totals = h("ul", { class: "totals" });
    this.bar = h("progress");
    this.table = new ReportTable(name, id);
    this.reports = [];
    this.places = new Map();
    this.between = h("div", { class: "recent" });
    const { state } = read();
    this.remarks = h("div", {}, state.get("unused") === "companions" && h("p", { class: "notice mild" }, t("companions_unused")));
    this.skipped = h("details", { hidden: true });
    this.element = h("div", { class: "wide" },
      h("div", { class: "head" }, h("div", { class: "row" }, h("h1", {}, name), this.saving), this.totals, this.bar),
      this.remarks, this.table.element, this.skipped, this.between,
      h("p", { class: "recent" }, h("a", { href: address("") }, t("home"))));
    this.sort(state);
    onState((changed) => this.sort(changed));
  }

  sort(state) {
    this.table.sort(state.get("sort") ?? "");
  }

  update(batch) {
    const { counts, finished_at: isFinished } = batch;
    const done = counts.total - counts.waiting;
    const text = batch.status === "expanding" ? t("expanding") : t("of", { done, all: counts.total });
    say(isFinished ? "" : text);
    this.saving.hidden = batch.status !== "succeeded";
    patch(this.totals, totalsOf(batch.summary, text));
    patch(this.bar, h("progress", {
      max: counts.total || 1, value: counts.total ? done : null, "aria-label": text, hidden: Boolean(isFinished),
    }));
    for (const report of batch.reports) this.put(report);
    this.table.element.hidden = this.reports.length === 0;
    if (batch.reports.length) this.table.update(this.reports);
    if (counts.skipped && this.skipped.hidden) this.tellSkipped(batch);
    if (batch.problem) this.remarks.append(notice(new Problem(batch.problem)));
  }

  /** Put a report in its place. One without an audit is told once, for it never changes. */
  put(report) {
    const place = this.places.get(report.audit) ?? this.reports.length;
    this.reports[place] = report;
    if (report.audit) this.places.set(report.audit, place);
  }

  tellSkipped({ counts, skipped }) {
    this.skipped.hidden = false;
    this.skipped.append(h("summary", {}, t("passed_over", { n: counts.skipped })),
      h("ul", {}, skipped.map(({ name, detail }) => h("li", {}, `${name}${t("colon")}${detail}`))));
  }

  tellBetween(findings) {
    this.between.replaceChildren(h("h2", {}, t("between")), h("ol", { class: "cards" }, findings.map((finding) =>
      h("li", { class: `card ${weightOf(finding)}` },
        h("p", {}, weightBadge(weightOf(finding)), " ", this.link(finding)),
        finding.suggestion && h("p", { class: "repair" }, t("repair"), finding.suggestion)))));
  }

  link({ audit, message }) {
    return h("a", { href: address(`audit/${audit}`, { batch: this.table.batch }) }, message);
  }
}

function totalsOf(summary, text) {
  const totals = WEIGHTS.map((weight) => {
    const count = countOf(summary, weight);
    return h("li", {}, h("b", { class: count ? `some ${weight}` : null }, String(count)), ` ${t(weight)}`);
  });
  return h("ul", { class: "totals" }, h("li", {}, text), totals);
}
