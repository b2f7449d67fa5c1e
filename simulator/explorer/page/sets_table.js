// Every outcome over the sets, chance and ignorance apart; and the same as CSV.

import { grid, put } from "./dom.js";
import { band, byChance, changed, ignoranceOf, overSets } from "./over_sets.js";
import { csvOf, grouped } from "./table.js";
import { ignorance } from "./two_levels.js";
import { local, t, whole } from "./words.js";

export function drawSetsTable(lines, histories, state) {
  const { statistics, drawn } = state.told;
  const cells = ({ row, before, after, change }) => state.isBase
    ? [byChance(row, after), band(row, after, statistics), ignoranceOf(after)]
    : [overSets(row, before, statistics), overSets(row, after, statistics), ...changed(row, change, statistics)];
  const rows = grouped(lines, (line) => cells(line).map(local));
  const heads = state.isBase
    ? [t("outcome"), t("by chance"), t("in the sets"), t("ignorance")]
    : [t("outcome"), `${t("plan as written")} ${t("of the sets")}`, `${t("your version")} ${t("of the sets")}`,
      t("difference by chance"), t("in the sets"), t("sign")];
  const played = { count: whole(histories), sets: whole(histories / drawn.each), each: whole(drawn.each) };
  put("table", grid(t("sets caption", played), heads, rows));
}

const numbers = ({ value, chance, band: over }) => [value, chance.low, chance.high, over.low, over.high];
const names = (word) => [word, `${word}_chance_low`, `${word}_chance_high`, `${word}_sets_low`, `${word}_sets_high`];

export function setsCsv(lines, state) {
  const nothing = new Array(5).fill(NaN);
  const of = (levels) => (levels ? numbers(levels) : nothing);
  const head = [...names("as_written"), ...names("here"), "ignorance", ...names("difference"),
    "higher_in", "lower_in", "p_adjusted"];
  return csvOf(lines, state, head, ({ before, after, change }) => [
    ...of(before), ...of(after), after ? ignorance(after) : NaN, ...of(change?.levels),
    change?.higher ?? NaN, change?.lower ?? NaN, change?.p ?? NaN,
  ]);
}
