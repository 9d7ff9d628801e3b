// How people are drawn: a square with their initials, and what sets some of them apart.

import { el } from "./dom.js";
import { user } from "./store.js";

const COLOURS = 8;

function initials(name) {
  const words = [...name.matchAll(/\p{L}[\p{L}\p{N}]*/gu)].map(([word]) => word);
  return (words.length > 1 ? [words[0], words.at(-1)] : words).map((word) => [...word][0]).join("").toUpperCase() || "?";
}

export function avatar(id) {
  const known = user(id);
  const tone = [...id].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 997, 7) % COLOURS;
  const shape = known?.is_bot ? " avatar-app" : "";
  return el("span", { class: `avatar tone-${tone}${shape}`, "aria-hidden": "true" }, initials(known?.real_name ?? "?"));
}

export const nameIn = (id) => user(id)?.real_name ?? id;

export function tags(id) {
  const known = user(id);
  const said = [known?.is_bot && "App", known?.is_guest && "Guest", known?.is_stranger && "Other company", known?.deleted && "Left"];
  return said.filter(Boolean).map((word) => el("span", { class: "tag" }, word));
}
