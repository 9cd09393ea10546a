// What there is to say of one box, fetched when somebody asks.

// The panel of a box: opened by click or Enter, closed by Escape, and back to the box it came from.
export class Panel {
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
    this.element.replaceChildren();
    this.element.setAttribute("aria-busy", "true");
    await window.htmx.ajax("GET", address, { target: this.element, swap: "innerHTML" });
    this.element.removeAttribute("aria-busy");
    const heading = this.element.querySelector("h2");
    if (!heading) return window.location.assign(link.getAttribute("href"));
    this.element.hidden = false;
    this.element.scrollTop = 0;
    this.sight.resized(); // the panel has taken some of the width
    heading.focus({ preventScroll: true });
    if (getComputedStyle(this.element).position === "fixed") this.stage.scrollIntoView({ block: "start" });
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
