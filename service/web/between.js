// What was found between the reports of a batch: years of one body, and a government with its bodies.

import { address } from "./address.js";
import { askJson } from "./api.js";
import { Assessment } from "./assessments.js";
import { h, scrollTo } from "./elements.js";
import { weightBadge, weightOf } from "./weights.js";
import { t } from "./words.js";

const A_PAGE = 1000;

/**
 * The findings between the reports of a batch that has succeeded, each with the id of that as its `batch`.
 * @param {?string} audit that whose report they are made in; null for all
 */
export async function findingsBetween(batch, audit, signal) {
  const found = [];
  for (let cursor = ""; cursor !== null;) {
    const query = new URLSearchParams({ limit: A_PAGE, ...(audit && { audit }), ...(cursor && { cursor }) });
    const page = await askJson(`v1/batches/${batch}/findings?${query}`, { signal });
    found.push(...page.findings.map((finding) => ({ ...finding, batch })));
    cursor = page.next;
  }
  return found;
}

/** Those that are made in one audit's report; none where there is no such batch, or it has not succeeded. */
export const findingsBeside = async (batch, audit, signal) =>
  batch ? findingsBetween(batch, audit, signal).catch((error) => { if (error.status) return []; throw error; }) : [];

/** The findings, those of a body together. */
export class Between {
  /**
   * @param {object[]} findings
   * @param {object[]} reports of the batch
   * @param {string} batch its id
   * @param {function(): void} assessed is called each time that something was said of one of them
   */
  constructor(findings, reports, batch, assessed) {
    Object.assign(this, { batch, assessed });
    this.reports = new Map(reports.map((report) => [report.audit, report]));
    this.groups = new Map();
    const byBody = new Map();
    for (const each of findings) byBody.set(this.bodyOf(each.audit), [...(byBody.get(this.bodyOf(each.audit)) ?? []), each]);
    this.element = h("section", { class: "recent", "aria-labelledby": "between" },
      h("h2", { id: "between" }, t("found_between")), h("p", { class: "quiet" }, t("between_lead")),
      [...byBody].map(([body, own]) => this.group(body, own)));
  }

  bodyOf(audit) {
    const { agency, name } = this.reports.get(audit) ?? { name: t("deleted") };
    return agency ?? name;
  }

  group(body, findings) {
    const head = h("h3", { tabindex: "-1" }, `${body}${t("colon")}${findings.length}`);
    for (const { audit } of findings) this.groups.set(audit, head);
    return h("div", {}, head, h("ol", { class: "cards" }, findings.map((finding) => this.card(finding))));
  }

  card(finding) {
    const { audit, against, message, suggestion } = finding;
    const assessment = new Assessment(audit, finding, this.assessed);
    const card = h("li", { class: `card ${weightOf(finding)}`, "data-audit": audit },
      h("p", {}, weightBadge(weightOf(finding)), " ", h("a", { href: this.addressOf(audit, finding) }, message)),
      suggestion && h("p", { class: "repair" }, t("repair"), suggestion),
      h("p", { class: "quiet" }, t("made_in"), this.link(audit), against.length > 0 && [
        t("or_reading"), t("set_against"), against.map((other, index) => [index > 0 && t("list_comma"), this.link(other)])]),
      assessment.element);
    assessment.show();
    return card;
  }

  link(audit) {
    const { agency, name, year } = this.reports.get(audit) ?? {};
    if (!name) return t("deleted");
    return h("a", { href: this.addressOf(audit) }, agency ? [agency, year].filter(Boolean).join(" ") : name);
  }

  addressOf(audit, finding = null) {
    return address(`audit/${audit}`, { batch: this.batch, finding: finding?.id });
  }

  /** Bring what is found of a report's body into sight. */
  reveal(audit, isRestored = false) {
    const head = this.groups.get(audit);
    if (!head) return;
    scrollTo(head, "start", isRestored);
    head.focus({ preventScroll: true });
  }
}
