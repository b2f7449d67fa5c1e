// One truce under two rules, one above the other; played, stepped, or gone through by decisions.

import { at, drawn, element, grid, put } from "./dom.js";
import { happened, moment } from "./happened.js";
import { drawTimeline, heightOf, postureClass } from "./timeline.js";
import { t, whole, word } from "./words.js";

const SECONDS = 20; // that a whole truce takes
const STEP = 6 * 60;
const QUIET = window.matchMedia("(prefers-reduced-motion: reduce)");

// A posture of the other side, in its colour.
function postureName(name, i, all) {
  const box = { width: 14, height: 12 };
  return element("span", { class: "posture-name" },
    drawn("svg", { ...box, "aria-hidden": "true" },
      drawn("rect", { ...box, class: postureClass(i, all.length) })),
    " ", element("bdi", {}, word(name)));
}

export class Playback {
  constructor(told) {
    this.told = told;
    this.minute = null;
    this.timer = null;
    const buttons = {
      first: () => this.go(0),
      step: () => this.go(Math.min(this.end, (this.minute ?? 0) + STEP)),
      next: () => this.next(),
      play: () => this.toggle(),
      all: () => this.go(null),
    };
    for (const [name, act] of Object.entries(buttons)) at(`go-${name}`).addEventListener("click", act);
    new ResizeObserver(() => this.draw()).observe(at("lanes"));
  }

  // Show a truce by its name: the bytes of its rows as the plan is written, and as it is here.
  show(name, pairs) {
    const isOther = name !== this.name;
    this.name = name;
    this.arms = pairs.map(({ plan, bytes, title }) =>
      ({ plan, title, story: happened(bytes, plan, this.told.layout) }));
    this.end = Math.max(...this.arms.map(({ story }) => story.horizon));
    this.events = this.arms.flatMap(({ story }, arm) => story.events.map((event) => ({ ...event, arm })))
      .sort((one, other) => one.minute - other.minute || one.arm - other.arm);
    if (isOther) this.go(null);
    this.draw();
  }

  draw() {
    if (!this.arms) return;
    const wide = Math.max(280, at("lanes").clientWidth);
    if (wide === this.drawnAt && this.arms === this.drawn) return this.shade();
    [this.drawnAt, this.drawn] = [wide, this.arms];
    put("truce-number", this.name);
    this.shades = [];
    put("postures", t("postures"), " ", this.arms[0].plan.names.postures.map(postureName));
    put("lanes", this.arms.flatMap(({ plan, title, story }) => {
      const { picture, x } = drawTimeline(story, plan, wide, `${title}. ${this.inShort(story)}`);
      const shade = drawn("rect", { class: "shade", y: 0, height: heightOf(plan), width: 0, x: 0 });
      picture.append(shade);
      this.shades.push({ shade, x, wide });
      return [element("h4", {}, element("bdi", {}, title)), picture];
    }));
    this.list();
    this.shade();
  }

  inShort(story) {
    const count = (key) => story.events.filter((event) => event.key === key).length;
    return t("story in short", {
      acts: whole(story.acts.length), episodes: story.episodes.length,
      late: count("deadline missed"), lapsed: count("lapsed"),
    });
  }

  list() {
    const cells = (event) => this.arms.map((_, arm) => (arm === event.arm ? this.says(event) : ""));
    const rows = this.events.map((event) => [this.when(event), ...cells(event)]);
    const heads = [t("when"), ...this.arms.map(({ title }) => title)];
    put("truce-events", grid(t("events of truce", { name: this.name }), heads, rows));
  }

  when({ minute }) {
    return t("moment", moment(minute, this.arms[0].plan.starts));
  }

  says({ key, names }) {
    return t(`event ${key}`, names);
  }

  // To a minute, or to none: the whole truce is seen.
  go(minute) {
    this.minute = minute;
    if (minute === null) this.stop();
    this.shade();
    if (!this.timer) this.tell();
  }

  next() {
    this.stop();
    const from = this.minute ?? -1;
    const found = this.events.find((event) => event.minute > from);
    this.go(found ? found.minute : null);
  }

  tell() {
    const now = this.events.filter((event) => event.minute === this.minute);
    const whose = ({ arm }) => (this.arms.length > 1 ? `${this.arms[arm].title}: ` : "");
    const said = now.map((event) => `${whose(event)}${this.says(event)}`);
    const when = this.minute === null ? "" : this.when(this);
    put("now", this.minute === null ? "" : [when, ...new Set(said)].join(" · "));
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.minute === null || this.minute >= this.end) this.minute = 0;
    if (QUIET.matches) return this.next();
    let before = performance.now();
    this.timer = setInterval(() => {
      const here = performance.now();
      const from = this.minute;
      this.minute = Math.min(this.end, from + (here - before) / 1000 * this.end / SECONDS);
      before = here;
      const passed = this.events.filter((event) => event.minute > from && event.minute <= this.minute);
      if (passed.length) put("now", `${this.when(passed.at(-1))} · ${this.says(passed.at(-1))}`);
      if (this.minute >= this.end) this.stop();
      this.shade();
    }, 40);
    at("go-play").textContent = t("pause");
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    at("go-play").textContent = t("play");
  }

  shade() {
    for (const { shade, x, wide } of this.shades ?? []) {
      const from = this.minute === null ? wide : x(this.minute);
      shade.setAttribute("x", from);
      shade.setAttribute("width", Math.max(0, wide - from));
    }
  }
}
