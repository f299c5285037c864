// What went wrong, in words.

import { address, go } from "./address.js";
import { Problem } from "./api.js";
import { button, h, show } from "./elements.js";
import { language, t } from "./words.js";

/** What went wrong, with a button to try again where that can help. `name` is that of the file that it is about. */
export function notice(error, again = null, name = "") {
  const isPassing = !error.status || error.status >= 500 || [401, 408, 429].includes(error.status);
  const told = error instanceof Problem ? error.told : { title: t("crashed"), detail: String(error) };
  const fields = (told.errors ?? []).map((each) => h("p", {}, `${each.pointer.slice(1)}${t("colon")}${each.detail}`));
  return h("div", { class: "notice", role: "alert" },
    h("strong", {}, name && `${name}${t("colon")}`, told.title), h("p", {}, told.detail ?? ""), fields,
    told.problem && h("p", {}, told.problem.detail),
    told.request_id && h("p", { class: "quiet" }, h("small", {}, t("request", { id: told.request_id }))),
    again && isPassing && h("div", { class: "row" }, button({ click: again }, t("again"))));
}

/** What was not audited: each part with where it is, why, and what to do; nothing where all was. */
export const unreadOf = (parts, form) => parts.length > 0 && h("section", { class: "notice unread-parts", "aria-labelledby": "unread-parts" },
  h("strong", { id: "unread-parts" }, t("parts_unread")), h("p", {}, t("parts_unread_lead")),
  h("ul", {}, parts.map(({ message, suggestion, locations: [first] }) => {
    const place = first ? form.place(first) : "";
    return h("li", {}, message, language === "zh" ? "" : " ", suggestion, place && h("span", { class: "quiet" }, ` ${place}`));
  })));

/** A view of nothing but what went wrong. */
export function showProblem(error) {
  show(h("div", { class: "home" },
    h("h1", { class: "unseen" }, error.told?.title ?? t("crashed")), notice(error, () => go()),
    h("p", {}, h("a", { href: address("") }, t("home")))));
}
