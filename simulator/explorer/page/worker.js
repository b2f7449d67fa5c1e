// One worker: plays what it is told, and hands back the values of the page's table.

import { valuesOf } from "./decode.js";
import { Engine } from "./engine.js";

let engine;
let loaded = "";

function play({ job, plan, key, data, first, from, count }) {
  if (key !== loaded) engine.load(plan, data);
  loaded = key;
  const found = valuesOf(engine.play(from, count), plan, engine.layout, from, count);
  const moved = [found.values.buffer, found.states.buffer];
  postMessage({ job, first, count, ...found }, moved);
}

function trace({ job, plan, key, data, number }) {
  if (key !== loaded) engine.load(plan, data);
  loaded = key;
  const rows = engine.trace(number);
  postMessage({ job, rows }, [rows.buffer]);
}

onmessage = ({ data: asked }) => {
  try {
    if (asked.module) engine = new Engine(asked.module, asked.layout);
    if (asked.module) return postMessage({ ready: true });
    return asked.number === undefined ? play(asked) : trace(asked);
  } catch (fault) {
    loaded = "";
    return postMessage({ job: asked.job, fault: String(fault.message ?? fault) });
  }
};
