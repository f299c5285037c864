// What was found, and beneath it what is to check, with filters that the address keeps; then which rules were applied.

import { put } from "./address.js";
import { cardOf } from "./cards.js";
import { checksOf } from "./checks.js";
import { h } from "./elements.js";
import { repairsOf } from "./repairs.js";
import { familyName, weightBadge, weightOf, WEIGHTS } from "./weights.js";
import { t } from "./words.js";

const FAMILIES = ["arithmetic", "year", "section", "consistency", "table", "text"];

/** The list of an audit's findings. */
export class Findings {
  /**
   * @param {object} document an audit whole
   * @param {Form} form
   * @param {{reveal: function, refilter: function(object[]): void}} events `refilter` gets the findings that are left
   */
  constructor({ audit, findings, checks }, form, { reveal, refilter }) {
    Object.assign(this, { findings, form, refilter });
    const byId = new Map(findings.map((each) => [each.id, each]));
    const related = (finding) => finding.related.map((id) => byId.get(id)).filter(Boolean);
    this.cards = new Map(findings.map((each) => [each, cardOf(each, related(each), form, reveal)]));
    this.parts = [false, true].map((isToCheck) => partOf(findings.filter((each) => Boolean(each.to_check) === isToCheck)));
    const [defects, toCheck] = this.parts;
    this.element = h("section", { class: "findings", "aria-labelledby": "findings", tabindex: "0" },
      h("h2", { id: "findings" }, t("findings")), repairsOf(findings, reveal), findings.length > 0 && this.filters(),
      defects.findings.length ? [defects.shown, defects.list] : h("p", {}, t(audit.unread?.length ? "nothing_in_rest" : "nothing")),
      toCheck.findings.length > 0 && [
        h("h2", {}, t("parts_to_check")), h("p", { class: "quiet" }, t("to_check_lead")), toCheck.shown, toCheck.list],
      checksOf(checks));
  }

  filters() {
    const change = () => put(this.filter());
    this.weights = presentIn(this.findings, WEIGHTS, weightOf).map((weight) => h("input", { type: "checkbox", value: weight, change }));
    const families = presentIn(this.findings, FAMILIES, (finding) => finding.category);
    this.category = choiceOf("family", "all_families", families.map((family) => [family, familyName(family)]), change);
    const chapters = [0, ...this.form.sections.keys()].filter((number) => this.findings.some((each) => this.isIn(each, number)));
    this.section = choiceOf("chapter", "all_sections", chapters.map((number) => [number, this.form.section(number)]), change);
    const counted = (weight) => this.findings.filter((finding) => weightOf(finding) === weight).length;
    return h("fieldset", { class: "filters" }, h("legend", { class: "unseen" }, t("severity")),
      h("div", { class: "row" }, this.weights.map((box) => h("label", {}, box, weightBadge(box.value, counted(box.value))))),
      h("div", { class: "row" }, this.category, this.section));
  }

  isIn(finding, section) {
    return finding.locations.some((place) => this.form.sectionOf(place) === section);
  }

  /** Filter as the address says. @param {URLSearchParams} state */
  restore(state) {
    if (!this.findings.length) return;
    const hidden = (state.get("hide") ?? "").split(",");
    for (const box of this.weights) box.checked = !hidden.includes(box.value);
    this.category.value = state.get("category") ?? "";
    this.section.value = state.get("section") ?? "";
    for (const select of [this.category, this.section]) if (select.selectedIndex < 0) select.value = "";
    this.filter();
  }

  /** Show what the filters leave; gives them as the address keeps them. */
  filter() {
    const hidden = this.weights.filter((box) => !box.checked).map((box) => box.value);
    const [category, section] = [this.category.value, this.section.value];
    const isLeft = (finding) => !hidden.includes(weightOf(finding))
      && (!category || finding.category === category) && (!section || this.isIn(finding, Number(section)));
    for (const { findings, shown, list } of this.parts) {
      const here = findings.filter(isLeft);
      list.replaceChildren(...here.map((finding) => this.cards.get(finding)));
      shown.textContent = t("shown", { n: here.length, all: findings.length });
    }
    this.refilter(this.findings.filter(isLeft));
    return { hide: hidden.join(), category, section };
  }
}

const presentIn = (findings, names, of) => names.filter((name) => findings.some((finding) => of(finding) === name));

const partOf = (findings) => ({
  findings, shown: h("p", { class: "quiet", role: "status" }), list: h("ol", { class: "cards" }),
});

function choiceOf(name, all, entries, change) {
  return h("select", { "aria-label": t(name), change },
    h("option", { value: "" }, t(all)), entries.map(([value, label]) => h("option", { value }, label)));
}
