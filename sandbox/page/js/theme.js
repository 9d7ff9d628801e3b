// Light or dark: as the machine is set, or as was chosen here.

import { el, icon } from "./dom.js";

const NAME = "sandbox-theme";
const OTHER = { light: "dark", dark: "light" };
const NIGHT = matchMedia("(prefers-color-scheme: dark)");
const machine = () => (NIGHT.matches ? "dark" : "light");
const chosen = () => localStorage.getItem(NAME) ?? "auto";
const shown = () => (chosen() === "auto" ? machine() : chosen());

export function applyTheme() {
  document.documentElement.dataset.theme = chosen();
}

// While the machine's colours are followed, what the button says changes with them, in the evening for instance.
NIGHT.addEventListener("change", () => document.querySelectorAll('[data-key="theme"]').forEach(drawn));

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
