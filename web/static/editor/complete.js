// A cursor in; what may be written there out: keys of the entry, words, ids of other entries, examples of values.
import { autocompletion, insertCompletionText, pickedCompletion, startCompletion } from "@codemirror/autocomplete";
import { hasParts, likeOf } from "./grammar.js";
import { positionAt } from "./position.js";
import { prose } from "./prose.js";

const WORD = /^[\w.-]*$/;

/** `names()` gives the ids of the model by section, as the last check has found them. */
export function completion(grammar, names) {
  return autocompletion({ override: [(context) => offers(grammar, names(), context)], icons: false, activateOnTyping: true });
}

function offers(grammar, names, context) {
  const place = positionAt(context.state, context.pos);
  if (!place || (!context.explicit && place.at === "key" && !place.word)) return null;
  const options = place.at === "key" ? keys(grammar, place) : values(grammar, names, place, context.explicit);
  if (place.at === "item") options.push(...keys(grammar, place));
  const isGlued = place.at === "value" && context.state.sliceDoc(place.from - 1, place.from) === ":";
  const found = isGlued ? options.map((option) => ({ ...option, apply: ` ${option.label}` })) : options;
  return options.length ? { from: place.from, options: found, validFor: WORD } : null;
}

function keys(grammar, place) {
  const written = place.at === "item" ? {} : place.written;
  return [...grammar.keysAt(place.path, written)].map(([key, known], index) => ({
    label: key,
    detail: known.required ? "required" : likeOf(known.holds).slice(0, 40),
    info: () => told(known.about),
    type: "key",
    boost: (known.required ? 50 : 0) - Math.min(index, 40),
    apply: (view, option, from, to) => writeKey(view, option, from, to, known.holds, place),
  }));
}

function told(sentence) {
  const place = document.createElement("p");
  place.append(...prose(sentence));
  return place;
}

/** Write a key with its colon, and where its value has parts, the line on which they begin. */
function writeKey(view, option, from, to, holds, place) {
  const ahead = view.state.sliceDoc(to, view.state.doc.lineAt(to).to);
  if (/^\s*:/.test(ahead)) return write(view, option, option.label, from, to);
  const isBelow = !place.isFlow && hasParts(holds) && !ahead.trim();
  const inside = isBelow ? "\n" + " ".repeat(place.column + 2) + (holds.items && !holds.kinds ? "- " : "") : " ";
  write(view, option, `${option.label}:${inside}`, from, to);
  if (holds.choices?.length || holds.refers || isBelow) startCompletion(view);
  return undefined;
}

function write(view, option, text, from, to) {
  view.dispatch({ ...insertCompletionText(view.state, text, from, to), annotations: pickedCompletion.of(option) });
}

function values(grammar, names, place, isAsked) {
  const nodes = grammar.nodesAt(place.path, place.at === "value" ? place.written : {});
  const readers = nodes.flatMap((node) => (place.at === "value" && node.items ? [node, node.items] : [node]));
  const words = readers.flatMap((node) => node.choices ?? []);
  const ids = readers.flatMap((node) => (node.refers ? (names[node.refers] ?? []) : []));
  const examples = isAsked || !place.word ? readers.flatMap((node) => node.examples ?? []) : [];
  return [
    ...[...new Set(words)].map((label, index) => ({ label, type: "word", boost: 40 - Math.min(index, 40) })),
    ...[...new Set(ids)].map((label) => ({ label, type: "id" })),
    ...[...new Set(examples)].map((label, index) => ({ label, detail: "for example", type: "example", boost: -index })),
  ];
}
