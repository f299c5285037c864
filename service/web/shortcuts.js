// Keys that do what buttons do, for whoever reads many findings; and the dialog that tells them and turns them off.

import { $, button, h } from "./elements.js";
import { t } from "./words.js";

const OFF = "shortcuts_off";
const HELD = { j: "next", n: "next", k: "previous", p: "previous", Escape: "back" };
/** Arrows scroll the page, unless a finding or its place has the focus. */
const ARROWS = { ArrowDown: "next", ArrowUp: "previous" };
const TOLD = [["j", "n", "↓"], ["k", "p", "↑"], ["Enter"], ["Esc"], ["?"]];
const MEANINGS = ["key_next", "key_previous", "key_enter", "key_back", "key_help"];

/** Whether letters are keys, which a person may turn off: speech input types them by chance. */
const isOn = () => localStorage.getItem(OFF) === null;

const isTyping = (element) => element.matches("select, textarea, input:not([type=checkbox])");

/** What a pressed key asks for; null where it is another's, or someone types. */
function askedBy(event) {
  const { key, target } = event;
  const isOthers = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented;
  if (isOthers || document.querySelector("dialog[open]") || !(target instanceof Element)) return null;
  if (target.matches(".card, .ref, .box") && ARROWS[key]) return ARROWS[key];
  if (isTyping(target) || (key.length === 1 && !isOn())) return null;
  return key === "?" ? "help" : HELD[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/**
 * Have keys do things.
 * @param {Object<string, function(Element): boolean|void>} actions `next`, `previous`, `back`; false where there was nothing to do
 * @param {AbortSignal=} signal
 */
export function listenForKeys(actions, signal) {
  addEventListener("keydown", (event) => {
    const action = actions[askedBy(event)];
    if (action && action(event.target) !== false) event.preventDefault();
  }, { signal });
}

/** Tell the keys. */
export function openShortcuts() {
  const dialog = $("shortcuts");
  const toggle = ({ currentTarget: box }) => { if (box.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); };
  dialog.replaceChildren(
    h("h2", { id: "shortcuts-title" }, t("shortcuts")),
    h("dl", {}, TOLD.map((keys, index) => h("div", {},
      h("dt", {}, keys.map((key) => h("kbd", {}, key))), h("dd", {}, t(MEANINGS[index]))))),
    h("p", {}, h("label", {}, h("input", { type: "checkbox", checked: isOn(), change: toggle }), t("shortcuts_on"))),
    h("div", { class: "row" }, button({ class: "first", click: () => dialog.close() }, t("close"))));
  dialog.showModal();
}
