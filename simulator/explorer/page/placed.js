// Where the names of dots stand in a picture, so that none covers another or leaves the picture.

const [LETTER, LINE, AWAY] = [6.6, 14, 10];

// The dots {left, top, name, rank} that have room for their names between two sides, those of lowest
// rank first: beside, above or below the dot, whichever is free.
export function placed(dots, from, to) {
  const taken = dots.map(({ left, top }) => ({ left: left - 6, right: left + 6, top: top - 6, bottom: top + 6 }));
  const found = [];
  for (const dot of [...dots].sort((one, other) => one.rank - other.rank)) {
    const free = around(dot).find(({ box }) => box.left > from && box.right < to && box.top > 0
      && !taken.some((other) => overlap(box, other)));
    if (!free) continue;
    taken.push(free.box);
    found.push({ ...dot, ...free });
  }
  return found;
}

function around({ left, top, name }) {
  const length = LETTER * name.length;
  return [[AWAY, -8, 1], [AWAY, 5, 1], [AWAY, 18, 1], [-AWAY, -8, -1], [-AWAY, 5, -1], [-AWAY, 18, -1]].map(([dx, dy, side]) => {
    const [x, y] = [left + dx, top + dy];
    const [from, to] = side > 0 ? [x, x + length] : [x - length, x];
    return { x, y, anchor: side > 0 ? "start" : "end", box: { left: from, right: to, top: y - LINE + 3, bottom: y + 3 } };
  });
}

const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
