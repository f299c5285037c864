// The report as it was read, its findings marked where the service says that they stand.

import { h, scrollTo } from "./elements.js";
import { spotOf, tableOf } from "./tables.js";
import { nameOf, weightOf, worst } from "./weights.js";
import { language, t } from "./words.js";

/**
 * The report as elements.
 *
 * `places` has those of each finding with the number of its location, `cells` those of each part of a table.
 */
export class Reading {
  /**
   * @param {object} document an audit whole, and its `marks`
   * @param {Form} form
   * @param {object[]} findings those to be marked
   * @param {function(object): void} choose goes to a finding
   */
  constructor({ tables, text, marks }, form, findings, choose) {
    Object.assign(this, { tables, text, form, choose, places: new Map(), cells: new Map(), begun: new Set() });
    this.marks = new Map();
    const shown = new Map(findings.map((finding) => [finding.id, finding]));
    const findingOf = (mark) => shown.get(mark.finding);
    const ordered = marks.filter(findingOf).sort((one, other) => findingOf(one).number - findingOf(other).number);
    for (const mark of ordered) this.mark(findingOf(mark), mark);
    this.element = this.sheet(this.missing(findings));
  }

  mark(finding, { location, text, start, end, focus = [{ start, end }], ...spot }) {
    const place = text ?? spotOf(spot);
    this.marks.set(place, [...(this.marks.get(place) ?? []), { finding, location, start, end, focus }]);
  }

  /** What findings say of sections that the report hasn't got, by section. */
  missing(findings) {
    const present = new Set(this.text.sections.map((section) => section.number));
    return findings.flatMap((finding) => finding.locations.map((place, location) => ({ finding, location, section: this.form.sectionOf(place) })))
      .filter(({ section }) => section && !present.has(section)).sort((one, other) => one.section - other.section);
  }

  sheet(missing) {
    const { title, preamble, sections } = this.text;
    const numbers = sections.map((section) => section.number);
    const shown = [];
    sections.forEach((section, index) => {
      while (missing[0]?.section < section.number) shown.push(this.missingHead(missing.shift()));
      shown.push(this.section(section, index, numbers.indexOf(section.number) === index));
    });
    const loose = this.tables.filter((table) => !numbers.includes(this.form.sectionOf({ table: table.key })));
    return h("article", { class: "sheet", lang: "zh-CN", "aria-label": t("as_read") },
      title && h("h3", {}, this.words("/title", title.text)),
      preamble.map((paragraph, index) => h("p", {}, this.words(`/preamble/${index}`, paragraph.text))),
      shown, missing.map((each) => this.missingHead(each)), loose.map((table) => this.table(table)));
  }

  missingHead({ section, finding, location }) {
    const title = t("missing", { title: this.form.section(section, "zh") });
    const element = h("h4", { class: `missing ${weightOf(finding)}`, click: () => this.choose(finding) }, title, this.refs([finding]));
    this.note(finding, location, element);
    return element;
  }

  /** A section; its table stands where it stood among the paragraphs. */
  section({ number, heading, subsections, paragraphs }, index, isFirst) {
    const subheads = new Set(subsections.map((each) => each.heading.location.quote));
    const tables = isFirst ? this.tables.filter((table) => this.form.sectionOf({ table: table.key }) === number) : [];
    const shown = [];
    paragraphs.forEach(({ text, lines }, at) => {
      while (tables.length && isBefore(tables[0].location, lines[0])) shown.push(this.table(tables.shift()));
      shown.push(h("p", { class: subheads.has(text) ? "subhead" : null }, this.words(`/sections/${index}/paragraphs/${at}`, text)));
    });
    const head = heading.location.quote || heading.numeral + heading.title;
    return h("section", {}, h("h4", {}, this.words(`/sections/${index}/heading`, head)), shown, tables.map((table) => this.table(table)));
  }

  /** A paragraph cut where its marks and their words begin and end. They count code points, of which some are two of a string's units. */
  words(pointer, text) {
    const marks = this.marks.get(pointer);
    if (!marks) return text;
    const points = [...text];
    const spans = marks.flatMap((mark) => [mark, ...mark.focus]);
    const edges = [...new Set([0, points.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort((one, other) => one - other);
    return edges.slice(0, -1).map((from, index) =>
      this.piece(points.slice(from, edges[index + 1]).join(""), marks.filter((mark) => covers(mark, from)), from));
  }

  /** A part of a sentence. Where it is what its findings mean, it is their place, and has their buttons before it. */
  piece(text, marks, from) {
    if (!marks.length) return text;
    const meaning = marks.filter(({ focus }) => focus.some((part) => covers(part, from)));
    const [all, here] = [marks, meaning].map((some) => [...new Set(some.map(({ finding }) => finding))]);
    const nearest = here.length ? here : all;
    const kind = `${worst(nearest)}${here.length ? " meant" : ""}`;
    const element = h("mark", { class: kind, click: () => this.choose(nearest[0]) }, text);
    for (const { finding, location } of meaning) this.note(finding, location, element);
    return [this.refs(here.filter((finding) => !this.begun.has(finding))), element];
  }

  /** Buttons from a place to its findings. */
  refs(findings) {
    return findings.map((finding) => {
      this.begun.add(finding);
      const label = `${nameOf(finding)}${t("colon")}${t(weightOf(finding))}`;
      const click = (event) => { event.stopPropagation(); this.choose(finding); };
      return h("button", {
        type: "button", class: `ref ${weightOf(finding)}`, "aria-label": label, lang: language, title: finding.message, click,
      }, String(finding.number));
    });
  }

  note(finding, location, element) {
    this.places.set(finding, [...(this.places.get(finding) ?? []), { location, element }]);
  }

  table(table) {
    return tableOf(table, this.form, (...cell) => this.cell(...cell));
  }

  /** A cell or head of a table, with its findings. */
  cell(tag, text, spot, attributes = {}) {
    const key = spotOf(spot);
    const marks = this.marks.get(key) ?? [];
    const findings = [...new Set(marks.map(({ finding }) => finding))];
    const kind = [attributes.class, findings.length && `marked ${worst(findings)}`].filter(Boolean).join(" ");
    const click = findings.length ? () => this.choose(findings[0]) : null;
    const element = h(tag, { ...attributes, class: kind || null, click }, text, this.refs(findings));
    for (const { finding, location } of marks) this.note(finding, location, element);
    this.cells.set(key, element);
    return element;
  }

  /** Bring a place into sight; its finding's button gets the focus, unless the view is restored. */
  reveal(place, isRestored = false) {
    scrollTo(place, "center", isRestored);
    const before = place.previousElementSibling;
    const ref = place.querySelector(".ref") ?? (before?.matches(".ref") ? before : null);
    if (!isRestored) ref?.focus({ preventScroll: true });
  }
}

const covers = ({ start, end }, at) => start <= at && at < end;

/** Whether a place in the file comes before another: by lines, or by pages and then from the top down. */
const isBefore = (one, other) => positionOf(one) < positionOf(other);

/** How far down the file a place is: by its line, or its page and then from the top down. */
export const positionOf = (place) => place?.line ?? (place?.page ?? 1e6) * 1e5 + (place?.bbox?.[1] ?? 0);
