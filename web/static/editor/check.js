// The text in; the server's messages at their places out, with the verdict on the text as it stands.
import { linter, lintGutter } from "@codemirror/lint";

const WAIT = 400;
const MARKS = { error: "error", warning: "warning", note: "info" };

/** `told(answer)` is called with every answer, `failed(sentence)` when there is none. */
export function checking(page, told, failed) {
  const checker = new Checker(page, told, failed);
  return [linter((view) => checker.check(view), { delay: WAIT }), lintGutter()];
}

/** Asks about one text at a time: an answer on a text that has changed since is of no use to anybody. */
class Checker {
  constructor(page, told, failed) {
    Object.assign(this, { page, told, failed, running: null, known: "", marks: [] });
  }

  async check(view) {
    this.running?.abort();
    this.running = new AbortController();
    const doc = view.state.doc;
    try {
      const answer = await this.ask(doc.toString(), this.running.signal);
      this.known = answer.known;
      this.marks = answer.here.map((message) => markOf(doc, message));
      this.told(answer);
    } catch (fault) {
      if (fault.name !== "AbortError") this.failed(fault.message);
    }
    return this.marks.filter((mark) => mark.to <= view.state.doc.length);
  }

  async ask(text, signal) {
    const body = new FormData();
    body.set("text", text);
    body.set("known", this.known);
    const response = await fetch(this.page.checkAt, { method: "POST", body, signal, headers: { Accept: "application/json" } });
    if (response.ok) return response.json();
    throw new Error(response.status === 413 ? this.page.tooLarge : "The text could not be checked just now.");
  }
}

function markOf(doc, { line, column, severity, code, message, hint }) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(at.from + column - 1, at.to);
  const word = /^("[^"]*"?|'[^']*'?|[^\s,:{}[\]#]+)/.exec(doc.sliceString(from, at.to));
  const to = word ? from + word[0].length : Math.min(from + 1, at.to);
  return { from, to, severity: MARKS[severity], source: code, message: hint ? `${message} (${hint})` : message };
}
