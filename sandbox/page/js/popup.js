// Something that opens beside what was pressed: above all else, and always inside the window.

import { el } from "./dom.js";
import { leaf } from "./words.js";

const GAP = 4;

export function placed(popup, anchor, { wide = false } = {}) {
  const box = anchor.getBoundingClientRect();
  if (wide) popup.style.setProperty("width", `${Math.max(box.width, 200)}px`);
  const { width, height } = popup.getBoundingClientRect();
  const below = innerHeight - box.bottom - GAP;
  const top = height <= below || below >= box.top ? box.bottom + GAP : Math.max(GAP, box.top - height - GAP);
  const left = Math.min(Math.max(GAP, wide ? box.left : box.right - width), innerWidth - width - GAP);
  popup.style.setProperty("top", `${Math.min(top, Math.max(GAP, innerHeight - height - GAP))}px`);
  popup.style.setProperty("left", `${Math.max(GAP, wide ? left : Math.max(GAP, left))}px`);
}

// Opens a menu; items are { label, hint, act, danger, checked } or "-" for a line.
export function menu(anchor, items, label) {
  const popup = el("div", { class: "popup menu", popover: "auto", role: "menu", "aria-label": label });
  const entries = items.map((item) => (item === "-" ? el("hr", { role: "separator" }) : entry(item, popup)));
  popup.append(...entries);
  popup.querySelector("button").tabIndex = 0; // a long menu scrolls, so the keyboard must reach into it
  anchor.setAttribute("aria-expanded", "true");
  popup.addEventListener("keydown", (event) => arrows(event, popup));
  popup.addEventListener("toggle", (event) => event.newState === "closed" && shut(popup, anchor));
  (anchor.closest("dialog") ?? document.body).append(popup);
  popup.showPopover();
  placed(popup, anchor);
  (popup.querySelector("[aria-checked=true]") ?? popup.querySelector("button"))?.focus();
}

function shut(popup, anchor) {
  anchor.setAttribute("aria-expanded", "false");
  const had = popup.contains(document.activeElement) || document.activeElement === document.body;
  popup.remove();
  if (had && anchor.isConnected) anchor.focus();
}

function entry(item, popup) {
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  const press = () => {
    popup.hidePopover();
    item.act();
  };
  return el("button",
    { type: "button", role, tabindex: "-1", class: item.danger ? "danger" : "", "aria-checked": item.checked === undefined ? null : String(item.checked), on: { click: press } },
    item.picture ?? null,
    el("span", { class: "menu-words" }, el("span", { dir: "auto" }, leaf(item.label)), item.hint ? el("small", {}, item.hint) : null));
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function arrows(event, popup) {
  const buttons = [...popup.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  if (event.key in STEPS) buttons.at((at + STEPS[event.key] + buttons.length) % buttons.length).focus();
  else if (event.key === "Home") buttons[0].focus();
  else if (event.key === "End") buttons.at(-1).focus();
  else if (event.key === "Tab") popup.hidePopover();
  else return;
  if (event.key !== "Tab") event.preventDefault();
}
