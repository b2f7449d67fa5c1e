// The page: what the reader sets is played, shown, and kept in the address.

import { drawBands } from "./bands.js";
import { drawCitation } from "./cite.js";
import { drawControls } from "./controls.js";
import { Curve } from "./curve.js";
import { isAble, read } from "./data.js";
import { at, element, grid, put, saved } from "./dom.js";
import { askGuess, judged } from "./guess.js";
import { Playback } from "./playback.js";
import { Pool } from "./pool.js";
import { State } from "./state.js";
import { drawTiles, placesOf, truceName, viewChoice } from "./tiles.js";
import { mostTelling, viewsOf } from "./views.js";
import { Player } from "./wars.js";
import { wayOf } from "./ways.js";
import { languages, learn, speak, spoken, t, whole } from "./words.js";

class Page {
  constructor(told, pool, digest) {
    Object.assign(this, { told, digest });
    this.state = new State(told);
    this.player = new Player(pool, told);
    this.playback = new Playback(told);
    this.curve = new Curve(told, this.player);
    this.state.read();
    this.fail = (fault) => this.failed(fault.message ?? fault);
  }

  // A version that cannot be played takes nothing from the plan as written, which can.
  failed(fault) {
    if (!this.base?.isWhole) return fallBack(t("fault", { fault }));
    this.hereJob?.cancel();
    document.body.classList.remove("waiting");
    const why = fault === this.told.layout.crowded ? t("crowded") : fault;
    put("trouble", t("fault here", { fault: why }));
    return at("trouble").scrollIntoView({ block: "nearest" });
  }

  start() {
    this.label();
    at("reset").addEventListener("click", () => { this.state.reset(); this.controls(); this.moved(); });
    at("csv").addEventListener("click", () => saved("outcomes.csv", this.way.csv(this.lines, this.state)));
    at("copy").addEventListener("click", () => this.copy());
    addEventListener("hashchange", () => { this.state.read(); this.label(); this.moved(); });
    this.moved();
  }

  // All words of the page, in the language that is spoken.
  label() {
    for (const one of document.querySelectorAll("[data-t]")) one.textContent = t(one.dataset.t);
    for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", t(one.dataset.label));
    const [plan] = this.told.plans;
    const names = { count: whole(this.told.histories), days: whole(plan.horizon / 1440) };
    put("lead", t("lead", names));
    const several = this.told.plans.length > 1;
    put("limits", this.told.plans.filter((one) => one.limits).map((one) => element("li", {},
      several ? [element("bdi", {}, one.name), ": "] : [], element("bdi", {}, one.limits))));
    put("languages", languages().map(([code, name]) => element("button", {
      type: "button", lang: code, "aria-pressed": String(code === spoken()),
      onclick: () => { speak(code); this.state.write(); this.label(); this.show(); },
    }, name)));
    this.controls();
  }

  controls() {
    drawControls(this.state, () => this.moved());
  }

  // Something was moved: what was being played for it before is let go.
  moved() {
    const { state } = this;
    this.hereJob?.cancel();
    put("trouble");
    state.write();
    document.body.classList.add("waiting");
    document.body.classList.toggle("drawn", state.isDrawn);
    this.here = null;
    this.playBase();
    if (state.isBase) return this.show();
    const seen = (wars) => { this.here = wars; this.show(); };
    this.hereJob = this.player.play(state.choice, 0, seen, this.fail, state.count);
  }

  // The plan as written, with or without what nobody knows drawn, is played once.
  playBase() {
    const { state } = this;
    if (this.playing === state.isDrawn) return;
    this.playing = state.isDrawn;
    this.baseJob?.cancel();
    this.base = null;
    const seen = (wars) => { this.base = wars; this.show(); };
    this.baseJob = this.player.play(state.base, 1, seen, this.fail, state.count);
  }

  get way() {
    return wayOf(this.state);
  }

  get shownWars() {
    return this.state.isBase ? this.base : this.here;
  }

  show() {
    const here = this.shownWars;
    if (!this.base || !here) return;
    const { state, base } = this;
    const views = viewsOf(here.plan);
    const whichever = views.length ? mostTelling(viewsOf(base.plan), base).key : null;
    const view = views.find((one) => one.key === (state.view ?? whichever)) ?? views[0];
    const count = Math.min(base.done, here.done);
    const isWhole = count === state.count;
    this.lines = this.way.lines(base, here, this.told);
    document.body.classList.toggle("waiting", !isWhole);
    at("hundred").hidden = !view;
    if (view) this.showView(view, views, here, count);
    else document.body.classList.remove("guessing");
    this.way.drawTable(this.lines, count, state);
    put("played", isWhole ? t("played", { count: whole(count) }) : t("playing", { done: whole(count), count: whole(state.count) }));
    drawCitation(state, this.digest);
    if (isWhole && state.isBase) this.check();
    if (isWhole) this.follow();
  }

  showView(view, views, here, count) {
    const { state, base } = this;
    viewChoice(views, view, (key) => { state.view = key; state.write(); this.show(); });
    const line = this.lines.find(({ row }) => row.outcome === view.outcome);
    this.ask(view);
    document.body.classList.toggle("unsure", !state.isBase && !line.isSure);
    put("sentence", this.way.sentence(view, this.lines, count, state));
    put("judged", judged(state.guess, this.way.estimate(line.before)));
    put("tiles-note", t(state.isDrawn ? "tiles of sets note" : "tiles note"));
    this.showBands(line);
    const [flipped] = drawTiles(view, { here, before: base, state, chosen: this.truce }, (place) => this.choose(place));
    if (state.war === null) this.suggested = flipped ?? this.suggested ?? this.typical(view);
  }

  showBands({ row, before, after }) {
    const { state, told } = this;
    const arms = [{ title: t("plan as written"), levels: before }, { title: t("your version"), levels: after }];
    const shown = state.isDrawn && row.share ? arms.slice(0, state.isBase ? 1 : 2).filter(({ levels }) => levels?.sets) : [];
    drawBands(row, shown, told.statistics);
  }

  choose(place) {
    this.state.war = place;
    this.state.write();
    this.show();
    at("one").scrollIntoView({ block: "nearest" });
  }

  get truce() {
    return this.state.war ?? this.suggested ?? 0;
  }

  // A truce in which something is called, to begin with.
  typical(view) {
    const idle = this.base.of(`${view.phase}: not called`);
    return placesOf(this.state, this.base.done).find((place) => idle && idle[place] === 0) ?? 0;
  }

  ask(view) {
    const asked = this.state.guess !== null || this.answered || !this.state.isBase;
    at("guess").hidden = Boolean(asked);
    document.body.classList.toggle("guessing", !asked);
    if (!asked) askGuess(view, this.state, (guess) => {
      this.answered = true;
      this.state.guess = guess;
      this.state.write();
      this.show();
      at("sentence").focus();
    });
  }

  // The truce that is looked at, and the curve, once the histories are known.
  async follow() {
    const { state } = this;
    const key = JSON.stringify([state.choice, this.truce, spoken()]);
    if (key === this.followed) return;
    this.followed = key;
    try {
      const choices = state.isBase ? [state.base] : [state.base, state.choice];
      const traces = await Promise.all(choices.map((choice) => this.player.trace(choice, this.truce)));
      if (key !== this.followed) return;
      this.playback.show(truceName(state, this.truce), choices.map((choice, i) => ({
        plan: this.told.plans[choice.plan], bytes: traces[i], title: i ? t("your version") : t("plan as written"),
      })));
      this.showValues();
      this.curve.follow(state, this.fail);
    } catch (fault) {
      this.fail(fault);
    }
  }

  // Of a truce of a set: the values that were drawn for it.
  showValues() {
    const { drawn } = this.told;
    at("values").hidden = !this.state.isDrawn;
    if (!this.state.isDrawn) return;
    const set = Math.floor(this.truce / drawn.each);
    const heads = [t("drawn number"), t("value drawn")];
    put("values-table", grid(t("values of set", { set }), heads, drawn.values.map(([path, ...values]) => [path, values[set] ?? "-"])));
  }

  // At the plan's own values the page must come to the table that the program came to.
  check() {
    const cells = this.way.cells(this.told);
    const wrong = this.lines.filter((line, i) => this.way.cell(line, this.told) !== cells[i]);
    put("checked", wrong.length ? t("check failed", { count: wrong.length }) : t("checked", { count: this.lines.length }));
    at("checked").classList.toggle("wrong", wrong.length > 0);
  }

  async copy() {
    const text = `${at("sentence").textContent} (${at("name").textContent})`;
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    if (done) return put("copied", t("copied"));
    return getSelection().selectAllChildren(at("sentence"));
  }
}

function fallBack(message) {
  document.body.classList.add("still");
  put("trouble", message);
}

async function main() {
  if (!isAble()) return fallBack(t("not able"));
  try {
    const { told, module } = await read();
    learn(told.words);
    const pool = new Pool(module, told.layout, at("worker").textContent);
    const page = new Page(told, pool, document.documentElement.dataset.digest);
    await pool.ready;
    document.body.classList.add("live");
    page.start();
  } catch (fault) {
    fallBack(t("fault", { fault: fault.message ?? fault }));
  }
}

main();
