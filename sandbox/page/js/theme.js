// Light or dark: as the machine is set, or as was chosen here.

import { el, icon } from "./dom.js";

const NAME = "sandbox-theme";
const OTHER = { light: "dark", dark: "light" };
const machine = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
const chosen = () => localStorage.getItem(NAME) ?? "auto";
const shown = () => (chosen() === "auto" ? machine() : chosen());

export function applyTheme() {
  document.documentElement.dataset.theme = chosen();
}

// Each press shows the other colours; those of the machine are followed from then on.
function change(event) {
  const next = OTHER[shown()];
  localStorage.setItem(NAME, next === machine() ? "auto" : next);
  applyTheme();
  drawn(event.currentTarget);
}

function drawn(button) {
  const label = `Colours: ${shown()}. Change to ${OTHER[shown()]}`;
  button.replaceChildren(icon(shown() === "dark" ? "moon" : "sun"));
  button.setAttribute("aria-label", label);
  button.title = label;
  return button;
}

export const themeButton = () => drawn(el("button", { type: "button", class: "plain", data: { key: "theme" }, on: { click: change } }));
