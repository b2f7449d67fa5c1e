// From the bytes of tables to numbers.

// A reader of the fields of a table's records. Whole numbers are read in halves, as a BigInt for each
// takes many times as long; none of them has more than 53 bits.
export function reader(bytes, { size, fields }) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const get = (row, name) => {
    const [at, kind] = fields[name];
    const place = row * size + at;
    if (kind === "f8") return view.getFloat64(place, true);
    return view.getInt32(place + 4, true) * 2 ** 32 + view.getUint32(place, true);
  };
  return { length: bytes.byteLength / size, get };
}

// What became of each phase in the first episode that called it: (history, phase) as a number.
export function firstStates(bytes, layout, first, count, phases) {
  const { states } = layout;
  const table = reader(bytes, layout.tables[1]);
  const found = new Int8Array(count * phases).fill(states["not called"]);
  const episodes = new Float64Array(count * phases).fill(Infinity);
  for (let r = 0; r < table.length; r++) {
    const state = table.get(r, "state");
    const place = (table.get(r, "replication") - first) * phases + table.get(r, "phase");
    const episode = table.get(r, "episode");
    if (state === states["not called"] || episode >= episodes[place]) continue;
    const missed = state === states.late && Number.isNaN(table.get(r, "started"));
    episodes[place] = episode;
    found[place] = missed ? states["never started"] : state;
  }
  return found;
}

// The values of each row of the page's table, history by history; NaN where it does not apply.
export function valuesOf([outcomes, phases], plan, layout, first, count) {
  const table = reader(outcomes, layout.tables[0]);
  const many = plan.names.phases.length;
  const states = firstStates(phases, layout, first, count, many);
  const values = new Float64Array(plan.rows.length * count);
  plan.rows.forEach((row, k) => {
    for (let i = 0; i < count; i++) {
      const unsigned = table.get(i, "signed") === 0;
      let value;
      if (row.column === undefined) {
        value = unsigned ? NaN : Number(states[i * many + row.number] === row.state);
      } else {
        const outside = row.assault && table.get(i, "assault") !== 1;
        value = outside ? NaN : table.get(i, row.column) * row.factor;
      }
      values[k * count + i] = value;
    }
  });
  return { values, states };
}
