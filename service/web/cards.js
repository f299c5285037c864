// A finding as a card: what it says, its equation, its places and its rule.

import { askJson } from "./api.js";
import { button, h } from "./elements.js";
import { equationsOf } from "./equations.js";
import { notice } from "./notices.js";
import { familyName, nameOf, weightBadge, weightOf } from "./weights.js";
import { t } from "./words.js";

/**
 * @param {object} finding
 * @param {object[]} related findings that the same repair mends
 * @param {Form} form
 * @param {function(object, {operand?: object, location?: number}=): void} reveal goes to the finding's place
 */
export function cardOf(finding, related, form, reveal) {
  const weight = weightOf(finding);
  return h("li", {
    class: `card ${weight}${finding.suppressed ? " suppressed" : ""}`, id: `finding-${finding.number}`, tabindex: "-1",
    click: () => reveal(finding),
  },
  h("h3", {}, h("span", {}, nameOf(finding)), weightBadge(weight), h("span", {}, familyName(finding.category)), h("code", {}, finding.rule)),
  h("p", {}, finding.message),
  finding.suppressed && h("p", { class: "quiet" }, t("suppressed"), finding.suppressed),
  equationsOf(finding, form, (operand) => reveal(finding, { operand })),
  finding.suggestion && h("p", { class: "repair" }, t("repair"), finding.suggestion),
  placesOf(finding, form, reveal),
  related.length > 0 && h("p", { class: "quiet" }, t("related"), related.map(nameOf).join(t("list_comma"))),
  ruleOf(finding.rule));
}

function placesOf(finding, form, reveal) {
  return h("ul", { class: "places" }, finding.locations.map((place, location) => {
    const click = (event) => { event.stopPropagation(); reveal(finding, { location }); };
    return h("li", {}, button({ title: t("go"), click }, form.place(place) || t("go")));
  }));
}

/** Why a rule is there, asked for when someone wants to know. */
function ruleOf(id) {
  const tell = async ({ currentTarget: details }) => {
    if (!details.open || details.children.length > 1) return;
    const body = details.appendChild(h("div"));
    body.append(...await askJson(`v1/rules/${id}`).then(explanation, (error) => [notice(error)]));
  };
  return h("details", { click: (event) => event.stopPropagation(), toggle: tell }, h("summary", {}, t("rule")));
}

const explanation = (rule) => [
  h("p", {}, rule.fault),
  h("p", {}, h("b", {}, t("why"), t("colon")), rule.why),
  h("p", {}, h("b", {}, t("source"), t("colon")), rule.source),
  h("div", { lang: "zh-CN" },
    h("b", {}, t("bad")), h("pre", {}, rule.example.bad), h("b", {}, t("good")), h("pre", {}, rule.example.good)),
];
