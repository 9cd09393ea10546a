// What buttons and keys do to what is seen of a picture.

import { NATURAL } from "./sight.js";

const STEP = 1.25;
export const ACTS = {
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

// What a key asks for, if anything.
export function asked(event) {
  return KEYS[event.key] || (event.shiftKey && event.key.startsWith("Arrow") && event.key.slice(5).toLowerCase());
}
