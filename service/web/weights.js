// What findings weigh: their severity, or that they are to check, which accuses nobody and is kept apart from the notes.

import { h } from "./elements.js";
import { t } from "./words.js";

export const WEIGHTS = ["error", "warning", "note", "to_check"];

export const weightOf = (finding) => finding.to_check ? "to_check" : finding.severity;

/** The heaviest weight of some findings. */
export const worst = (findings) => WEIGHTS.find((weight) => findings.some((finding) => weightOf(finding) === weight));

/** How many findings of a weight a summary counts; those to check are among its notes. */
export const countOf = (summary, weight) => (summary[weight] ?? 0) - (weight === "note" ? summary.to_check ?? 0 : 0);

export const nameOf = (finding) => t(finding.to_check ? "item" : "finding", { n: finding.number });
export const familyName = (category) => t(category === "year" ? "family_year" : category);

export const weightBadge = (weight, count = "") => h("span", { class: `badge ${weight}` }, `${t(weight)} ${count}`.trim());

/** The verdict of an audit, or how it ended or stands without one. */
export const verdictOf = (row) => row.verdict ?? row.status;

export function verdictBadge(row, count = "") {
  const verdict = verdictOf(row) === "waiting" ? "queued" : verdictOf(row);
  return h("span", { class: `verdict ${verdict}` }, `${t(verdict)} ${count}`.trim());
}
