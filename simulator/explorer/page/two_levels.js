// An outcome over sets of values: what is chance and what nobody knows, as in
// simulator/uncertain/two_levels.py and signs.py.

import { NOTHING, mean, shareIn, sum } from "./intervals.js";
import { beta, student, studentTails } from "./special.js";

// The least and the greatest value of what an outcome may be.
export const SHARE = [0, 1];
export const AMOUNT = [0, Infinity];
export const CHANGE = [-Infinity, Infinity];
export const CHANGE_OF_SHARE = [-1, 1];

const isKnown = (value) => !Number.isNaN(value);

// How many are known; a loop, as this is asked of every set of every outcome.
function counted(values) {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (isKnown(values[i])) count++;
  return count;
}

function zeros(values) {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === 0) count++;
  return count;
}

// Whether all that are known are the same.
function isAlike(values) {
  let one = NaN;
  for (let i = 0; i < values.length; i++) {
    if (!isKnown(values[i])) continue;
    if (isKnown(one) && values[i] !== one) return false;
    one = values[i];
  }
  return true;
}

const sumOfKnown = (values, count) =>
  sum(count === values.length ? values : values.map((one) => (isKnown(one) ? one : 0)));

// `sets`: the values of each set's histories; NaN where a history does not have the outcome.
export function twoLevels(sets, bounds, statistics) {
  const there = sets.map((one, place) => ({ one, place, count: counted(one) })).filter(({ count }) => count);
  const expected = sets.map(() => NaN);
  if (!there.length)
    return { value: NaN, chance: NOTHING, band: NOTHING, within: NaN, between: NaN, p: NaN, sets: 0, histories: 0, expected };
  const counts = there.map(({ count }) => count);
  let means = there.map(({ one, count }) => meanOf(one, count));
  const total = sum(counts);
  const value = sum(counts.map((count, i) => count * means[i])) / total;
  const within = withinOf(there, means, total - there.length);
  let { between, p } = betweenOf(means, counts, within, total);
  if (p >= statistics.alike) [between, means] = [0, means.map(() => value)];
  const found = expectations(means, counts, within, between);
  there.forEach(({ place }, i) => { expected[place] = found[i]; });
  const chance = byChance(value, within, total, total - there.length, bounds, statistics);
  const band = isKnown(p) ? bandOf(found, statistics.band) : NOTHING;
  return { value, chance, band, within, between, p, sets: there.length, histories: total, expected };
}

export const ignorance = ({ within, between }) => (within + between > 0 ? between / (within + between) : NaN);
export const differs = (levels, statistics) => levels.p < statistics.alike;

// The mean of a set, without rounding where its histories are all the same.
const meanOf = (values, count) =>
  isAlike(values) ? values.find(isKnown) : sumOfKnown(values, count) / count;

// The pooled variance of the histories of a set.
function withinOf(there, means, freedom) {
  if (!freedom) return NaN;
  const away = [];
  there.forEach(({ one }, i) => {
    for (let k = 0; k < one.length; k++) away.push(isKnown(one[k]) ? (one[k] - means[i]) ** 2 : 0);
  });
  return sum(away) / freedom;
}

// The variance between expectations, and how likely chance would scatter the means so far (F test).
function betweenOf(means, counts, within, total) {
  const sets = means.length;
  if (sets < 2 || !isKnown(within)) return { between: NaN, p: NaN };
  if (means.every((one) => one === means[0])) return { between: 0, p: 1 };
  const grand = sum(counts.map((count, i) => count * means[i])) / total;
  const scatter = sum(counts.map((count, i) => count * (means[i] - grand) ** 2)) / (sets - 1);
  const size = (total - sum(counts.map((count) => count ** 2)) / total) / (sets - 1);
  const p = within > 0 ? tailOfF(sets - 1, total - sets, scatter / within) : 0;
  return { between: Math.max(0, (scatter - within) / size), p };
}

const tailOfF = (one, other, ratio) => beta(other / 2, one / 2, other / (other + one * ratio));

// The mean of all histories with the interval that chance leaves to it, over these sets.
function byChance(value, within, total, freedom, [least, most], { level }) {
  if (freedom < 1) return { value, low: NaN, high: NaN };
  const t = student(freedom, level);
  if (least === 0 && most === 1)
    return shareIn(value, total * Math.max(1, value * (1 - value) / Math.max(within, 1 / total)), t);
  const half = within > 0 ? t * Math.sqrt(within / total) : NaN;
  return { value, low: Math.max(least, value - half), high: Math.min(most, value + half) };
}

// The means drawn together until they scatter as expectations do.
function expectations(means, counts, within, between) {
  if (!(between > 0)) return means;
  const reliability = counts.map((count) => between / (between + within / count));
  const centre = sum(reliability.map((one, i) => one * means[i])) / sum(reliability);
  return means.map((one, i) => centre + Math.sqrt(reliability[i]) * (one - centre));
}

// The median of the sets and the band that holds this share of them.
function bandOf(found, share) {
  const rising = Float64Array.from(found).sort();
  const at = (level) => {
    const place = level * (rising.length - 1);
    const low = Math.floor(place);
    const high = Math.min(low + 1, rising.length - 1);
    return rising[low] + (rising[high] - rising[low]) * (place - low);
  };
  return { value: at(0.5), low: at((1 - share) / 2), high: at((1 + share) / 2) };
}

// A paired difference: its levels, its p, and in which shares of the sets it has which sign.
export function differenceOf(sets, bounds, statistics) {
  const levels = twoLevels(sets, bounds, statistics);
  const differing = sets.reduce((all, one) => all + counted(one) - zeros(one), 0);
  const surely = sets.map((one) => beyond(counted(one) === one.length ? one : one.filter(isKnown), statistics.level));
  const share = (values, isOne) => (levels.sets ? values.filter(isOne).length / levels.sets : NaN);
  return {
    levels, p: pOf(levels, differing), isEqual: levels.sets > 0 && !differing,
    higher: share(levels.expected, (one) => one > 0), lower: share(levels.expected, (one) => one < 0),
    surelyHigher: share(surely, (one) => one > 0), surelyLower: share(surely, (one) => one < 0),
  };
}

// Whether there is more than chance explains, over all sets or between them.
export const isBeyond = ({ levels, p }, statistics) => differs(levels, statistics) || p < 1 - statistics.level;

function pOf(levels, differing) {
  if (!isKnown(levels.p)) return NaN;
  if (levels.within === 0 || levels.value === 0) return Number(levels.value === 0);
  const error = Math.sqrt(levels.within / levels.histories);
  const t = Math.abs(levels.value) / error;
  return Math.max(2 ** (1 - differing), studentTails(levels.histories - levels.sets, t));
}

// 1 or -1 where the mean of pairs is that far above or below 0, by Student's interval; else 0.
function beyond(pairs, level) {
  if (pairs.length < 2) return 0;
  const middle = mean(pairs);
  if (isAlike(pairs)) return 2 ** (1 - pairs.length) < 1 - level ? Math.sign(middle) : 0;
  const spread = Math.sqrt(sum(pairs.map((one) => (one - middle) ** 2)) / (pairs.length - 1));
  const error = spread / Math.sqrt(pairs.length);
  return Math.abs(middle) > student(pairs.length - 1, level) * error ? Math.sign(middle) : 0;
}
