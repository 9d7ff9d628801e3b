// Native charts: pie, bar, line and area, drawn as SVG, with the numbers beside them as a table.

import { el, newId, svg } from "./dom.js";
import { exactly, ticksFor, written } from "./scale.js";

const HEIGHT = 260;
const BOX = { left: 56, top: 12, right: 12, bottom: 44 };
const WIDE = 560;
const NARROW = 300;
const TIGHT = 440; // pixels below which the narrow drawing is the one whose words can be read
const inner = (width) => ({ width: width - BOX.left - BOX.right, height: HEIGHT - BOX.top - BOX.bottom });

export function chart(block) {
  const { chart: drawn, title } = block;
  const isPie = drawn.type === "pie";
  const id = newId("chart");
  const names = isPie ? drawn.segments.map((each) => each.label) : drawn.series.map((each) => each.name);
  const picture = svg("svg", { role: "img", "aria-labelledby": id });
  const figure = el("figure", { class: "chart" },
    el("figcaption", { id, dir: "auto" }, title),
    picture,
    names.length > 1 || isPie ? legend(isPie ? drawn.segments.map((each) => `${each.label} · ${exactly(each.value)}`) : names) : null,
    numbers(drawn, isPie));
  fits(figure, (width) => {
    picture.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    picture.replaceChildren(...[isPie ? pie(drawn, width) : axes(drawn, width)].flat(Infinity).filter(Boolean));
  });
  return figure;
}

// Draws for the room there is, and anew where that changes: a phone, a thread, a wider window.
function fits(figure, draw) {
  let drawnFor = null;
  const drawFor = (width) => width !== drawnFor && draw((drawnFor = width));
  drawFor(WIDE);
  new ResizeObserver(([{ contentRect }]) => drawFor(contentRect.width < TIGHT ? NARROW : WIDE)).observe(figure);
}

const legend = (names) =>
  el("ul", { class: "legend" }, names.map((name, at) => el("li", { dir: "auto" }, el("span", { class: `key series-${at}` }), name)));

function numbers(drawn, isPie) {
  const columns = isPie ? ["Value"] : drawn.series.map((each) => each.name);
  const labels = isPie ? drawn.segments.map((each) => each.label) : drawn.axis_config.categories;
  const value = (row, at) => (isPie ? drawn.segments[row].value : drawn.series[at].data[row].value);
  const head = el("tr", {}, el("td"), columns.map((name) => el("th", { scope: "col", dir: "auto" }, name)));
  const rows = labels.map((label, row) =>
    el("tr", {}, el("th", { scope: "row", dir: "auto" }, label), columns.map((_, at) => el("td", { class: "right" }, exactly(value(row, at))))));
  return el("details", {}, el("summary", {}, "Numbers"),
    el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Numbers" },
      el("table", { class: "grid" }, el("thead", {}, head), el("tbody", {}, rows))));
}

function pie(drawn, width) {
  const all = drawn.segments.reduce((sum, each) => sum + each.value, 0);
  const [x, y, r] = [width / 2, HEIGHT / 2, HEIGHT / 2 - 14];
  let from = -Math.PI / 2;
  return drawn.segments.map((each, at) => {
    const to = from + (each.value / all) * Math.PI * 2;
    const label = svg("title", {}, `${each.label}: ${written(each.value)} of ${written(all)}`);
    const whole = drawn.segments.length === 1;
    const shape = whole ? svg("circle", { cx: x, cy: y, r, class: "slice series-0" }, label)
      : svg("path", { d: slice(x, y, r, from, to), class: `slice series-${at}` }, label);
    from = to;
    return shape;
  });
}

function slice(x, y, r, from, to) {
  const point = (angle) => `${x + r * Math.cos(angle)} ${y + r * Math.sin(angle)}`;
  return `M${x} ${y} L${point(from)} A${r} ${r} 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to)} Z`;
}

function axes(drawn, width) {
  const { width: across, height } = inner(width);
  const values = drawn.series.flatMap((each) => each.data.map((point) => point.value));
  const ticks = ticksFor(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const y = (value) => BOX.top + height * (1 - (value - low) / (high - low || 1));
  const { categories, x_label: xLabel, y_label: yLabel } = drawn.axis_config;
  const step = across / categories.length;
  const x = (at) => BOX.left + step * (at + 0.5);
  return [
    ticks.map((tick) => svg("line", { class: "grid-line", x1: BOX.left, x2: width - BOX.right, y1: y(tick), y2: y(tick) })),
    ticks.map((tick) => svg("text", { class: "tick end", x: BOX.left - 6, y: y(tick) + 4 }, written(tick))),
    named(categories, x, step),
    xLabel ? svg("text", { class: "tick middle", x: BOX.left + across / 2, y: HEIGHT - 4 }, xLabel) : null,
    yLabel ? svg("text", { class: "tick middle", transform: `translate(12 ${BOX.top + height / 2}) rotate(-90)` }, yLabel) : null,
    drawn.type === "bar" ? bars(drawn.series, { x, y, step }) : lines(drawn, { x, y }),
  ];
}

// Names as many categories as fit, and cuts what is too long for its place.
function named(categories, x, step) {
  const every = Math.ceil(34 / step);
  const most = Math.max(3, Math.floor((step * every) / 6.5));
  return categories.map((name, at) => {
    if (at % every) return null;
    const short = name.length > most ? `${name.slice(0, most - 1)}…` : name;
    return svg("text", { class: "tick middle", x: x(at), y: HEIGHT - BOX.bottom + 18 }, short, svg("title", {}, name));
  });
}

const said = (series, point) => svg("title", {}, `${series.name}, ${point.label}: ${written(point.value)}`);

function bars(series, { x, y, step }) {
  const wide = (step * 0.72) / series.length;
  return series.map((each, number) => each.data.map((point, at) => {
    const top = Math.min(y(point.value), y(0));
    const height = Math.max(Math.abs(y(point.value) - y(0)), point.value ? 1 : 0);
    const left = x(at) - (wide * series.length) / 2 + wide * number;
    return svg("rect", { class: `bar series-${number}`, x: left, y: top, width: Math.max(wide - 1, 1), height }, said(each, point));
  }));
}

function lines(drawn, { x, y }) {
  return drawn.series.map((each, number) => {
    const points = each.data.map((point, at) => `${x(at)} ${y(point.value)}`);
    const path = `M${points.join(" L")}`;
    const close = ` L${x(points.length - 1)} ${y(0)} L${x(0)} ${y(0)} Z`;
    return [
      drawn.type === "area" ? svg("path", { class: `area series-${number}`, d: path + close }) : null,
      svg("path", { class: `line series-${number}`, d: path }),
      each.data.map((point, at) => svg("circle", { class: `dot series-${number}`, cx: x(at), cy: y(point.value), r: 3.5 }, said(each, point))),
    ];
  });
}
