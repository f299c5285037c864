// How far a report is, until its findings are there.

import { h, patch, say } from "./elements.js";
import { t } from "./words.js";

const STEPS = ["uploading", "queued", "opening", "reading", "judging", "keeping"];

/** The steps of one report, changed in place as it goes on. */
export class Progress {
  /** @param {string} name the report's @param {Element|null} more what stands beside the text */
  constructor(name, more = null) {
    this.steps = h("ol", { class: "steps" });
    this.text = h("p");
    this.element = h("div", { class: "progress" }, h("h1", {}, name), this.steps, h("div", { class: "row" }, this.text, more));
    this.tell("uploading", t("now_uploading"));
  }

  /** Show an audit's state. */
  update({ status, progress, queue_position: position }) {
    const stage = status === "running" ? progress?.stage ?? "waiting" : "queued";
    const text = stage === "queued" ? queued(position) : atWork(stage, progress);
    this.tell(stage, text);
    say(text);
  }

  tell(stage, text) {
    patch(this.steps, stepsOf(stage));
    patch(this.text, h("p", {}, text));
  }
}

/** `stage` is one of STEPS, or one that stands for reading. */
function stepsOf(stage) {
  const at = STEPS.indexOf(STEPS.includes(stage) ? stage : stage === "waiting" ? "queued" : "reading");
  return h("ol", { class: "steps" }, STEPS.map((step, index) =>
    h("li", { class: index < at ? "done" : null, "aria-current": index === at ? "step" : null }, t(step))));
}

function atWork(stage, progress) {
  if (progress?.pages) return t("now_pages", { done: progress.pages_done, pages: progress.pages });
  return t("now_stage", { stage: t(stage).toLowerCase() });
}

function queued(position) {
  if (!position) return t("now_queued");
  return position === 1 ? t("now_next") : t("now_position", { n: position - 1 });
}
