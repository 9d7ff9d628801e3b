// What the app and its Slack say to each other: each exchange with its time, its content on demand.

import { clock } from "./dates.js";
import { el, icon, redraw } from "./dom.js";
import { store } from "./store.js";
import { get } from "./wire.js";

const pane = document.querySelector("#inspector");
const SLOW = 1000; // milliseconds from which a time is marked
let isOpen = false;
let drawnFor = "";

export function inspectorButton() {
  return el("button", { type: "button", class: "plain", "aria-label": "Inspector", title: "Inspector: what the app and Slack say to each other", "aria-expanded": String(isOpen), data: { key: "inspector" }, on: { click: toggle } }, icon("traffic"));
}

export function toggle() {
  isOpen = !isOpen;
  pane.hidden = !isOpen;
  document.body.dataset.pane = isOpen ? "inspector" : "middle";
  document.querySelector('[data-key="inspector"]')?.setAttribute("aria-expanded", String(isOpen));
  document.querySelector("#app").classList.toggle("with-inspector", isOpen);
  drawnFor = "";
  if (isOpen) drawInspector(store.seen).then(() => pane.querySelector("button").focus());
  else document.querySelector('[data-key="inspector"]')?.focus();
}

pane.addEventListener("keydown", (event) => event.key === "Escape" && toggle());

export async function drawInspector(seen) {
  const wanted = `${seen.me} ${seen.exchanges}`;
  if (!isOpen || drawnFor === wanted) return;
  drawnFor = wanted;
  const { exchanges } = await get("traffic", { as: seen.me });
  const open = new Set([...pane.querySelectorAll("details[open]")].map((node) => node.dataset.number));
  redraw(pane, { exchanges, me: seen.me }, () => [
    el("header", { class: "top" }, el("h2", {}, "Inspector"),
      el("button", { type: "button", class: "plain", "aria-label": "Close inspector", data: { key: "close inspector" }, on: { click: toggle } }, icon("close"))),
    el("p", { class: "faint note" }, "The newest first. What concerns others shows its time only."),
    el("div", { class: "exchanges" }, exchanges.length ? exchanges.map((each) => line(each, open)) : el("p", { class: "empty" }, "Nothing was said yet.")),
  ]);
}

function line(each, open) {
  const way = each.to_app ? "to the app" : "to Slack";
  const bad = each.error || each.status >= 400 || each.status === 0;
  const words = [
    el("span", { class: `way ${each.to_app ? "to-app" : "to-slack"}`, role: "img", "aria-label": way }, each.to_app ? "→" : "←"),
    el("span", { class: "kind" }, each.kind),
    bad ? el("span", { class: "status bad" }, each.error ?? (each.status || "no answer")) : null,
    el("span", { class: each.took >= SLOW ? "took slow" : "took" }, `${each.took} ms`),
    el("time", { class: "faint" }, clock(each.at * 1000, true)),
    each.fault ? el("span", { class: "fault" }, each.fault) : null,
  ];
  const key = `exchange ${each.number}`;
  if (!each.is_open) return el("div", { class: "exchange closed", title: "It concerns somebody else" }, words, icon("lock"));
  const body = el("pre", { tabindex: "0", class: "json" });
  const node = el("details", { class: "exchange", data: { number: String(each.number) }, open: open.has(String(each.number)) }, el("summary", { data: { key } }, words), body);
  node.addEventListener("toggle", () => node.open && show(each, body));
  return node;
}

async function show(each, body) {
  if (body.textContent) return;
  const found = await get("exchange", { as: store.me, number: each.number });
  body.textContent = found.ok ? JSON.stringify({ asked: found.asked, answered: found.answered }, null, 2) : "It is forgotten.";
}
