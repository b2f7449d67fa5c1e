// What the page was made with: the engine file, and the plans with what may be moved in them.

async function unpacked(id) {
  const text = document.getElementById(id).textContent.trim();
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

export function bytesOf(text) {
  return Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
}

export const isAble = () =>
  typeof WebAssembly === "object" && typeof Worker === "function"
  && typeof DecompressionStream === "function" && typeof BigInt64Array === "function";

export async function read() {
  const [engine, data] = await Promise.all([unpacked("engine"), unpacked("data")]);
  const told = JSON.parse(new TextDecoder().decode(data));
  for (const plan of told.plans) plan.bytes = bytesOf(plan.data);
  if (told.drawn) told.drawn.words = wordsOf(told.drawn.columns);
  return { told, module: await WebAssembly.compile(engine) };
}

// Words from all their first bytes, all their second ones, and so on.
function wordsOf(text) {
  const planes = bytesOf(text);
  const many = planes.length / 8;
  return new BigInt64Array(planes.map((_, i) => planes[i % 8 * many + Math.floor(i / 8)]).buffer);
}

// The bytes of a plan with some positions, one number for each slider, null where it has none, and
// with a named rule instead of its own.
export function patched(told, { plan, positions, rule }) {
  const bytes = told.plans[plan].bytes.slice();
  told.sliders.forEach((slider, i) => {
    const own = slider.plans[plan];
    if (own && positions[i] !== null) lay(bytes, own.patches[positions[i]]);
  });
  if (rule !== undefined) lay(bytes, told.plans[plan].rules[rule].patch);
  return bytes;
}

function lay(bytes, { runs, words }) {
  const found = bytesOf(words);
  let from = 0;
  for (const [first, count] of runs) {
    bytes.set(found.subarray(from, from + 8 * count), 8 * first);
    from += 8 * count;
  }
}

// Put the values of a set into the bytes of a plan.
export function laySet(bytes, { plans, words, sets }, plan, set) {
  const all = new BigInt64Array(bytes.buffer);
  let at = 0;
  for (const [passed, count, column] of plans[plan]) {
    at += passed;
    all.fill(words[column * sets + set], at, at + count);
    at += count;
  }
}
