// Tab indents; Escape gives it back to the page, so that nobody is caught in the text (WCAG 2.1.2).
import { EditorView, keymap } from "@codemirror/view";

/** From Escape on until something is typed or the text is left, Tab moves on to what comes next on the page. */
export const leaving = [
  keymap.of([{ key: "Escape", run: (view) => (view.setTabFocusMode(true), false) }]),
  EditorView.domEventHandlers({ blur: (_event, view) => void view.setTabFocusMode(false) }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) update.view.setTabFocusMode(false);
  }),
];
