// The page for people: drop reports, watch their audits, read the findings beside the report as read.
//
// It uses the public API and nothing else. What comes out of a report, or out of an answer, becomes text nodes only:
// the document's policy (Trusted Types) refuses any other way.

import { begin, go, listen, read } from "./address.js";
import { showAudit } from "./audit.js";
import { showBatch } from "./batch.js";
import { showOffline } from "./connection.js";
import { $, button, h, patch, say } from "./elements.js";
import { listenForFiles, showHome } from "./home.js";
import { openKeys } from "./keys.js";
import { showProblem } from "./notices.js";
import { listenForKeys, openShortcuts } from "./shortcuts.js";
import { language, switchLanguage, t } from "./words.js";

async function route() {
  const signal = begin();
  const [kind, id] = read().view.split("/");
  say("");
  try {
    if (kind === "audit") await showAudit(id, signal);
    else if (kind === "batch") await showBatch(id, signal);
    else await showHome(signal);
  } catch (error) {
    if (!signal.aborted) showProblem(error);
  }
}

/** What stands around every view. */
function frame() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  $("skip").textContent = t("skip");
  $("brand").textContent = t("title");
  patch($("tools"), h("nav", { id: "tools" },
    button({ click: async () => { if (await openKeys()) go(); } }, t("key")),
    button({ click: openShortcuts }, t("shortcuts")),
    button({ lang: language === "zh" ? "en" : "zh-CN", click: () => { switchLanguage(); frame(); go(); } }, t("other")),
    h("a", { href: `docs?lang=${language}` }, t("docs"))));
}

function toTop() {
  window.scrollTo(0, 0);
  $("main").focus({ preventScroll: true });
}

$("skip").addEventListener("click", (event) => { // its address is no route
  event.preventDefault();
  $("main").focus();
});
listen(route, toTop);
listenForFiles();
listenForKeys({ help: openShortcuts });
showOffline();
frame();
route();
