// The tables of the form, laid out as reports print them.

import { h } from "./elements.js";
import { t } from "./words.js";

/** What names a part of a table: a row's or column's head, or the caption, lacks the others. */
export const spotOf = ({ table, row = "", column = "" }) => `${table}|${row}|${column}`;

/**
 * @param {object} table as read
 * @param {Form} form
 * @param {function(string, string, object, object=): Element} cell makes the element of a part of the table
 */
export function tableOf(table, form, cell) {
  const title = form.tables.get(table.key).label.zh;
  const sheet = new Sheet(table, form, cell);
  return h("div", { class: "grid", tabindex: "0", role: "region", "aria-label": title },
    h("table", { class: "form" }, cell("caption", title, { table: table.key }), sheet.body()));
}

/** One table; labels of the form are over its groups. */
class Sheet {
  constructor({ key, columns, rows }, form, cell) {
    Object.assign(this, { key, columns, rows, form, cell });
    const all = form.tables.get(key).columns.map((column) => column.key);
    this.isWhole = columns.length === all.length && columns.every((column) => all.includes(column));
  }

  body() {
    if (this.key === "disclosure") return this.blocks();
    const isInOneLine = this.key === "reviews" && this.isWhole && this.rows.length === 3 && !this.rows.some((row) => row.unreadable);
    if (isInOneLine) return this.line();
    return this.key === "applications" && this.isWhole ? this.grouped() : this.plain();
  }

  /** The groups of a row, the widest first, by their labels. */
  groups(row) {
    return row ? this.form.groupsOf(this.key, "rows", row.key) : [];
  }

  columnHead(column, attributes) {
    return this.cell("th", this.form.column(this.key, column, "zh"), { table: this.key, column }, { scope: "col", ...attributes });
  }

  rowHead(row, attributes) {
    return this.cell("th", row.label, { table: this.key, row: row.key }, { class: "label", scope: "row", ...attributes });
  }

  /** The figures of a row; the `last` one is so many columns wide. */
  figures(row, columns, last = 1) {
    if (row.unreadable) return h("td", { class: "unread", colspan: columns.length + last - 1 }, t("unread", { why: row.unreadable }));
    const texts = new Map(row.cells.map((cell) => [cell.key, cell.text]));
    return columns.map((column, index) =>
      this.cell("td", texts.get(column) ?? "", { table: this.key, row: row.key, column }, { colspan: widthOf(index, columns, last) }));
  }

  /** Table two: blocks by clause, each with columns of its own. */
  blocks() {
    const blocks = [];
    for (const row of this.rows) {
      const columns = row.unreadable ? this.columns.slice(0, 1) : this.columns.filter((column) => row.cells.some((cell) => cell.key === column));
      const [clause] = this.groups(row);
      const last = blocks.at(-1);
      if (last && last.clause === clause && last.columns.join() === columns.join()) last.rows.push(row);
      else blocks.push({ clause, columns, rows: [row] });
    }
    const width = Math.max(1, ...blocks.map((block) => block.columns.length));
    return blocks.map((block) => this.block(block, width));
  }

  block({ clause, columns, rows }, width) {
    const last = width - columns.length + 1;
    const heads = columns.map((column, index) => this.columnHead(column, { class: "band", colspan: widthOf(index, columns, last) }));
    return h("tbody", {},
      clause && h("tr", {}, h("th", { class: "band", colspan: width + 1, scope: "colgroup" }, clause.label.zh)),
      h("tr", {}, h("th", { class: "band", scope: "col" }, "信息内容"), heads),
      rows.map((row) => h("tr", {}, this.rowHead(row), this.figures(row, columns, last))));
  }

  /** Table four: three rows of five figures, printed as one line of fifteen. */
  line() {
    const { columns, rows } = this;
    const head = (row, attributes) => this.rowHead(row, { class: null, scope: "colgroup", colspan: columns.length, ...attributes });
    const [group] = this.groups(rows[1]);
    return [
      h("thead", {},
        h("tr", {}, head(rows[0], { rowspan: 2 }), h("th", { scope: "colgroup", colspan: 2 * columns.length }, group?.label.zh)),
        h("tr", {}, head(rows[1]), head(rows[2])),
        h("tr", {}, rows.map(() => columns.map((column) => this.columnHead(column))))),
      h("tbody", {}, h("tr", {}, rows.map((row) => this.figures(row, columns)))),
    ];
  }

  plain() {
    return [
      h("thead", {}, h("tr", {}, h("td"), this.columns.map((column) => this.columnHead(column)))),
      h("tbody", {}, this.rows.map((row) => h("tr", {}, this.rowHead(row), this.figures(row, this.columns)))),
    ];
  }

  /** Table three: groups stand over columns and before rows. */
  grouped() {
    const groupOf = (column) => this.form.groupsOf(this.key, "columns", column)[0];
    const under = this.columns.filter(groupOf);
    const tops = this.columns.filter((column) => !groupOf(column) || column === under[0]).map((column) => groupOf(column)
      ? h("th", { scope: "colgroup", colspan: under.length }, groupOf(column).label.zh)
      : this.columnHead(column, { rowspan: 2 }));
    return [
      h("thead", {}, h("tr", {}, h("td", { colspan: 3, rowspan: 2 }), tops), h("tr", {}, under.map((column) => this.columnHead(column)))),
      h("tbody", {}, this.rows.map((row, index) => h("tr", {}, this.labels(index), this.figures(row, this.columns)))),
    ];
  }

  /** The labels before a row: its groups where they begin, then its own, three columns in all. */
  labels(index) {
    const row = this.rows[index];
    const groups = this.groups(row);
    const begun = this.groups(this.rows[index - 1]);
    const beginning = groups.map((group, depth) => group !== begun[depth] && this.groupHead(group, depth, index));
    return [beginning, this.rowHead(row, { colspan: groups.length < 2 ? 3 - groups.length : null })];
  }

  groupHead(group, depth, index) {
    let end = index;
    while (this.groups(this.rows[end])[depth] === group) end += 1;
    return this.cell("th", group.label.zh, { table: this.key, row: group.key },
      { class: depth ? "band" : "band tall", scope: "rowgroup", rowspan: end - index });
  }
}

const widthOf = (index, columns, last) => index === columns.length - 1 && last > 1 ? last : null;
