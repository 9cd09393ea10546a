// The form of the page in; an editor in place of its text field out. Without this script the field itself works.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { completionKeymap } from "@codemirror/autocomplete";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { yaml } from "@codemirror/lang-yaml";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import * as view from "@codemirror/view";
import { checking } from "./check.js";
import { completion } from "./complete.js";
import { explaining } from "./explain.js";
import { Grammar } from "./grammar.js";
import { leaving } from "./leave.js";
import { look } from "./look.js";
import { sections } from "./position.js";
import { Saving } from "./save.js";
import { Messages } from "./tell.js";

const { EditorView, keymap } = view;
const form = document.getElementById("sheet");
const field = document.getElementById("text");
const isJson = form.elements.file.value.endsWith(".json"); // its keys stand in quotes, in which nothing is offered

async function start() {
  const response = await fetch(form.dataset.grammar);
  if (!response.ok) throw new Error(`no grammar: ${response.status}`);
  const grammar = new Grammar(await response.json());
  const saving = new Saving(form);
  const editor = new EditorView({ doc: field.value, extensions: extensions(grammar, new Messages(form), saving) });
  saving.begin(editor, !form.dataset.edited);
  field.before(editor.dom);
  field.hidden = true;
  document.getElementById("below").hidden = false;
  goTo(editor, Number(form.dataset.line));
}

function extensions(grammar, messages, saving) {
  const nonce = document.querySelector("script[nonce]").nonce;
  return [
    [EditorView.cspNonce.of(nonce), look, yaml(), sections, indentUnit.of("  "), EditorState.readOnly.of(field.readOnly)],
    [view.lineNumbers(), view.highlightActiveLine(), view.highlightSpecialChars(), view.drawSelection(), view.dropCursor()],
    [history(), foldGutter(), bracketMatching(), indentOnInput(), highlightSelectionMatches()],
    isJson ? [] : completion(grammar, () => messages.names),
    [explaining(grammar, document.getElementById("help"))],
    checking(form.dataset, (answer, editor) => messages.tell(answer, editor), (sentence) => messages.fail(sentence)),
    [leaving, saving.changes],
    matchMedia("(max-width: 40rem)").matches ? EditorView.lineWrapping : [],
    EditorView.contentAttributes.of({ "aria-labelledby": "text-label", "aria-describedby": "keys", spellcheck: "false", tabindex: "0" }),
    keymap.of([
      { key: "Mod-s", preventDefault: true, run: () => (saving.save(), true) },
      ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap, indentWithTab,
    ]),
  ];
}

/** Put the cursor on a line that the address names, and into the editor where the address asks for it. */
function goTo(editor, number) {
  if (!number) return;
  const line = editor.state.doc.line(Math.min(number, editor.state.doc.lines));
  const from = line.from + line.text.length - line.text.trimStart().length;
  editor.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  editor.focus();
}

start();
