// The sentence to quote where what nobody knows is drawn: the share with its range over the sets,
// and in how many of them the sign of the change holds.

import { amounts } from "./numbers.js";
import { band, percent } from "./over_sets.js";
import { nameOf } from "./sentence.js";
import { differs, isBeyond } from "./two_levels.js";
import { local, t, whole } from "./words.js";

const bare = (text) => text.replace(/ %$/, "");

export function sentenceOverSets(view, lines, histories, state) {
  const { statistics, drawn } = state.told;
  const { row, before, after, change } = lines.find((one) => one.row.outcome === view.outcome);
  const names = { ...nameOf(view), count: whole(histories) };
  if (!after?.sets) return t("nothing", names);
  const share = local(amounts(true, after.chance)[0]);
  const said = t(`says ${view.phase ? "phase" : view.outcome}`, { ...names, share });
  const range = differs(after, statistics)
    ? t("ignorance moves it", { range: local(band(row, after, statistics)) })
    : t("ignorance does not move it");
  const sets = whole(histories / drawn.each);
  return [said, range, state.isBase ? t("this is the plan") : changeOf(row, before, change, { sets }, statistics)].join(" ");
}

function changeOf(row, before, change, names, statistics) {
  if (!change) return "";
  const written = local(amounts(row.share, before.chance)[0]);
  if (change.isEqual) return t("the same");
  const { value, chance } = change.levels;
  const isMore = change.higher >= change.lower;
  const holds = Math.max(change.higher, change.lower);
  if (!isBeyond(change, statistics)) return t("cannot be told apart", { before: written });
  const ends = value > 0 ? [value, chance.low, chance.high] : [-value, -chance.high, -chance.low];
  const [size, least, most] = amounts(row.share, { value: ends[0], low: ends[1], high: ends[2] }).map(bare).map(local);
  const mean = t(value > 0 ? "more by chance" : "fewer by chance", { before: written, size, least, most });
  const key = `${isMore ? "more" : "fewer"} in ${holds === 1 ? "all" : "some"} sets`;
  return `${mean} ${t(key, { ...names, holds: local(percent(holds)) })}`;
}
