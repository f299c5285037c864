// Findings that are alike, one beneath the other: of one rule, in one table, said in the same words of other figures.

import { arrange, h } from "./elements.js";
import { weightBadge, weightOf } from "./weights.js";
import { t } from "./words.js";

/** So many make a group. */
const MANY = 3;
/** What differs in the messages of findings that are alike. */
const FACTS = /“[^”]*”|\d[\d,.]*%?/g;

const kindOf = (finding) =>
  [finding.rule, weightOf(finding), finding.locations[0].table, Boolean(finding.suppressed), finding.message.replace(FACTS, "…")].join("|");

/** The groups of some findings, each a part of their list that opens. */
export class Alike {
  /** @param {object[]} findings @param {Map<object, Element>} cards those of the findings */
  constructor(findings, cards) {
    this.cards = cards;
    this.groups = new Map();
    const kinds = new Map();
    for (const each of findings) kinds.set(kindOf(each), [...(kinds.get(kindOf(each)) ?? []), each]);
    for (const alike of kinds.values()) {
      const group = alike.length >= MANY && groupOf(alike[0]);
      if (group) for (const each of alike) this.groups.set(each, group);
    }
  }

  /** The items of the list that shows these findings; a group is where its first one is. */
  items(shown) {
    const members = new Map();
    for (const each of shown) {
      const group = this.groups.get(each);
      if (group) members.set(group, [...(members.get(group) ?? []), each]);
    }
    for (const [group, alike] of members) {
      group.count.textContent = t("alike", { n: alike.length });
      arrange(group.list, alike.map((each) => this.cards.get(each)));
    }
    return [...new Set(shown.map((each) => this.groups.get(each)?.element ?? this.cards.get(each)))];
  }

  /** Open the group of a finding. */
  open(finding) {
    const group = this.groups.get(finding);
    if (group) group.details.open = true;
  }
}

function groupOf(first) {
  const count = h("span");
  const list = h("ol", { class: "cards" });
  const details = h("details", {}, h("summary", {}, weightBadge(weightOf(first)), " ", count, h("span", { class: "quiet" }, first.message)), list);
  return { element: h("li", { class: "group" }, details), details, count, list };
}
