// Tables of reports, those that were audited lately or of a batch, and of batches.

import { address, put } from "./address.js";
import { button, h, patch } from "./elements.js";
import { countOf, verdictBadge, verdictOf, WEIGHTS } from "./weights.js";
import { day, t } from "./words.js";

const VERDICTS = ["fail", "failed", "incomplete", "pass"];

/** The columns: what each sorts by, from the least on, and its cell. */
const COLUMNS = [
  { name: "body", value: (row) => row.agency ?? row.name, cell: bodyCell },
  { name: "report_year", value: (row) => row.year ?? 0, cell: (row) => h("td", { class: "number" }, row.year) },
  { name: "verdict", value: (row) => VERDICTS.indexOf(verdictOf(row)), cell: verdictCell },
  ...WEIGHTS.map((weight) => ({ name: weight, value: (row) => -countOf(row, weight), cell: (row) => countCell(row, weight) })),
];
const isWord = ({ name }) => name === "body" || name === "verdict";

function bodyCell(row, batch) {
  const name = row.agency ?? row.name;
  return h("th", { scope: "row" },
    row.audit && row.status !== "deleted" ? h("a", { href: address(`audit/${row.audit}`, { batch }) }, name) : name,
    row.agency && h("small", {}, row.name), row.created_at && h("small", {}, day(row.created_at)));
}

function verdictCell(row) {
  return h("td", {}, verdictBadge(row), row.problem && h("small", {}, row.problem.detail));
}

function countCell(row, weight) {
  const count = countOf(row, weight);
  return h("td", { class: `number ${count ? `some ${weight}` : "quiet"}` }, row.status === "succeeded" && String(count));
}

/** An audit as a row. */
export const rowOf = (audit) => ({
  audit: audit.id, name: audit.file.name, status: audit.status, verdict: audit.verdict, agency: audit.report.agency,
  year: audit.report.year, problem: audit.problem, created_at: audit.created_at, ...audit.summary,
});

const listOf = (caption, heads, body) => h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
  h("table", { class: "list" }, h("caption", { class: "unseen" }, caption), h("thead", {}, h("tr", {}, heads)), body));

/** Batches, each with how many of its reports had which verdict, or how it ended or stands without any. */
export const batchTable = (batches) => listOf(t("batches"),
  ["name", "verdict"].map((name) => h("th", { scope: "col" }, t(name))),
  h("tbody", {}, batches.map((batch) => h("tr", {},
    h("th", { scope: "row" },
      h("a", { href: address(`batch/${batch.id}`) }, batch.label ?? t("batch")), h("small", {}, day(batch.created_at))),
    h("td", {}, h("div", { class: "row" }, verdictsOf(batch)))))));

function verdictsOf(batch) {
  const counts = { ...batch.verdicts, failed: batch.failed };
  const present = VERDICTS.filter((verdict) => counts[verdict]);
  return present.length ? present.map((verdict) => verdictBadge({ verdict }, counts[verdict])) : verdictBadge(batch);
}

const compare = (one, other) => typeof one === "number" ? one - other : one.localeCompare(other, "zh");

/** A table that a click on a column's head sorts, and that is changed in place while its reports are audited. */
export class ReportTable {
  /** @param {string} caption @param {string} batch the id of the batch whose reports these are */
  constructor(caption, batch = "") {
    Object.assign(this, { batch, rows: [], shown: [], order: "" });
    this.body = h("tbody");
    this.heads = COLUMNS.map((column) => h("th", { scope: "col", class: isWord(column) ? null : "number" },
      button({ click: () => this.turn(column.name) }, t(column.name))));
    this.element = listOf(caption, this.heads, this.body);
  }

  /** Show rows, of which each keeps its place among them. */
  update(rows) {
    this.rows = rows;
    rows.forEach((row, index) => {
      const wanted = h("tr", {}, COLUMNS.map(({ cell }) => cell(row, this.batch)));
      if (this.shown[index]) patch(this.shown[index], wanted);
      else this.shown[index] = wanted;
    });
    this.arrange();
  }

  /** Sort by a column, or the other way round where it is sorted by that. */
  turn(name) {
    this.sort(this.order === name ? `-${name}` : name);
    put({ sort: this.order });
  }

  /** @param {string} order a column's name, after a minus for the other way round; empty for the order of the rows */
  sort(order) {
    this.order = order;
    this.arrange();
  }

  arrange() {
    const isDown = this.order.startsWith("-");
    const column = COLUMNS.find(({ name }) => name === this.order.replace("-", ""));
    const value = (index) => column.value(this.rows[index]);
    const order = [...this.rows.keys()];
    if (column) order.sort((one, other) => compare(value(one), value(other)) * (isDown ? -1 : 1));
    this.place(order.map((index) => this.shown[index]));
    this.heads.forEach((head, index) => {
      const isSorted = COLUMNS[index] === column;
      const direction = isSorted && (isDown !== WEIGHTS.includes(column.name) ? "descending" : "ascending");
      if (direction) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    });
  }

  /** Put rows in this order. One that moves loses the focus, and gets it back. */
  place(rows) {
    const held = document.activeElement;
    rows.forEach((row, index) => {
      if (this.body.children[index] !== row) this.body.insertBefore(row, this.body.children[index] ?? null);
    });
    if (held !== document.activeElement && this.body.contains(held)) held.focus({ preventScroll: true });
  }
}
