// The equations of a finding, every figure of them a button to where it stands.

import { button, h } from "./elements.js";
import { t } from "./words.js";

/** What is zero in a longer side is counted only. */
const LONG = 6;

/**
 * @param {object} finding
 * @param {Form} form
 * @param {function(object): void} reveal goes to an operand
 * @returns {Element[]} none for a finding without figures
 */
export function equationsOf({ operands, difference }, form, reveal) {
  const equations = partsOf(operands, (each) => each.equation);
  return equations.map((figures) => {
    const term = termsBy(labeller(figures, form), reveal);
    const [left, ...readings] = partsOf(figures, (each) => each.side === "left" ? 0 : each.alternative ?? 1);
    const isOne = equations.length === 1 && readings.length < 2;
    return h("div", { class: "equation", role: "group", "aria-label": t("equation") },
      sideOf(left, term), readings.flatMap((reading, at) => [
        at > 0 && h("span", {}, t("or_reading")), relationOf(left, reading), sideOf(reading, term)]),
      isOne && Number(difference ?? 0) !== 0 && h("span", { class: "quiet" }, t("difference", { n: String(difference).replace("-", "") })));
  });
}

/** The operands in parts that have the same number, in their order. */
function partsOf(operands, numberOf) {
  const numbers = [...new Set(operands.map(numberOf))];
  return numbers.map((number) => operands.filter((each) => numberOf(each) === number));
}

function relationOf(left, reading) {
  const differs = resultOf(left) !== resultOf(reading);
  return h("span", { class: differs ? "differs" : null }, differs ? "≠" : "=");
}

const isWhole = (operand) => Boolean(operand.divisor);
const isPart = (operand) => !operand.divisor;
const sumOf = (operands) => operands.reduce((sum, each) => sum + each.sign * Number(each.value), 0);

/** What a side comes to, in percent where it is a share of some of its figures. */
function resultOf(side) {
  const part = sumOf(side.filter(isPart));
  return side.some(isWhole) ? (part / sumOf(side.filter(isWhole))) * 100 : part;
}

function sideOf(side, term) {
  if (side.some(isWhole)) return shareOf(side.filter(isPart), side.filter(isWhole), term);
  const kept = side.length > LONG ? side.filter((each) => Number(each.value)) : side;
  const zeros = side.length - kept.length;
  const sum = sumOf(side);
  return [
    addedUp(kept, term), zeros > 0 && h("span", { class: "quiet" }, `（${t("zeros", { n: zeros })}）`),
    side.length > 1 && Number.isInteger(sum) && h("span", {}, `= ${sum}`)];
}

function shareOf(part, whole, term) {
  const bracketed = (figures) => figures.length > 1 ? [h("span", {}, "("), ...addedUp(figures, term), h("span", {}, ")")] : addedUp(figures, term);
  return [...bracketed(part), h("span", {}, "÷"), ...bracketed(whole), h("span", {}, `≈ ${resultOf([...part, ...whole]).toFixed(1)}%`)];
}

const addedUp = (figures, term) => figures.flatMap((operand, at) => [
  (at > 0 || operand.sign < 0) && h("span", {}, operand.sign < 0 ? "−" : "+"), term(operand)]);

/** Makes the button of a figure; one of another report leads nowhere here, and is marked as such. */
function termsBy(label, reveal) {
  return (operand) => {
    const { short, whole } = label(operand);
    const texts = [h("b", {}, operand.text.trim() || String(operand.value)), h("small", {}, short)];
    if (operand.report) return h("span", { class: "term elsewhere", title: whole }, texts);
    const click = (event) => { event.stopPropagation(); reveal(operand); };
    return button({ class: "term", title: whole, click }, texts);
  };
}

/** What tells a figure from the others: its column where all are in one row, its row where all are in one column. */
function labeller(operands, form) {
  const cells = operands.filter((each) => each.table);
  const isSame = (name) => cells.every((each) => each[name] === cells[0][name]);
  const [inTable, inRow, inColumn] = ["table", "row", "column"].map(isSame);
  const cellName = ({ table, row, column }) => {
    if (inTable && inRow && cells.length > 1) return form.column(table, column);
    return inTable && inColumn ? form.row(table, row) : `${form.row(table, row)} · ${form.column(table, column)}`;
  };
  return (operand) => {
    const whose = operand.report ? t(`of_${operand.report}`) : "";
    if (!operand.table) return { short: whose + t("in_text"), whole: whose + form.place(operand) };
    const name = whose + cellName(operand);
    return { short: name, whole: name };
  };
}
