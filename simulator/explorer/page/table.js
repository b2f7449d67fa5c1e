// Every outcome as written and here, with the paired difference; and the same as CSV.

import { grid, put } from "./dom.js";
import { difference, withInterval } from "./numbers.js";
import { local, t, whole, word } from "./words.js";

const chance = (p) => (Number.isNaN(p) ? "-" : p < 0.001 ? "<0.001" : String(Number(p.toPrecision(2))));

function headed(row) {
  const unit = row.unit ? `, ${word(row.unit)}` : "";
  return `${row.phase === undefined ? word(row.outcome) : t(`state ${row.word}`)}${unit}`;
}

const groupOf = (row) => (row.phase === undefined ? word(row.group) : t("view phase", { name: row.phase }));

// A row for each line, and one above each group of them.
export function grouped(lines, cells) {
  return lines.flatMap((line, i) => [
    ...(line.row.group === lines[i - 1]?.row.group ? [] : [[groupOf(line.row)]]),
    [headed(line.row), ...cells(line)],
  ]);
}

function cellsOf(line, isBase) {
  const [before, after] = [line.before, line.after].map((one) => local(withInterval(line.row.share, one, t("to"))));
  const gap = local(difference(line.row.share, line.difference, t("points"), t("to")));
  return isBase
    ? [after, whole(line.histories)]
    : [before, after, !line.pairs ? "-" : line.isSure ? gap : `${gap} ≈`, local(chance(line.p))];
}

export function drawTable(lines, histories, state) {
  const rows = grouped(lines, (line) => cellsOf(line, state.isBase));
  const heads = state.isBase
    ? [t("outcome"), t("value"), t("histories")]
    : [t("outcome"), t("plan as written"), t("your version"), t("difference"), "p"];
  put("table", grid(t("table caption", { count: whole(histories) }), heads, rows));
}

const FORMULA = /^[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]|^[\t\r]/u;

// A cell that no spreadsheet takes for a formula.
const cell = (value) => {
  const isFormula = typeof value === "string" && FORMULA.test(value);
  const text = isFormula ? `'${value}` : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

// A row for each line, and one for each value that was moved; `head` and `numbers`: what is told of a line.
export function csvOf(lines, state, head, numbers) {
  const rows = lines.map((line) => [
    line.row.outcome, line.row.share ? "share of histories" : line.row.unit,
    ...numbers(line).map((one) => (Number.isNaN(one) ? "" : one)),
  ]);
  const about = state.moved.flatMap(({ position }) => position.options).map((option) => ["set", option]);
  return [["outcome", "unit", ...head], ...rows, ...about].map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

export function csv(lines, state) {
  const of = ({ value, low, high }) => [value, low, high];
  const head = ["as_written", "as_written_low", "as_written_high", "here", "low", "high",
    "histories", "difference", "difference_low", "difference_high", "pairs", "p_adjusted"];
  return csvOf(lines, state, head, (line) =>
    [...of(line.before), ...of(line.after), line.histories, ...of(line.difference), line.pairs, line.p]);
}
