// Answers of the check in; the verdict and the list of messages below the text out.
const MOST = 20;
const WORDS = { error: ["▲", "error", "gap"], warning: ["◐", "warning", "risk"], note: ["·", "note", "plain"] };

export class Messages {
  names = {};
  answer = { mistakes: 0, elsewhere: 0, verdict: null };

  constructor(form) {
    this.verdict = form.querySelector("#verdict");
    this.section = form.querySelector("#messages");
  }

  tell(answer, view) {
    this.names = answer.names ?? this.names;
    this.answer = { ...this.answer, ...answer };
    if (this.answer.verdict !== null) this.say(verdictOf(this.answer), this.answer.mistakes > 0);
    if (answer.here) this.list(answer, view);
  }

  list(answer, view) {
    this.section.hidden = answer.here.length === 0;
    const items = answer.here.slice(0, MOST).map((message) => item(message, view));
    if (answer.here.length > MOST) items.push(element("li", `${answer.here.length - MOST} more`, "soft"));
    this.section.firstElementChild.replaceChildren(...items);
  }

  /** A status that does not change is not read out again. */
  say(sentence, isWrong) {
    if (this.verdict.textContent !== sentence) this.verdict.textContent = sentence;
    this.verdict.className = isWrong ? "wrong" : "";
  }

  fail(sentence) {
    this.say(sentence, true);
  }
}

function verdictOf({ mistakes, elsewhere, verdict }) {
  const other = elsewhere ? ` · ${elsewhere === 1 ? "1 message" : `${elsewhere} messages`} in other files` : "";
  if (!mistakes) return verdict + other;
  const count = mistakes === 1 ? "1 mistake" : `${mistakes} mistakes`;
  return `▲ ${count}${other} · ${verdict ? `as far as it can be read: ${verdict}` : "as it stands, the text cannot be read"}`;
}

/** A message as a button that leads to its place. */
function item({ line, column, severity, code, message, hint }, view) {
  const [symbol, word, tone] = WORDS[severity];
  const button = element("button", `Line ${line}`, "plain");
  button.type = "button";
  button.addEventListener("click", () => goTo(view, line, column));
  const chip = element("span", `${symbol} ${word}`, `chip ${tone}`);
  const made = element("li", "");
  made.append(button, " ", chip, ` ${message}${hint ? ` (${hint})` : ""} `, element("span", code, "soft"));
  return made;
}

function goTo(view, number, column) {
  const line = view.state.doc.line(Math.min(number, view.state.doc.lines));
  view.dispatch({ selection: { anchor: Math.min(line.from + column - 1, line.to) }, scrollIntoView: true });
  view.focus();
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}
