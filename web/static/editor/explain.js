// The cursor in; what the key under it means out, in a line below the text.
import { EditorView } from "@codemirror/view";
import { positionAt } from "./position.js";
import { prose } from "./prose.js";

export function explaining(grammar, place) {
  return EditorView.updateListener.of((update) => {
    if (update.selectionSet || update.docChanged) show(place, wordsAt(grammar, update.state));
  });
}

function wordsAt(grammar, state) {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const rest = /^[\w.-]*/.exec(line.text.slice(head - line.from))[0];
  const found = positionAt(state, head + rest.length);
  if (!found) return null;
  const { path, written } = found;
  const [above, key] = found.at === "key" ? [path, found.word] : aboveKey(path);
  return key ? grammar.wordsFor(above, key, found.at === "key" ? { ...written, [key]: "" } : {}) : null;
}

/** The last key of a path, past the numbers of items. */
function aboveKey(path) {
  const at = path.findLastIndex((step) => typeof step === "string");
  return at < 0 ? [path, ""] : [path.slice(0, at), path[at]];
}

function show(place, words) {
  const key = document.createElement("b");
  key.textContent = words ? `${words.key}: ` : "";
  const like = words?.like ? ` Written as ${words.like}.` : "";
  place.replaceChildren(key, ...prose(words ? `${words.about}${like}` : "With the cursor on a key, its meaning stands here."));
}
