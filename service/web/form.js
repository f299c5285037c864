// The words of the statutory form, as the service tells them.

import { askOnce } from "./api.js";
import { language, t } from "./words.js";

/** The form: what its parts are called. A report's own words stay Chinese; places are named in the person's language. */
export class Form {
  /** @param {string} type the media type of the report's file */
  static async load(type) {
    return new Form(await askOnce("v1/form"), type === "text/plain");
  }

  /** @param {boolean} hasLines whether a person sees the lines of the file, as in a text; a web page's are those of its source */
  constructor({ sections, tables }, hasLines) {
    this.hasLines = hasLines;
    this.sections = new Map(sections.map((section) => [section.number, section]));
    this.tables = new Map(tables.map((table) => [table.key, table]));
  }

  /** @param {number} number 0 is title and preamble */
  section(number, spoken = language) {
    return number ? this.sections.get(number)?.label[spoken] : t("preamble");
  }

  /** The section that a place in the file is in, also where it names its table only. */
  sectionOf({ section, table }) {
    return section ?? this.tables.get(table)?.section;
  }

  column(table, key, spoken = language) {
    return this.tables.get(table).columns.find((column) => column.key === key)?.label[spoken] ?? key;
  }

  /** A row as the form has it, or the group that is named like a row. */
  row(table, key, spoken = language) {
    const { rows, groups } = this.tables.get(table);
    return [...rows, ...groups].find((each) => each.key === key)?.label[spoken] ?? key;
  }

  /** The groups that a row or column is under, the widest first; `axis` is "rows" or "columns". */
  groupsOf(table, axis, key) {
    const { [axis]: parts, groups } = this.tables.get(table);
    const found = parts.find((part) => part.key === key)?.groups ?? [];
    return found.map((name) => groups.find((group) => group.key === name));
  }

  /** A place as a person would say it. */
  place({ attachment, page, line, section, table, row, column }) {
    const part = table ? this.tables.get(table)?.label[language] : section === undefined ? null : this.section(section);
    return [
      attachment && t("in_attachment", { name: attachment }), page && t("page", { n: page }),
      this.hasLines && line && t("line", { n: line }), part,
      row && this.row(table, row), column && this.column(table, column),
    ].filter(Boolean).join(t("comma"));
  }
}
