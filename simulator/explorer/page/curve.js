// What one slider trades: false breaches against hours until a breach is established.

import { at, drawn, grid, put } from "./dom.js";
import { labelOf } from "./controls.js";
import { estimateOf } from "./compared.js";
import { withInterval } from "./numbers.js";
import { local, t, words } from "./words.js";

const HISTORIES = 256;
const AXES = ["false breaches", "first hostile act to breach"];
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
    return this.number >= 0 && state.positions[this.number] !== null && AXES.every((one) => outcomes.includes(one));
  }

  // Play every position of the slider, all else as it is; the last positions are let go.
  follow(state, failed) {
    this.jobs.forEach((job) => job.cancel());
    at("curve").hidden = !this.isFor(state);
    if (!this.isFor(state)) return;
    const slider = this.told.sliders[this.number];
    this.here = state.positions[this.number];
    this.written = slider.plans[state.plan].written;
    this.dots = slider.positions.map(() => null);
    const count = Math.min(HISTORIES, this.told.histories);
    this.jobs = slider.positions.map((_, i) => {
      const positions = state.positions.with(this.number, i);
      return this.player.play({ plan: state.plan, positions }, 5, (wars) => wars.isWhole && this.add(i, wars), failed, count);
    });
  }

  add(i, wars) {
    this.dots[i] = AXES.map((outcome) => {
      const row = wars.plan.rows.find((one) => one.outcome === outcome);
      return estimateOf(row, wars.of(outcome), this.told.statistics);
    });
    if (this.dots.every(Boolean)) this.draw(true);
  }

  draw(anew = false) {
    const wide = Math.max(280, at("curve-picture").clientWidth);
    if (!this.dots?.every(Boolean) || (!anew && wide === this.wide)) return;
    this.wide = wide;
    const slider = this.told.sliders[this.number];
    const known = this.dots.map(([x, y], i) => ({ x: x.value, y: y.value, i }))
      .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
    const most = {
      x: Math.max(0.1, ...known.map(({ x }) => x)) * 1.08,
      y: Math.max(1, ...known.map(({ y }) => y)) * 1.08,
    };
    const x = (value) => LEFT + value / most.x * (wide - LEFT - RIGHT);
    const y = (value) => HIGH - BOTTOM - value / most.y * (HIGH - TOP - BOTTOM);
    const label = labelOf(slider.label);
    const size = { viewBox: `0 0 ${wide} ${HIGH}`, width: wide, height: HIGH };
    const points = known.map((one) => `${x(one.x)},${y(one.y)}`).join(" ");
    put("curve-picture", drawn("svg", { ...size, role: "img", "aria-label": t("curve alt", { label }) },
      ...axes(most, x, y, wide), drawn("polyline", { class: "path", points }),
      ...this.marks(known, x, y, slider)));
    this.list(slider, label);
  }

  list(slider, label) {
    const said = (one) => local(withInterval(false, one, t("to")));
    const rows = this.dots.map((pair, i) => [words(slider.positions[i].words), ...pair.map(said)]);
    const count = Math.min(HISTORIES, this.told.histories);
    put("curve-table", grid(t("curve caption", { count }), [label, t("curve x"), t("curve y")], rows));
  }

  marks(known, x, y, slider) {
    let last = { x: -Infinity, y: -Infinity };
    return known.flatMap((one) => {
      const [left, top] = [x(one.x), y(one.y)];
      const isHere = one.i === this.here;
      const kind = isHere ? "here" : one.i === this.written ? "own" : "";
      const name = words(slider.positions[one.i].words);
      const isNear = Math.abs(left - last.x) < 26 && Math.abs(top - last.y) < 16;
      const told = isHere || one.i === this.written || !isNear;
      if (told) last = { x: left, y: top };
      return [
        drawn("circle", { class: `dot ${kind}`, cx: left, cy: top, r: isHere ? 8 : 5 }),
        ...(told ? [drawn("text", { class: `name ${kind}`, x: left + 10, y: top - 8 }, name)] : []),
      ];
    });
  }
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
