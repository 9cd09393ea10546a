// The text in; the server's messages at their places out, with the verdict on the text as it stands.
import { linter, lintGutter } from "@codemirror/lint";

const WAIT = 400;
const MARKS = { error: "error", warning: "warning", note: "info" };

/** `told(answer)` is called with every answer, messages first and then the verdict, `failed(sentence)` when there is none. */
export function checking(page, told, failed) {
  const checker = new Checker(page, told, failed);
  return [linter((view) => checker.check(view), { delay: WAIT }), lintGutter()];
}

/** Asks about one text at a time, the newest; an answer on a text that has changed since is of no use to anybody. */
class Checker {
  known = "";
  marks = [];
  running = Promise.resolve(); // until nothing is asked any more
  judging = null;

  constructor(page, told, failed) {
    Object.assign(this, { page, told, failed });
  }

  async check(view) {
    const doc = view.state.doc;
    const turn = this.running.then(() => (view.state.doc === doc ? this.checked(doc, view) : undefined));
    this.running = turn.then(() => this.judging);
    await turn;
    return this.marks.filter((mark) => mark.to <= view.state.doc.length);
  }

  async checked(doc, view) {
    try {
      const answer = await this.ask(this.page.check, doc.toString());
      this.known = answer.known;
      this.marks = answer.here.map((message) => markOf(doc, message));
      this.told(answer, view);
      if (view.state.doc === doc) this.judging = this.judged(doc);
    } catch (fault) {
      this.failed(fault.sentence ?? "The text cannot be checked: the server does not answer.");
    }
  }

  /** The verdict takes longer than the messages, and comes when they are shown already. */
  async judged(doc) {
    try {
      this.told(await this.ask(this.page.verdict, doc.toString()));
    } catch (fault) {
      this.failed(fault.sentence ?? "The verdict cannot be worked out: the server does not answer.");
    }
  }

  async ask(address, text) {
    const body = new FormData();
    body.set("text", text);
    body.set("known", this.known);
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    if (response.ok) return response.json();
    const isTooLarge = response.status === 413;
    throw Object.assign(new Error(), { sentence: isTooLarge ? this.page.tooLarge : "The text could not be checked just now." });
  }
}

function markOf(doc, { line, column, severity, code, message, hint }) {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = at.from + [...at.text].slice(0, column - 1).join("").length;
  const word = /^("[^"]*"?|'[^']*'?|[^\s,:{}[\]#]+)/.exec(doc.sliceString(from, at.to));
  const to = word ? from + word[0].length : Math.min(from + 1, at.to);
  return { from, to, severity: MARKS[severity], source: code, message: hint ? `${message} (${hint})` : message };
}
