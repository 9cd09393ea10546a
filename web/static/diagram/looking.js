// A picture without links, such as that of two revisions: moved and zoomed. It is complete without this.

import { ACTS, asked } from "./acts.js";
import { drag } from "./drag.js";
import { Sight } from "./sight.js";

document.documentElement.classList.add("scripted");

function begin(stage) {
  const svg = stage.querySelector(".canvas > svg");
  if (!svg || stage.dataset.begun) return;
  stage.dataset.begun = "yes";
  const canvas = svg.parentElement;
  const sight = new Sight(svg, canvas);
  drag(canvas, sight);
  stage.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]");
    if (act) ACTS[act.dataset.act](sight);
  });
  canvas.addEventListener("keydown", (event) => {
    const act = asked(event);
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    ACTS[act](sight);
    event.preventDefault();
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
