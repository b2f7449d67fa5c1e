// Two groups of sliders, never mixed: what somebody chooses, and what nobody knows.

import { at, element, put } from "./dom.js";
import { t, word, words } from "./words.js";

export const GROUPS = ["chosen", "unknown"];

export function labelOf({ key, names }) {
  const isSentence = key === "at_least" || key === "window";
  const said = Object.entries(names).map(([name, text]) => [name, (isSentence ? words : word)(text)]);
  return t(`label ${key}`, Object.fromEntries(said));
}

export function drawControls(state, moved) {
  if (state.told.plans.length > 1) put("plans", planChoice(state, moved));
  for (const group of GROUPS) {
    const rows = state.told.sliders.map((slider, i) => [slider, i]).filter(([one]) => one.group === group);
    at(group).hidden = !rows.length && !(group === "unknown" && state.told.drawn);
    put(`${group}-sliders`, rows.map(([slider, i]) => sliderRow(state, slider, i, moved)));
  }
  drawSwitch(state, moved);
}

// The switch that draws what nobody knows, and what the numbers below it then are.
function drawSwitch(state, moved) {
  const { drawn, plans } = state.told;
  const { unknown } = plans[state.plan];
  at("draw-choice").hidden = !drawn;
  at("draw").checked = state.isDrawn;
  at("draw").onchange = () => { state.isDrawn = at("draw").checked; state.war = null; drawControls(state, moved); moved(); };
  put("unknown-note", state.isDrawn
    ? t("drawn note", { count: unknown, sets: drawn.sets, each: drawn.each })
    : t("unknown note", { count: unknown }));
}

function planChoice(state, moved) {
  const options = state.told.plans.map((plan, i) => element("label", { class: "choice" },
    element("input", {
      type: "radio", name: "plan", value: i, checked: i === state.plan,
      onchange: () => { state.take(i); drawControls(state, moved); moved(); },
    }), " ", element("bdi", {}, plan.name)));
  return element("fieldset", { class: "plans" }, element("legend", {}, t("which plan")), options);
}

// What the scenario says of where the value comes from; nothing where it says nothing.
function sourceOf({ sources }) {
  if (!sources.length) return null;
  const told = sources.map(({ says, by, year, sure }) => element("p", {},
    element("bdi", {}, says), " ", element("cite", {}, element("bdi", {}, by), `, ${year}`), ` (${t(`sure ${sure}`)})`));
  return element("details", { class: "source" }, element("summary", {}, t("source")), told);
}

function sliderRow(state, slider, i, moved) {
  const own = slider.plans[state.plan];
  const id = `slider-${i}`;
  if (!own) return element("p", { class: "slider absent" }, labelOf(slider.label), ": ", t("not in this plan"));
  const isHeld = state.isHeld(i);
  const value = element("output", { for: id });
  const input = element("input", {
    type: "range", id, min: 0, max: slider.positions.length - 1, step: 1,
    "aria-describedby": `${id}-own`, disabled: isHeld,
  });
  input.value = state.positions[i];
  const say = () => {
    const here = isHeld ? t("drawn") : words(slider.positions[input.value].words);
    value.textContent = here;
    input.setAttribute("aria-valuetext", here);
    row.classList.toggle("moved", !isHeld && Number(input.value) !== own.written);
  };
  input.addEventListener("input", () => { state.positions[i] = Number(input.value); say(); moved(); });
  const mark = element("span", { class: "own", id: `${id}-own` },
    t("as written", { value: words(slider.positions[own.written].words) }));
  const ticks = element("span", { class: "ticks", "aria-hidden": "true" }, slider.positions.map((_, k) =>
    element("i", { class: k === own.written ? "here" : undefined })));
  const row = element("div", { class: "slider" },
    element("label", { for: id }, labelOf(slider.label)), value, element("span", { class: "rail" }, input, ticks), mark, sourceOf(slider));
  say();
  return row;
}
