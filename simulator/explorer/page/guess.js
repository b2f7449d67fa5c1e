// Guess first: a number is read otherwise by somebody who has said one before.

import { at, put } from "./dom.js";
import { amounts } from "./numbers.js";
import { local, t } from "./words.js";

export function askGuess(view, state, done) {
  const field = at("guess-value");
  put("guess-question", t(view.phase ? "guess phase" : "guess asked", { name: view.phase ?? t(`asks ${view.outcome}`) }));
  const say = () => {
    put("guess-said", t("guess said", { count: field.value }));
    field.setAttribute("aria-valuetext", t("guess said", { count: field.value }));
  };
  field.oninput = say;
  at("guess-done").onclick = () => done(Number(field.value));
  at("guess-skip").onclick = () => done(null);
  if (state.guess !== null) field.value = state.guess;
  say();
}

// What the reader said, beside what the plan as written comes to.
export function judged(guess, estimate) {
  if (guess === null || !Number.isFinite(estimate.value)) return "";
  const away = Math.abs(guess / 100 - estimate.value);
  const near = (guess / 100 >= estimate.low && guess / 100 <= estimate.high) || away <= 0.05;
  const side = near ? "near" : guess / 100 > estimate.value ? "high" : "low";
  return t(`guess ${side}`, { guess, share: local(amounts(true, estimate)[0]) });
}
