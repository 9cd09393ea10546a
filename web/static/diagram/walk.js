// The picture by keyboard: one box is in the order of Tab, arrow keys lead on from there.

import { place } from "./sight.js";

const middle = (link) => {
  const box = place(link);
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, height: box.height };
};

// Arrow keys follow the dependencies: down to what a box needs, up to what rests on it, sideways among neighbours.
export class Walk {
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
