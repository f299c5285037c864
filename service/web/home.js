// The first view: reports are dropped or chosen and sent, and what was sent before is listed.

import { address, beginUnnamed, go } from "./address.js";
import { askJson, askOnce } from "./api.js";
import { Earlier } from "./earlier.js";
import { button, h, show } from "./elements.js";
import { notice } from "./notices.js";
import { Progress } from "./progress.js";
import { t } from "./words.js";

const FIRST_YEAR = 2008;
/** How often an answer to wait is heeded while a report is sent: a busy service takes it in the end. */
const PATIENCE = 100;
/** Characters of a file's name in a label, which takes 200. */
const MOST_OF_NAME = 150;

/** What goes along with the next report. */
const options = { year: "", previous: [], attachments: [] };

/** @param {AbortSignal} signal @param {Element|null} failure what went wrong with a report that was sent */
export async function showHome(signal, failure = null) {
  const earlier = new Earlier(signal);
  const kinds = h("span", { class: "quiet", id: "kinds" }, t("kinds"));
  const source = addressForm();
  const picker = h("input", { type: "file", id: "reports", class: "unseen", multiple: true, change: () => submit([...picker.files]) });
  show(h("div", { class: "home" }, failure,
    h("h1", {}, t("title")), h("p", { class: "lead" }, t("lead")),
    h("label", { class: "drop" }, picker, h("strong", {}, t("drop")), kinds), source,
    h("div", { class: "options" }, companions("attachments", true), companions("previous", false), yearChoice()), earlier.element));
  askOnce("version").then(({ reads_scans: readsScans, fetches }) => {
    if (readsScans) kinds.textContent = t("kinds_and_scans");
    source.hidden = !fetches;
  }, () => null);
  await earlier.show();
}

/** A field for the address of a report, shown where the service fetches such. */
function addressForm() {
  const url = h("input", { type: "url", id: "url", required: true, placeholder: "https://" });
  const take = (event) => { event.preventDefault(); send({ files: [], url: url.value }, "audit", newKey()); };
  return h("form", { class: "source row", hidden: true, submit: take }, h("label", { for: "url" }, t("address")), url,
    h("button", { type: "submit" }, t("fetch")));
}

/** A choice of files that go along with the next report. @param {"previous"|"attachments"} name @param {boolean} multiple */
function companions(name, multiple) {
  const row = h("div", { class: "row" });
  const choose = (files) => { options[name] = files; fill(); };
  const fill = () => {
    const picker = h("input", {
      type: "file", id: name, class: "unseen", multiple, "aria-describedby": `${name}-hint`,
      change: () => choose([...picker.files]),
    });
    const chosen = options[name].length && [
      h("span", {}, options[name].map((file) => file.name).join(t("list_comma"))), button({ click: () => choose([]) }, t("remove")),
    ];
    row.replaceChildren(h("label", { class: "button" }, picker, t("choose")), ...(chosen || []));
  };
  fill();
  return h("div", {}, h("label", { for: name }, t(name)), row, h("p", { class: "quiet", id: `${name}-hint` }, t(`${name}_hint`)));
}

function yearChoice() {
  const thisYear = new Date().getFullYear();
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, past) => String(thisYear - past));
  const year = h("select", { id: "year", "aria-describedby": "year-hint", change: () => { options.year = year.value; } },
    h("option", { value: "" }, t("year_own")),
    years.map((each) => h("option", { value: each, selected: each === options.year }, each)));
  return h("div", {}, h("label", { for: "year" }, t("year")), year, h("p", { class: "quiet", id: "year-hint" }, t("year_hint")));
}

/** Take files that are dropped anywhere on the page. */
export function listenForFiles() {
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dragging");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dragging"); });
  addEventListener("drop", (event) => {
    document.body.classList.remove("dragging");
    if (!carriesFiles(event) || event.target.closest?.(".options")) return;
    event.preventDefault();
    submit([...event.dataTransfer.files]);
  });
}

// `randomUUID` is not there on a page that came by plain http from another machine.
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function submit(files) {
  if (!files.length) return;
  const isBatch = files.length > 1 || /\.zip$/i.test(files[0].name);
  send({ files }, isBatch ? "batch" : "audit", newKey());
}

/** Send reports, or the address of one, and go where their progress is; sent again under the same key they make no second audit. */
async function send({ files, url }, kind, key) {
  const signal = beginUnnamed();
  const name = url ?? (files.length > 1 ? t("files", { n: files.length }) : files[0].name);
  show(new Progress(name).element);
  try {
    const made = await askJson(kind === "audit" ? "v1/audits" : "v1/batches", {
      method: "POST", body: formOf({ files, url }, kind), headers: { "Idempotency-Key": key }, signal, waits: PATIENCE,
    });
    const unused = kind === "batch" && (options.previous.length || options.attachments.length) ? "companions" : "";
    Object.assign(options, { previous: [], attachments: [] });
    go(address(`${kind}/${made.id}`, { unused }));
  } catch (error) {
    if (!signal.aborted) await showHome(signal, notice(error, () => send({ files, url }, kind, key), name)).catch(() => null);
  }
}

/** What a batch is found again by: the name of its archive, or of the first of its files. */
function labelOf([first, ...others]) {
  const name = [...first.name.replace(/\.[^.]+$/, "").replace(/\p{Cc}/gu, " ")].slice(0, MOST_OF_NAME).join("");
  return others.length ? t("and_others", { name, n: others.length + 1 }) : name;
}

function formOf({ files, url }, kind) {
  const form = new FormData();
  if (url) form.append("url", url);
  for (const file of files) form.append("file", file, file.name);
  if (options.year) form.append("year", options.year);
  if (kind === "batch") {
    form.append("label", labelOf(files));
    return form;
  }
  for (const file of options.previous) form.append("previous", file, file.name);
  for (const file of options.attachments) form.append("attachment", file, file.name);
  return form;
}
