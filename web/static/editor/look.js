// Nothing in; how the editor looks out: names of classes for what text.css colours, and what only the editor can set.
import { EditorView } from "@codemirror/view";
import { syntaxHighlighting } from "@codemirror/language";
import { tagHighlighter, tags } from "@lezer/highlight";

const words = tagHighlighter([
  { tag: tags.definition(tags.propertyName), class: "word-key" },
  { tag: tags.string, class: "word-text" },
  { tag: tags.comment, class: "word-comment" },
  { tag: [tags.separator, tags.brace, tags.squareBracket, tags.punctuation], class: "word-mark" },
  { tag: [tags.labelName, tags.typeName, tags.keyword, tags.meta], class: "word-special" },
]);

const sizes = EditorView.theme({
  "&": { height: "clamp(18rem, 62vh, 52rem)", fontSize: ".875rem" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.55" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--active-line)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--selected)" },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--match)", outline: "1px solid var(--edge)" },
  ".cm-searchMatch.cm-searchMatch-selected": { backgroundColor: "var(--selected)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--gap-b)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--unknown-b)", color: "var(--unknown)", borderColor: "var(--line)" },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", borderColor: "var(--line)", fontFamily: "system-ui, sans-serif" },
  ".cm-tooltip": { border: "1px solid var(--line)", borderRadius: ".4rem", maxWidth: "min(34rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".2rem .6rem", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { color: "inherit", opacity: "1", fontStyle: "normal", fontSize: ".8125rem", marginLeft: "1em" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionInfo": { padding: ".5rem .7rem" },
  ".cm-diagnostic": { padding: ".35rem .6rem", borderLeft: "4px solid var(--line)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--gap)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--risk)" },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px solid var(--gap)" },
  ".cm-lintRange-warning": { backgroundImage: "none", borderBottom: "2px dashed var(--risk)" },
  ".cm-lintRange-info": { backgroundImage: "none", borderBottom: "2px dotted var(--soft)" },
  ".cm-panel button, .cm-panel input": { minHeight: "1.75rem" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--card)", color: "var(--accent)", border: "1px solid currentColor", borderRadius: ".35rem" },
  ".cm-textfield": { backgroundColor: "var(--field)", color: "var(--ink)", border: "1px solid var(--edge)" },
});

export const look = [sizes, syntaxHighlighting(words)];
