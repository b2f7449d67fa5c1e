// Each outcome here and in the plan as written, and the paired difference, as `compare` has them.

import { differenceOfMeans, differenceOfShares, meanOf, shareOf, NOTHING } from "./intervals.js";
import { holm, pOfMeans, pOfShares } from "./tests.js";

// Plain arrays, as typed ones are slow to filter.
const known = (values) => Array.from(values).filter((one) => !Number.isNaN(one));

export function estimateOf(row, values, { z, level }) {
  return row.share ? shareOf(known(values), z) : meanOf(known(values), level);
}

// A line for each row of either; `base` and `here` have played the same histories.
export function compared(base, here, statistics) {
  const count = Math.min(base.done, here.done);
  const names = [...new Set([...base.plan.rows, ...here.plan.rows].map((row) => row.outcome))];
  const lines = names.map((name) => line(name, base, here, count, statistics));
  const adjusted = holm(lines.map((one) => one.p));
  return lines.map((one, i) => ({ ...one, p: adjusted[i], isSure: adjusted[i] < statistics.sure }));
}

function line(outcome, base, here, count, statistics) {
  const row = [base, here].flatMap((one) => one.plan.rows).find((one) => one.outcome === outcome);
  const [before, after] = [base, here].map((one) => one.of(outcome, count));
  const estimate = (wars, values) =>
    wars.once(`${outcome} ${count}`, () => (values ? estimateOf(row, values, statistics) : NOTHING));
  const found = {
    row, before: estimate(base, before), after: estimate(here, after),
    histories: after ? known(after).length : 0,
    difference: NOTHING, pairs: 0, p: NaN,
  };
  if (!before || !after) return found;
  const isPair = (_, i) => !Number.isNaN(before[i]) && !Number.isNaN(after[i]);
  const [left, right] = [before, after].map((values) => Array.from(values).filter(isPair));
  if (!left.length) return found;
  const { z, level, exact } = statistics;
  const difference = row.share ? differenceOfShares(left, right, z) : differenceOfMeans(left, right, level);
  const p = row.share ? pOfShares(left, right) : pOfMeans(left, right, exact);
  return { ...found, difference, pairs: left.length, p };
}
