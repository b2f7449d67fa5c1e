// What the reader has set, and the part of the address that says so.

import { speak, spoken } from "./words.js";

export class State {
  constructor(told) {
    this.told = told;
    this.plan = 0;
    this.positions = this.written(0);
    this.war = null;
    this.view = null;
    this.guess = null;
    this.isDrawn = false; // whether what nobody knows is drawn
  }

  // The positions of a plan as it is written; null where it has no such slider.
  written(plan) {
    return this.told.sliders.map((slider) => slider.plans[plan]?.written ?? null);
  }

  // Whether a slider stays where it is, since the sets draw what it moves.
  isHeld(i) {
    return this.isDrawn && this.told.sliders[i].drawn[this.plan];
  }

  get choice() {
    const own = this.written(this.plan);
    const positions = this.positions.map((at, i) => (this.isHeld(i) ? own[i] : at));
    return { plan: this.plan, positions, drawn: this.isDrawn };
  }

  get base() {
    return { plan: 0, positions: this.written(0), drawn: this.isDrawn };
  }

  // How many histories are played of each choice.
  get count() {
    const { drawn, histories } = this.told;
    return this.isDrawn ? drawn.sets * drawn.each : histories;
  }

  get isBase() {
    return JSON.stringify(this.choice) === JSON.stringify(this.base);
  }

  // Go to another plan: what was moved stays moved where that plan has it.
  take(plan) {
    const before = this.written(this.plan);
    const own = this.written(plan);
    this.positions = own.map((at, i) =>
      at === null || this.positions[i] === null || this.positions[i] === before[i] ? at : this.positions[i]);
    this.plan = plan;
  }

  reset() {
    this.plan = 0;
    this.positions = this.written(0);
  }

  // The sliders that are elsewhere than in the plan that is shown, with their positions.
  get moved() {
    const own = this.written(this.plan);
    const { positions } = this.choice;
    return this.told.sliders
      .map((slider, i) => ({ slider, position: slider.positions[positions[i]], at: positions[i], own: own[i] }))
      .filter(({ at, own: written }) => at !== null && at !== written);
  }

  write() {
    const said = new URLSearchParams();
    if (this.plan) said.set("plan", this.plan + 1);
    if (this.isDrawn) said.set("draw", "1");
    for (const { slider, position } of this.moved) said.set(`set ${slider.path}`, position.words);
    if (this.view) said.set("watch", this.view);
    if (this.war !== null) said.set("truce", this.war);
    if (spoken() !== "en") said.set("language", spoken());
    const hash = said.toString();
    history.replaceState(null, "", hash ? `#${hash}` : "#");
  }

  read() {
    const said = new URLSearchParams(location.hash.slice(1));
    const number = (name, most) => {
      const value = Number(said.get(name) ?? NaN);
      return Number.isInteger(value) && value >= 0 && value <= most ? value : null;
    };
    speak(said.get("language") ?? navigator.language.slice(0, 2));
    this.reset();
    this.take(Math.max(0, (number("plan", this.told.plans.length) ?? 1) - 1));
    this.told.sliders.forEach((slider, i) => {
      const at = slider.positions.findIndex((one) => one.words === said.get(`set ${slider.path}`));
      if (at >= 0 && slider.plans[this.plan]) this.positions[i] = at;
    });
    this.isDrawn = Boolean(this.told.drawn) && said.get("draw") === "1";
    this.view = said.get("watch");
    this.war = number("truce", this.count - 1);
    this.guess = number("guess", 100);
  }
}
