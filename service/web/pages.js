// The pages of the file as pictures, drawn when they come into sight, with a rectangle for each finding on them.

import { askDrawn } from "./api.js";
import { h, scrollTo } from "./elements.js";
import { notice } from "./notices.js";
import { nameOf, weightOf } from "./weights.js";
import { t } from "./words.js";

/** Kinds of files that have pages to show. */
const PICTURED = /^(application\/(pdf|ofd)|image\/)/;
export const hasPages = ({ media_type: type, pages }) => PICTURED.test(type) && Boolean(pages);

/** Points, of which boxes are, an inch. */
const POINTS = 72;
const MARGIN = 2;

/** The pages as elements: `places` has the rectangles of each finding with the number of its location. */
export class Pages {
  constructor(audit, findings, choose, signal) {
    Object.assign(this, { audit, findings, choose, signal, places: new Map(), cells: new Map() });
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) { watcher.unobserve(entry.target); this.draw(entry.target); }
    }, { rootMargin: "600px" });
    signal.addEventListener("abort", () => watcher.disconnect());
    const pages = Array.from({ length: audit.file.pages }, (_, index) => this.page(index + 1));
    this.element = h("div", { class: "pages" }, pages);
    pages.forEach((page) => watcher.observe(page));
  }

  page(number) {
    const boxes = this.findings.flatMap((finding) => this.boxes(finding, number));
    return h("figure", { class: "page", "data-page": number }, h("figcaption", {}, t("page", { n: number })), h("div", {}, boxes));
  }

  boxes(finding, number) {
    const label = `${nameOf(finding)}${t("colon")}${finding.message}`;
    const boxes = [];
    finding.locations.forEach(({ page, bbox }, location) => {
      if (page !== number || !bbox) return;
      const name = boxes.length ? null : h("span", {}, String(finding.number));
      const element = h("button", {
        type: "button", class: `box ${weightOf(finding)}`, hidden: true, "aria-label": label, click: () => this.choose(finding),
      }, name);
      element.place = bbox;
      boxes.push(element);
      this.places.set(finding, [...(this.places.get(finding) ?? []), { location, element }]);
    });
    return boxes;
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
