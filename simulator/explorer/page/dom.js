// Elements from plain values; a text is always text.

export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(one, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) one.addEventListener(key.slice(2), value);
    else one.setAttribute(key, value === true ? "" : value);
  }
  one.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return one;
}

export const at = (id) => document.getElementById(id);

export function put(id, ...children) {
  at(id).replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
}

// A table: heads, and rows of cells; the first cell of a row is its head.
export function grid(caption, heads, rows) {
  const line = (cells) => element("tr", {}, cells.map((cell, i) =>
    i === 0 ? element("th", { scope: "row" }, cell) : element("td", {}, cell)));
  return element("table", {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, heads.map((head) => element("th", { scope: "col" }, head)))),
    element("tbody", {}, rows.map((cells) => cells.length === 1
      ? element("tr", { class: "group" }, element("th", { scope: "colgroup", colspan: heads.length }, cells[0]))
      : line(cells))));
}

export function saved(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
