// Intervals of shares, means and paired differences, as simulator/tables/summary.py has them.

import { leastOfFew, student } from "./special.js";

export const NOTHING = { value: NaN, low: NaN, high: NaN };

// Added up in the order in which NumPy does, so that no last digit differs.
export function sum(values, start = 0, count = values.length) {
  if (count < 8) {
    let total = 0;
    for (let i = 0; i < count; i++) total += values[start + i];
    return total;
  }
  if (count > 128) {
    const half = Math.floor(count / 2) - Math.floor(count / 2) % 8;
    return sum(values, start, half) + sum(values, start + half, count - half);
  }
  const part = Array.from({ length: 8 }, (_, k) => values[start + k]);
  let i = 8;
  for (; i < count - count % 8; i += 8)
    for (let k = 0; k < 8; k++) part[k] += values[start + i + k];
  let total = part[0] + part[1] + (part[2] + part[3]) + (part[4] + part[5] + (part[6] + part[7]));
  for (; i < count; i++) total += values[start + i];
  return total;
}

export const mean = (values) => sum(values) / values.length;

export function wilson(part, count, z) {
  const centre = (part + z * z / (2 * count)) / (1 + z * z / count);
  const spread = Math.sqrt(part * (1 - part) / count + z * z / (4 * count * count));
  const half = z * spread / (1 + z * z / count);
  return [Math.max(0, centre - half), centre + half];
}

// The share of 1 among 0 and 1: Wilson's interval as Brown, Cai and DasGupta mend it.
export function shareOf(yes, z) {
  return yes.length ? shareIn(mean(yes), yes.length, z) : NOTHING;
}

// The same of a share that was found in this many, which need not be a whole number.
export function shareIn(p, n, z) {
  let [low, high] = wilson(p, n, z);
  const some = Math.round(p * n);
  const none = Math.round(n - p * n);
  const few = n <= 50 ? 2 : 3;
  if (some > 0 && some <= few) low = leastOfFew(some) / n;
  if (none > 0 && none <= few) high = 1 - leastOfFew(none) / n;
  return {
    value: p,
    low: Math.min(p, Math.max(0, low)),
    high: Math.max(p, Math.min(1, high)),
  };
}

// The mean, and how far the interval of Hall's transformation reaches below and above it.
function halls(values, level) {
  const n = values.length;
  const value = mean(values);
  if (values.every((one) => one === values[0])) return [value, NaN, NaN];
  const away = values.map((one) => one - value);
  const spread = mean(away.map((one) => one * one));
  const a = mean(away.map((one) => one ** 3)) / spread ** 1.5 / Math.sqrt(n);
  const error = Math.sqrt(spread / (n - 1));
  const t = student(n - 1, level);
  const studentised = (like) =>
    Math.abs(a) < 1e-6 ? like : 3 / a * (Math.cbrt(1 + a * (like - a / 6)) - 1);
  return [value, error * studentised(t), -error * studentised(-t)];
}

export function meanOf(values, level) {
  if (!values.length) return NOTHING;
  const [value, below, above] = halls(values, level);
  return { value, low: value - below < 0 ? 0 : value - below, high: value + above };
}

// Right minus left over pairs of 0 and 1 (Agresti and Min 2005).
export function differenceOfShares(left, right, z) {
  const n = left.length;
  if (!n) return NOTHING;
  const gained = left.reduce((total, one, i) => total + (one === 0 && right[i] === 1), 0);
  const lost = left.reduce((total, one, i) => total + (one === 1 && right[i] === 0), 0);
  const [more, fewer, pairs] = [gained + 0.5, lost + 0.5, n + 2];
  const centre = (more - fewer) / pairs;
  const half = z * Math.sqrt(more + fewer - (more - fewer) ** 2 / pairs) / pairs;
  return {
    value: (gained - lost) / n,
    low: Math.max(-1, centre - half),
    high: Math.min(1, centre + half),
  };
}

// Right minus left over pairs, with the wider of Student's and Hall's interval on each side.
export function differenceOfMeans(left, right, level) {
  const n = left.length;
  if (!n) return NOTHING;
  const change = right.map((one, i) => one - left[i]);
  const [value, below, above] = halls(change, level);
  const middle = mean(change);
  const spread = Math.sqrt(sum(change.map((one) => (one - middle) ** 2)) / (n - 1));
  const half = n > 1 ? student(n - 1, level) * spread / Math.sqrt(n) : NaN;
  return { value, low: value - Math.max(below, half), high: value + Math.max(above, half) };
}
