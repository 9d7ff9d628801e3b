// Says things that belong to no message: errors that lie above all, and news for screen readers.

import { el, icon } from "./dom.js";

const LONG = 9000;

export function trouble(words) {
  const close = el("button", { type: "button", class: "plain", "aria-label": "Dismiss" }, icon("close"));
  const toast = el("div", { class: "toast" }, icon("warn"), el("span", { dir: "auto" }, words), close);
  close.addEventListener("click", () => toast.remove());
  const open = [...document.querySelectorAll("dialog[open]")].at(-1);
  (open?.querySelector(".form-trouble") ?? document.querySelector("#toasts")).append(toast);
  setTimeout(() => toast.remove(), LONG);
}

export function announce(words) {
  document.querySelector("#announcer").textContent = words;
}

// Says what was answered with an error; returns whether all went well.
export function wentWell(done) {
  if (!done.ok) trouble(done.said ?? done.error);
  return done.ok;
}
