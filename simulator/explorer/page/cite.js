// How to say where a view comes from, and how to come to it without the page.

import { element, put } from "./dom.js";
import { t } from "./words.js";

// A word of a shell's command; quoted where it is more than plain letters.
const quoted = (text) => (/^[\w.,:/=%@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

export function command(state) {
  const plan = state.told.plans[state.plan];
  const sets = state.moved.flatMap(({ position }) => position.options).map((option) => ` --set ${quoted(option)}`);
  const { drawn, histories, seed } = state.told;
  const sample = state.isDrawn ? `--uncertain ${drawn.sets} -n ${drawn.each}` : `-n ${histories}`;
  return `escalation run ${quoted(plan.file)}${sets.join("")} ${sample} --seed ${seed}`;
}

export function drawCitation(state, digest) {
  const { told } = state;
  const plan = told.plans[state.plan];
  const about = { name: plan.name, count: state.count, seed: told.seed, sets: told.drawn?.sets };
  put("citation",
    element("p", {}, t(state.isDrawn ? "citation of sets" : "citation", about)),
    element("dl", {}, [
      [t("hash scenario"), plan.hash], [t("hash page"), digest], [t("hash engine"), told.engine], [t("hash code"), told.code],
    ].flatMap(([name, hash]) => [element("dt", {}, name), element("dd", {}, element("code", {}, hash))])),
    element("p", {}, t("again")), element("pre", { tabindex: 0 }, command(state)));
}
