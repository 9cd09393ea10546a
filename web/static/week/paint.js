// A grid of cells painted by mouse, by finger and by keyboard: what was done goes out as blocks of days and times.

const HOLD = 300; // ms that a finger rests before it paints: one that moves at once scrolls the page
const SLIP = 10; // px that a finger may move while it rests

const between = (one, other) => ({
  first: { day: Math.min(one.day, other.day), slot: Math.min(one.slot, other.slot) },
  last: { day: Math.max(one.day, other.day), slot: Math.max(one.slot, other.slot) },
});

// `week` has: isOpen(cell), canPaint(), preview(block, state), paint(block, state), mark(block) and drop().
export class Painter {
  constructor(grid, week) {
    this.grid = grid;
    this.week = week;
    for (const [kind, act] of Object.entries({
      pointerdown: "down",
      pointermove: "move",
      pointerup: "up",
      pointercancel: "cancel",
      keydown: "key",
      focusin: "stand",
    })) {
      grid.box.addEventListener(kind, (event) => this[act](event));
    }
    grid.box.addEventListener("touchmove", (event) => { if (this.from) event.preventDefault(); }, { passive: false });
    grid.box.addEventListener("contextmenu", (event) => { if (event.pointerType === "touch") event.preventDefault(); });
  }

  down(event) {
    const cell = this.grid.at(event.target);
    if (!cell || event.button || this.from || this.resting) return;
    if (event.pointerType !== "touch") return this.begin(cell, event.pointerId);
    const rest = setTimeout(() => { this.resting = null; this.begin(cell, event.pointerId); }, HOLD);
    this.resting = { cell, rest, x: event.clientX, y: event.clientY };
  }

  begin(cell, pointer) {
    this.from = this.to = cell;
    this.state = !this.week.isOpen(cell);
    this.grid.box.setPointerCapture(pointer);
    this.grid.stand(cell.day, cell.slot);
    this.grid.focus();
    this.week.preview(between(cell, cell), this.state);
  }

  move(event) {
    if (this.resting && Math.hypot(event.clientX - this.resting.x, event.clientY - this.resting.y) > SLIP) this.cancel();
    if (!this.from) return;
    const cell = this.grid.at(document.elementFromPoint(event.clientX, event.clientY));
    if (!cell || (cell.day === this.to.day && cell.slot === this.to.slot)) return;
    this.to = cell;
    this.week.preview(between(this.from, cell), this.state);
  }

  up(event) {
    if (this.resting) {
      const { cell, rest } = this.resting;
      clearTimeout(rest);
      this.resting = null;
      this.begin(cell, event.pointerId);
    }
    if (!this.from) return;
    const block = between(this.from, this.to);
    this.from = null;
    this.week.paint(block, this.state);
  }

  cancel() {
    if (this.resting) clearTimeout(this.resting.rest);
    const wasPainting = Boolean(this.from);
    this.resting = this.from = this.corner = null;
    if (wasPainting) this.week.drop();
  }

  stand(event) {
    const cell = this.grid.at(event.target);
    if (cell) this.grid.stand(cell.day, cell.slot);
  }

  key(event) {
    if (event.altKey) return;
    if (event.key === "Escape" && (this.from || this.corner)) {
      this.from ? this.cancel() : this.unmark();
    } else if (event.key === " " || event.key === "Enter") this.toggle();
    else if (!this.go(event)) return;
    event.preventDefault();
  }

  // Space opens what stands under the mark if it is closed, else closes it.
  toggle() {
    const { here } = this.grid;
    const corner = this.corner ?? here;
    this.corner = null;
    this.week.paint(between(corner, here), !this.week.isOpen(corner));
  }

  go(event) {
    const { here, isTall, slots } = this.grid;
    const to = { ...here };
    const [days, times] = isTall ? ["ArrowLeft ArrowRight", "ArrowUp ArrowDown"] : ["ArrowUp ArrowDown", "ArrowLeft ArrowRight"];
    const step = (keys) => keys.split(" ").indexOf(event.key) * 2 - 1;
    if (days.includes(event.key)) to.day = Math.min(6, Math.max(0, to.day + step(days)));
    else if (times.includes(event.key)) to.slot = Math.min(slots - 1, Math.max(0, to.slot + step(times)));
    else if (event.key === "Home" || event.key === "End") this.far(to, event, event.key === "End");
    else return false;
    if (event.shiftKey) this.corner ??= here;
    else if (this.corner) this.unmark();
    this.grid.stand(to.day, to.slot);
    this.grid.focus();
    if (this.corner) this.week.mark(between(this.corner, to));
    return true;
  }

  // Home and End go to the ends of the day; with Ctrl to those of the week.
  far(to, event, isEnd) {
    to.slot = isEnd ? this.grid.slots - 1 : 0;
    if (event.ctrlKey || event.metaKey) to.day = isEnd ? 6 : 0;
  }

  unmark() {
    this.corner = null;
    this.week.drop();
  }
}
