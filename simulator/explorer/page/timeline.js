// One truce as a picture: acts, the adversary's posture, breaches, and what became of each phase.

import { drawn } from "./dom.js";
import { SIGNS } from "./views.js";
import { t } from "./words.js";

const [LEFT, RIGHT, TOP, ACTS, STRIP, ROW, GAP] = [128, 12, 8, 46, 12, 22, 10];
const STEPS = [1, 2, 5, 10, 15, 30, 60, 90];

export const heightOf = (plan) => TOP + ACTS + STRIP + GAP + ROW * plan.names.phases.length + 26;

export function drawTimeline(told, plan, wide, title) {
  const high = heightOf(plan);
  const left = wide < 520 ? 84 : LEFT;
  const x = (minute) => left + minute / told.horizon * (wide - left - RIGHT);
  const picture = drawn("svg", {
    viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: "img", "aria-label": title,
  });
  if (!told.signed) {
    picture.append(drawn("text", { x: left, y: high / 2 }, t("no ceasefire")));
    return { picture, x };
  }
  const bottom = high - 22;
  for (const { start, end } of told.episodes)
    picture.append(drawn("rect", {
      class: "episode", x: x(start), y: TOP, width: Math.max(1, x(end) - x(start)),
      height: bottom - TOP,
    }));
  picture.append(
    ...lettered(left), ...days(told, x, bottom), ...bars(told, x), ...strips(told, plan, x),
    ...told.breaches.map(({ minute, isFalse }) =>
      upright(isFalse ? "breach false" : "breach", x(minute), TOP, bottom)),
    ...phases(told, plan, x, left),
  );
  return { picture, x };
}

const upright = (kind, x, from, to) =>
  drawn("line", { class: kind, x1: x, x2: x, y1: from, y2: to });
const level = (kind, y, from, to) =>
  drawn("line", { class: kind, x1: from, x2: to, y1: y, y2: y });
const letters = (kind, x, y, anchor, ...text) =>
  drawn("text", { class: kind, x, y, "text-anchor": anchor }, ...text);

function lettered(left) {
  const [acts, strip] = [TOP + ACTS / 2 + 4, TOP + ACTS + STRIP - 1];
  return [["acts", acts], ["posture", strip]].map(([key, y]) =>
    letters("lane", left - 8, y, "end", t(`lane ${key}`)));
}

function days(told, x, bottom) {
  const all = told.horizon / 1440;
  const step = STEPS.find((one) => all / one <= (x(told.horizon) - x(0)) / 60) ?? 120;
  return Array.from({ length: Math.floor(all / step) + 1 }, (_, i) => i * step).flatMap((day) => [
    upright("tick", x(day * 1440), bottom, bottom + 4),
    letters("day", x(day * 1440), bottom + 17, "middle", day === 0 ? t("day 0") : String(day)),
  ]);
}

// Acts a day: hostile ones, and all others hanging below them.
function bars(told, x) {
  const width = told.horizon / 90 > 1440 ? 2880 : Math.max(60, told.horizon / 90);
  const many = Math.ceil(told.horizon / width);
  const counts = [new Array(many).fill(0), new Array(many).fill(0)];
  for (const { minute, hostile } of told.acts)
    counts[hostile ? 0 : 1][Math.min(many - 1, Math.floor(minute / width))]++;
  const most = Math.log1p(Math.max(9, ...counts[0], ...counts[1]));
  const scale = (count) => Math.log1p(count) / most * (ACTS / 2 - 2);
  const middle = TOP + ACTS * 0.62;
  return [0, 1].flatMap((sort) => counts[sort].map((count, i) => !count ? null : drawn("rect", {
    class: sort ? "act other" : "act", x: x(i * width),
    width: Math.max(1, x((i + 1) * width) - x(i * width) - 0.6),
    y: sort ? middle + 1 : middle - 1.15 * scale(count),
    height: scale(count) * (sort ? 0.7 : 1.15),
  })).filter(Boolean));
}

export const postureClass = (posture, count) =>
  `posture ${posture === count - 1 && count > 1 ? "gravest" : posture === 0 ? "calm" : "between"}`;

function strips(told, plan, x) {
  return told.postures.map(({ minute, posture }, i) => {
    const end = told.postures[i + 1]?.minute ?? told.horizon;
    return drawn("rect", {
      class: postureClass(posture, plan.names.postures.length), x: x(minute),
      y: TOP + ACTS + 2, width: Math.max(0.5, x(end) - x(minute)), height: STRIP - 2,
    }, drawn("title", {}, plan.names.postures[posture]));
  });
}

function phases(told, plan, x, left) {
  const y = (phase) => TOP + ACTS + STRIP + GAP + ROW * (phase + 0.5);
  const most = Math.floor((left - 10) / 6.4);
  const short = (name) => (name.length > most ? `${name.slice(0, most - 1)}…` : name);
  const named = plan.names.phases.flatMap((name, k) => [
    letters("lane", left - 8, y(k) + 4, "end", short(name), drawn("title", {}, name)),
    level("base", y(k), x(0), x(told.horizon)),
  ]);
  return [...named, ...told.phases.flatMap((one) => span(one, told.horizon, x, y(one.phase)))];
}

// A phase from its call on: how long it took, its deadline, and what it came to.
function span({ called, due, end, state }, horizon, x, y) {
  const at = x(state === "never started" ? due : end);
  return [
    level("wait", y, x(called), x(Math.max(called, end))),
    ...(due === null || due > horizon ? [] : [upright("due", x(due), y - 7, y + 7)]),
    ...(state === "open" ? [] : [
      letters(`mark ${state.replace(" ", "-")}`, at, y + 5, "middle", SIGNS[state]),
    ]),
  ];
}
