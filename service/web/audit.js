// One audit: its progress, then its findings beside the report, as it was read or as the pages of its file.

import { address, go, onState, put, read } from "./address.js";
import { ask, askDrawn, askJson, Problem, watch } from "./api.js";
import { downloadsOf } from "./downloads.js";
import { $, button, h, say, scrollTo, show } from "./elements.js";
import { Findings } from "./findings.js";
import { Form } from "./form.js";
import { notice, showProblem, unreadOf } from "./notices.js";
import { hasPages, Pages } from "./pages.js";
import { Progress } from "./progress.js";
import { Reading } from "./reading.js";
import { spotOf } from "./tables.js";
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
    lost: () => say(t("reconnecting")), signal, isHeld: true,
  });
  if (audit.status !== "succeeded") return showUnaudited(audit);
  const [document, { marks }, form] = await Promise.all([
    askJson(`${path}/report`, { signal }),
    askDrawn(`${path}/marks`, signal).then((answer) => answer.json()),
    Form.load()]);
  document.findings.sort((one, other) => Number(one.to_check ?? false) - Number(other.to_check ?? false));
  document.findings.forEach((finding, index) => { finding.number = index + 1; });
  return new AuditView({ ...document, marks }, form, signal).show();
}

function cancelButton(path) {
  const cancel = () => ask(`${path}/cancel`, { method: "POST" }).catch(() => null); // one that has just ended is shown as such
  return button({ click: cancel }, t("cancel"));
}

/** The list that the audit was opened from: that of its batch, or of all. */
function listAddress() {
  const batch = read().state.get("batch");
  return address(batch ? `batch/${batch}` : "");
}

const backLink = () => h("p", {}, h("a", { href: listAddress() }, t(listAddress() === address("") ? "home" : "back_list")));

function showUnaudited(audit) {
  const told = audit.problem ?? { title: t(audit.status) };
  show(h("div", { class: "home" },
    h("div", { class: "head" }, h("h1", {}, audit.file.name), h("p", {}, verdictBadge(audit))),
    audit.problem && notice(new Problem(told)), backLink()));
  say(told.title);
}

/** Findings beside the report. The address says which are shown, which is chosen, and beside what. */
class AuditView {
  /** @param {object} document an audit whole, and its `marks` @param {Form} form @param {AbortSignal} signal */
  constructor(document, form, signal) {
    Object.assign(this, { document, form, audit: document.audit, signal, visible: document.findings, sides: {}, chosen: null });
    this.holder = h("div");
    this.back = button({ class: "back first", hidden: true, click: () => this.choose(this.chosen) });
    this.tabs = (hasPages(this.audit.file) ? [AS_READ, AS_PAGES] : []).map((mode) =>
      button({ "aria-pressed": "false", "data-mode": mode, click: () => this.turnTo(mode) }, t(mode)));
    this.findings = new Findings(document, form, {
      reveal: (...place) => this.reveal(...place),
      refilter: (visible) => this.refilter(visible),
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
    onState((state) => this.restore(state));
    say([t(audit.verdict), ...this.counts().map(([weight, count]) => `${t(weight)} ${count}`)].join(t("comma")));
  }

  counts() {
    return WEIGHTS.map((weight) => [weight, countOf(this.audit.summary, weight)]).filter(([, count]) => count > 0);
  }

  head() {
    const { agency, year, school_year: isSchoolYear } = this.audit.report;
    const { file, related: { previous, attachments } } = this.audit;
    const source = [`${file.name} · ${bytes(file.size)}`, this.audit.fetched_url, previous && `${t("previous")}${t("colon")}${previous.name}`,
      attachments.length > 0 && `${t("attachments")}${t("colon")}${attachments.map(({ name }) => name).join(t("list_comma"))}`];
    return h("div", { class: "head" },
      backLink(),
      h("div", { class: "row" },
        h("h1", {}, [agency, year].filter(Boolean).join(" · ") || file.name),
        h("div", { class: "row" },
          downloadsOf(this.audit), button({ click: () => print() }, t("print")), button({ click: () => this.erase() }, t("erase")))),
      h("p", { class: "row" }, verdictBadge(this.audit), this.counts().map(([weight, count]) => weightBadge(weight, count)),
        isSchoolYear && year && h("span", {}, t("school_year", { from: year - 1, to: year })),
        h("span", { class: "quiet" }, source.filter(Boolean).join(" · "))),
      unreadOf(this.audit.unread ?? [], this.form));
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
    if (!isSame) Object.assign(this, { visible, sides: {} });
    this.turn();
  }

  turnTo(mode) {
    this.mode = mode;
    put({ view: mode === AS_READ ? "" : mode });
    this.turn();
  }

  /** Show the report in its present mode, made for the findings that the filters leave. */
  turn() {
    const choose = (finding) => this.choose(finding);
    this.sides[this.mode] ??= this.mode === AS_PAGES
      ? new Pages(this.audit, this.visible, choose, this.signal)
      : new Reading(this.document, this.form, this.visible, choose);
    const { element } = this.sides[this.mode];
    if (this.holder.firstChild !== element) this.holder.replaceChildren(element);
    for (const tab of this.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.mode === this.mode));
    this.light();
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

  hold(finding) {
    this.chosen = finding;
    put({ finding: finding.id });
    this.light();
  }

  /** From a finding to its place: to that of one of its figures, or to one of its locations. */
  reveal(finding, { operand = null, location = 0 } = {}) {
    this.hold(finding);
    const places = this.placesOf(finding);
    const place = places.find((each) => each.location === location) ?? places[0];
    const element = operand?.report ? null : (operand && this.cellOf(operand)) ?? place?.element;
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
    scrollTo(card, "nearest", isRestored);
    card.focus({ preventScroll: true });
  }

  async erase() {
    if (!confirm(t("erase_sure"))) return;
    const list = listAddress();
    try {
      await ask(`v1/audits/${this.audit.id}`, { method: "DELETE" });
      go(list);
    } catch (error) {
      showProblem(error);
    }
  }
}
