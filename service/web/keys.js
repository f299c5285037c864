// The API key: kept for this tab, or for all tabs of the browser that are open; and the dialog that asks for it.
//
// A shared key goes from tab to tab by a channel instead of a store that outlives them (localStorage, cookies): it is on no disk
// for ever, and gone with the last tab. Tabs answer only where their person wanted that.

import { $, button, h } from "./elements.js";
import { t } from "./words.js";

const [KEY, SHARED] = ["api_key", "api_key_shared"];
/** Milliseconds that other tabs have to answer. */
const PATIENCE = 200;

const channel = new BroadcastChannel(KEY);
channel.addEventListener("message", ({ data }) => {
  if (!isShared()) return;
  if (data.wanted) channel.postMessage({ key: keptKey() });
  if (data.forgotten) keep(null);
});

export const keptKey = () => sessionStorage.getItem(KEY);
const isShared = () => sessionStorage.getItem(SHARED) !== null;

function keep(key, isToBeShared = false) {
  for (const [name, value] of [[KEY, key], [SHARED, isToBeShared ? "1" : null]]) {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  }
}

function forget() {
  if (isShared()) channel.postMessage({ forgotten: true });
  keep(null);
}

/** Take the key that another tab shares; false where none does. */
function borrow() {
  return new Promise((resolve) => {
    const take = ({ data }) => {
      if (!data.key) return;
      keep(data.key, true);
      end(true);
    };
    const end = (isTaken) => { channel.removeEventListener("message", take); clearTimeout(timer); resolve(isTaken); };
    const timer = setTimeout(() => end(false), PATIENCE);
    channel.addEventListener("message", take);
    channel.postMessage({ wanted: true });
  });
}

let wanted = null;

/** Have a key from another tab, or the person enter one, once for all calls that lack one; false where there is none. */
export function wantKey(tried, told) {
  if (keptKey() !== tried) return Promise.resolve(true);
  wanted ??= (async () => (!tried && await borrow()) || openKeys(reasonOf(tried, told)))().finally(() => { wanted = null; });
  return wanted;
}

function reasonOf(tried, told) {
  if (told.type?.endsWith("/key-expired")) return told.detail;
  return t(tried ? "key_wrong" : "key_wanted");
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
  const isRefused = Boolean(reason && keptKey());
  const field = h("input", {
    id: "key", type: "password", autocomplete: "off", required: true, spellcheck: "false", autofocus: true,
    "aria-invalid": isRefused ? "true" : null, "aria-describedby": "key-reason",
  });
  const shared = h("input", { id: "key-shared", type: "checkbox", checked: isShared() });
  const use = (event) => {
    event.preventDefault();
    keep(field.value.trim(), shared.checked);
    dialog.close("used");
  };
  return [
    h("h2", { id: "keys-title" }, t("key_title")),
    h("p", { id: "key-reason", class: isRefused ? "refused" : null, role: reason ? "alert" : null }, reason),
    h("p", {}, t("key_hint")),
    h("form", { submit: use },
      h("label", { for: "key" }, t("key")), field,
      h("p", {}, h("label", {}, shared, t("key_share"))),
      h("div", { class: "row" },
        h("button", { class: "first" }, t("key_use")),
        keptKey() && button({ click: () => { forget(); dialog.close(); } }, t("key_forget")),
        button({ click: () => dialog.close() }, t("close")))),
  ];
}
