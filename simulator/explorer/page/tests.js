// Whether a difference is more than chance, as simulator/tables/summary.py asks it.

import { mean, sum } from "./intervals.js";
import { fairCoins, studentTails } from "./special.js";

// Exact McNemar test: as many flips one way as the other?
export function pOfShares(left, right) {
  let gained = 0;
  let lost = 0;
  left.forEach((one, i) => {
    if (one === 0 && right[i] === 1) gained++;
    if (one === 1 && right[i] === 0) lost++;
  });
  if (gained + lost === 0) return 1;
  return Math.min(1, 2 * fairCoins(Math.min(gained, lost), gained + lost));
}

// Is the mean difference of pairs 0? Few that differ: over all ways their signs could have fallen.
export function pOfMeans(left, right, exact) {
  const change = right.map((one, i) => one - left[i]);
  const differing = change.filter((one) => one !== 0);
  if (!differing.length) return 1;
  if (differing.length <= exact) return pOfSigns(differing);
  return Math.max(2 ** (1 - differing.length), pOfStudent(change));
}

function pOfSigns(change) {
  const most = Math.abs(sum(change));
  const ways = 2 ** change.length;
  let far = 0;
  for (let way = 0; way < ways; way++) {
    const total = change.reduce((all, one, i) => all + (way >> i & 1 ? -one : one), 0);
    if (Math.abs(total) >= most * (1 - 1e-12)) far++;
  }
  return far / ways;
}

function pOfStudent(change) {
  const n = change.length;
  const middle = mean(change);
  const spread = Math.sqrt(sum(change.map((one) => (one - middle) ** 2)) / (n - 1));
  return spread === 0 ? 0 : studentTails(n - 1, middle / (spread / Math.sqrt(n)));
}

// The p values adjusted for being many (Holm 1979).
export function holm(ps) {
  const adjusted = [...ps];
  const counted = ps.map((_, i) => i).filter((i) => !Number.isNaN(ps[i]));
  let reached = 0;
  counted.sort((i, j) => ps[i] - ps[j]).forEach((i, rank) => {
    reached = Math.max(reached, Math.min(1, ps[i] * (counted.length - rank)));
    adjusted[i] = reached;
  });
  return adjusted;
}
