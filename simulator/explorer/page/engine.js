// The engine file at work in a page: one copy of it, as simulator/wasm/machine.py calls it.

export class Engine {
  constructor(module, layout) {
    const { stack, page, most } = layout.memory;
    this.layout = layout;
    this.memory = new WebAssembly.Memory({ initial: 2 * stack / page, maximum: most / page });
    const pointer = new WebAssembly.Global({ value: "i32", mutable: true }, stack);
    const env = { __linear_memory: this.memory, __stack_pointer: pointer };
    this.entries = new WebAssembly.Instance(module, { env }).exports;
    this.pointer = pointer;
    this.top = stack;
    this.guides = new Map();
  }

  // The address of room for so many bytes that nobody uses.
  take(bytes) {
    const { aligned, page } = this.layout.memory;
    const at = this.top;
    this.top += Math.ceil(bytes / aligned) * aligned;
    const missing = this.top - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / page));
    return at;
  }

  bytes(at, length) {
    return new Uint8Array(this.memory.buffer, at, length);
  }

  words(at, length) {
    return new BigInt64Array(this.memory.buffer, at, length);
  }

  // A table of words in memory; its address.
  table(words) {
    const at = this.take(8 * words.length);
    this.words(at, words.length).set(words.map(BigInt));
    return at;
  }

  // Run an entry on its arguments as words; the number that it gives.
  call(name, words) {
    const mark = this.top;
    try {
      const at = this.table([0, ...words]);
      const failed = this.entries[name](at);
      const [first] = this.words(at, 1);
      if (!failed) return Number(first);
      throw new Error(this.raised(Number(first)));
    } catch (fault) {
      this.pointer.value = this.layout.memory.stack;
      throw fault;
    } finally {
      this.top = mark;
    }
  }

  // What an entry raised: its class and words, from the bytes of a pickled exception, whose address
  // and length lie at a place. Nothing is unpickled.
  raised(place) {
    const [address, size] = new Uint32Array(this.memory.buffer, place, 2);
    const text = new TextDecoder("latin1").decode(this.bytes(address, size));
    const { crowded } = this.layout;
    return text.includes(crowded) ? crowded : (text.match(/[\x20-\x7e]{4,}/g) ?? ["?"]).join(" ");
  }

  // Play this plan from now on. `data`: the bytes of its arrays, patched or not; `isGuided`: whether
  // many histories will be played, for which tables pay of what delays come to.
  load(plan, data, isGuided = true) {
    this.plan = plan;
    this.top = this.layout.memory.stack;
    const base = this.take(data.length);
    this.bytes(base, data.length).set(data);
    const places = plan.arrays.map(([at, ...lengths]) => [base + at, ...lengths]);
    const guides = places[this.layout.guides];
    guides[0] = this.take(4 * guides[1] * this.layout.cells);
    this.parameters = this.table(places.flat());
    if (isGuided) this.fill(places, guides[0]);
    else this.words(places[this.layout.guided][0], places[this.layout.guided][1]).fill(-1n);
    this.floor = this.top;
    this.withRoom(plan.room);
  }

  // The tables of what delays come to, which the engine fills itself.
  fill(places, at) {
    const { guided, distributions, distribution, cells, entries } = this.layout;
    const rows = [...this.words(places[guided][0], places[guided][1])].map(Number);
    rows.forEach((guide, row) => {
      if (guide < 0) return;
      const from = places[distributions][0] + row * distribution;
      const key = this.words(from, distribution / 8).join();
      const to = at + 4 * guide * cells;
      if (!this.guides.has(key)) {
        this.call(entries.guide, [from, 1, 1, 1, from, 0, 1, 1, to, cells, 1, 1]);
        this.guides.set(key, this.bytes(to, 4 * cells).slice());
      }
      this.bytes(to, 4 * cells).set(this.guides.get(key));
    });
  }

  // Play on with room for so many rows, events and acts.
  withRoom(room) {
    this.room = room;
    this.top = this.floor;
    const words = [];
    for (const { name, size, rows } of this.plan.state) {
      const count = rows ?? room;
      const at = this.take(count * size);
      words.push(at, count, 1, 1);
      if (name === "at") this.at = at;
      if (name === "rows") this.rows = at;
    }
    this.bytes(this.at, this.layout.at.size).fill(0);
    this.scalar("width", this.plan.width);
    this.scalar("most", this.plan.most);
    this.state = this.table(words);
  }

  // Twice the room, for the history that had too little.
  makeRoom() {
    if (this.scalar("full") === this.layout.endless) throw new Error("a history goes on for ever");
    this.withRoom(2 * this.room);
  }

  // A number of the state; with a value, it is set.
  scalar(name, value) {
    const word = this.words(this.at + this.layout.at.fields[name][0], 1);
    if (value !== undefined) word[0] = BigInt(value);
    return Number(word[0]);
  }

  // The tables of histories first, first + 1, ... as copies of their bytes.
  play(first, count) {
    let each = this.layout.rowsEach * count;
    for (;;) {
      const found = this.attempt(first, count, [count, each, each]);
      if (found) return found;
      if (this.scalar("full")) this.makeRoom();
      else each *= 2;
    }
  }

  attempt(first, count, lengths) {
    const mark = this.top;
    try {
      const numbers = this.table(Array.from({ length: count }, (_, i) => first + i));
      const used = this.table([0, 0, 0]);
      const sizes = this.layout.tables.map((one) => one.size);
      const places = sizes.map((size, i) => this.take(size * lengths[i]));
      const tables = places.flatMap((at, i) => [at, lengths[i], 1, 1]);
      const words = [this.parameters, this.state, numbers, count, 1, 1, 0, used, 3, 1, 1];
      if (this.call(this.layout.entries.some, [...words, ...tables]) < count) return null;
      const filled = [...this.words(used, 3)].map(Number);
      return places.map((at, i) => this.bytes(at, sizes[i] * filled[i]).slice());
    } finally {
      this.top = mark;
    }
  }

  // The rows of one history, as a copy of their bytes.
  trace(number) {
    while (!this.call(this.layout.entries.one, [this.parameters, this.state, number]))
      this.makeRoom();
    return this.bytes(this.rows, this.layout.row.size * this.scalar("rows")).slice();
  }
}
