// What a batch is called: the name that it was given, or else one of its day and the number of its reports.

import { askJson } from "./api.js";
import { button, entitle, h } from "./elements.js";
import { notice } from "./notices.js";
import { date, t } from "./words.js";

const LONGEST = 200;

/** The name of a batch that was given none. @param {?number} count of its reports; null where nobody knows it yet */
export const nameByDay = (time, count) =>
  count ? t("batch_of", { date: date(time), n: count }) : t("batch_unopened", { date: date(time) });

/** A batch's name as its head, with a way to give it another. */
export class BatchName {
  /** @param {object} batch */
  constructor({ id }) {
    this.path = `v1/batches/${id}/rename`;
    this.head = h("h1");
    this.input = h("input", { id: "name", maxlength: LONGEST, autocomplete: "off" });
    this.open = button({ click: () => this.turn(true) }, t("rename"));
    this.form = h("form", {
      class: "row", hidden: true,
      submit: (event) => { event.preventDefault(); this.save(); },
      keydown: ({ key }) => { if (key === "Escape") this.turn(false); },
    },
    h("label", { class: "unseen", for: "name" }, t("name")), this.input,
    h("button", { type: "submit", class: "first" }, t("save")), button({ click: () => this.turn(false) }, t("keep_name")));
    this.element = h("div", { class: "name row" }, this.head, this.open, this.form);
  }

  /** Show the name of a batch as it is told. */
  update({ label, created_at: time, counts }) {
    this.label = label;
    this.head.textContent = label ?? nameByDay(time, counts.total);
    entitle();
  }

  turn(isOpen) {
    this.head.classList.toggle("unseen", isOpen);
    this.open.hidden = isOpen;
    this.form.hidden = !isOpen;
    this.form.querySelector(".notice")?.remove();
    this.input.value = this.head.textContent;
    if (isOpen) this.input.select();
    else this.open.focus();
  }

  async save() {
    const name = this.input.value.trim();
    try {
      this.update(await askJson(`${this.path}?${new URLSearchParams({ label: name })}`, { method: "POST" }));
      this.turn(false);
    } catch (error) {
      this.form.querySelector(".notice")?.remove();
      this.form.append(notice(error));
    }
  }
}
