// Which rules were applied to a report, and what became of each.

import { askOnce } from "./api.js";
import { h } from "./elements.js";
import { t } from "./words.js";

const HEADS = ["check_rule", "check_status", "looked_at", "understood", "unread_count", "found"];
/** Outcomes that have another word here than elsewhere. */
const OUTCOMES = { failed: "found_some", to_check: "left_to_check" };

/** What became of a rule; one that was applied to a part of what it looks at is not said to have passed. */
function outcomeOf({ status, unread, looked_at: all }) {
  if (status === "passed" && unread) return "passed_in_part";
  if (status === "not_checked" && all) return "not_checked_in_part";
  return OUTCOMES[status] ?? status;
}

/** The table, which is made when someone opens it. */
export function checksOf(checks) {
  const fill = async ({ currentTarget: details }) => {
    if (!details.open || details.children.length > 1) return;
    const body = details.appendChild(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("checks") }));
    const rules = await askOnce("v1/rules").then((catalogue) => catalogue.rules, () => []);
    const faults = new Map(rules.map((rule) => [rule.id, rule.fault]));
    body.append(h("table", { class: "list" },
      h("thead", {}, h("tr", {}, HEADS.map((name) => h("th", { scope: "col" }, t(name))))),
      h("tbody", {}, checks.map((check) => rowOf(check, faults.get(check.rule))))));
  };
  return h("details", { class: "checks", toggle: fill }, h("summary", {}, t("checks")));
}

function rowOf(check, fault = "") {
  const found = check.truncated ? `${check.findings}+` : check.findings;
  return h("tr", {},
    h("th", { scope: "row" }, check.rule, h("small", {}, fault)), h("td", {}, t(outcomeOf(check))),
    [check.looked_at, understoodOf(check), check.unread, found].map((count) => h("td", { class: "number" }, String(count))));
}

/** How many claims of the text a rule understood, of all that it looked at; nothing for a rule that reads no prose. */
const understoodOf = ({ understood, looked_at: all }) =>
  Number.isInteger(understood) ? t("understood_of", { n: understood, all }) : "";
