// Draws status marks as shapes of their own, since fonts differ and colour must not stand alone.

import { el, svg } from "./dom.js";

const SHAPES = {
  "🟢": ["green", "green mark", () => svg("circle", { cx: 8, cy: 8, r: 6.5 })],
  "🟡": ["amber", "amber mark", () => svg("path", { d: "M8 1.200 15 14H1z" })],
  "🔴": ["red", "red mark", () => svg("path", { d: "M8 .8 15.200 8 8 15.200 .8 8z" })],
  "⚪": ["grey", "empty mark", () => svg("circle", { cx: 8, cy: 8, r: 5.5 })],
};

export const MARK = /🟢|🟡|🔴|⚪\uFE0F?/u;

export function mark(char) {
  const [name, label, shape] = SHAPES[char.replace("\uFE0F", "")];
  const drawn = svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, shape());
  return el("span", { class: `mark mark-${name}`, role: "img", "aria-label": label }, drawn);
}
