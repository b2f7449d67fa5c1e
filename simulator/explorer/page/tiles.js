// A hundred truces as tiles: what became of each, and which answers changed.

import { element, put } from "./dom.js";
import { SIGNS, wordsOf } from "./views.js";
import { t, word } from "./words.js";

export const TILES = 100;
const CLASSES = {
  "in time": "good", yes: "yes", late: "late", "never started": "never", lapsed: "never",
  open: "open", "not called": "idle", no: "idle", none: "blank",
};

export const sayState = (state) => t(`state ${state}`);

// The tiles of a view; `before`: the same truces in the plan as written.
export function drawTiles(view, here, before, chosen, choose) {
  const count = Math.min(TILES, here.done, before.done);
  const now = wordsOf(view, here, count);
  const then = wordsOf(view, before, count);
  const changed = now.map((state, i) => state !== then[i]);
  const tiles = now.map((state, i) => tile(i, state, changed[i] ? then[i] : null, i === chosen, choose));
  const focused = document.activeElement?.dataset?.truce;
  put("tiles", tiles);
  if (focused !== undefined) tiles[focused]?.focus();
  put("legend", legend(view, now));
  const flips = changed.filter(Boolean).length;
  const key = ["no tile changed", "one tile changed"][flips] ?? "tiles changed";
  put("changed", t(key, { count: flips, all: count }));
  return changed;
}

function tile(i, state, before, isChosen, choose) {
  const told = before === null ? sayState(state) : t("was", { now: sayState(state), before: sayState(before) });
  const title = t("tile", { number: i, state: told });
  return element("button", {
    type: "button", class: `tile ${CLASSES[state]}${before === null ? "" : " changed"}`, title,
    "aria-label": title, "aria-pressed": String(isChosen), "data-truce": i,
    tabindex: isChosen ? 0 : -1, onclick: () => choose(i), onkeydown: (event) => step(event, i),
  }, element("span", { "aria-hidden": "true" }, SIGNS[state]));
}

// Arrow keys go from tile to tile.
function step(event, i) {
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 }[event.key];
  const next = by && event.currentTarget.parentElement.children[i + by];
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
