// Documents that a button saves.

import { askDrawn, askOnce } from "./api.js";
import { button, h, say } from "./elements.js";
import { fillNotice } from "./letters.js";
import { notice } from "./notices.js";
import { t } from "./words.js";

/** Documents drawn on the file that was sent, of which kind it must be. */
const OF_FILE = { pdf: "application/pdf", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };
/** The documents that most people want come first. */
const FIRST = ["html", "pdf", "docx"];

/** A menu of the documents that there are of an audit, notices of what to correct before all others. */
export function downloadsOf(audit) {
  const { id, file, report } = audit;
  const name = `${report?.agency ?? ""}${report?.year ?? ""}` || id;
  const menu = h("details", { class: "menu" }, h("summary", { class: "button" }, t("download")));
  const saver = ([format, path]) => button({ click: saves(`v1/audits/${id}/${path}`, `${name}.${format}`) }, t(format));
  menu.addEventListener("toggle", async () => {
    if (!menu.open || menu.children.length > 1) return;
    const list = menu.appendChild(h("ul", {}, h("li", {}, noticeOf(audit))));
    list.append(...(await documentsOf(file)).map((document) => h("li", {}, saver(document))));
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
  return menu;
}

/** The button for a notice to the body of an audit's report. */
export const noticeOf = ({ id, report }) =>
  button({ click: savesFilled(`v1/audits/${id}/notice`, report?.agency ?? "") }, t("notice"), "…");

/** The buttons for the documents of a batch. */
export const batchDownloads = (id) => [
  button({ click: savesFilled(`v1/batches/${id}/notices`, null) }, t("notices"), "…"),
  button({ click: saves(`v1/batches/${id}/workbook`, `${id}.xlsx`) }, t("xlsx")),
];

/** The forms of documents and their paths below the audit's, by the service's own contract. */
async function documentsOf({ media_type: type }) {
  const { DocumentFormat, FileFormat } = (await askOnce("openapi.json")).components.schemas;
  const within = (folder, { enum: formats }) => formats.map((format) => [format, `${folder}/${format}`]);
  const all = [["json", "report"], ["sarif", "sarif"], ...within("documents", DocumentFormat), ...within("files", FileFormat)];
  const offered = all.filter(([format]) => !OF_FILE[format] || OF_FILE[format] === type);
  const rank = ([format]) => (FIRST.indexOf(format) + 1 || FIRST.length + 1);
  return offered.sort((one, other) => rank(one) - rank(other));
}

/** What a button does that saves a document; what goes wrong is told beside it. */
const saves = (path, name) => ({ currentTarget }) => save(path, name, currentTarget);

/** What a button does that saves notices, once they are filled in. */
const savesFilled = (path, addressee) => async ({ currentTarget }) => {
  const query = await fillNotice(addressee);
  if (query) await save(`${path}?${query}`, `notice.${addressee === null ? "zip" : query.get("format")}`, currentTarget);
};

async function save(path, name, pressed) {
  const row = pressed.closest(".head");
  row.querySelector(".notice")?.remove();
  pressed.setAttribute("aria-busy", "true");
  try {
    await download(path, name);
  } catch (error) {
    row.append(notice(error));
  } finally {
    pressed.removeAttribute("aria-busy");
  }
}

async function download(path, fallback) {
  say(t("preparing"));
  const response = await askDrawn(path);
  const disposition = response.headers.get("Content-Disposition") ?? "";
  const named = /filename\*=UTF-8''([^;]+)/i.exec(disposition);
  const plain = /filename="?([^";]+)/i.exec(disposition);
  const url = URL.createObjectURL(await response.blob());
  h("a", { href: url, download: named ? decodeURIComponent(named[1]) : plain?.[1] ?? fallback }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  say("");
}
