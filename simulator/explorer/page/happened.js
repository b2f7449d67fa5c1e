// What happened in one truce, from the rows of its trace: acts, postures, breaches, phases.

import { reader } from "./decode.js";

export function happened(bytes, plan, layout) {
  const rows = reader(bytes, layout.row);
  const { what } = layout;
  const horizon = plan.horizon;
  const found = { horizon, signed: true, acts: [], postures: [], breaches: [], episodes: [], phases: [], events: [] };
  const open = new Map();
  for (let r = 0; r < rows.length; r++) {
    const [minute, kind, subject, object, value, episode] =
      ["minute", "what", "subject", "object", "value", "episode"].map((name) => rows.get(r, name));
    const note = (key, names = {}) => found.events.push({ minute, key, names });
    const phase = plan.names.phases[subject];
    const span = open.get(`${episode} ${subject}`);
    if (kind === what["not signed"]) found.signed = false;
    else if (kind === what.violation) found.acts.push({ minute, hostile: plan.hostile[subject] });
    else if (kind === what.posture) {
      found.postures.push({ minute, posture: subject });
      if (minute > 0) note("posture", { name: plan.names.postures[subject] });
    } else if (kind === what.breach) {
      if (episode >= found.episodes.length) {
        found.episodes.push({ start: minute, end: horizon });
        found.breaches.push({ minute, isFalse: object === 1 });
        note(object === 1 ? "false breach" : "breach");
      }
    } else if (kind === what["stand-down"]) {
      if (found.episodes.length) found.episodes.at(-1).end = minute;
      note("stand-down");
    } else if (kind === what.called) {
      const due = value < layout.never ? value : null;
      const one = { phase: subject, called: minute, due, end: horizon, state: "open", episode };
      open.set(`${episode} ${subject}`, one);
      found.phases.push(one);
      note("called", { name: phase });
    } else if (kind === what["deadline moved"] && span) span.due = value;
    else if (kind === what["deadline missed"]) {
      if (span) span.state = "never started";
      note("deadline missed", { name: phase });
    } else if (kind === what.start && span) {
      span.end = minute;
      span.state = object === layout.states["in time"] ? "in time" : "late";
      note(`start ${span.state}`, { name: phase });
    } else if (kind === what.lapsed && span) {
      Object.assign(span, { end: minute, state: "lapsed" });
      note("lapsed", { name: phase });
    } else if (kind === what.decision) note(object ? "comes" : "declines", { name: plan.names.guarantors[subject] });
    else if (kind === what.warning) note("warning", { name: phase });
  }
  return found;
}

// "day 3, 14:20"
export function moment(minute, starts) {
  const all = minute + starts % 1440;
  const two = (number) => String(number).padStart(2, "0");
  return { day: Math.floor(all / 1440) + 1, time: `${two(Math.floor(all % 1440 / 60))}:${two(all % 60)}` };
}
