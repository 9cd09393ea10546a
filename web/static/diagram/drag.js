// The picture moved and zoomed by hand.

import { clamp } from "./sight.js";

// One finger or the mouse moves, two fingers zoom; less than a few pixels is a click.
export function drag(canvas, sight) {
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
