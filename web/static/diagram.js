// The picture of a model: moved, zoomed, walked through by keyboard, searched, and asked about its boxes.
// It works on an SVG that is complete without it; nothing is loaded but the panel of a box.
(() => {
  "use strict";

  const NATURAL = 96 / 72; // pixels for a point, the unit that the picture is drawn in
  // How much of the window's height the picture may take; on a phone the page has to be within reach of a thumb.
  const most = (width) => window.innerHeight * (width < 700 ? 0.66 : 0.92);
  // A picture is not shown smaller than this before somebody asks for it.
  const readable = (width) => NATURAL * (width < 700 ? 0.8 : 0.65);
  const STEP = 1.25;
  document.documentElement.classList.add("scripted");

  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  // What part of the picture is seen: `x` and `y` of its corner in points, `scale` in pixels for a point.
  class Sight {
    constructor(svg, canvas) {
      this.svg = svg;
      this.canvas = canvas;
      const box = svg.viewBox.baseVal;
      this.whole = { width: box.width, height: box.height, text: svg.getAttribute("viewBox") };
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

    startScale(width) {
      return Math.min(NATURAL, Math.max(this.fitting(width, most(width)), readable(width)));
    }

    start() {
      this.scale = this.startScale(this.width);
      this.x = (this.whole.width - this.width / this.scale) / 2;
      this.y = this.height / this.scale > this.whole.height ? (this.whole.height - this.height / this.scale) / 2 : 0;
      const focus = this.svg.querySelector("a[data-focus]");
      if (focus) this.reveal(focus, true);
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

    // Bring a box into sight, or into the middle.
    reveal(link, intoTheMiddle = false) {
      const seen = this.canvas.getBoundingClientRect();
      const box = place(link);
      const margin = 24;
      const left = seen.left + margin, right = seen.right - margin;
      const top = seen.top + margin, bottom = seen.bottom - margin;
      if (!intoTheMiddle && box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom) return;
      this.move((box.left + box.right - left - right) / 2, (box.top + box.bottom - top - bottom) / 2);
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

  const place = (link) => link.querySelector("polygon, path, ellipse").getBoundingClientRect();
  const middle = (link) => {
    const box = place(link);
    return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, height: box.height };
  };

  // Arrow keys follow the dependencies: down to what a box needs, up to what rests on it, sideways among neighbours.
  class Walk {
    constructor(svg, sight) {
      this.svg = svg;
      this.sight = sight;
      this.links = [...svg.querySelectorAll(".node > a")];
      for (const link of this.links) link.setAttribute("tabindex", "-1");
      this.stand(svg.querySelector("a[data-focus]") || this.links[0]);
    }

    // The one box that Tab leads to.
    stand(link) {
      if (!link) return;
      if (this.here) this.here.setAttribute("tabindex", "-1");
      this.here = link;
      link.setAttribute("tabindex", "0");
    }

    go(link) {
      if (!link) return;
      this.stand(link);
      link.focus({ preventScroll: true });
      this.sight.reveal(link);
    }

    nearest(candidates) {
      const from = middle(this.here);
      const far = (link) => Math.hypot(middle(link).x - from.x, middle(link).y - from.y);
      return candidates.reduce((best, link) => (!best || far(link) < far(best) ? link : best), null);
    }

    along(relation) {
      const nodes = this.here.dataset[relation].split(" ").filter(Boolean);
      return this.nearest(nodes.map((node) => this.svg.querySelector(`#${node} > a`)).filter(Boolean));
    }

    beside(direction) {
      const from = middle(this.here);
      const row = this.links.filter((link) => {
        const to = middle(link);
        return (to.x - from.x) * direction > 1 && Math.abs(to.y - from.y) < Math.max(from.height, to.height);
      });
      return this.nearest(row);
    }

    key(name) {
      const next = { ArrowDown: () => this.along("below"), ArrowUp: () => this.along("above"),
        ArrowLeft: () => this.beside(-1), ArrowRight: () => this.beside(1),
        Home: () => this.links[0], End: () => this.links[this.links.length - 1] }[name];
      if (!next) return false;
      this.go(next());
      return true;
    }
  }

  // The panel of a box: opened by click or Enter, closed by Escape, and back to the box it came from.
  class Panel {
    constructor(stage, walk, sight) {
      this.stage = stage;
      this.walk = walk;
      this.sight = sight;
      this.element = stage.querySelector(".panel");
    }

    async open(link) {
      this.walk.stand(link);
      this.mark(link);
      const query = new URLSearchParams({ kind: link.dataset.kind, of: link.dataset.of });
      const address = `${this.stage.dataset.panel}${this.stage.dataset.panel.includes("?") ? "&" : "?"}${query}`;
      this.element.setAttribute("aria-busy", "true");
      await window.htmx.ajax("GET", address, { target: this.element, swap: "innerHTML" });
      this.element.removeAttribute("aria-busy");
      const heading = this.element.querySelector("h2");
      if (!heading) return window.location.assign(link.getAttribute("href"));
      this.element.hidden = false;
      this.element.scrollTop = 0;
      this.sight.resized(); // the panel has taken some of the width
      heading.focus({ preventScroll: true });
      this.sight.reveal(link);
    }

    close() {
      if (this.element.hidden) return;
      this.element.hidden = true;
      this.sight.resized();
      this.mark(null);
      this.walk.go(this.walk.here);
    }

    // The chosen box and the lines that it has are plain to see; marks such as "any of" are passed over.
    mark(link) {
      for (const marked of this.stage.querySelectorAll(".chosen, .traced")) marked.classList.remove("chosen", "traced");
      this.stage.querySelector("svg").classList.toggle("traced-out", Boolean(link));
      if (!link) return;
      link.parentElement.classList.add("chosen");
      const seen = new Set();
      const nodes = [link.parentElement.id];
      while (nodes.length) {
        const node = nodes.pop();
        seen.add(node);
        for (const line of this.stage.querySelectorAll(`.edge.${node}`)) {
          line.classList.add("traced");
          const isMark = (name) => /^n\d+$/.test(name) && !seen.has(name) && !this.stage.querySelector(`#${name} > a`);
          nodes.push(...[...line.classList].filter(isMark));
        }
      }
    }
  }

  const ACTS = {
    in: (sight) => sight.zoom(sight.scale * STEP),
    out: (sight) => sight.zoom(sight.scale / STEP),
    fit: (sight) => sight.fit(),
    natural: (sight) => sight.zoom(NATURAL),
    left: (sight) => sight.move(-80, 0),
    right: (sight) => sight.move(80, 0),
    up: (sight) => sight.move(0, -80),
    down: (sight) => sight.move(0, 80),
  };
  const KEYS = { "+": "in", "=": "in", "-": "out", "0": "fit", "1": "natural" };

  // One finger or the mouse moves, two fingers zoom; less than a few pixels is a click.
  function drag(canvas, sight) {
    const held = new Map();
    let travelled = 0;
    const spread = () => {
      const [one, other] = [...held.values()];
      return { length: Math.hypot(one.x - other.x, one.y - other.y), x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    };
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      if (!held.size) travelled = 0;
      held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    });
    canvas.addEventListener("pointermove", (event) => {
      const last = held.get(event.pointerId);
      if (!last) return;
      const before = held.size === 2 ? spread() : null;
      held.set(event.pointerId, { x: event.clientX, y: event.clientY });
      travelled += Math.abs(event.clientX - last.x) + Math.abs(event.clientY - last.y);
      if (travelled < 5) return;
      // Taken hold of only now: a captured pointer would take the click away from the box below it.
      if (!canvas.hasPointerCapture(event.pointerId)) canvas.setPointerCapture(event.pointerId);
      canvas.classList.add("dragged");
      if (before) {
        const after = spread();
        const corner = canvas.getBoundingClientRect();
        sight.zoom((sight.scale * after.length) / before.length, after.x - corner.left, after.y - corner.top);
        sight.move(before.x - after.x, before.y - after.y);
      } else sight.move(last.x - event.clientX, last.y - event.clientY);
    });
    const letGo = (event) => {
      held.delete(event.pointerId);
      canvas.classList.remove("dragged");
    };
    canvas.addEventListener("pointerup", letGo);
    canvas.addEventListener("pointercancel", letGo);
    canvas.addEventListener("dragstart", (event) => event.preventDefault());
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // a plain wheel scrolls the page
      event.preventDefault();
      const corner = canvas.getBoundingClientRect();
      const factor = Math.exp(-clamp(event.deltaY, -60, 60) / 150);
      sight.zoom(sight.scale * factor, event.clientX - corner.left, event.clientY - corner.top);
    }, { passive: false });
    return () => travelled >= 5;
  }

  // What a search has found is marked; the first of it is where Enter goes.
  function mark(svg, hits) {
    const nodes = hits ? hits.dataset.nodes.split(" ").filter(Boolean) : [];
    svg.classList.toggle("searched", nodes.length > 0);
    for (const node of svg.querySelectorAll(".node")) node.classList.toggle("hit", nodes.includes(node.id));
    return nodes.map((node) => svg.querySelector(`#${node} > a`)).filter(Boolean);
  }

  function begin(stage) {
    const svg = stage.querySelector(".canvas > svg");
    if (!svg || stage.dataset.begun) return;
    stage.dataset.begun = "yes";
    const canvas = svg.parentElement;
    const sight = new Sight(svg, canvas);
    const walk = new Walk(svg, sight);
    const panel = new Panel(stage, walk, sight);
    const wasDragged = drag(canvas, sight);
    const hits = () => document.querySelector("#hits .hits");
    svg.setAttribute("aria-describedby", "keys");
    mark(svg, hits());

    stage.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]");
      if (act && act.dataset.act === "close") panel.close();
      else if (act) ACTS[act.dataset.act](sight);
      const link = event.target.closest("svg a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (!wasDragged() || event.detail === 0) panel.open(link);
    });
    stage.addEventListener("focusin", (event) => {
      if (event.target.matches("svg a")) walk.stand(event.target);
    });
    stage.addEventListener("keydown", (event) => {
      if (event.key === "Escape") panel.close();
      if (!event.target.closest(".canvas") || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = KEYS[event.key] || (event.shiftKey && event.key.startsWith("Arrow") && event.key.slice(5).toLowerCase());
      if (act) ACTS[act](sight);
      else if (!walk.key(event.key)) return;
      event.preventDefault();
    });
    document.body.addEventListener("htmx:afterSwap", (event) => {
      if (event.target.id === "hits") mark(svg, hits());
    });
    document.querySelector(".finding").addEventListener("submit", (event) => {
      const [first] = mark(svg, hits());
      const other = document.querySelector("#hits a");
      if (first || other) event.preventDefault();
      if (first) walk.go(first);
      else if (other) other.focus();
    });
    new ResizeObserver(() => {
      if (canvas.clientWidth && canvas.clientWidth !== sight.width) sight.resized();
    }).observe(canvas);
    window.addEventListener("beforeprint", () => svg.setAttribute("viewBox", sight.whole.text));
    window.addEventListener("afterprint", () => sight.show());
  }

  const all = () => document.querySelectorAll(".stage").forEach(begin);
  document.body.addEventListener("htmx:afterSettle", all);
  all();
})();
