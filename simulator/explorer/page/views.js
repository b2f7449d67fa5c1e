// What a hundred tiles may show: what became of a phase, or whether something happened.

export const SIGNS = {
  "in time": "●", late: "▲", "never started": "✖", lapsed: "✖", open: "◌", "not called": "·",
  yes: "◆", no: "·", none: "?",
};
const ASKED = [
  "assault", "assault answered in time", "higher phase called before an assault", "direct clash",
  "ceasefire signed",
];

// Each view: its name, the outcome that is spoken of, and the words of the states a tile may have.
export function viewsOf(plan) {
  const phases = plan.names.phases.map((phase, number) => {
    const rows = plan.rows.filter((row) => row.number === number);
    return { key: `phase ${number + 1}`, phase, rows, outcome: rows[0].outcome, words: rows.map((row) => row.word) };
  });
  const asked = plan.rows.filter((row) => ASKED.includes(row.outcome)).map((row) =>
    ({ key: row.outcome, rows: [row], outcome: row.outcome, words: ["yes", "no"] }));
  return [...phases, ...asked];
}

// The word of each history at these places in a view; "none": it does not apply.
export function wordsOf(view, wars, places) {
  const columns = view.rows.map((row) => wars.of(row.outcome));
  return places.map((i) => {
    if (!columns[0] || Number.isNaN(columns[0][i])) return "none";
    if (!view.phase) return columns[0][i] === 1 ? "yes" : "no";
    return view.words[columns.findIndex((column) => column[i] === 1)];
  });
}

// The view that has most to tell of a plan: a phase whose states are spread most widely.
export function mostTelling(views, wars) {
  const spread = (view) => {
    const shares = view.rows.map((row) => wars.of(row.outcome)?.reduce((all, one) => all + (one || 0), 0) / wars.done);
    return view.phase ? -shares.reduce((all, p) => all + (p > 0 ? p * Math.log(p) : 0), 0) : -1;
  };
  return views.reduce((best, view) => (spread(view) > spread(best) + 1e-9 ? view : best), views[0]);
}
