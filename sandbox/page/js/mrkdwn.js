// Slack's own markup: marks, code, quotes, links and mentions become nodes.

import { el } from "./dom.js";
import { broadcast, leaf, link, linkWords, person, place, time } from "./words.js";

const OPEN = "\uFFFE";
const SHUT = "\uFFFF";
const HELD = new RegExp(`${OPEN}(\\d+)${SHUT}`);
const MARKS = { "*": "b", _: "i", "~": "s" };
// A mark counts at the edge of a word; a word joiner behind it says that it is none.
const MARKED = /(^|[^\p{L}\p{N}*_~])([*_~])(?![\s\u2060])((?:(?!\2)[^\n])*?[^\s\n])\2(?!\u2060)(?![\p{L}\p{N}*_~])/u;
const CODE = /```\n?([\s\S]+?)\n?```|`(?!\u2060)([^`\n]+)`(?!\u2060)/g;
const ANGLE = /<([^<>|\n]+)(?:\|([^<>\n]*))?>/g;
const BARE = /(^|[\s(])(https?:\/\/[^\s<>]*[^\s<>.,;:!?)])/g;

export const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

// A text object: plain text as it stands, mrkdwn with its marks.
export function textOf(object) {
  if (!object) return [];
  if (object.type === "plain_text") return leaf(object.text, { emojis: object.emoji !== false });
  return mrkdwn(object.text, { verbatim: object.verbatim });
}

export function mrkdwn(text, { verbatim = false } = {}) {
  const nodes = [];
  const hold = (node) => `${OPEN}${nodes.push(node) - 1}${SHUT}`;
  let rest = text.replaceAll(OPEN, "").replaceAll(SHUT, "");
  rest = rest.replace(CODE, (_, block, inline) => hold(code(block, inline)));
  rest = rest.replace(ANGLE, (_, target, label) => hold(angle(target, label)));
  if (!verbatim) rest = rest.replace(BARE, (_, before, href) => before + hold(link(unescaped(href), [unescaped(href)])));
  return quoted(rest, nodes);
}

function code(block, inline) {
  const words = unescaped((block ?? inline).replace(ANGLE, (_, target, label) => label ?? target));
  return block !== undefined ? el("pre", {}, el("code", {}, words)) : el("code", {}, words);
}

function angle(target, label) {
  const words = label === undefined ? undefined : unescaped(label);
  if (target.startsWith("@")) return person(target.slice(1), words);
  if (target.startsWith("#")) return place(target.slice(1), words);
  if (target.startsWith("!date^")) {
    const [, seconds, format, href] = target.split("^");
    return time(seconds, unescaped(format ?? ""), words ?? "", href && unescaped(href));
  }
  if (target.startsWith("!")) return broadcast(words ?? target.slice(1));
  const href = unescaped(target);
  return link(href, leaf(words || linkWords(href)));
}

function quoted(text, nodes) {
  const found = [];
  let quote = null;
  for (const line of text.split("\n")) {
    const inner = line.match(/^(?:&gt;|>) ?(.*)$/);
    if (!inner) {
      if (found.length && !quote) found.push("\n");
      found.push(line);
      quote = null;
    } else if (quote) quote.push("\n", inner[1]);
    else found.push((quote = [inner[1]]));
  }
  return joined(found).flatMap((part) =>
    Array.isArray(part) ? [el("blockquote", {}, marked(part.join(""), nodes))] : marked(part, nodes));
}

// Puts the lines between two quotes together, so that marks are looked for in all of them.
function joined(parts) {
  const found = [];
  for (const part of parts) {
    if (typeof part === "string" && typeof found.at(-1) === "string") found.push(found.pop() + part);
    else found.push(part);
  }
  return found;
}

function marked(text, nodes) {
  const found = text.match(MARKED);
  if (!found) return held(text, nodes);
  const [whole, before, sign, inner] = found;
  const start = text.slice(0, found.index) + before;
  const rest = text.slice(found.index + whole.length);
  return [...held(start, nodes), el(MARKS[sign], {}, marked(inner, nodes)), ...marked(rest, nodes)];
}

function held(text, nodes) {
  const found = text.match(HELD);
  if (!found) return leaf(unescaped(text));
  const [whole, number] = found;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + whole.length);
  return [...leaf(unescaped(before)), nodes[number], ...held(after, nodes)];
}

// The words alone, for names that screen readers say.
export function wordsOf(object) {
  const holder = el("span", {}, typeof object === "string" ? mrkdwn(object) : textOf(object));
  return holder.textContent.trim();
}
