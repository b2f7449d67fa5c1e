// One worker: plays what it is told, and hands back the values of the page's table.

import { valuesOf } from "./decode.js";
import { Engine } from "./engine.js";

let engine;
let loaded = "";

// A plan that is played already is not sent again.
function load({ plan, key, data, isGuided }) {
  if (key !== loaded) engine.load(plan, data, isGuided);
  loaded = key;
}

function play({ job, first, from, count }) {
  const found = valuesOf(engine.play(from, count), engine.plan, engine.layout, from, count);
  const moved = [found.values.buffer, found.states.buffer];
  postMessage({ job, first, count, ...found }, moved);
}

function trace({ job, number }) {
  const rows = engine.trace(number);
  postMessage({ job, rows }, [rows.buffer]);
}

onmessage = ({ data: asked }) => {
  try {
    if (asked.module) engine = new Engine(asked.module, asked.layout);
    if (asked.module) return postMessage({ ready: true });
    load(asked);
    return asked.number === undefined ? play(asked) : trace(asked);
  } catch (fault) {
    loaded = "";
    return postMessage({ job: asked.job, fault: String(fault.message ?? fault) });
  }
};
