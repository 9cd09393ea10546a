// The picture of a model: moved, zoomed, walked through by keyboard, searched, and asked about its boxes.
// It works on an SVG that is complete without it; nothing is loaded but the panel of a box.

import { ACTS, asked } from "./acts.js";
import { drag } from "./drag.js";
import { Panel } from "./panel.js";
import { Sight } from "./sight.js";
import { Walk } from "./walk.js";

document.documentElement.classList.add("scripted");

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
    const act = asked(event);
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

// A picture that cannot be had says why; where others are being drawn, it is asked for again in a moment.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  if (target.id !== "diagram" || xhr.status < 400) return;
  event.detail.shouldSwap = true;
  const seconds = Number(xhr.getResponseHeader("Retry-After"));
  if (seconds) setTimeout(() => window.htmx.trigger(target, "again"), seconds * 1000);
});
document.body.addEventListener("htmx:sendError", (event) => {
  const waiting = event.detail.target.querySelector(".drawing-now p");
  if (waiting) waiting.textContent = "The picture could not be fetched: the server does not answer.";
});

const all = () => document.querySelectorAll(".stage").forEach(begin);
document.body.addEventListener("htmx:afterSettle", all);
all();
