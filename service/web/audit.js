// One audit: its progress, then its findings beside the report, as it was read or as the pages of its file.

import { address, go, note, onState, put, read } from "./address.js";
import { afterOf } from "./assessments.js";
import { ask, askDrawn, askJson, Problem, watch } from "./api.js";
import { findingsBeside } from "./between.js";
import { downloadsOf, noticeOf } from "./downloads.js";
import { $, button, h, openOnPaper, say, scrollTo, show } from "./elements.js";
import { Findings } from "./findings.js";
import { Form } from "./form.js";
import { notice, showProblem, unreadOf } from "./notices.js";
import { hasPages, Pages } from "./pages.js";
import { Progress } from "./progress.js";
import { Reading } from "./reading.js";
import { listenForKeys } from "./shortcuts.js";
import { spotOf } from "./tables.js";
import { correction, rankOf, versionsOf } from "./versions.js";
import { countOf, nameOf, verdictBadge, weightBadge, WEIGHTS } from "./weights.js";
import { bytes, t } from "./words.js";

const AS_READ = "as_read";
const AS_PAGES = "as_pages";

export async function showAudit(id, signal) {
  const path = `v1/audits/${id}`;
  let progress = null;
  const audit = await watch(path, {
    told: (state) => {
      if (state.finished_at) return;
      if (!progress) show((progress = new Progress(state.file.name, cancelButton(path))).element);
      progress.update(state);
    },
    signal, isHeld: true,
  });
  if (audit.status !== "succeeded") return showUnaudited(audit);
  const [document, { marks }, form, between] = await Promise.all([
    askJson(`${path}/report`, { signal }),
    askDrawn(`${path}/marks`, signal).then((answer) => answer.json()),
    Form.load(audit.file.media_type), findingsBeside(read().state.get("batch"), id, signal)]);
  document.findings.push(...between);
  marks.push(...between.flatMap((finding) => finding.marks));
  document.findings.sort((one, other) => rankOf(one) - rankOf(other));
  document.findings.forEach((finding, index) => { finding.number = index + 1; });
  return new AuditView({ ...document, marks }, form, signal).show();
}

function cancelButton(path) {
  const cancel = () => ask(`${path}/cancel`, { method: "POST" }).catch(() => null); // one that has just ended is shown as such
  return button({ click: cancel }, t("cancel"));
}

/** The list that the audit was opened from: that of its batch, or of all. */
function listAddress() {
  const { state } = read();
  const batch = state.get("batch");
  return batch ? address(`batch/${batch}`, Object.fromEntries(new URLSearchParams(state.get("list") ?? ""))) : address("");
}

const backLink = () => h("a", { href: listAddress() }, t(listAddress() === address("") ? "home" : "back_list"));

/** Deletes an audit, of whatever end, when its person is sure. */
const eraseButton = (id) => button({
  click: async () => {
    if (!confirm(t("erase_sure"))) return;
    const list = listAddress();
    await ask(`v1/audits/${id}`, { method: "DELETE" }).then(() => go(list), showProblem);
  },
}, t("erase"));

function showUnaudited(audit) {
  const told = audit.problem ?? { title: t(audit.status) };
  show(h("div", { class: "home" },
    h("div", { class: "head" }, h("h1", {}, audit.file.name), h("p", {}, verdictBadge(audit)),
      audit.status === "failed" && h("div", { class: "row" }, noticeOf(audit))),
    audit.problem && notice(new Problem(told)), h("p", { class: "row" }, backLink(), eraseButton(audit.id))));
  say(told.title);
}

/** Findings beside the report. The address says which are shown, which is chosen, and beside what. */
class AuditView {
  /** @param {object} document an audit whole, and its `marks` @param {Form} form @param {AbortSignal} signal */
  constructor(document, form, signal) {
    Object.assign(this, { document, form, audit: document.audit, signal, visible: document.findings, sides: {}, chosen: null });
    this.holder = h("div");
    this.after = h("p", { class: "row" });
    this.tellAfter(this.audit.after_assessments);
    this.back = button({ class: "back first", hidden: true, click: () => this.choose(this.chosen) });
    this.tabs = (hasPages(this.audit.file) ? [AS_READ, AS_PAGES] : []).map((mode) =>
      button({ "aria-pressed": "false", "data-mode": mode, click: () => this.turnTo(mode) }, t(mode)));
    this.findings = new Findings(document, form, {
      reveal: (...place) => this.reveal(...place),
      refilter: (visible) => this.refilter(visible),
      assessed: (after) => this.tellAfter(after),
    });
  }

  show() {
    const { audit } = this;
    show(this.head(), h("div", { class: "beside" },
      this.findings.element,
      h("section", { class: "pane", "aria-labelledby": "pane" },
        h("div", { class: "row" }, h("h2", { id: "pane" }, t("report")), h("div", { class: "row" }, this.tabs)), this.holder),
      this.back));
    this.restore(read().state);
    openOnPaper(this.findings.element, ".group > details, details.more", this.signal);
    const step = (by) => () => this.step(by);
    listenForKeys({ next: step(1), previous: step(-1), back: (from) => this.leavePlace(from) }, this.signal);
    onState((state) => this.restore(state));
    say([t(audit.verdict), ...this.counts().map(([weight, count]) => `${t(weight)} ${count}`)].join(t("comma")));
  }

  /** What is left after what people say of the findings, beside the audit's own verdict. */
  tellAfter(after) {
    this.after.hidden = !after;
    this.after.replaceChildren(...(afterOf(after) ?? []));
  }

  counts() {
    return WEIGHTS.map((weight) => [weight, countOf(this.audit.summary, weight)]).filter(([, count]) => count > 0);
  }

  head() {
    const { agency, year, school_year: isSchoolYear } = this.audit.report;
    const { file, related: { previous, attachments } } = this.audit;
    const between = this.document.findings.filter((finding) => finding.against).length;
    const source = [`${file.name} · ${bytes(file.size)}`, this.audit.fetched_url, previous && `${t("previous")}${t("colon")}${previous.name}`,
      attachments.length > 0 && `${t("attachments")}${t("colon")}${attachments.map(({ name }) => name).join(t("list_comma"))}`];
    return h("div", { class: "head" },
      h("p", {}, backLink()),
      h("div", { class: "row" },
        h("h1", {}, [agency, year].filter(Boolean).join(" · ") || file.name),
        h("div", { class: "row" },
          correction(this.audit), downloadsOf(this.audit), button({ click: () => print() }, t("print")), eraseButton(this.audit.id))),
      h("p", { class: "row" }, verdictBadge(this.audit), this.counts().map(([weight, count]) => weightBadge(weight, count)),
        between > 0 && h("span", {}, t("between_on", { n: between })),
        isSchoolYear && year && h("span", {}, t("school_year", { from: year - 1, to: year })),
        h("span", { class: "quiet" }, source.filter(Boolean).join(" · "))),
      this.after, versionsOf(this.audit, this.signal), unreadOf(this.audit.unread ?? [], this.form));
  }

  /** Show it as its address says. */
  restore(state) {
    this.mode = state.get("view") === AS_PAGES && this.tabs.length ? AS_PAGES : AS_READ;
    this.chosen = this.document.findings.find((finding) => finding.id === state.get("finding")) ?? null;
    if (this.document.findings.length) this.findings.restore(state);
    else this.turn();
    if (!this.chosen) return;
    const [place] = this.placesOf(this.chosen);
    if (place) this.sides[this.mode].reveal(place.element, true);
    this.toCard(this.chosen, true);
  }

  /** Mark these findings alone. What is shown stays where they are the same. */
  refilter(visible) {
    const isSame = visible.length === this.visible.length && visible.every((finding, index) => finding === this.visible[index]);
    this.visible = visible;
    if (!isSame) delete this.sides[AS_READ];
    this.sides[AS_PAGES]?.filter(visible);
    this.turn();
  }

  turnTo(mode) {
    this.mode = mode;
    put({ view: mode === AS_READ ? "" : mode });
    this.turn();
  }

  /** Show the report in its present mode, made for the findings that the filters leave. */
  turn() {
    this.sides[this.mode] ??= this.side();
    const { element } = this.sides[this.mode];
    if (this.holder.firstChild !== element) this.exchange(element);
    for (const tab of this.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.mode === this.mode));
    this.light();
  }

  side() {
    const choose = (finding = this.chosen) => this.choose(finding);
    if (this.mode === AS_READ) return new Reading(this.document, this.form, this.visible, choose);
    const pages = new Pages(this.document, this.form, choose, this.signal);
    pages.filter(this.visible);
    return pages;
  }

  /** Show another element in place of the report's: the page and the tables stay scrolled as they were. */
  exchange(element) {
    const scrolled = [...this.holder.querySelectorAll(".grid")].map((grid) => grid.scrollLeft);
    const top = window.scrollY;
    this.holder.replaceChildren(element);
    element.querySelectorAll(".grid").forEach((grid, index) => { grid.scrollLeft = scrolled[index] ?? 0; });
    window.scrollTo({ top, behavior: "instant" });
  }

  placesOf(finding) {
    return this.sides[this.mode].places.get(finding) ?? [];
  }

  /** Light up the chosen finding, all its places and figures; nothing where none is chosen. */
  light() {
    const { chosen } = this;
    for (const element of $("main").querySelectorAll(".now, .part")) element.classList.remove("now", "part");
    for (const [finding, card] of this.findings.cards) {
      if (finding === chosen) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    }
    this.back.hidden = !chosen;
    if (!chosen) return;
    for (const operand of chosen.operands) this.cellOf(operand)?.classList.add("part");
    for (const { element } of this.placesOf(chosen)) element.classList.add("now");
    this.back.textContent = t("back", { what: nameOf(chosen).toLowerCase() });
  }

  /** Where a figure of this report stands; one of last year's stands in none. */
  cellOf(operand) {
    return operand.report ? null : this.sides[this.mode].cells.get(spotOf(operand));
  }

  hold(finding, isPassing = false) {
    this.chosen = finding;
    (isPassing ? note : put)({ finding: finding.id });
    this.light();
  }

  /** To the finding that is listed so many after the chosen one, with its place in sight. */
  step(by) {
    const listed = this.findings.listed();
    const at = listed.indexOf(this.chosen);
    const finding = at < 0 ? listed.at(by > 0 ? 0 : -1) : listed[at + by];
    if (!finding) return false;
    this.hold(finding, true);
    const [place] = this.placesOf(finding);
    if (place) this.sides[this.mode].reveal(place.element, true);
    this.toCard(finding);
    return true;
  }

  /** From a place in the report back to its finding. */
  leavePlace(from) {
    if (!this.chosen || !this.holder.contains(from)) return false;
    this.choose(this.chosen);
    return true;
  }

  /** From a finding to its place: to that of one of its figures, or to one of its locations. */
  reveal(finding, { operand = null, location = 0 } = {}) {
    this.hold(finding);
    const places = this.placesOf(finding);
    const place = places.find((each) => each.location === location) ?? places[0];
    const element = (operand && this.cellOf(operand)) ?? place?.element;
    if (element) this.sides[this.mode].reveal(element);
    else say(t("elsewhere"));
  }

  /** From a place back to its finding. */
  choose(finding) {
    this.hold(finding);
    this.toCard(finding);
  }

  toCard(finding, isRestored = false) {
    const card = this.findings.cards.get(finding);
    this.findings.open(finding);
    scrollTo(card, "nearest", isRestored);
    card.focus({ preventScroll: true });
  }
}
