// What one slider trades: false breaches against hours until a breach is established.

import { at, drawn, grid, put } from "./dom.js";
import { labelOf } from "./controls.js";
import { placed } from "./placed.js";
import { wayOf } from "./ways.js";
import { local, t, whole, words } from "./words.js";

const HISTORIES = 256;
const AXES = ["false breaches", "first hostile act to breach"];
const FAR = 1.6; // how many times as far as the slider's values a named rule may lie to be drawn
const [HIGH, LEFT, RIGHT, TOP, BOTTOM] = [330, 64, 24, 30, 52];

export class Curve {
  constructor(told, player) {
    this.told = told;
    this.player = player;
    this.jobs = [];
    this.number = told.sliders.findIndex((one) => one.label.key === "at_least");
    new ResizeObserver(() => this.draw()).observe(at("curve-picture"));
  }

  isFor(state) {
    const outcomes = this.told.plans[state.plan].rows.map((row) => row.outcome);
    return this.number >= 0 && state.positions[this.number] !== null && !state.isHeld(this.number)
      && AXES.every((one) => outcomes.includes(one));
  }

  // Play every position of the slider and every named rule, all else as it is; the last ones are
  // let go.
  follow(state, failed) {
    this.jobs.forEach((job) => job.cancel());
    at("curve").hidden = !this.isFor(state);
    if (!this.isFor(state)) return;
    this.slider = this.told.sliders[this.number];
    this.way = wayOf(state);
    this.count = Math.min(HISTORIES, state.count);
    this.points = [...this.counts(state), ...this.rules(state)];
    this.jobs = this.points.map((point) => this.player.play(point.choice, 5,
      (wars) => wars.isWhole && this.add(point, wars), failed, this.count));
  }

  // A point for each position of the slider, with the name of the rule that it comes to.
  counts(state) {
    const { written } = this.slider.plans[state.plan];
    return this.slider.positions.map((one, i) => {
      const rule = this.told.plans[state.plan].rules.find(({ position }) => position === i);
      return {
        choice: { ...state.choice, positions: state.choice.positions.with(this.number, i) },
        kind: i === state.positions[this.number] ? "here" : i === written ? "own" : "",
        name: [words(one.words), ...(rule ? [rule.name] : [])].join(" · "), isNamed: Boolean(rule),
      };
    });
  }

  // A point for each named rule that is none of them.
  rules(state) {
    const own = state.written(state.plan);
    const positions = state.choice.positions.map((here, i) => (this.told.sliders[i].ofRule ? own[i] : here));
    return this.told.plans[state.plan].rules
      .map(({ name, position }, rule) => ({ choice: { ...state.choice, positions, rule }, kind: "rule", name, isNamed: true, position }))
      .filter(({ position }) => position === undefined);
  }

  add(point, wars) {
    point.told = AXES.map((outcome) => {
      const row = wars.plan.rows.find((one) => one.outcome === outcome);
      return this.way.point(row, wars.of(outcome), this.told);
    });
    if (this.isKnown) this.draw(true);
  }

  get isKnown() {
    return Boolean(this.points?.every((one) => one.told));
  }

  draw(anew = false) {
    const wide = Math.max(280, at("curve-picture").clientWidth);
    if (!this.isKnown || (!anew && wide === this.wide)) return;
    this.wide = wide;
    const known = this.points.map((one) => ({ ...one, x: one.told[0].value, y: one.told[1].value }))
      .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
    const counts = known.filter(({ kind }) => kind !== "rule");
    const most = {
      x: Math.max(0.1, ...within(known.map(({ x }) => x), counts.map(({ x }) => x))) * 1.08,
      y: Math.max(1, ...within(known.map(({ y }) => y), counts.map(({ y }) => y))) * 1.08,
    };
    const x = (value) => LEFT + value / most.x * (wide - LEFT - RIGHT);
    const y = (value) => HIGH - BOTTOM - value / most.y * (HIGH - TOP - BOTTOM);
    const isInside = (one) => one.x <= most.x && one.y <= most.y;
    const label = labelOf(this.slider.label);
    const size = { viewBox: `0 0 ${wide} ${HIGH}`, width: wide, height: HIGH };
    const points = counts.map((one) => `${x(one.x)},${y(one.y)}`).join(" ");
    put("curve-picture", drawn("svg", { ...size, role: "img", "aria-label": t("curve alt", { label }) },
      ...axes(most, x, y, wide), drawn("polyline", { class: "path", points }),
      ...marks(known.filter(isInside).map((one) => ({ ...one, left: x(one.x), top: y(one.y) })), wide)));
    const outside = known.filter((one) => !isInside(one)).map((one) =>
      t("curve outside", { name: one.name, x: local(one.told[0].said), y: local(one.told[1].said) }));
    put("curve-outside", outside.join(" "));
    this.list(label);
  }

  list(label) {
    const rows = this.points.map(({ name, told }) => [name, ...told.map(({ said }) => local(said))]);
    const caption = t(this.points[0].choice.drawn ? "curve caption of sets" : "curve caption", { count: whole(this.count) });
    put("curve-table", grid(caption, [label, t("curve x"), t("curve y")], rows));
  }
}

// What an axis must show: all but what lies far beyond the values of the slider.
function within(all, counts) {
  const most = FAR * Math.max(...counts);
  return all.filter((one) => one <= most);
}

function marks(points, wide) {
  const rank = ({ kind, isNamed }) => (kind === "here" ? 0 : isNamed ? 1 : kind === "own" ? 2 : 3);
  const names = placed(points.map((one) => ({ ...one, rank: rank(one) })), LEFT, wide);
  return [
    ...points.map(({ kind, left, top }) => kind === "rule"
      ? drawn("path", { class: "dot rule", d: `M${left},${top - 7}l7,7l-7,7l-7,-7z` })
      : drawn("circle", { class: `dot ${kind}`, cx: left, cy: top, r: kind === "here" ? 8 : 5 })),
    ...names.map(({ kind, x, y, anchor, name }) => drawn("text", { class: `name ${kind}`, x, y, "text-anchor": anchor }, name)),
  ];
}

function axes(most, x, y, wide) {
  const marks = (top) => {
    const rough = top / 4;
    const unit = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].find((one) => one * unit >= rough) * unit;
    return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
  };
  return [
    ...marks(most.y).flatMap((one) => [
      drawn("line", { class: "grid", x1: x(0), x2: wide - RIGHT, y1: y(one), y2: y(one) }),
      drawn("text", { class: "day", x: x(0) - 8, y: y(one) + 4, "text-anchor": "end" }, local(String(one))),
    ]),
    ...marks(most.x).map((one) => drawn("text", { class: "day", x: x(one), y: HIGH - BOTTOM + 18, "text-anchor": "middle" }, local(String(one)))),
    drawn("text", { class: "axis", x: x(0) - 40, y: 14 }, t("curve y")),
    drawn("text", { class: "axis", x: wide - RIGHT, y: HIGH - 10, "text-anchor": "end" }, t("curve x")),
  ];
}
