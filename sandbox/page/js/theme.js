// Light or dark: as the machine is set, or as was chosen here.

import { el, icon } from "./dom.js";

const NAME = "sandbox-theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const WORDS = { auto: "as this machine", light: "light", dark: "dark" };
const now = () => document.documentElement.dataset.theme ?? "auto";

export function applyTheme() {
  document.documentElement.dataset.theme = localStorage.getItem(NAME) ?? "auto";
}

const label = () => `Colours: ${WORDS[now()]}. Change`;

export function themeButton() {
  const change = (event) => {
    const next = NEXT[now()];
    localStorage.setItem(NAME, next);
    applyTheme();
    event.currentTarget.replaceChildren(icon(next === "dark" ? "moon" : "sun"));
    event.currentTarget.setAttribute("aria-label", label());
    event.currentTarget.title = label();
  };
  return el("button", { type: "button", class: "plain", "aria-label": label(), title: label(), data: { key: "theme" }, on: { click: change } }, icon(now() === "dark" ? "moon" : "sun"));
}
