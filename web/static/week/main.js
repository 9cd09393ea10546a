// The hours of a calendar, drawn: the fields of the days are what counts, the grid reads them and writes them.

import { Grid, element } from "./grid.js";
import { DAY, DAYS, days, inWords, minutes, rewritten, spansOf, time } from "./hours.js";
import { Painter } from "./paint.js";

const STEPS = [60, 30, 15, 5];
const USUAL = 30;
const NARROW = matchMedia("(max-width: 60rem), (pointer: coarse)");
const HELP =
  "Drag over the hours to open or close them; a click changes one cell. With a finger: tap, or hold and drag. " +
  "By keyboard: arrows move, Space opens or closes, Shift and arrows mark a block first.";
// How fine somebody wants to draw stays while a part of the page is replaced.
const steps = new Map();

// How fine the cells are, or what would be copied where, is no change of the form yet.
function aside(choice) {
  for (const kind of ["input", "change"]) choice.addEventListener(kind, (event) => event.stopPropagation());
}

class Week {
  constructor(box) {
    this.box = box;
    this.name = box.dataset.week;
    this.fields = [...box.querySelectorAll(".week input")];
    this.drawn = box.querySelector(".drawn");
    this.sum = element("p", { className: "sum" });
    this.said = element("p", { className: "hidden" });
    this.said.setAttribute("role", "status");
    this.help = element("p", { className: "hint", id: `draw-${this.name}` }, HELP);
    this.frame = element("div", { className: "scroll frame" });
    this.drawn.replaceChildren(this.help, this.chooser(), this.frame, this.sum, this.said);
    for (const field of this.fields) field.addEventListener("input", () => this.read());
    for (const choice of box.querySelectorAll(".copying select")) aside(choice);
    NARROW.addEventListener("change", () => { if (box.isConnected) this.build(); });
    this.build();
  }

  chooser() {
    const found = element("select", { className: "short", id: `step-${this.name}` });
    found.append(...STEPS.map((step) => new Option(step === 60 ? "1 hour" : `${step} minutes`, step, step === this.step, step === this.step)));
    aside(found);
    found.addEventListener("change", () => {
      steps.set(this.name, Number(found.value));
      this.build();
    });
    return element("p", { className: "fineness" }, element("label", { htmlFor: found.id }, "Each cell is"), found);
  }

  get step() {
    return steps.get(this.name) ?? USUAL;
  }

  get texts() {
    return this.fields.map((field) => field.value);
  }

  build() {
    this.grid = new Grid("Hours of the week", this.step, NARROW.matches);
    this.grid.box.setAttribute("aria-describedby", this.help.id);
    new Painter(this.grid, this);
    this.frame.replaceChildren(element("div", { className: "sheet" }, ...(NARROW.matches ? [] : [scale()]), this.grid.box));
    this.frame.scrollLeft = this.frame.scrollWidth / 4; // cells that are too fine to be seen all at once begin at 06:00
    this.read();
  }

  // What the fields say now.
  read() {
    this.unread = new Set(this.texts.flatMap((text, day) => (spansOf(text) ? [] : [day])));
    this.open = minutes(this.texts);
    this.show(this.open);
    const unread = [...this.unread].map((day) => DAYS[day]);
    const note = unread.length ? ` ${unread.join(", ")}: not drawn, the text in the field cannot be read yet.` : "";
    this.sum.textContent = inWords(this.texts, this.open) + note;
  }

  show(open, block = null) {
    this.grid.show(open, block, this.unread);
  }

  isOpen({ day, slot }) {
    return this.grid.stateOf(this.open, day, slot) === "open";
  }

  with({ first, last }, state) {
    const open = this.open.slice();
    for (let day = first.day; day <= last.day; day += 1) {
      if (!this.unread.has(day)) open.fill(state ? 1 : 0, day * DAY + first.slot * this.grid.step, day * DAY + (last.slot + 1) * this.grid.step);
    }
    return open;
  }

  preview(block, state) {
    this.show(this.with(block, state), block);
  }

  // The fields of the days that have become others are written, and the form hears of it once.
  paint(block, state) {
    const texts = rewritten(this.texts, this.with(block, state));
    const changed = this.fields.filter((field, day) => field.value !== texts[day]);
    this.fields.forEach((field, day) => { field.value = texts[day]; });
    for (const field of changed) field.dispatchEvent(new Event("input", { bubbles: true }));
    changed[0]?.dispatchEvent(new Event("change", { bubbles: true }));
    this.read();
    this.said.textContent = `${this.words(block)} ${state ? "opened" : "closed"}. ${this.sum.textContent}`;
  }

  mark(block) {
    this.show(this.open, block);
    this.said.textContent = `${this.words(block)} marked`;
  }

  drop() {
    this.show(this.open);
    this.said.textContent = "";
  }

  words({ first, last }) {
    return `${days(first.day, last.day)} ${time(first.slot * this.grid.step)} to ${time((last.slot + 1) * this.grid.step)}`;
  }
}

// The hours above the days; the cells themselves say their times.
function scale() {
  const hours = Array.from({ length: 12 }, (_, index) => element("span", {}, time(index * 120)));
  const line = element("div", { className: "scale" }, element("span"), ...hours);
  line.setAttribute("aria-hidden", "true");
  return line;
}

// A part of the page that the server has sent anew is drawn anew.
function begin() {
  for (const box of document.querySelectorAll("[data-week]:not([data-begun])")) {
    box.dataset.begun = "yes";
    new Week(box);
  }
}

document.body.addEventListener("htmx:afterSettle", begin);
begin();
