// The pages of the file as pictures, drawn when they come into sight, with rectangles on them: for the words and cells that
// findings are about, and for the figures of the chosen one.

import { askDrawn } from "./api.js";
import { button, h, scrollTo } from "./elements.js";
import { notice } from "./notices.js";
import { spotOf } from "./tables.js";
import { nameOf, weightOf } from "./weights.js";
import { t } from "./words.js";

/** Kinds of files that have pages to show. */
const PICTURED = /^(application\/(pdf|ofd)|image\/)/;
export const hasPages = ({ media_type: type, pages }) => PICTURED.test(type) && Boolean(pages);

/** Points, of which boxes are, an inch. */
const POINTS = 72;
const MARGIN = 2;

/**
 * The pages as elements.
 *
 * `places` has the rectangles of each finding with the number of its location, `cells` those of the figures that findings rest on.
 */
export class Pages {
  /**
   * @param {object} document an audit whole, and its `marks`
   * @param {Form} form
   * @param {function(object=): void} choose goes to a finding, or to the one that is chosen
   * @param {AbortSignal} signal
   */
  constructor({ audit, findings, marks }, form, choose, signal) {
    Object.assign(this, { audit, form, choose, signal, places: new Map(), cells: new Map(), boxes: new Map() });
    const boxesOf = new Map(marks.map((mark) => [`${mark.finding} ${mark.location}`, mark.boxes]));
    for (const finding of findings) {
      for (const operand of finding.operands) this.figure(operand);
      finding.locations.forEach((place, location) => {
        const boxes = boxesOf.get(`${finding.id} ${location}`) ?? (place.bbox ? [place] : []);
        for (const each of boxes) this.place(finding, location, each);
      });
    }
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) { watcher.unobserve(entry.target); this.draw(entry.target); }
    }, { rootMargin: "600px" });
    signal.addEventListener("abort", () => watcher.disconnect());
    const pages = Array.from({ length: audit.file.pages }, (_, index) => this.page(index + 1));
    this.element = h("div", { class: "pages" }, pages);
    pages.forEach((page) => watcher.observe(page));
  }

  page(number) {
    return h("figure", { class: "page", "data-page": number },
      h("figcaption", {}, t("page", { n: number })), h("div", {}, this.boxes.get(number) ?? []));
  }

  /** A rectangle for words or a cell that a finding is about; the first on its page has the finding's number. */
  place(finding, location, { page, bbox }) {
    const places = this.places.get(finding) ?? [];
    const isFirst = !places.some((each) => each.page === page);
    const label = `${nameOf(finding)}${t("colon")}${finding.message}`;
    const element = this.box(page, bbox, { class: `box ${weightOf(finding)}`, "aria-label": label, click: () => this.choose(finding) },
      isFirst && h("span", {}, String(finding.number)));
    this.places.set(finding, [...places, { location, element, page }]);
  }

  /** A rectangle for a figure of this report's tables, seen while its finding is chosen. */
  figure(operand) {
    const spot = spotOf(operand);
    if (operand.report || !operand.table || !operand.bbox || this.cells.has(spot)) return;
    const label = `${this.form.place({ ...operand, page: null })}${t("colon")}${operand.text}`;
    this.cells.set(spot, this.box(operand.page, operand.bbox, { class: "box figure", "aria-label": label, click: () => this.choose() }));
  }

  box(page, bbox, attributes, name) {
    const element = button({ hidden: true, ...attributes }, name);
    element.place = bbox;
    this.boxes.set(page, [...(this.boxes.get(page) ?? []), element]);
    return element;
  }

  /** Show the rectangles of these findings alone. */
  filter(findings) {
    const shown = new Set(findings);
    for (const [finding, places] of this.places) for (const { element } of places) element.classList.toggle("out", !shown.has(finding));
  }

  async draw(page) {
    const number = page.dataset.page;
    const frame = page.lastElementChild;
    try {
      const answer = await askDrawn(`v1/audits/${this.audit.id}/pages/${number}`, this.signal);
      const scale = Number(answer.headers.get("Dots-Per-Inch") ?? 2 * POINTS) / POINTS;
      const image = h("img", { alt: t("page", { n: number }), src: URL.createObjectURL(await answer.blob()) });
      await image.decode();
      URL.revokeObjectURL(image.src);
      frame.prepend(image);
      for (const box of frame.querySelectorAll(".box")) lay(box, image.naturalWidth / scale, image.naturalHeight / scale);
      if (frame.contains(this.awaited)) this.reveal(this.awaited, this.isRestored);
    } catch (error) {
      if (!this.signal.aborted) frame.prepend(notice(error));
    }
  }

  /** Bring a rectangle into sight, its page first where that isn't drawn yet; it gets the focus, unless the view is restored. */
  reveal(box, isRestored = false) {
    Object.assign(this, { awaited: box.hidden ? box : null, isRestored });
    if (box.hidden) return scrollTo(box.closest(".page"), "start", isRestored);
    scrollTo(box, "center", isRestored);
    return isRestored || box.focus({ preventScroll: true });
  }
}

/** Lay a rectangle over its place on a page of so many points. */
function lay(box, width, height) {
  const [left, top, right, bottom] = box.place;
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  Object.assign(box.style, {
    left: percent(left - MARGIN, width), width: percent(right - left + 2 * MARGIN, width),
    top: percent(top - MARGIN, height), height: percent(bottom - top + 2 * MARGIN, height),
  });
  box.hidden = false;
}
