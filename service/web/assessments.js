// What people say of findings: kept by the service at once, shown on the card, and undone again. Audit and batch stay as they were.

import { askJson, Problem } from "./api.js";
import { button, h, say } from "./elements.js";
import { notice } from "./notices.js";
import { countOf, verdictBadge, WEIGHTS } from "./weights.js";
import { day, t } from "./words.js";

const STATES = ["confirmed", "disputed", "corrected"];
const WITHDRAWN = "withdrawn";
/** Characters of a note. */
const LONGEST = 500;

/** What a card has of one finding's assessment: what is said, and buttons to say it or to undo it. */
export class Assessment {
  /**
   * @param {string} audit the id of that whose report it is made in
   * @param {object} finding of the audit itself or, where it has a `batch`, between the reports of that
   * @param {function(object|null): void} told gets what is left of the audit or batch each time that something was said
   */
  constructor(audit, finding, told) {
    const owner = finding.batch ? `batches/${finding.batch}` : `audits/${audit}`;
    Object.assign(this, { finding, told, path: `v1/${owner}/findings/${finding.id}/assessments` });
    this.said = h("p", { class: "said" });
    this.buttons = new Map(STATES.map((state) => [state, button({ click: () => this.press(state) }, t(state))]));
    this.undo = button({ class: "undo", click: () => this.send(WITHDRAWN) }, t("undo"));
    this.reason = this.reasonForm();
    this.wrong = h("div");
    this.element = h("div", { class: "assessment", click: (event) => event.stopPropagation() }, this.said,
      h("div", { class: "row", role: "group", "aria-label": t("assessment") }, [...this.buttons.values()], this.undo), this.reason, this.wrong);
    this.show();
  }

  /** Why a finding is not true, asked for before that is kept. */
  reasonForm() {
    this.note = h("input", { type: "text", required: true, maxlength: LONGEST, "aria-label": t("reason"), placeholder: t("reason") });
    const send = (event) => { event.preventDefault(); if (this.note.value.trim()) this.send("disputed", this.note.value.trim()); };
    const leave = (event) => { if (event.key === "Escape") this.ask(false); };
    return h("form", { class: "row", hidden: true, submit: send, keydown: leave }, this.note,
      h("button", { type: "submit" }, t("save")), button({ click: () => this.ask(false) }, t("cancel_input")));
  }

  get holds() {
    return this.finding.assessment ?? null;
  }

  show() {
    const { holds } = this;
    for (const [state, each] of this.buttons) each.setAttribute("aria-pressed", String(holds?.state === state));
    this.undo.hidden = !holds;
    this.said.hidden = !holds;
    this.said.replaceChildren(...(holds ? toldBy(holds) : []));
    this.element.closest(".card")?.classList.toggle("disputed", holds?.state === "disputed");
  }

  /** A button that is pressed says again what is said already, and so is none to send. */
  press(state) {
    if (state === "disputed") this.ask(this.reason.hidden);
    else if (this.holds?.state !== state) this.send(state);
  }

  /** Show or hide the field for the reason; the focus goes with it. */
  ask(isAsked) {
    this.reason.hidden = !isAsked;
    this.note.value = isAsked && this.holds?.state === "disputed" ? this.holds.note ?? "" : "";
    (isAsked ? this.note : this.buttons.get("disputed")).focus();
  }

  async send(state, note = "") {
    this.element.setAttribute("aria-busy", "true");
    this.wrong.replaceChildren();
    try {
      const { assessment, after_assessments: after } = await askJson(this.path, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ state, ...(note && { note }) }),
      });
      this.finding.assessment = state === WITHDRAWN ? null : assessment;
      this.hold(state);
      this.told(after);
    } catch (error) {
      this.wrong.replaceChildren(notice(error instanceof Problem ? error : Problem.unreachable, () => this.send(state, note)));
    } finally {
      this.element.removeAttribute("aria-busy");
    }
  }

  /** Show what is kept now. Who pressed a button that goes is led to one that stays. */
  hold(state) {
    const isFocused = this.element.contains(document.activeElement);
    this.reason.hidden = true;
    this.show();
    if (isFocused) this.buttons.get(state === WITHDRAWN ? STATES[0] : state).focus();
    say(t(state));
  }
}

const toldBy = ({ state, note, by, at }) => [
  h("b", {}, t(state)), note && `${t("colon")}${note}`, " ", h("small", {}, [by, day(at)].filter(Boolean).join(" · ")),
].filter(Boolean);

/** What is left of all reports of a batch in the same way, with what was found between them where there is such. */
export function afterAllOf({ after_assessments: after, summary }) {
  if (!after) return null;
  const counts = WEIGHTS.map((weight) => `${t(weight)} ${countOf(after, weight)}`);
  if (summary.between) counts.push(`${t("between")} ${after.between}`);
  return [t("after_assessments"), t("colon"), counts.join(" · "), t("comma"), statesOf(after)];
}

/** What is left of an audit or a report of a batch after all assessments; nothing where nobody says anything. */
export const afterOf = (after) => after && [
  t("after_assessments"), t("colon"), after.verdict && verdictBadge(after), " ", statesOf(after)].filter(Boolean);

const statesOf = (after) => STATES.filter((state) => after[state]).map((state) => `${t(state)} ${after[state]}`).join(" · ");
