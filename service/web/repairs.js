// What to change: each repair that mends several findings, with those beneath it.

import { button, h } from "./elements.js";
import { nameOf } from "./weights.js";
import { t } from "./words.js";

/**
 * @param {object[]} findings
 * @param {function(object): void} reveal goes to a finding's place
 * @returns {Element|null} null where no repair mends several
 */
export function repairsOf(findings, reveal) {
  const told = new Set();
  const groups = findings.filter((each) => each.related.length && !each.to_check).flatMap((finding) => {
    if (told.has(finding.id)) return [];
    const mended = findings.filter((each) => each === finding || finding.related.includes(each.id));
    for (const each of mended) told.add(each.id);
    return [mended];
  });
  if (!groups.length) return null;
  return h("section", { class: "repairs", "aria-labelledby": "repairs" },
    h("h3", { id: "repairs" }, t("repairs")), h("ol", {}, groups.map((mended) => repairOf(mended, reveal))));
}

const repairOf = (mended, reveal) => h("li", {},
  h("p", { class: "repair" }, mended[0].suggestion),
  h("p", { class: "row" }, h("span", { class: "quiet" }, t("mends")),
    mended.map((finding) => button({ title: finding.message, click: () => reveal(finding) }, nameOf(finding)))));
