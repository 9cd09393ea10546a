// The hours of seven days as text, and the same as the open minutes of a week. Nothing here knows a page.

export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const DAY = 24 * 60;
const NOON = DAY / 2;
const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

// Spans as model files write them; the server reads fields in the same way: `9 to 17.30` is `09:00-17:30`.
export function plain(text) {
  return text
    .trim()
    .replace(/\s*(?:-|–|—|\bto\b)\s*/g, "-")
    .replace(/(?<![0-9:.])([0-9]{1,2})(?:[.]([0-5][0-9]))?(?![0-9:.])/g, (_, hour, minute) => `${hour.padStart(2, "0")}:${minute ?? "00"}`)
    .replace(/(?<![0-9])([0-9]):/g, "0$1:")
    .replace("Closed", "closed");
}

// What a day says, as minutes from its midnight; a span over the next midnight ends later than 24:00. Null where that is no hours.
export function spansOf(text) {
  const hours = plain(text);
  if (!hours || hours === "closed") return [];
  const found = hours.split(",").map((span) => SPAN.exec(span.trim()));
  if (found.includes(null)) return null;
  const times = found.map(([, ...parts]) => parts.map((part) => part && Number(part))).map(([h, m, toH = 24, toM = 0]) => [60 * h + m, 60 * toH + toM]);
  return times.every(([from, to]) => from !== to) ? times.map(([from, to]) => [from, to > from ? to : to + DAY]) : null;
}

// A one for every minute of the week that is open.
export function minutes(texts) {
  const open = new Uint8Array(7 * DAY);
  texts.forEach((text, day) => {
    for (const [from, to] of spansOf(text) ?? []) for (let at = from; at < to; at += 1) open[(day * DAY + at) % open.length] = 1;
  });
  return open;
}

// The open stretches of a day between its midnights.
export function stretches(open, day) {
  const found = [];
  for (let at = 0; at < DAY; at += 1) {
    const isOpen = open[day * DAY + at];
    const last = found.at(-1);
    if (isOpen && last?.[1] === at) last[1] = at + 1;
    else if (isOpen) found.push([at, at + 1]);
  }
  return found;
}

const clock = (at) => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
export const shown = ([from, to]) => `${clock(from)}-${clock(to > DAY ? to - DAY : to)}`;

// A span of a whole day or more ends on the next day at a time at which it runs already: it takes two to say so.
const parted = ([from, to]) => {
  const middle = Math.floor(to / 2);
  return to > DAY && to - from >= DAY ? [[from, middle], [middle, to]] : [[from, to]];
};

// The texts for a week that has been painted: a day on which nothing was painted keeps its text to the letter.
export function rewritten(texts, open) {
  const was = minutes(texts);
  const seams = texts.map((text, day) => new Seam(text, was, open, day));
  return texts.map((text, day) => {
    const [morning, night] = [seams[(day + 6) % 7], seams[day]];
    const said = spansOf(text);
    if (said === null || !(night.isDayPainted || morning.isPainted || night.isPainted)) return text;
    const spans = owned(stretches(open, day), morning.carried, night.carried);
    return isSame(spans, said) ? text : spans.flatMap(parted).map(shown).join(", ");
  });
}

// What stands on a day: its stretches without what the day before carries into it, with what it carries into the next.
function owned(found, before, after) {
  const spans = found.map(([from, to]) => [Math.max(from, before), to]).filter(([from, to]) => from < to);
  if (after) spans.at(-1)[1] += after;
  return spans;
}

// A midnight: whether hours around it were painted, and up to when the day before it is open on the day after it.
class Seam {
  constructor(text, was, open, day) {
    const next = (day + 1) % 7;
    const [dayBefore, dayAfter] = [was, open].map((week) => stretches(week, day));
    const [startBefore, startAfter] = [was, open].map((week) => morningOf(stretches(week, next)));
    const [endBefore, endAfter] = [eveningOf(dayBefore), eveningOf(dayAfter)];
    const said = Math.max(0, ...(spansOf(text) ?? []).map(([, to]) => to - DAY));
    this.isDayPainted = !isSame(dayBefore, dayAfter);
    this.isPainted = startBefore !== startAfter || (endBefore === DAY) !== (endAfter === DAY);
    this.carried = this.isPainted ? carried(said, startBefore, startAfter, endAfter) : said;
  }
}

// How far the evening of a day reaches into the next: as far as it said; else up to where a night ends.
function carried(said, was, start, evening) {
  if (evening === DAY || !start) return 0;
  if (said && said !== was) return Math.min(said, start);
  return start < evening && (said || start <= NOON) ? start : 0;
}

// Until when a day is open from midnight on, and since when it is open until midnight.
const morningOf = (found) => (found[0]?.[0] === 0 ? found[0][1] : 0);
const eveningOf = (found) => (found.at(-1)?.[1] === DAY ? found.at(-1)[0] : DAY);

function isSame(spans, others) {
  return JSON.stringify(joined(spans)) === JSON.stringify(joined(others));
}

// The same stretches in order, those that touch or overlap as one.
function joined(spans) {
  const found = [];
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
    const last = found.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}

// A week in words: "Monday to Friday 08:00-18:00; Saturday 09:00-13:00. 54 h a week."
export function inWords(texts, open) {
  const total = open.reduce((sum, minute) => sum + minute, 0);
  if (total === open.length) return "Around the clock, 168 h a week.";
  if (!total) return "Closed all week.";
  const hours = texts.map((text) => (spansOf(text) ?? []).map(shown).join(", "));
  const runs = [];
  hours.forEach((text, day) => {
    if (text && runs.at(-1)?.text === text && runs.at(-1).last === day - 1) runs.at(-1).last = day;
    else if (text) runs.push({ text, first: day, last: day });
  });
  const said = runs.map(({ text, first, last }) => `${days(first, last)} ${text}`);
  return `${said.join("; ")}. ${length(total)} a week.`;
}

export const days = (first, last) => (first === last ? DAYS[first] : `${DAYS[first]} to ${DAYS[last]}`);
const length = (total) => [total >= 60 && `${Math.floor(total / 60)} h`, total % 60 && `${total % 60} min`].filter(Boolean).join(" ");
export const time = clock;
