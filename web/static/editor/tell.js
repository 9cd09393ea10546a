// Answers of the check in; the verdict and the list of messages below the text out.
const MOST = 20;
const WORDS = { error: ["▲", "error", "gap"], warning: ["◐", "warning", "risk"], note: ["·", "note", "plain"] };

export class Messages {
  names = {};

  constructor(form) {
    this.verdict = form.querySelector("#verdict");
    this.section = form.querySelector("#messages");
  }

  tell(answer, view) {
    this.names = answer.names ?? this.names;
    this.verdict.textContent = verdictOf(answer);
    this.verdict.className = answer.mistakes ? "wrong" : "";
    this.section.hidden = answer.here.length === 0;
    const items = answer.here.slice(0, MOST).map((message) => item(message, view));
    if (answer.here.length > MOST) items.push(element("li", `${answer.here.length - MOST} more`, "soft"));
    this.section.firstElementChild.replaceChildren(...items);
  }

  fail(sentence) {
    this.verdict.textContent = sentence;
    this.verdict.className = "wrong";
  }
}

function verdictOf({ mistakes, elsewhere, verdict }) {
  const count = mistakes === 1 ? "1 mistake" : `${mistakes} mistakes`;
  const other = elsewhere ? `, ${elsewhere === 1 ? "1 message" : `${elsewhere} messages`} in other files` : "";
  return mistakes || elsewhere ? `▲ ${count}${other} · as far as it can be read: ${verdict}` : verdict;
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
