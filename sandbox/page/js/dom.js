// Builds DOM nodes. Text only ever becomes a text node, so nobody's words can become markup.

const SVG = "http://www.w3.org/2000/svg";

export function el(tag, props = {}, ...children) {
  return filled(document.createElement(tag), props, children);
}

export function svg(tag, props = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), props, children);
}

function filled(node, props, children) {
  for (const [name, value] of Object.entries(props)) put(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function put(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  } else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "value" && "value" in node) node.value = value;
  else node.setAttribute(name, value === true ? "" : value);
}

// Makes a field as high as what stands in it, up to a limit.
export function grown(field) {
  field.style.setProperty("height", "auto");
  const edges = field.offsetHeight - field.clientHeight;
  field.style.setProperty("height", `${Math.min(field.scrollHeight + edges, 240)}px`);
}

let made = 0;
export const newId = (stem) => `${stem}-${++made}`;

// Draws a container anew where what it shows has changed; the focus stays on the same thing.
export function redraw(container, shown, build) {
  const mark = typeof shown === "string" ? shown : JSON.stringify(shown);
  if (container.drawn === mark) return false;
  container.drawn = mark;
  keepingFocus(container, () => container.replaceChildren(...[build()].flat(Infinity).filter(Boolean)));
  return true;
}

// Runs what replaces nodes; the focus goes to the node with the same data-key, caret, open list and all,
// and where that is gone, as an answered button is, to what it stood in.
export function keepingFocus(root, replace) {
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  const keys = keysAround(held);
  const query = held?.getAttribute("aria-expanded") === "true" ? held.combo?.query : undefined;
  const caret = held && "selectionStart" in held ? [held.selectionStart, held.selectionEnd] : null;
  replace();
  if (!held || held.isConnected) return;
  const again = keys.map((key) => root.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
  if (!again) return;
  again.focus({ preventScroll: true });
  if (query !== undefined) again.combo?.reopen(query);
  if (caret && again.setSelectionRange && caret[0] !== null) again.setSelectionRange(...caret);
}

function keysAround(node) {
  const near = node?.closest("[data-key]");
  return near ? [near.dataset.key, ...keysAround(near.parentElement)] : [];
}

export const icon = (name) =>
  svg("svg", { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true" },
    svg("path", { d: PATHS[name] }));

const PATHS = {
  hash: "M7.5 3 6 17M14 3l-1.500 14M3.500 7.500h13.500M3 12.500h13.500",
  lock: "M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12 4 6 10l6 6",
  next: "M8 4l6 6-6 6",
  down: "M5 8l5 5 5-5",
  more: "M4 10h.01M10 10h.01M16 10h.01",
  reply: "M4 4h12v9H9l-4 3v-3H4z",
  clip: "M14 6l-6.500 6.500a2 2 0 0 0 3 3L17 9a4 4 0 0 0-5.500-5.500L5 10",
  send: "M3 10 17 4l-4 13-3.500-5z",
  bolt: "M11 2 4 11h5l-1 7 8-10h-5z",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4",
  moon: "M8 3a7 7 0 1 0 9 9A6 6 0 0 1 8 3z",
  sun: "M10 6.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7M10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600 16 16M4 16l1.400-1.400M14.600 5.400 16 4",
  file: "M5 2h7l4 4v12H5zM12 2v4h4",
  traffic: "M6 16V4M3 7l3-3 3 3M14 4v12M11 13l3 3 3-3",
  menu: "M3 5h14M3 10h14M3 15h14",
  warn: "M10 3 2 17h16zM10 8v4M10 14.500h.01",
  pencil: "M4 16l1-4 8-8 3 3-8 8z",
};
