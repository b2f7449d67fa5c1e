// The sentence to quote: the share here, and the paired change against the plan as written.

import { amounts } from "./numbers.js";
import { local, t, whole, word } from "./words.js";

const bare = (text) => text.replace(/ %$/, "");

// "19 % (16 to 21 %)"
export function ranged(share, estimate) {
  const [middle, low, high] = amounts(share, estimate).map(local);
  return low === "-" ? middle : t("ranged", { middle, low: bare(low), high });
}

export const nameOf = (view) => ({ name: view.phase ?? word(view.outcome) });

// Of a view: how many, and whether that differs from the plan as written beyond chance.
export function sentence(view, lines, histories, state) {
  const found = lines.find(({ row }) => row.outcome === view.outcome);
  const names = { ...nameOf(view), count: whole(histories) };
  const key = view.phase ? "phase" : view.outcome;
  if (!found.histories) return t("nothing", names);
  const value = t(`says ${key}`, { ...names, share: ranged(true, found.after) });
  return `${value} ${change(found, state)}`;
}

function change({ row, difference, before, isSure, pairs }, state) {
  if (state.isBase) return t("this is the plan");
  if (!pairs) return "";
  if (difference.value === 0 && difference.low !== difference.low) return t("the same");
  if (!isSure) return t("cannot be told apart", { before: local(amounts(row.share, before)[0]) });
  const more = difference.value > 0;
  const [value, low, high] = more
    ? [difference.value, difference.low, difference.high]
    : [-difference.value, -difference.high, -difference.low];
  const [size, least, most] = amounts(row.share, { value, low, high }).map(bare).map(local);
  return t(more ? "more" : "fewer", { size, least, most, before: local(amounts(row.share, before)[0]) });
}
