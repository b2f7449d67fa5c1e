// A hundred truces as tiles: what became of each, and which answers changed.

import { element, put } from "./dom.js";
import { SIGNS, wordsOf } from "./views.js";
import { t, whole, word } from "./words.js";

const TILES = 100;
const ROW = 10;
const CLASSES = {
  "in time": "good", yes: "yes", late: "late", "never started": "never", lapsed: "never",
  open: "open", "not called": "idle", no: "idle", none: "blank",
};

export const sayState = (state) => t(`state ${state}`);

// The truces that have a tile, by their places among all: the first ones, or ten of each of ten sets.
export function placesOf(state, done) {
  const each = state.isDrawn ? state.told.drawn.each : ROW;
  const all = Array.from({ length: TILES }, (_, i) => Math.floor(i / ROW) * each + i % ROW);
  return all.filter((place) => place < done);
}

// What a truce is called, by its place among all.
export function truceName(state, place) {
  if (!state.isDrawn) return t("truce number", { number: whole(place) });
  const { each } = state.told.drawn;
  return t("truce of set", { set: Math.floor(place / each), number: place % each });
}

// The tiles of a view; `before`: the same truces in the plan as written. Gives the places of the
// truces whose answer changed.
export function drawTiles(view, { here, before, state, chosen }, choose) {
  const places = placesOf(state, Math.min(here.done, before.done));
  const count = places.length;
  const now = wordsOf(view, here, places);
  const then = wordsOf(view, before, places);
  const changed = places.filter((_, i) => now[i] !== then[i]);
  const tiles = places.map((place, i) => {
    const was = now[i] === then[i] ? null : then[i];
    return tile({ place, name: truceName(state, place), now: now[i], was, isChosen: place === chosen }, choose);
  });
  const focused = document.activeElement?.dataset?.truce;
  put("tiles", tiles);
  if (focused !== undefined) tiles[places.indexOf(Number(focused))]?.focus();
  put("legend", legend(view, now));
  const key = ["no tile changed", "one tile changed"][changed.length] ?? "tiles changed";
  put("changed", t(key, { count: changed.length, all: count }));
  return changed;
}

function tile({ place, name, now, was, isChosen }, choose) {
  const state = was === null ? sayState(now) : t("was", { now: sayState(now), before: sayState(was) });
  const title = t("tile", { name, state });
  return element("button", {
    type: "button", class: `tile ${CLASSES[now]}${was === null ? "" : " changed"}`, title,
    "aria-label": title, "aria-pressed": String(isChosen), "data-truce": place,
    tabindex: isChosen ? 0 : -1, onclick: () => choose(place), onkeydown: step,
  }, element("span", { "aria-hidden": "true" }, SIGNS[now]));
}

// Arrow keys go from tile to tile.
function step(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: ROW, ArrowUp: -ROW }[event.key];
  const tiles = [...event.currentTarget.parentElement.children];
  const next = by && tiles[tiles.indexOf(event.currentTarget) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function legend(view, now) {
  const states = [...new Set([...view.words, ...(now.includes("none") ? ["none"] : [])])];
  return states.map((state) => [state, now.filter((one) => one === state).length])
    .filter(([, count]) => count)
    .map(([state, count]) => element("li", {},
      element("span", { class: `tile ${CLASSES[state]}`, "aria-hidden": "true" }, SIGNS[state]),
      element("b", {}, String(count)), " ", sayState(state)));
}

export function viewChoice(views, view, change) {
  put("view", views.map((one) => element("option", { value: one.key, selected: one.key === view.key },
    one.phase ? t("view phase", { name: one.phase }) : t("view asked", { name: word(one.outcome) }))));
  const select = document.getElementById("view");
  select.onchange = () => change(select.value);
}
