// What was found, and beneath it what is to check, filtered and sorted as the address says; then which rules were applied.

import { Alike } from "./alike.js";
import { put } from "./address.js";
import { cardOf } from "./cards.js";
import { Assessment } from "./assessments.js";
import { checksOf } from "./checks.js";
import { arrange, h } from "./elements.js";
import { positionOf } from "./reading.js";
import { repairsOf } from "./repairs.js";
import { groupsOf, sinceOf } from "./versions.js";
import { familyName, weightBadge, weightOf, WEIGHTS } from "./weights.js";
import { t } from "./words.js";

const FAMILIES = ["arithmetic", "year", "section", "consistency", "table", "text"];
const ORDERS = ["severity", "place"];

/** The list of an audit's findings. */
export class Findings {
  /**
   * @param {object} document an audit whole
   * @param {Form} form
   * @param {{reveal: function, refilter: function(object[]): void, assessed: function(object|null): void}} events `refilter` gets
   *   the findings that are left, `assessed` what is left of the audit after what people say of them
   */
  constructor({ audit, findings, checks, absent }, form, { reveal, refilter, assessed }) {
    Object.assign(this, { findings, form, refilter });
    const byId = new Map(findings.map((each) => [each.id, each]));
    const related = (finding) => finding.related.map((id) => byId.get(id)).filter(Boolean);
    this.cards = new Map(findings.map((each) =>
      [each, cardOf(each, related(each), form, reveal, new Assessment(audit.id, each, each.batch ? () => {} : assessed))]));
    const [defects, toCheck] = [false, true].map((isToCheck) =>
      groupsOf(findings.filter((each) => Boolean(each.to_check) === isToCheck), audit.since_baseline)
        .map((group) => partOf(group, this.cards)));
    this.parts = [...defects, ...toCheck].filter((part) => part.findings.length > 0);
    this.element = h("section", { class: "findings", "aria-labelledby": "findings", tabindex: "0" },
      h("h2", { id: "findings" }, t("findings")), sinceOf({ audit, absent }, form), repairsOf(findings, reveal),
      findings.length > 0 && this.filters(),
      isFilled(defects) ? defects.map(shownOf) : h("p", {}, t(audit.unread?.length ? "nothing_in_rest" : "nothing")),
      isFilled(toCheck) && [
        h("h2", {}, t("parts_to_check")), h("p", { class: "quiet" }, t("to_check_lead")), toCheck.map(shownOf)],
      checksOf(checks));
  }

  filters() {
    const change = () => put(this.filter());
    this.weights = presentIn(this.findings, WEIGHTS, weightOf).map((weight) => h("input", { type: "checkbox", value: weight, change }));
    const families = presentIn(this.findings, FAMILIES, (finding) => finding.category);
    this.category = choiceOf("family", "all_families", families.map((family) => [family, familyName(family)]), change);
    const chapters = [0, ...this.form.sections.keys()].filter((number) => this.findings.some((each) => this.isIn(each, number)));
    this.section = choiceOf("chapter", "all_sections", chapters.map((number) => [number, this.form.section(number)]), change);
    this.order = choiceOf("order", "order_of_rules", ORDERS.map((order) => [order, t(`by_${order}`)]), change);
    const counted = (weight) => this.findings.filter((finding) => weightOf(finding) === weight).length;
    return h("fieldset", { class: "filters" }, h("legend", { class: "unseen" }, t("severity")),
      h("div", { class: "row" }, this.weights.map((box) => h("label", {}, box, weightBadge(box.value, counted(box.value))))),
      h("div", { class: "row" }, this.category, this.section, this.order));
  }

  /** The findings that are listed, in their order. */
  listed() {
    const findings = new Map([...this.cards].map(([finding, card]) => [card, finding]));
    return [...this.element.querySelectorAll(".card")].map((card) => findings.get(card));
  }

  /** Open the group that a finding is in. */
  open(finding) {
    for (const { alike } of this.parts) alike.open(finding);
  }

  /** Findings in the chosen order, those that are alike in it in the order of the rules. */
  sorted(findings) {
    const keys = {
      severity: (finding) => [WEIGHTS.indexOf(weightOf(finding))],
      place: ({ locations: [place] }) => [place.attachment ? 1 : 0, this.form.sectionOf(place) ?? 0, positionOf(place)],
    };
    const keyOf = keys[this.order.value];
    return keyOf ? [...findings].sort((one, other) => compare(keyOf(one), keyOf(other))) : findings;
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
    this.order.value = state.get("order") ?? "";
    for (const select of [this.category, this.section, this.order]) if (select.selectedIndex < 0) select.value = "";
    this.filter();
  }

  /** Show what the filters leave; gives them as the address keeps them. */
  filter() {
    const hidden = this.weights.filter((box) => !box.checked).map((box) => box.value);
    const [category, section] = [this.category.value, this.section.value];
    const isLeft = (finding) => !hidden.includes(weightOf(finding))
      && (!category || finding.category === category) && (!section || this.isIn(finding, Number(section)));
    for (const { findings, shown, list, alike } of this.parts) {
      const here = this.sorted(findings.filter(isLeft));
      arrange(list, alike.items(here));
      shown.textContent = t("shown", { n: here.length, all: findings.length });
    }
    this.refilter(this.findings.filter(isLeft));
    return { hide: hidden.join(), category, section, order: this.order.value };
  }
}

const presentIn = (findings, names, of) => names.filter((name) => findings.some((finding) => of(finding) === name));

/** Compare lists of numbers by the first that differ. */
const compare = (one, other) => one.map((key, index) => key - other[index]).find(Boolean) ?? 0;

const isFilled = (parts) => parts.some((part) => part.findings.length > 0);

const partOf = ({ head, findings }, cards) => ({
  head, findings, alike: new Alike(findings, cards), shown: h("p", { class: "quiet", role: "status" }), list: h("ol", { class: "cards" }),
});

const shownOf = ({ head, shown, list }) => [head && h("h3", { class: "group" }, head), shown, list];

function choiceOf(name, all, entries, change) {
  return h("select", { "aria-label": t(name), change },
    h("option", { value: "" }, t(all)), entries.map(([value, label]) => h("option", { value }, label)));
}
