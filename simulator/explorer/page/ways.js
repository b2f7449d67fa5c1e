// The two ways to ask: with every number as it stands, where all that differs is chance; and with
// what nobody knows drawn, where a value has a range over the sets as well.

import { compared, estimateOf } from "./compared.js";
import { withInterval } from "./numbers.js";
import { band, byChance, levelsOf, linesOverSets, overSets } from "./over_sets.js";
import { sentence } from "./sentence.js";
import { sentenceOverSets } from "./sets_sentence.js";
import { drawSetsTable, setsCsv } from "./sets_table.js";
import { csv, drawTable } from "./table.js";

const AS_IT_STANDS = {
  lines: (base, here, told) => compared(base, here, told.statistics),
  drawTable, csv, sentence,
  estimate: (found) => found,
  cell: ({ row, after }) => withInterval(row.share, after),
  cells: (told) => told.plans[0].cells,
  point: (row, values, told) => {
    const found = estimateOf(row, values, told.statistics);
    return { value: found.value, said: withInterval(false, found) };
  },
};

const OVER_SETS = {
  lines: linesOverSets, drawTable: drawSetsTable, csv: setsCsv, sentence: sentenceOverSets,
  estimate: (found) => found.chance,
  cell: ({ row, after }, told) => `${byChance(row, after)} ${band(row, after, told.statistics)}`,
  cells: (told) => told.drawn.cells.map((pair) => pair.join(" ")),
  point: (row, values, told) => {
    const found = levelsOf(row, values, told);
    return { value: found.value, said: overSets(row, found, told.statistics) };
  },
};

export const wayOf = ({ isDrawn }) => (isDrawn ? OVER_SETS : AS_IT_STANDS);
