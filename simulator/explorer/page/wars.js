// The histories of one choice of positions: their values by row of the table, as they come in.

import { laySet, patched } from "./data.js";

const FIRST = 128; // histories that are shown before the others
const PAUSE = 250; // milliseconds between one look at what has come in and the next
const BLOCK = 64;
const KEPT = 24; // choices whose histories stay in memory

export class Wars {
  constructor(plan, count) {
    this.plan = plan;
    this.count = count;
    this.values = plan.rows.map(() => new Float64Array(count));
    this.states = new Int8Array(count * plan.names.phases.length);
    this.parts = new Map();
    this.done = 0;
    this.found = new Map();
  }

  // What is asked of the first histories again and again; `key`: what, and of how many of them.
  once(key, find) {
    if (!this.found.has(key)) this.found.set(key, find());
    return this.found.get(key);
  }

  add({ first, count, values, states }) {
    this.values.forEach((column, k) => column.set(values.subarray(k * count, (k + 1) * count), first));
    this.states.set(states, first * this.plan.names.phases.length);
    this.parts.set(first, count);
    while (this.parts.has(this.done)) this.done += this.parts.get(this.done);
  }

  get isWhole() {
    return this.done === this.count;
  }

  // The values of a row by its outcome, of the histories that are known; nothing without such a row.
  of(outcome, count = this.done) {
    const k = this.plan.rows.findIndex((row) => row.outcome === outcome);
    return k < 0 ? null : this.values[k].subarray(0, count);
  }
}

// Plays choices, and keeps what came of the last ones.
export class Player {
  constructor(pool, told) {
    this.pool = pool;
    this.told = told;
    this.kept = new Map();
    this.light = told.plans.map(({ arrays, state, width, most, room, rows, names }) =>
      ({ arrays, state, width, most, room, rows, names: { phases: names.phases } }));
  }

  task(choice, set) {
    const data = () => this.bytesOf(choice, set);
    const key = JSON.stringify([choice, set]);
    return { plan: this.light[choice.plan], key, data, isGuided: set === undefined };
  }

  // A copy of the bytes of a choice, with the values of a set if there is one.
  bytesOf(choice, set) {
    const key = JSON.stringify(choice);
    if (key !== this.laid?.key) this.laid = { key, bytes: patched(this.told, choice) };
    const bytes = this.laid.bytes.slice();
    if (set !== undefined) laySet(bytes, this.told.drawn, choice.plan, set);
    return bytes;
  }

  // What plays so many histories: where those of each task stand among all, and what the first of
  // them is called in the model. A set of values has a task of its own.
  tasks(choice, count) {
    const size = choice.drawn ? this.told.drawn.each : BLOCK;
    const firsts = Array.from({ length: Math.ceil(count / size) }, (_, i) => i * size);
    return firsts.map((first) => ({
      ...this.task(choice, choice.drawn ? first / size : undefined),
      first, from: this.numberOf(choice, first), count: Math.min(size, count - first),
    }));
  }

  // What a history is called in the model, by its place among all.
  numberOf(choice, place) {
    if (!choice.drawn) return place;
    const { each, apart } = this.told.drawn;
    return Math.floor(place / each) * apart + place % each;
  }

  // Calls `seen(wars)` when there is more to see of a choice; gives a job that can be cancelled.
  play(choice, urgency, seen, failed, count) {
    const key = `${count} ${JSON.stringify(choice)}`;
    const known = this.kept.get(key);
    const wars = known ?? new Wars(this.told.plans[choice.plan], count);
    this.keep(key, wars);
    if (wars.done) seen(wars);
    let last = -Infinity;
    const tasks = this.tasks(choice, count).filter(({ first }) => !wars.parts.has(first));
    return this.pool.ask(tasks, urgency, (part) => {
      wars.add(part);
      const isDue = wars.done >= FIRST && performance.now() - last > PAUSE;
      if (!isDue && !wars.isWhole) return;
      seen(wars);
      last = performance.now();
    }, failed);
  }

  keep(key, wars) {
    this.kept.delete(key);
    this.kept.set(key, wars);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
  }

  // The rows of one history, by its place among all.
  trace(choice, place) {
    const set = choice.drawn ? Math.floor(place / this.told.drawn.each) : undefined;
    const task = { ...this.task(choice, set), number: this.numberOf(choice, place) };
    return new Promise((resolve, reject) =>
      this.pool.ask([task], 0, ({ rows }) => resolve(rows), reject));
  }
}
