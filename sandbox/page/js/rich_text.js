// Rich text: sections, lists, quotes and preformatted text, and the leaves that stand in them.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { MARK, mark } from "./marks.js";
import { broadcast, leaf, link, person, place, time } from "./words.js";

const STYLES = [["code", "code"], ["bold", "b"], ["italic", "i"], ["strike", "s"], ["underline", "u"]];

export const richText = (block) => block.elements.map(part);

function part(element) {
  const draw = PARTS[element.type];
  return draw ? draw(element) : leafOf(element);
}

const PARTS = {
  rich_text_section: (element) => el("div", { class: "rich", dir: "auto" }, element.elements.map(leafOf)),
  rich_text_quote: (element) => el("blockquote", {}, element.elements.map(leafOf)),
  rich_text_preformatted: (element) => el("pre", {}, el("code", {}, element.elements.map(words))),
  rich_text_list: list,
};

const words = (leaf_) => leaf_.text ?? leaf_.url ?? "";

function list(element) {
  const tag = element.style === "ordered" ? "ol" : "ul";
  const items = element.elements.map((item) => el("li", {}, part(item)));
  const start = tag === "ol" && element.offset ? { start: element.offset + 1 } : {};
  return el(tag, { class: `indent-${element.indent ?? 0}`, ...start }, items);
}

function leafOf(element) {
  const draw = LEAVES[element.type];
  const node = draw ? draw(element) : String(element.text ?? element.value ?? "");
  return styled(node, element.style ?? {});
}

function styled(node, style) {
  return STYLES.reduce((inner, [name, tag]) => (style[name] ? [el(tag, {}, inner)] : inner), [node].flat());
}

const LEAVES = {
  text: (element) => leaf(element.text, { emojis: false }),
  link: (element) => link(element.url, leaf(element.text ?? element.url)),
  user: (element) => person(element.user_id),
  channel: (element) => place(element.channel_id),
  broadcast: (element) => broadcast(element.range),
  usergroup: (element) => broadcast(element.usergroup_id),
  emoji: (element) => pictured(element.name),
  date: (element) => time(element.timestamp, element.format, element.fallback ?? "", element.url),
};

function pictured(name) {
  const char = emoji(name);
  if (char && MARK.test(char)) return mark(char);
  return char ? el("span", { class: "emoji", role: "img", "aria-label": name }, char) : `:${name}:`;
}
