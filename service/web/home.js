// The first view: reports are dropped or chosen and sent, and what was sent before is listed.

import { address, beginUnnamed, go } from "./address.js";
import { askJson, askOnce, newKey } from "./api.js";
import { Earlier } from "./earlier.js";
import { button, h, show } from "./elements.js";
import { nameByDay } from "./naming.js";
import { notice } from "./notices.js";
import { Progress } from "./progress.js";
import { t } from "./words.js";

const FIRST_YEAR = 2008;
/** How often an answer to wait is heeded while a report is sent: a busy service takes it in the end. */
const PATIENCE = 100;
/** Characters of a file's name in a label, which takes 200. */
const MOST_OF_NAME = 150;

/** What goes along with the next report, and with no other. */
const nothing = () => ({ year: "", previous: [], attachments: [] });
const options = nothing();
/** How a choice of files shows others: by its name. */
const choosing = new Map();

/** @param {AbortSignal} signal @param {Element|null} failure what went wrong with a report that was sent */
export async function showHome(signal, failure = null) {
  const earlier = new Earlier(signal);
  const kinds = h("span", { class: "quiet", id: "kinds" }, t("kinds"));
  const source = addressForm();
  const kept = h("p", { class: "quiet", id: "kept" }, t("stays_here"));
  const picker = h("input", { type: "file", id: "reports", class: "unseen", multiple: true, change: () => submit([...picker.files]) });
  show(h("div", { class: "home" }, failure,
    h("h1", {}, t("title")), h("p", { class: "lead" }, t("lead")),
    h("label", { class: "drop" }, picker, h("strong", {}, t("drop")), kinds), source,
    h("div", { class: "row first-use" }, button({ click: tryExample }, t("example")), h("span", { class: "quiet" }, t("example_hint"))), kept,
    h("div", { class: "options" }, companions("attachments", true), companions("previous", false), yearChoice()), earlier.element));
  askOnce("version").then(({ reads_scans: readsScans, fetches, keep_days: days }) => {
    kept.textContent = t("kept_for", { n: days });
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
  choosing.set(name, (files) => choose(multiple ? files : files.slice(0, 1)));
  return h("div", { "data-choice": name }, h("label", { for: name }, t(name)), row, h("p", { class: "quiet", id: `${name}-hint` }, t(`${name}_hint`)));
}

function yearChoice() {
  const thisYear = new Date().getFullYear();
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, past) => String(thisYear - past));
  const year = h("select", { id: "year", "aria-describedby": "year-hint", change: () => { options.year = year.value; } },
    h("option", { value: "" }, t("year_own")),
    years.map((each) => h("option", { value: each, selected: each === options.year }, each)));
  return h("div", {}, h("label", { for: "year" }, t("year")), year, h("p", { class: "quiet", id: "year-hint" }, t("year_hint")));
}

/** Take files that are dropped anywhere on the page: at a choice of files they are chosen, elsewhere they are sent. */
export function listenForFiles() {
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dragging");
    document.body.dataset.drop = t("drop_here");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dragging"); });
  addEventListener("drop", (event) => {
    document.body.classList.remove("dragging");
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const choose = choosing.get(event.target.closest?.("[data-choice]")?.dataset.choice);
    if (choose && files.length) choose(files);
    else submit(files);
  });
}

/** Have a made report with faults audited, to see what an audit looks like. */
async function tryExample() {
  const text = await fetch(new URL("example.txt", import.meta.url)).then((answer) => answer.blob(), () => null);
  if (text) submit([new File([text], `${t("example_name")}.txt`)]);
}

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
    Object.assign(options, nothing());
    go(address(`${kind}/${made.id}`, { unused }));
  } catch (error) {
    if (!signal.aborted) await showHome(signal, notice(error, () => send({ files, url }, kind, key), name)).catch(() => null);
  }
}

/** What a batch is found again by: the name of its archive, or its day and the number of its files. */
function labelOf([first, ...others]) {
  if (others.length) return nameByDay(Date.now(), others.length + 1);
  return [...first.name.replace(/\.[^.]+$/, "").replace(/\p{Cc}/gu, " ")].slice(0, MOST_OF_NAME).join("");
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
