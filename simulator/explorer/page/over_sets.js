// Each outcome here and in the plan as written over the sets, and the paired difference, as
// `compare --uncertain` has them.

import { difference, amounts, rounded, withInterval } from "./numbers.js";
import { holm } from "./tests.js";
import { AMOUNT, CHANGE, CHANGE_OF_SHARE, SHARE, differenceOf, differs, ignorance, isBeyond, twoLevels } from "./two_levels.js";
import { t } from "./words.js";

// The values of histories, set by set.
const inSets = (values, { each }) =>
  Array.from({ length: values.length / each }, (_, set) => values.subarray(set * each, (set + 1) * each));

export function levelsOf(row, values, { drawn, statistics }) {
  return twoLevels(inSets(values, drawn), row.share ? SHARE : AMOUNT, statistics);
}

// A line for each row of either; `base` and `here` have played the same sets.
export function linesOverSets(base, here, told) {
  const count = Math.min(base.done, here.done);
  const names = [...new Set([...base.plan.rows, ...here.plan.rows].map((row) => row.outcome))];
  const lines = names.map((name) => line(name, base, here, count, told));
  const adjusted = holm(lines.map(({ change }) => change?.p ?? NaN));
  return lines.map((one, i) => {
    const change = one.change && { ...one.change, p: adjusted[i] };
    return { ...one, change, isSure: Boolean(change) && isBeyond(change, told.statistics) };
  });
}

function line(outcome, base, here, count, told) {
  const row = [base, here].flatMap((one) => one.plan.rows).find((one) => one.outcome === outcome);
  const [left, right] = [base, here].map((one) => one.of(outcome, count));
  const levels = (wars, values) => wars.once(`${outcome} ${count}`, () => values && levelsOf(row, values, told));
  const [before, after] = [levels(base, left), levels(here, right)];
  const found = { row, before, after, histories: after?.histories ?? 0, change: null };
  if (!left || !right || base === here) return found;
  const sets = inSets(right.map((value, i) => value - left[i]), told.drawn);
  const change = differenceOf(sets, row.share ? CHANGE_OF_SHARE : CHANGE, told.statistics);
  return change.levels.sets ? { ...found, change } : found;
}

const bare = (text) => text.replace(/ %$/, "");

// "19 %": a share of the sets, with a decimal near the ends, so that rare is not never.
export function percent(share) {
  const shown = 100 * share;
  const isNearEnd = (shown > 0 && shown < 1.5) || (shown > 98.5 && shown < 100);
  return `${rounded(shown, isNearEnd ? 1 : 0)} %`;
}

// "11.9 (5.8 to 24)": a value with its band, or only the value where the sets agree.
export function overSets({ share }, levels, statistics) {
  if (!levels?.sets) return "-";
  if (!differs(levels, statistics)) return amounts(share, levels.chance)[0];
  return withInterval(share, { ...levels.band, value: levels.value }, t("to"));
}

export const byChance = ({ share }, levels) => (levels.sets ? withInterval(share, levels.chance, t("to")) : "-");

// "5.8 to 24", "2 to 9 %" or, of a difference of shares, "2 to 9 points".
export function band({ share }, levels, statistics, mark = " %") {
  if (Number.isNaN(levels.p)) return "-";
  if (!differs(levels, statistics)) return t("within chance");
  const [, low, high] = amounts(share, { ...levels.band, value: levels.value }).map(bare);
  return `${low} ${t("to")} ${high}${share ? mark : ""}`;
}

export const ignoranceOf = (levels) => (Number.isNaN(ignorance(levels)) ? "-" : percent(ignorance(levels)));

// The paired difference, its band over the sets, and in how many of them it has its sign.
export function changed(row, change, statistics) {
  if (!change) return ["", "", ""];
  const told = difference(row.share, change.levels.chance, t("points"), t("to"));
  return [told, band(row, change.levels, statistics, ` ${t("points")}`), sign(change, statistics)];
}

function sign(change, statistics) {
  if (change.isEqual) return t("equal");
  if (!isBeyond(change, statistics)) return Number.isNaN(change.levels.p) ? "-" : t("within chance");
  return change.higher >= change.lower
    ? t("higher in", { share: percent(change.higher), surely: percent(change.surelyHigher) })
    : t("lower in", { share: percent(change.lower), surely: percent(change.surelyLower) });
}
