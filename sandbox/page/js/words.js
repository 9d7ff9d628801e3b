// What stands in a message between the marks: names, links, emoji, status marks, times.

import { dateWords } from "./dates.js";
import { el } from "./dom.js";
import { EMOJI, emoji } from "./emoji.js";
import { MARK, mark } from "./marks.js";
import { channel, store, user } from "./store.js";

const PIECE = new RegExp(`(${MARK.source}|${EMOJI.source}|\\n)`, "gu");

// Text as it stands, with line ends, emoji and status marks drawn.
export function leaf(text, { emojis = true } = {}) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(PIECE)) {
    const drawn = piece(found, emojis);
    if (!drawn) continue;
    nodes.push(text.slice(from, found.index), drawn);
    from = found.index + found[0].length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

function piece(found, emojis) {
  const [whole, , name] = found;
  if (whole === "\n") return el("br");
  if (MARK.test(whole)) return mark(whole);
  const char = emojis && emoji(name);
  if (!char) return null;
  if (MARK.test(char)) return mark(char);
  return el("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, char);
}

export function person(id, label) {
  const known = user(id);
  const name = known?.real_name ?? label ?? id;
  const mine = id === store.me ? " mention-me" : "";
  return el("span", { class: `mention${mine}`, dir: "auto" }, `@${name}`);
}

export function place(id, label) {
  const known = channel(id);
  return el("span", { class: "mention" }, `#${known?.name || label || "private channel"}`);
}

export const broadcast = (range) => el("span", { class: "mention mention-me" }, `@${range}`);

export function time(seconds, format, fallback, href) {
  const words = dateWords(seconds, format) ?? fallback;
  const at = new Date(Number(seconds) * 1000);
  const node = el("time", Number.isNaN(at.valueOf()) ? {} : { datetime: at.toISOString() }, words);
  return href ? link(href, [node]) : node;
}

// A link goes only where a browser may safely go; anything else stays text.
export function link(href, children) {
  const safe = /^(https?:|mailto:|tel:)/i.test(href);
  if (!safe) return el("span", {}, children);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, children);
}

export const linkWords = (href) => href.replace(/^mailto:/, "").replace(/^tel:/, "");

// What a text object of Slack's says, without marks.
export const plain = (text) => (typeof text === "string" ? text : (text?.text ?? ""));
