// The text and a cursor in; out of it where in the model the cursor stands: a path of keys and item numbers.
// Looks at one entry of a section, never at the whole text: a model may have 20,000 lines.
import { StateField } from "@codemirror/state";

const SECTION = /^([A-Za-z_][\w-]*|"[^"]*"|'[^']*')\s*:(\s|$)/;
const KEY = /^("[^"]*"|'[^']*'|[^\s#:{}[\],"'&*!|>%@`-][^:#]*?|[-:](?=\S)[^:#]*?)\s*:(?=\s|$)/;
const FLOW_KEYS = /([A-Za-z_][\w.-]*)\s*:(?=\s)/g;
const MOST_LINES = 2000;

const indentOf = (text) => text.length - text.trimStart().length;
const isContent = (text) => text.trim() !== "" && !text.trimStart().startsWith("#");
const bare = (key) => (/^["'].*["']$/.test(key) ? key.slice(1, -1) : key);

/** Where the sections of the file begin; kept up to date from the lines that change. */
export const sections = StateField.define({
  create: (state) => sectionsBetween(state.doc, 1, state.doc.lines),
  update(found, change) {
    if (!change.docChanged) return found;
    const gone = [], added = [];
    change.changes.iterChangedRanges((fromOld, toOld, fromNew, toNew) => {
      const before = change.startState.doc, now = change.newDoc;
      gone.push([before.lineAt(fromOld).from, before.lineAt(toOld).to]);
      added.push(...sectionsBetween(now, now.lineAt(fromNew).number, now.lineAt(toNew).number));
    });
    const kept = found
      .filter((section) => !gone.some(([from, to]) => from <= section.from && section.from <= to))
      .map((section) => ({ name: section.name, from: change.changes.mapPos(section.from) }));
    const starts = new Map([...kept, ...added].map((section) => [section.from, section]));
    return [...starts.values()].sort((a, b) => a.from - b.from);
  },
});

function sectionsBetween(doc, first, last) {
  const found = [];
  const lines = doc.iterLines(first, last + 1);
  let from = doc.line(first).from;
  for (const text of lines) {
    const match = SECTION.exec(text);
    if (match) found.push({ name: bare(match[1]), from });
    from += text.length + 1;
  }
  return found;
}

/**
 * Where a position stands. `path` leads to the value that is written there (`at: "value"`), to the mapping whose
 * key is written there (`at: "key"`), or to an item of a list, which may become either (`at: "item"`). `written`
 * holds the keys of the same mapping with their values, `from` is where the word at the cursor begins.
 * Null inside comments, quotes and texts of several lines.
 */
export function positionAt(state, pos) {
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const section = sectionAt(state, line.from);
  const scan = new Scan();
  if (section && section.from < line.from) {
    const head = state.doc.lineAt(section.from);
    const first = entryStart(state.doc, head.number, line.number);
    scan.line(head.text.replace(/^([^#]*?:).*$/, first > head.number + 1 ? "$1" : "$&"));
    for (let number = first; number < line.number; number++) scan.line(state.doc.line(number).text);
  }
  const found = scan.end(before);
  if (!found) return null;
  const isTop = found.at === "key" && found.path.length === 0;
  const others = isTop ? topKeys(state, pos) : found.isFlow ? flowKeysAfter(line.text, before.length) : keysAfter(state.doc, line.number, found);
  return { ...found, written: { ...others, ...found.written }, from: pos - found.word.length };
}

function sectionAt(state, from) {
  return state.field(sections).findLast((section) => section.from <= from);
}

/** The line on which the entry around a line begins: the nearest one above that is indented no deeper than the first. */
function entryStart(doc, head, line) {
  let number = head + 1;
  while (number < line && !isContent(doc.line(number).text)) number++;
  const depth = indentOf(doc.line(number).text);
  const last = Math.max(head + 1, line - MOST_LINES);
  for (let at = line - 1; at > last; at--) {
    const text = doc.line(at).text;
    if (isContent(text) && indentOf(text) <= depth) return at;
  }
  return last;
}

function topKeys(state, pos) {
  const own = state.doc.lineAt(pos).from;
  return Object.fromEntries(state.field(sections).filter((section) => section.from !== own).map((section) => [section.name, ""]));
}

function flowKeysAfter(text, column) {
  const rest = text.slice(column).split(/[}\]]/)[0];
  return Object.fromEntries([...rest.matchAll(FLOW_KEYS)].map((match) => [match[1], ""]));
}

/** Keys below in the same mapping. */
function keysAfter(doc, number, { at, column }) {
  const found = {};
  if (at !== "key") return found;
  for (let next = number + 1; next <= Math.min(doc.lines, number + MOST_LINES); next++) {
    const text = doc.line(next).text;
    if (!isContent(text)) continue;
    if (indentOf(text) < column) break;
    const key = indentOf(text) === column && KEY.exec(text.trimStart());
    if (key) found[bare(key[1])] = text.trimStart().slice(key[0].length).trim();
  }
  return found;
}

/** Reads lines from the start of an entry and knows after each of them which mappings and lists are open. */
class Scan {
  blocks = []; // {indent, isList, step, written}
  flows = []; // {isList, step, isValue, written, word}
  quote = ""; // the quote that is open
  deeper = -1; // a text of several lines goes on while lines are indented deeper than this
  isComment = false;

  line(text) {
    this.isComment = false;
    if (this.flows.length || this.quote) return this.value(text);
    if (!text.trim()) return undefined;
    if (this.deeper >= 0 && indentOf(text) > this.deeper) return undefined;
    this.deeper = -1;
    if (text.trimStart().startsWith("#")) return (this.isComment = true);
    return this.block(text);
  }

  /** Dashes and a key at the start of a line open blocks, deeper ones above them are closed. */
  block(text) {
    let column = this.dashes(text);
    const rest = text.slice(column);
    const key = KEY.exec(rest);
    if (!key) return this.value(rest);
    this.closeTo(column);
    const top = this.blocks.at(-1);
    const map = top && !top.isList && top.indent === column ? top : this.open(column, false);
    const value = rest.slice(key[0].length).trim();
    map.step = bare(key[1]);
    map.written[map.step] = value;
    if (/^[|>][-+\d]*\s*(#.*)?$/.test(value)) this.deeper = column;
    else this.value(rest.slice(key[0].length));
    return undefined;
  }

  dashes(text) {
    let column = indentOf(text);
    for (let dash; (dash = /^-(\s+|$)/.exec(text.slice(column))); column += dash[0].length) {
      this.closeTo(column, true);
      const top = this.blocks.at(-1);
      const list = top && top.isList && top.indent === column ? top : this.open(column, true);
      list.step += 1;
    }
    return column;
  }

  open(indent, isList) {
    const block = { indent, isList, step: isList ? -1 : "", written: {} };
    this.blocks.push(block);
    return block;
  }

  /** Close what is indented deeper; a list that stands as far left as the key above it ends where a key follows. */
  closeTo(indent, isDash = false) {
    const ends = (block) => block.indent > indent || (block.indent === indent && block.isList && !isDash);
    while (this.blocks.length && ends(this.blocks.at(-1))) this.blocks.pop();
  }

  /** A value, or the rest of one that goes on from the line above. */
  value(text) {
    this.word = "";
    for (let at = 0; at < text.length; at++) {
      const letter = text[at];
      if (this.quote) {
        if (letter === "\\" && this.quote === '"') at++;
        else if (letter === this.quote) this.quote = "";
      } else if (letter === "#" && (at === 0 || /\s/.test(text[at - 1]))) {
        this.isComment = true;
        return;
      } else if (/["']/.test(letter) && !this.word.trim()) this.quote = letter;
      else if (this.flows.length || (/[[{]/.test(letter) && !this.word.trim())) this.flow(letter, text[at + 1]);
      else this.word = (this.word + letter).trimStart();
    }
  }

  flow(letter, next) {
    const top = this.flows.at(-1);
    if (/[[{]/.test(letter)) this.flows.push({ isList: letter === "[", step: letter === "[" ? 0 : "", isValue: false, written: {} });
    else if (/[\]}]/.test(letter)) this.flows.pop();
    else if (letter === "," && top.isList) top.step += 1;
    else if (letter === "," || (letter === ":" && !top.isList && (next === undefined || /[\s{["']/.test(next)))) this.turn(top, letter);
    else return void (this.word = (this.word + letter).trimStart());
    this.word = "";
    return undefined;
  }

  /** In `{key: value, key: value}` a colon ends a key and a comma a value. */
  turn(top, letter) {
    if (letter === ":") top.step = bare(this.word.trim());
    if (letter === "," && top.isValue) top.written[top.step] = this.word.trim();
    top.isValue = letter === ":";
    if (top.isValue) top.written[top.step] = "";
  }

  /** Where the text before the cursor on the last line ends. */
  end(before) {
    const open = this.flows.length > 0;
    const goesOn = this.deeper >= 0 && indentOf(before) > this.deeper;
    this.word = "";
    this.line(before);
    if (this.quote || this.isComment || goesOn) return null;
    if (open || this.flows.length) return this.inFlow();
    return this.inBlock(before);
  }

  inFlow() {
    const top = this.flows.at(-1);
    if (!top) return null;
    const at = top.isList ? "item" : top.isValue ? "value" : "key";
    const steps = this.flows.map((flow) => flow.step);
    if (at === "key") steps.pop();
    return { path: [...this.steps(), ...steps], at, written: top.written, word: this.word, isFlow: true };
  }

  inBlock(before) {
    const column = indentOf(before);
    const rest = before.trimStart();
    const dash = /^(-\s+)+/.exec(rest + (rest.endsWith("-") ? " " : ""));
    const after = dash ? rest.slice(dash[0].length) : rest;
    const key = KEY.exec(after);
    if (key) return { path: this.steps(), at: "value", written: this.blocks.at(-1).written, word: this.word, indent: column };
    if (dash) return { path: this.steps(), at: "item", written: {}, word: after, column: column + dash[0].length };
    this.closeTo(column);
    const top = this.blocks.at(-1);
    const isSame = top && top.indent === column;
    const path = isSame ? this.steps().slice(0, -1) : this.steps();
    return { path, at: "key", written: isSame ? top.written : {}, word: rest, column };
  }

  steps() {
    return this.blocks.map((block) => block.step);
  }
}
