// The equation of a finding, every figure of it a button to where it stands.

import { h } from "./elements.js";
import { t } from "./words.js";

/** What is zero in a longer side is counted only. */
const LONG = 6;

/**
 * @param {object} finding
 * @param {Form} form
 * @param {function(object): void} reveal goes to an operand
 * @returns {Element|null} null for a finding without figures
 */
export function equationOf({ operands, difference }, form, reveal) {
  if (!operands.length) return null;
  const label = labeller(operands, form);
  const sides = ["left", "right"].map((side) => operands.filter((each) => each.side === side)).filter((side) => side.length);
  const sums = sides.map((side) => side.reduce((sum, each) => sum + each.sign * Number(each.value), 0));
  const [left, right] = sides.map((side, index) => sideOf(side, sums[index], label, reveal));
  const differs = sums.length === 2 && sums[0] !== sums[1];
  return h("div", { class: "equation", role: "group", "aria-label": t("equation") },
    left, right && [h("span", { class: differs ? "differs" : null }, differs ? "≠" : "="), right],
    Number(difference ?? 0) !== 0 && h("span", { class: "quiet" }, t("difference", { n: String(difference).replace("-", "") })));
}

function sideOf(side, sum, label, reveal) {
  const kept = side.length > LONG ? side.filter((each) => Number(each.value)) : side;
  const zeros = side.length - kept.length;
  return [
    kept.flatMap((operand, at) => [
      (at > 0 || operand.sign < 0) && h("span", {}, operand.sign < 0 ? "−" : "+"), termOf(operand, label(operand), reveal)]),
    zeros > 0 && h("span", { class: "quiet" }, `（${t("zeros", { n: zeros })}）`),
    side.length > 1 && Number.isInteger(sum) && h("span", {}, `= ${sum}`)];
}

function termOf(operand, label, reveal) {
  const click = (event) => { event.stopPropagation(); reveal(operand); };
  return h("button", { type: "button", class: "term", title: label, click },
    h("b", {}, operand.text.trim() || String(operand.value)), h("small", {}, label));
}

/** What tells a figure from the others: its column where all are in one row, its row where all are in one column. */
function labeller(operands, form) {
  const isSame = (name) => operands.every((each) => each[name] === operands[0][name]);
  const [inTable, inRow, inColumn] = ["table", "row", "column"].map(isSame);
  return (operand) => {
    if (!operand.table) return form.place(operand);
    const row = form.row(operand.table, operand.row);
    const column = form.column(operand.table, operand.column);
    if (inTable && inRow && operands.length > 1) return column;
    return inTable && inColumn ? row : `${row} · ${column}`;
  };
}
