// The dialog for 整改通知单: what is filled in before one is saved.

import { button, h } from "./elements.js";
import { t } from "./words.js";

/** What most notices of a day have in common, kept in this tab. */
const KEPT = "notice";
const LONGEST = 60;

/**
 * Ask what to fill in, and as which form to save it.
 * @param {string|null} addressee the body that the report names; null where a notice goes to each body of a batch
 * @returns {Promise<URLSearchParams|null>} what the service is asked for by; null where nothing is to be saved
 */
export function fillNotice(addressee) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  const fields = [
    addressee !== null && field("addressee", addressee, { maxlength: LONGEST, placeholder: t("addressee_hint") }),
    field("deadline", kept.deadline, { type: "date" }),
    field("office", kept.office, { maxlength: LONGEST }),
    field("issued", kept.issued, { type: "date" }),
  ].filter(Boolean);
  const dialog = h("dialog", { class: "filled", "aria-labelledby": "notice-title" },
    h("h2", { id: "notice-title" }, t(addressee === null ? "notices" : "notice")), h("p", {}, t("notice_hint")),
    h("form", { method: "dialog" }, fields.map(({ label, input }) => [label, input]),
      h("div", { class: "row" },
        h("button", { class: "first", value: "docx" }, t("save_docx")), h("button", { class: "first", value: "pdf" }, t("save_pdf")),
        button({ click: () => dialog.close() }, t("close")))));
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue ? asked(dialog.returnValue, fields) : null);
    }, { once: true });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function field(name, value, attributes) {
  const id = `notice-${name}`;
  return { name, label: h("label", { for: id }, t(name)), input: h("input", { id, value, autocomplete: "off", ...attributes }) };
}

function asked(format, fields) {
  const filled = Object.fromEntries(fields.map(({ name, input }) => [name, input.value.trim()]).filter(([, value]) => value));
  const { addressee, ...common } = filled;
  sessionStorage.setItem(KEPT, JSON.stringify(common));
  return new URLSearchParams({ format, ...filled });
}
