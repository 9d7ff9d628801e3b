// What only its reader sees: it says so, and is dismissed by her alone.

import { el, icon } from "./dom.js";
import { announce, wentWell } from "./say.js";
import { doing, redrawAll, store } from "./store.js";

// `dismiss` tells whether it is gone: what is still there keeps the focus.
export function onlyHers(dismiss) {
  const press = async (event) => {
    const next = neighbour(event.currentTarget.closest("article"));
    if (!(await dismiss())) return;
    announce("Dismissed");
    (next?.isConnected ? next : document.querySelector("#foot textarea"))?.focus();
  };
  return el("p", { class: "only" }, icon("eye"), el("span", {}, "Only visible to you"), el("span", { "aria-hidden": "true" }, "·"),
    el("button", { type: "button", class: "dismiss", on: { click: press } }, "Dismiss message"));
}

// Where the focus goes when this one is not there any more.
function neighbour(article) {
  const all = [...article.parentElement.querySelectorAll("article")];
  const at = all.indexOf(article);
  return all[at + 1] ?? all[at - 1];
}

export const dismissed = async (message) =>
  wentWell(await doing({ do: "dismiss", on: { channel: message.channel, ts: message.ts } }));

// Takes away an error that only this page shows; that always goes well.
export function unsay(words) {
  store.said = store.said.filter((each) => each.words !== words);
  redrawAll();
  return true;
}
