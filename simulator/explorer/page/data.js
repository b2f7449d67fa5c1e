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
  return { told, module: await WebAssembly.compile(engine) };
}

// The bytes of a plan with some positions: one number for each slider, null where it has none.
export function patched(told, place, positions) {
  const bytes = told.plans[place].bytes.slice();
  told.sliders.forEach((slider, i) => {
    const own = slider.plans[place];
    if (!own || positions[i] === null) return;
    const { runs, words } = own.patches[positions[i]];
    const found = bytesOf(words);
    let from = 0;
    for (const [first, count] of runs) {
      bytes.set(found.subarray(from, from + 8 * count), 8 * first);
      from += 8 * count;
    }
  });
  return bytes;
}
