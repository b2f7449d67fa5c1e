// One outcome over the sets: what nobody knows as a light band, chance as a dark bar, each set a tick.

import { at, drawn, put } from "./dom.js";
import { band, byChance } from "./over_sets.js";
import { differs } from "./two_levels.js";
import { local, t } from "./words.js";

const [LEFT, RIGHT, TOP, ROW, HIGH] = [8, 8, 20, 62, 22];
const MARKS = [0, 0.25, 0.5, 0.75, 1];

// Levels of shares with their titles, one below the other.
export function drawBands(row, arms, statistics) {
  at("bands").hidden = !arms.length;
  if (!arms.length) return put("bands");
  const wide = Math.max(260, at("bands").clientWidth);
  const high = TOP + ROW * arms.length + 4;
  const x = (share) => LEFT + share * (wide - LEFT - RIGHT);
  const said = arms.map(({ title, levels }) => t("band alt", {
    title, value: local(byChance(row, levels)), range: local(band(row, levels, statistics)),
  }));
  put("bands", drawn("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: "img", "aria-label": said.join(" ") },
    ...axis(x, high), ...arms.flatMap(({ title, levels }, i) => strip(title, levels, TOP + ROW * i, x, statistics))));
}

function axis(x, high) {
  return MARKS.flatMap((share) => [
    drawn("line", { class: "grid", x1: x(share), x2: x(share), y1: TOP - 4, y2: high }),
    drawn("text", { class: "day", x: x(share), y: TOP - 8, "text-anchor": share === 0 ? "start" : share === 1 ? "end" : "middle" },
      `${100 * share} %`),
  ]);
}

function strip(title, levels, top, x, statistics) {
  const y = top + 22;
  const bar = (kind, { low, high }, height) => Number.isNaN(low) ? [] : [drawn("rect", {
    class: kind, x: x(Math.max(0, low)), y: y + (HIGH - height) / 2, height,
    width: Math.max(1.5, x(Math.min(1, high)) - x(Math.max(0, low))),
  })];
  const known = levels.expected.filter((one) => !Number.isNaN(one));
  return [
    drawn("text", { class: "lane", x: x(0), y: top + 15 }, title),
    ...(differs(levels, statistics) ? bar("over-sets", levels.band, HIGH) : []),
    ...known.map((one) => drawn("line", {
      class: "set", x1: x(Math.min(1, Math.max(0, one))), x2: x(Math.min(1, Math.max(0, one))), y1: y + HIGH, y2: y + HIGH + 8,
    })),
    ...bar("by-chance", levels.chance, 8),
  ];
}
