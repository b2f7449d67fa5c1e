// Values with their intervals in no more digits than are known, as simulator/tables/amounts.py.

// Rounded half to even, as Python rounds; places below 0 are tens and hundreds.
export function rounded(number, places) {
  if (places < 0) {
    const unit = 10 ** -places;
    const down = Math.floor(number / unit);
    const rest = number - down * unit;
    const up = rest > unit / 2 || (rest === unit / 2 && down % 2 !== 0);
    return ((down + Number(up)) * unit).toFixed(0);
  }
  const exact = Math.abs(number).toFixed(Math.min(100, places + 60));
  const cut = exact.length - (exact.split(".")[1].length - places);
  const isTie = /^50*$/.test(exact.slice(cut));
  const kept = exact.slice(0, cut).replace(/\.$/, "");
  const even = isTie && Number(kept.at(-1)) % 2 === 0;
  return `${number < 0 ? "-" : ""}${even ? kept : Math.abs(number).toFixed(places)}`;
}

function grouped(text) {
  const [whole, rest] = text.split(".");
  const marked = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? marked : `${marked}.${rest}`;
}

function shown(number, places, share) {
  const text = grouped(rounded(number, places));
  if (!/[1-9]/.test(text)) return "0";
  const [whole, rest = ""] = text.split(".");
  return share && /^-?100$/.test(whole) && /^0*$/.test(rest) ? whole : text;
}

function placesOf(share, value, low, high) {
  const ends = [low, high].filter(Number.isFinite);
  const reach = Math.max(0, ...ends.map((end) => Math.abs(end - value)));
  const digit = (size) => Math.floor(Math.log10(size));
  let places = (share ? 0 : 1) - digit(reach);
  if (reach === 0)
    places = Number.isFinite(value) && value ? Math.max(0, 2 - digit(Math.abs(value))) : 0;
  if (!share) return Math.min(places, 6);
  const isNear = (one) => (one > 0 && one < 1.5) || (one > 98.5 && one < 100);
  const near = [value, low, high].some((one) => isNear(Math.abs(one)));
  return Math.min(Math.max(places, near ? 1 : 0), 6);
}

// A value and the ends of its interval; "-" for what is not known.
export function amounts(share, { value, low, high }) {
  const all = [value, low, high].map((one) => (share ? 100 * one : one));
  const places = placesOf(share, ...all);
  const mark = share ? " %" : "";
  return all.map((one) => (Number.isFinite(one) ? `${shown(one, places, share)}${mark}` : "-"));
}

const bare = (text) => text.replace(/ %$/, "");

// "40 % (30 to 50 %)"; `to` is the word between the ends.
export function withInterval(share, estimate, to = "to") {
  const [middle, least, most] = amounts(share, estimate);
  if (middle === "-") return "-";
  if (least === "-" && most === "-") return `${middle} (-)`;
  return `${middle} (${most === "-" ? least : bare(least)} ${to} ${most})`;
}

// "+13 points (4 to 21)" for shares, "-2.5 (-3.1 to -1.9)" for all else.
export function difference(share, estimate, points = "points", to = "to") {
  const [middle, least, most] = amounts(share, estimate).map(bare);
  if (middle === "-") return "-";
  const sign = estimate.value > 0 && middle !== "0" ? "+" : "";
  const ends = least === "-" && most === "-" ? "-" : `${least} ${to} ${most}`;
  return `${sign}${middle}${share ? ` ${points}` : ""} (${ends})`;
}
