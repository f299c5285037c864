// Tables of reports, those that were audited lately or of a batch, and of batches.

import { address, put } from "./address.js";
import { afterOf } from "./assessments.js";
import { arrange, button, h, patch } from "./elements.js";
import { nameByDay } from "./naming.js";
import { answerOf } from "./versions.js";
import { countOf, verdictBadge, verdictOf, WEIGHTS } from "./weights.js";
import { day, t } from "./words.js";

/** How an audit may end, from the worst on. */
const OUTCOMES = ["fail", "failed", "incomplete", "pass"];
/** Those of some outcomes that there are, with how many each. */
export const verdictCounts = (counts) => OUTCOMES.filter((outcome) => counts[outcome]).map((outcome) => [outcome, counts[outcome]]);

/** The columns: what each sorts by, from the least on, and its cell. */
const COLUMNS = [
  { name: "body", value: (row) => row.agency ?? row.name, cell: bodyCell },
  { name: "report_year", value: (row) => row.year ?? 0, cell: (row) => h("td", { class: "number" }, row.year) },
  { name: "verdict", value: (row) => OUTCOMES.indexOf(verdictOf(row)), cell: verdictCell },
  ...WEIGHTS.map((weight) => ({
    name: weight, isFromMost: true, value: (row) => -countOf(row, weight), cell: (row) => countCell(row, weight),
  })),
];
const BETWEEN = { name: "between", isFromMost: true, value: (row) => -row.between, cell: betweenCell };
const isWord = ({ name }) => name === "body" || name === "verdict";

function bodyCell(row, { linkOf }) {
  const name = row.agency ?? row.name;
  return h("th", { scope: "row" },
    row.audit && row.status !== "deleted" ? h("a", { href: linkOf(row.audit) }, name) : name,
    row.agency && h("small", {}, row.name), row.created_at && h("small", {}, day(row.created_at)));
}

function verdictCell(row, { linkOf }) {
  const { progress } = row;
  return h("td", {}, verdictBadge(progress ? { status: "running" } : row),
    progress?.pages && h("small", {}, t("row_pages", { done: progress.pages_done, pages: progress.pages })),
    row.between > 0 && h("small", {}, t("with_between")), row.problem && h("small", {}, row.problem.detail),
    row.after_assessments && h("small", {}, afterOf(row.after_assessments)), answerOf(row, linkOf));
}

function countCell(row, weight) {
  const count = countOf(row, weight);
  return h("td", { class: `number ${count ? `some ${weight}` : "quiet"}` }, row.status === "succeeded" && String(count));
}

/** How many findings between reports are made in one, which leads to them. */
function betweenCell(row, { toBetween }) {
  const { between: count, audit, status } = row;
  return h("td", { class: `number ${count ? "" : "quiet"}` }, count
    ? button({ class: "link", "aria-label": t("between_on", { n: count }), click: () => toBetween(audit) }, String(count))
    : status === "succeeded" && "0");
}

/** An audit as a row. */
export const rowOf = (audit) => ({
  audit: audit.id, name: audit.file.name, status: audit.status, verdict: audit.verdict, agency: audit.report.agency,
  year: audit.report.year, problem: audit.problem, after_assessments: audit.after_assessments, created_at: audit.created_at, ...audit.summary,
});

const listOf = (caption, heads, body) => h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
  h("table", { class: "list" }, h("caption", { class: "unseen" }, caption), h("thead", {}, h("tr", {}, heads)), body));

/** Batches, each with how many of its reports had which verdict, or how it ended or stands without any. */
export const batchTable = (batches) => listOf(t("batches"),
  ["name", "reports", "verdict", "between"].map((name) => h("th", { scope: "col", class: name === "verdict" || name === "name" ? null : "number" }, t(name))),
  h("tbody", {}, batches.map((batch) => h("tr", {},
    h("th", { scope: "row" },
      h("a", { href: address(`batch/${batch.id}`) }, batch.label ?? nameByDay(batch.created_at, batch.reports)),
      h("small", {}, day(batch.created_at))),
    h("td", { class: "number" }, batch.reports),
    h("td", {}, h("div", { class: "row" }, verdictsOf(batch))),
    h("td", { class: `number ${batch.between ? "" : "quiet"}` }, batch.status === "succeeded" && String(batch.between))))));

function verdictsOf(batch) {
  const present = verdictCounts({ ...batch.verdicts, failed: batch.failed });
  return present.length ? present.map(([verdict, count]) => verdictBadge({ verdict }, count)) : verdictBadge(batch);
}

const compare = (one, other) => typeof one === "number" ? one - other : one.localeCompare(other, "zh");

/** A table that a click on a column's head sorts, and that is changed in place while its reports are audited. */
export class ReportTable {
  /**
   * @param {string} caption
   * @param {{isOfBatch?: boolean, linkOf?: function(string): string, toBetween?: function(string): void}} more whether a batch's
   *   reports are told, the address of an audit, and what leads to what was found between its report and others
   */
  constructor(caption, { isOfBatch = false, linkOf = (audit) => address(`audit/${audit}`), toBetween = null } = {}) {
    Object.assign(this, { linkOf, toBetween, rows: [], shown: [], order: "", isLeft: () => true });
    this.columns = isOfBatch ? [...COLUMNS, BETWEEN] : COLUMNS;
    this.body = h("tbody");
    this.heads = this.columns.map((column) => h("th", { scope: "col", class: isWord(column) ? null : "number" },
      button({ click: () => this.turn(column.name) }, t(column.name))));
    this.element = listOf(caption, this.heads, this.body);
  }

  /** Show rows, of which each keeps its place among them. */
  update(rows) {
    this.rows = rows;
    rows.forEach((row, index) => {
      const wanted = h("tr", { "data-audit": row.audit }, this.columns.map(({ cell }) => cell(row, this)));
      if (this.shown[index]) patch(this.shown[index], wanted);
      else this.shown[index] = wanted;
    });
    this.arrange();
  }

  /** Sort by a column, or the other way round where it is sorted by that. */
  turn(name) {
    this.sort(this.order === name ? `-${name}` : name);
    put({ sort: this.order, at: "", between: "" }); // what was in sight is elsewhere now
  }

  /** @param {string} order a column's name, after a minus for the other way round; empty for the order of the rows */
  sort(order) {
    this.order = order;
    this.arrange();
  }

  /** Show those rows alone that a filter leaves. @param {function(object): boolean} isLeft */
  filter(isLeft) {
    this.isLeft = isLeft;
    this.arrange();
  }

  /** The shown row of an audit. */
  find(audit) {
    return [...this.body.children].find((row) => audit && row.dataset.audit === audit);
  }

  /** The audit of the first row that is so many pixels below the top of the window, or of the last; empty where that is the first. */
  firstBelow(top) {
    const rows = [...this.body.children].filter((row) => row.dataset.audit);
    const first = rows.find((row) => row.getBoundingClientRect().top >= top - 1) ?? rows.at(-1);
    return first && first !== rows[0] ? first.dataset.audit : "";
  }

  arrange() {
    const isDown = this.order.startsWith("-");
    const column = this.columns.find(({ name }) => name === this.order.replace("-", ""));
    const value = (index) => column.value(this.rows[index]);
    const order = [...this.rows.keys()].filter((index) => this.isLeft(this.rows[index]));
    if (column) order.sort((one, other) => compare(value(one), value(other)) * (isDown ? -1 : 1));
    arrange(this.body, order.map((index) => this.shown[index]));
    this.heads.forEach((head, index) => {
      const isSorted = this.columns[index] === column;
      const direction = isSorted && (isDown !== Boolean(column.isFromMost) ? "descending" : "ascending");
      if (direction) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    });
  }
}
