// Corrected versions of a report: sent from the audit of the earlier one, set against it, and linked with it.

import { address, go, read } from "./address.js";
import { askJson, newKey } from "./api.js";
import { h, say } from "./elements.js";
import { notice } from "./notices.js";
import { verdictBadge } from "./weights.js";
import { t } from "./words.js";

const [NEW, UNCHANGED] = ["new", "unchanged"];
/** Later versions that are shown with their verdicts. */
const MOST_SHOWN = 5;
/** How often an answer to wait is heeded while a report is sent. */
const PATIENCE = 100;

/** A choice of the corrected file, which is sent at once with all that the earlier version was sent with. */
export function correction(audit) {
  const picker = h("input", { type: "file", id: "correction", class: "unseen", change: () => take() });
  const take = () => {
    const [file] = picker.files;
    if (file) send(file, audit.id, newKey(), picker);
    picker.value = "";
  };
  return h("label", { class: "button" }, picker, t("correction"));
}

/** Send a corrected file, and go where its progress is; what goes wrong is told in the head. */
async function send(file, baseline, key, picker) {
  const head = picker.closest(".head");
  head.querySelector(".notice.sending")?.remove();
  say(t("now_uploading"));
  picker.parentElement.setAttribute("aria-busy", "true");
  const form = new FormData();
  form.append("file", file, file.name);
  form.append("baseline", baseline);
  form.append("inherit", "true");
  try {
    const made = await askJson("v1/audits", { method: "POST", body: form, headers: { "Idempotency-Key": key }, waits: PATIENCE });
    go(address(`audit/${made.id}`, { batch: read().state.get("batch") }));
  } catch (error) {
    const told = notice(error, () => send(file, baseline, key, picker), file.name);
    told.classList.add("sending");
    head.append(told);
  } finally {
    picker.parentElement.removeAttribute("aria-busy");
  }
}

/** Links to the version before and to later ones, with their verdicts as soon as those are known. */
export function versionsOf({ related: { baseline, successors } }, signal) {
  const line = h("p", { class: "row versions", hidden: true });
  const told = [baseline, ...successors.slice(-MOST_SHOWN)].map((id) =>
    id && askJson(`v1/audits/${id}`, { signal }).catch(() => null)); // one that is gone is passed over
  Promise.all(told).then(([before, ...later]) => {
    const corrected = later.filter((each) => each && !each.related.again_of); // the same file once more is no corrected one
    line.append(...[before && linkOf("earlier_version", before), ...corrected.map((each) => linkOf("corrected_version", each))].filter(Boolean));
    line.hidden = !line.children.length;
  });
  return line;
}

const linkOf = (word, audit) => h("span", {},
  h("a", { href: versionAddress(audit.id) }, t(word)), " ", verdictBadge(audit));

const versionAddress = (id) => address(`audit/${id}`, { batch: read().state.get("batch") });

/** The order in which findings are told: what is to check last, what is new behind what was there before. */
export const rankOf = (finding) => Number(finding.to_check ?? false) * 2 + Number(finding.baseline_state === NEW);

/** How much was corrected since the version before, and what; nothing where there is none. */
export function sinceOf({ audit: { since_baseline: since }, absent }, form) {
  if (!since) return null;
  const counts = [["absent", since.absent], [UNCHANGED, since.unchanged], [NEW, since.new]];
  return h("section", { class: "since", "aria-labelledby": "since" },
    h("h3", { id: "since" }, t("since_baseline")),
    h("ul", { class: "totals" }, counts.map(([state, count]) => h("li", {}, h("b", {}, String(count)), " ", t(state)))),
    absent.length > 0 && h("details", {}, h("summary", {}, t("counted", { what: t("absent"), n: absent.length })),
      h("ol", {}, absent.map(({ rule, message, locations: [first] }) =>
        h("li", {}, h("code", {}, rule), " ", message, " ", h("span", { class: "quiet" }, form.place(first)))))));
}

/** Findings in the groups in which they are listed, each with its head; one group where there is no version before. */
export function groupsOf(findings, isCompared) {
  if (!isCompared) return [{ head: null, findings }];
  const isNew = (finding) => finding.baseline_state === NEW;
  return [[UNCHANGED, findings.filter((each) => !isNew(each))], [NEW, findings.filter(isNew)]]
    .filter(([, some]) => some.length > 0)
    .map(([state, some]) => ({ head: t("counted", { what: t(state), n: some.length }), findings: some }));
}

/** With which corrected version a report of a batch was answered; nothing where with none. */
export const answerOf = ({ corrected_by: version }, linkOf) => version && h("small", {},
  h("a", { href: linkOf(version.audit) }, t("corrected_version")), " ", verdictBadge(version),
  version.since_baseline && ` ${["absent", UNCHANGED, NEW].map((state) => `${t(state)} ${version.since_baseline[state]}`).join(" · ")}`);
