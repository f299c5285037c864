// A finding as a card: what it says, its equation, its places and its rule.

import { address, read } from "./address.js";
import { askJson } from "./api.js";
import { button, h } from "./elements.js";
import { equationsOf } from "./equations.js";
import { notice } from "./notices.js";
import { familyName, nameOf, weightBadge, weightOf } from "./weights.js";
import { t } from "./words.js";

/** Of more places than MANY, a card shows FEW at once. */
const [MANY, FEW] = [10, 5];

/**
 * @param {object} finding
 * @param {object[]} related findings that the same repair mends
 * @param {Form} form
 * @param {function(object, {operand?: object, location?: number}=): void} reveal goes to the finding's place
 * @param {Assessment} assessment what people say of it
 */
export function cardOf(finding, related, form, reveal, assessment) {
  const weight = weightOf(finding);
  const card = h("li", {
    class: `card ${weight}${finding.suppressed ? " suppressed" : ""}`, id: `finding-${finding.number}`, tabindex: "-1",
    click: () => reveal(finding),
    keydown: (event) => {
      if (event.key !== "Enter" || event.target !== event.currentTarget) return;
      event.preventDefault(); // or it presses the button at the place, too
      reveal(finding);
    },
  },
  h("h3", {}, linkTo(finding), weightBadge(weight), h("span", {}, familyName(finding.category)), finding.against && h("span", {}, t("between")), h("code", {}, finding.rule)),
  h("p", {}, finding.message),
  finding.suppressed && h("p", { class: "quiet" }, t("suppressed"), finding.suppressed),
  equationsOf(finding, form, (operand) => reveal(finding, { operand })),
  finding.suggestion && h("p", { class: "repair" }, t("repair"), finding.suggestion),
  placesOf(finding, form, reveal),
  related.length > 0 && h("p", { class: "quiet" }, t("related"), related.map(nameOf).join(t("list_comma"))),
  assessment.element, ruleOf(finding.rule));
  assessment.show();
  return card;
}

/** A finding's name as a link to it, to be copied or opened elsewhere; a click goes to its place. */
function linkTo(finding) {
  const { view, state } = read();
  const click = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) event.stopPropagation();
    else event.preventDefault();
  };
  return h("a", { href: address(view, { batch: state.get("batch"), finding: finding.id }), title: t("link"), click }, nameOf(finding));
}

/** Buttons to the places of a finding; of many, most stand in a part that opens. */
function placesOf(finding, form, reveal) {
  const places = finding.locations.map((place, location) => {
    const click = (event) => { event.stopPropagation(); reveal(finding, { location }); };
    return h("li", {}, button({ title: t("go"), click }, form.place(place) || t("go")));
  });
  const listOf = (some) => h("ul", { class: "places" }, some);
  if (places.length <= MANY) return listOf(places);
  return [listOf(places.slice(0, FEW)), h("details", { class: "more", click: (event) => event.stopPropagation() },
    h("summary", {}, t("more_places", { n: places.length - FEW })), listOf(places.slice(FEW)))];
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
