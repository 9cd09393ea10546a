// A week as cells that can be painted: days and times in, the same as a grid of ARIA with its states out.

import { DAY, DAYS, shown, stretches, time } from "./hours.js";

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const part = (role, className, ...children) => {
  const made = element("div", { className }, ...children);
  made.setAttribute("role", role);
  return made;
};

const unseen = (text) => element("span", { className: "hidden" }, text);

// Days below one another where there is room, else beside one another with time going down.
export class Grid {
  constructor(label, step, isTall) {
    this.step = step;
    this.isTall = isTall;
    this.slots = DAY / step;
    this.cells = DAYS.map((_, day) => Array.from({ length: this.slots }, (_, slot) => this.cell(day, slot)));
    this.box = part("grid", `grid ${isTall ? "tall" : "flat"} step-${step}`, ...(isTall ? this.tall() : this.flat()));
    this.box.setAttribute("aria-label", label);
    this.box.setAttribute("aria-multiselectable", "true");
    this.stand(0, Math.min(this.slots - 1, Math.floor((8 * 60) / step)));
  }

  cell(day, slot) {
    const from = slot * this.step;
    const made = part("gridcell", "cell");
    made.tabIndex = -1;
    Object.assign(made.dataset, { day, slot });
    made.words = `${DAYS[day]} ${time(from)} to ${time(from + this.step)}`;
    if (from % 360 === 0) made.classList.add("quarter");
    else if (from % 60 === 0) made.classList.add("hour");
    return made;
  }

  flat() {
    return DAYS.map((day, index) => part("row", "line", this.head("rowheader", day), ...this.cells[index]));
  }

  tall() {
    const heads = part("row", "line", part("columnheader", "name", unseen("Time")), ...DAYS.map((day) => this.head("columnheader", day)));
    const lines = Array.from({ length: this.slots }, (_, slot) => {
      const from = slot * this.step;
      const head = part("rowheader", "name", from % 60 ? unseen(time(from)) : time(from));
      return part("row", "line", head, ...this.cells.map((cells) => cells[slot]));
    });
    return [heads, ...lines];
  }

  head(role, day) {
    const made = part(role, "name", day.slice(0, 3));
    made.setAttribute("aria-label", day);
    return made;
  }

  // Which cell of this grid an element or a point of the screen is in.
  at(target) {
    const cell = target?.closest?.("[role=gridcell]");
    return cell && this.box.contains(cell) ? { day: Number(cell.dataset.day), slot: Number(cell.dataset.slot) } : null;
  }

  // The one cell that Tab leads to.
  stand(day, slot) {
    if (this.here) this.cells[this.here.day][this.here.slot].tabIndex = -1;
    this.here = { day, slot };
    this.cells[day][slot].tabIndex = 0;
  }

  focus() {
    this.cells[this.here.day][this.here.slot].focus();
  }

  // How much of a cell is open: none, part or all of it.
  stateOf(open, day, slot) {
    const start = day * DAY + slot * this.step;
    const count = open.subarray(start, start + this.step).reduce((sum, minute) => sum + minute, 0);
    return count === 0 ? "closed" : count === this.step ? "open" : "part";
  }

  show(open, block, unread) {
    this.cells.forEach((cells, day) => {
      cells.forEach((cell, slot) => this.showCell(cell, open, day, slot, unread.has(day)));
      cells.forEach((cell, slot) => cell.classList.toggle("marked", Boolean(block && isWithin(block, day, slot))));
    });
  }

  showCell(cell, open, day, slot, isUnread) {
    const state = isUnread ? "unread" : this.stateOf(open, day, slot);
    cell.setAttribute("aria-selected", String(state === "open"));
    if (cell.dataset.state === state && state !== "part") return;
    cell.dataset.state = state;
    cell.setAttribute("aria-label", `${cell.words}, ${state === "part" ? `partly open: ${this.partOf(open, day, slot)}` : WORDS[state]}`);
  }

  partOf(open, day, slot) {
    const [from, to] = [slot * this.step, (slot + 1) * this.step];
    const cut = stretches(open, day).map(([start, end]) => [Math.max(start, from), Math.min(end, to)]);
    return cut.filter(([start, end]) => start < end).map(shown).join(", ");
  }
}

const WORDS = { open: "open", closed: "closed", unread: "cannot be read" };

const isWithin = ({ first, last }, day, slot) =>
  day >= first.day && day <= last.day && slot >= first.slot && slot <= last.slot;
