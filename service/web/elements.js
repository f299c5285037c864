// Elements of the document, made and changed. What comes out of a report becomes text nodes only.

import { t } from "./words.js";

export const $ = (id) => document.getElementById(id);

/**
 * An element; a function among its attributes listens to the event of that name.
 * @param {string} tag
 * @param {Object<string, unknown>} attributes null, undefined and false are left out
 * @param {...unknown} children elements or text, also in lists; null, undefined and false are left out
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that sends no form. */
export const button = (attributes, ...children) => h("button", { type: "button", ...attributes }, ...children);

/** Tell screen readers how things are; the same is told once. */
export function say(text) {
  if ($("status").textContent !== text) $("status").textContent = text;
}

/** Show a view, named in the window's title by its head. */
export function show(...content) {
  $("main").replaceChildren(...content);
  entitle();
}

/** Name the window by the head of what is shown. */
export function entitle() {
  const head = $("main").querySelector("h1");
  document.title = head && head.textContent !== t("title") ? `${head.textContent} · ${t("title")}` : t("title");
}

/** Bring an element into sight; `isRestored` does so at once, for a view that is shown as it was. */
export function scrollTo(element, block, isRestored) {
  element.scrollIntoView({ block, inline: "nearest", behavior: isRestored ? "instant" : "auto" });
}

/** Have an element contain these alone, in this order. What stays keeps its focus, and what is in place isn't moved. */
export function arrange(element, children) {
  const held = document.activeElement;
  const kept = new Set(children);
  for (const child of [...element.children]) if (!kept.has(child)) child.remove();
  children.forEach((child, index) => {
    if (element.children[index] !== child) element.insertBefore(child, element.children[index] ?? null);
  });
  if (held !== document.activeElement && element.contains(held)) held.focus({ preventScroll: true });
}

/** Have the parts of an element that open be open on paper, for as long as it is printed. */
export function openOnPaper(element, selector, signal) {
  let opened = [];
  const set = (isOpen) => { for (const details of opened) details.open = isOpen; };
  addEventListener("beforeprint", () => {
    opened = [...element.querySelectorAll(selector)].filter((details) => !details.open);
    set(true);
  }, { signal });
  addEventListener("afterprint", () => set(false), { signal });
}

/**
 * Make an element like another one. What is there stays, so that focus, selection and scroll do; so do its listeners,
 * and those of the other one are lost unless its element is new.
 */
export function patch(element, wanted) {
  for (const { name } of [...element.attributes]) if (!wanted.hasAttribute(name)) element.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  const [present, children] = [[...element.childNodes], [...wanted.childNodes]];
  children.forEach((child, index) => patchChild(element, present[index], child));
  for (const surplus of present.slice(children.length)) surplus.remove();
}

function patchChild(parent, present, wanted) {
  if (!present) parent.append(wanted);
  else if (present.nodeName !== wanted.nodeName) present.replaceWith(wanted);
  else if (present.nodeType === Node.ELEMENT_NODE) patch(present, wanted);
  else if (present.data !== wanted.data) present.data = wanted.data;
}
