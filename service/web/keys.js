// The dialog for an API key.

import { $, button, h } from "./elements.js";
import { t } from "./words.js";

let wanted = null;

/** Have the person enter a key, once for all calls that lack one; false where none is entered. */
export function wantKey(tried, told) {
  if (sessionStorage.getItem("api_key") !== tried) return Promise.resolve(true);
  const reason = told.type?.endsWith("/key-expired") ? told.detail : t("key_wanted");
  wanted ??= openKeys(reason).finally(() => { wanted = null; });
  return wanted;
}

/** Ask for a key; true where one was entered. */
export function openKeys(reason = "") {
  const dialog = $("keys");
  return new Promise((resolve) => {
    dialog.replaceChildren(...content(dialog, reason));
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "used"), { once: true });
    dialog.returnValue = "";
    dialog.showModal();
  });
}

function content(dialog, reason) {
  const field = h("input", { id: "key", type: "password", autocomplete: "off", required: true, spellcheck: "false" });
  const use = (event) => {
    event.preventDefault();
    sessionStorage.setItem("api_key", field.value.trim());
    dialog.close("used");
  };
  const forget = () => { sessionStorage.removeItem("api_key"); dialog.close(); };
  return [
    h("h2", { id: "keys-title" }, t("key_title")),
    h("p", {}, reason && `${reason} `, t("key_hint")),
    h("form", { submit: use },
      h("label", { for: "key" }, t("key")), field,
      h("div", { class: "row" },
        h("button", { class: "first" }, t("key_use")),
        sessionStorage.getItem("api_key") && button({ click: forget }, t("key_forget")),
        button({ click: () => dialog.close() }, t("close")))),
  ];
}
