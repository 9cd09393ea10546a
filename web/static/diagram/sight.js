// What of a picture is seen, and how large: the part of the SVG that its viewBox shows.

export const NATURAL = 96 / 72; // pixels for a point, the unit that the picture is drawn in
// How much of the window's height the picture may take; on a phone the page has to be within reach of a thumb.
const most = (width) => window.innerHeight * (width < 700 ? 0.66 : 0.92);
// A picture is not shown smaller than this before somebody asks for it.
const readable = (width) => NATURAL * (width < 700 ? 0.8 : 0.56);
// As long as it stays as large as this, all of it is shown without scrolling the page.
const COMFORTABLE = NATURAL * 0.75;

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// Where a part of a whole begins that is wanted at `start`: inside of it, or in its middle where it has room for all.
const within = (start, whole, part) => (whole > part ? clamp(start, 0, whole - part) : (whole - part) / 2);

// The box of a link on the screen.
export const place = (link) => link.querySelector("polygon, path, ellipse").getBoundingClientRect();

// What part of the picture is seen: `x` and `y` of its corner in points, `scale` in pixels for a point.
export class Sight {
  constructor(svg, canvas) {
    this.svg = svg;
    this.canvas = canvas;
    const box = svg.viewBox.baseVal;
    this.whole = { width: box.width, height: box.height, text: svg.getAttribute("viewBox") };
    this.focus = svg.querySelector("a[data-focus]");
    this.size();
    this.start();
  }

  // The canvas is as high as the picture needs, within the window.
  size() {
    const width = this.canvas.closest(".stage").clientWidth;
    const high = clamp(this.whole.height * this.startScale(width), Math.min(320, most(width)), most(width));
    this.canvas.style.height = `${Math.round(high)}px`;
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
  }

  fitting(width = this.width, height = this.height) {
    return Math.min(width / this.whole.width, height / this.whole.height);
  }

  // A phone shows all of it first, and then what a finger asks for; around a focus it shows what can be read.
  startScale(width) {
    const whole = this.fitting(width, most(width));
    if (width < 700 && !this.focus) return Math.min(NATURAL, whole);
    const top = this.canvas.getBoundingClientRect().top + window.scrollY;
    const atOnce = this.fitting(width, window.innerHeight - top - 16);
    const scale = atOnce >= COMFORTABLE ? atOnce : Math.max(whole, readable(width));
    return Math.min(NATURAL, scale);
  }

  start() {
    this.scale = this.startScale(this.width);
    this.x = within((this.whole.width - this.width / this.scale) / 2, this.whole.width, this.width / this.scale);
    this.y = within(0, this.whole.height, this.height / this.scale);
    this.show();
    if (this.focus) this.center(this.focus);
  }

  // Bring a box into the middle, as far as the picture goes on around it.
  center(link) {
    const box = place(link);
    const seen = this.canvas.getBoundingClientRect();
    const off = (start, end, from, to) => (start + end - from - to) / 2 / this.scale;
    const x = this.x + off(box.left, box.right, seen.left, seen.right);
    const y = this.y + off(box.top, box.bottom, seen.top, seen.bottom);
    this.x = within(x, this.whole.width, this.width / this.scale);
    this.y = within(y, this.whole.height, this.height / this.scale);
    this.show();
  }

  show() {
    const width = this.width / this.scale;
    const height = this.height / this.scale;
    // At least a third of what is seen is picture, so that nobody loses it.
    this.x = clamp(this.x, -width * 0.67, this.whole.width - width * 0.33);
    this.y = clamp(this.y, -height * 0.67, this.whole.height - height * 0.33);
    this.svg.setAttribute("viewBox", `${this.x.toFixed(2)} ${this.y.toFixed(2)} ${width.toFixed(2)} ${height.toFixed(2)}`);
  }

  fit() {
    this.scale = Math.min(this.fitting(), NATURAL * 2);
    this.x = (this.whole.width - this.width / this.scale) / 2;
    this.y = (this.whole.height - this.height / this.scale) / 2;
    this.show();
  }

  // Zoom around a place of the canvas in pixels, without one around its middle.
  zoom(scale, left = this.width / 2, top = this.height / 2) {
    const next = clamp(scale, Math.min(this.fitting(), NATURAL) * 0.8, NATURAL * 4);
    this.x += left / this.scale - left / next;
    this.y += top / this.scale - top / next;
    this.scale = next;
    this.show();
  }

  move(right, down) {
    this.x += right / this.scale;
    this.y += down / this.scale;
    this.show();
  }

  // Bring a box into sight, by the shortest way.
  reveal(link, seen = this.seen()) {
    const box = place(link);
    const margin = 16;
    const way = (start, end, from, to) => Math.min(0, start - from - margin) || Math.max(0, end - to + margin);
    this.move(way(box.left, box.right, seen.left, seen.right), way(box.top, box.bottom, seen.top, seen.bottom));
  }

  // Where the canvas can be seen: inside the window, and above a panel that has come up from below.
  seen() {
    const canvas = this.canvas.getBoundingClientRect();
    const panel = this.canvas.closest(".stage").querySelector(".panel:not([hidden])");
    const isSheet = panel && getComputedStyle(panel).position === "fixed";
    const top = Math.max(canvas.top, 0);
    const bottom = Math.min(canvas.bottom, isSheet ? panel.getBoundingClientRect().top : window.innerHeight);
    return bottom - top < 150 ? canvas : { left: canvas.left, right: canvas.right, top, bottom };
  }

  resized() {
    const x = this.x + this.width / this.scale / 2;
    const y = this.y + this.height / this.scale / 2;
    this.size();
    this.x = x - this.width / this.scale / 2;
    this.y = y - this.height / this.scale / 2;
    this.show();
  }
}
