// What was sent before: batches and audits, the newest first, a page at a time.
//
// The address says what batches' names have in them (`search`), up to which day (`until`), where each list goes on (its name),
// and how the audits are sorted.

import { onState, put, read } from "./address.js";
import { askJson } from "./api.js";
import { button, h } from "./elements.js";
import { batchTable, ReportTable, rowOf } from "./lists.js";
import { showProblem } from "./notices.js";
import { t } from "./words.js";

/** Both lists, shown as the address says. */
export class Earlier {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.signal = signal;
    this.until = h("input", {
      type: "date", id: "until", min: "2000-01-01", max: "2099-12-31",
      change: () => { if (this.until.validity.valid) this.turn({ until: this.until.value, batches: "", audits: "" }); },
    });
    this.search = h("input", { type: "search", id: "search", maxlength: 200, change: () => this.turn({ search: this.search.value.trim(), batches: "" }) });
    this.choice = h("div", { class: "row until", hidden: true },
      h("label", { for: "search" }, t("search")), this.search, h("label", { for: "until" }, t("until")), this.until);
    const turn = (changes) => this.turn(changes);
    this.batches = new Part("batches", 5, null, batchTable, turn);
    this.audits = new Part("audits", 20, "none", (audits) => this.reportTable(audits), turn);
    this.element = h("div", {}, this.choice, this.batches.element, this.audits.element);
    onState(() => this.restore());
  }

  turn(changes) {
    put(changes);
    this.restore();
  }

  restore() {
    this.show().catch((error) => { if (!this.signal.aborted) showProblem(error); });
  }

  async show() {
    const { state } = read();
    this.until.value = state.get("until") ?? "";
    const until = this.until.validity.valid && this.until.value;
    const search = this.search.value = state.get("search") ?? "";
    const end = until && { created_before: new Date(`${until}T24:00`).toISOString() };
    this.batches.none = search ? "none_found" : null;
    await Promise.all([
      this.batches.show(state.get("batches") ?? "", { ...end, ...(search && { search }) }, this.signal),
      this.audits.show(state.get("audits") ?? "", { ...end }, this.signal)]);
    this.table?.sort(read().state.get("sort") ?? "");
    this.choice.hidden = !until && !search && this.batches.isEmpty && this.audits.isEmpty;
  }

  reportTable(audits) {
    this.table = new ReportTable(t("audits"));
    this.table.update(audits.map(rowOf));
    return this.table.element;
  }
}

/** A page of a list, with ways to the next one and back to the first. */
class Part {
  /**
   * @param {string} name the list's in the API, the address and the words
   * @param {number} limit entries of a page
   * @param {?string} none the word for an empty one; null for a list that is not shown then
   * @param {function(object[]): Element} tableOf
   * @param {function(object): void} turn changes what the address says, and shows that
   */
  constructor(name, limit, none, tableOf, turn) {
    Object.assign(this, { name, limit, none, tableOf, turn, query: "", isEmpty: true });
    this.element = h("div", { class: "recent", id: name });
  }

  /** Show the page from a cursor on, which may be empty, of what fits the filters, unless it is shown. */
  async show(cursor, filters, signal) {
    const query = String(new URLSearchParams({ limit: this.limit, ...(cursor && { cursor }), ...filters }));
    if (this.query === query) return;
    this.query = query;
    const { [this.name]: entries, next } = await askJson(`v1/${this.name}?${query}`, { signal });
    if (this.query === query) this.fill(entries, cursor, next);
  }

  /** Who was in what goes is led to the head of what comes. */
  fill(entries, cursor, next) {
    const isFocused = this.element.contains(document.activeElement);
    const head = h("h2", { tabindex: "-1" }, t(this.name));
    const step = (to, word) => to !== null && button({ click: () => this.turn({ [this.name]: to }) }, t(word));
    this.isEmpty = !entries.length && !cursor;
    if (this.isEmpty && !this.none) return this.element.replaceChildren();
    this.element.replaceChildren(head,
      this.isEmpty ? h("p", { class: "quiet" }, t(this.none)) : this.tableOf(entries),
      h("div", { class: "row" }, step(cursor ? "" : null, "newest"), step(next, "earlier")));
    if (isFocused) head.focus();
  }
}
