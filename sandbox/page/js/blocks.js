// Every block that a message, a form or a Home can hold, by its type.

import { chart } from "./chart.js";
import { dataTable, table } from "./table.js";
import { el, newId } from "./dom.js";
import { drawn, undrawn } from "./elements.js";
import { markdown } from "./markdown.js";
import { textOf, wordsOf } from "./mrkdwn.js";
import { imageOf } from "./pictures.js";
import { richText } from "./rich_text.js";
import { leaf, plain } from "./words.js";

// `surface` says where the blocks stand: { on, values, errors }.
export function drawnBlocks(blocks, surface) {
  return blocks.map((block) => drawnBlock(block, surface));
}

function drawnBlock(block, surface) {
  const draw = DRAWN[block.type];
  const node = draw ? draw(block, contextOf(block, surface), surface) : undrawn(block.type);
  return el("div", { class: `block block-${block.type}` }, node);
}

const contextOf = (block, surface) => ({
  on: surface.on,
  values: surface.values ?? {},
  block: block.block_id,
  dispatches: block.type !== "input" || Boolean(block.dispatch_action),
});

const named = (ctx, element, words) => ({
  ...ctx,
  name: element.accessibility_label || words || plain(element.placeholder) || element.type.replaceAll("_", " "),
});

function section(block, ctx) {
  const words = [];
  if (block.text) words.push(el("div", { class: "text", dir: "auto" }, textOf(block.text)));
  if (block.fields) words.push(el("div", { class: "fields" }, block.fields.map((each) => el("div", { dir: "auto" }, textOf(each)))));
  const body = el("div", { class: "section-words" }, words);
  if (!block.accessory) return body;
  const label = block.text ? wordsOf(block.text).slice(0, 80) : "";
  return [body, el("div", { class: `accessory accessory-${block.accessory.type}` }, drawn(block.accessory, named(ctx, block.accessory, label)))];
}

const header = (block) => el("h3", { dir: "auto" }, leaf(plain(block.text)));

const context = (block) =>
  block.elements.map((element) => (element.type === "image" ? imageOf(element) : el("span", { dir: "auto" }, textOf(element))));

const actions = (block, ctx) => block.elements.map((element) => drawn(element, named(ctx, element, "")));

function image(block) {
  const title = block.title ? el("figcaption", { dir: "auto" }, textOf(block.title)) : null;
  return el("figure", {}, title, imageOf(block));
}

const GROUPS = ["radio_buttons", "checkboxes"];

function input(block, ctx, surface) {
  const { element } = block;
  const [id, label, hint, error] = ["field", "label", "hint", "error"].map(newId);
  const said = surface.errors?.[block.block_id];
  const required = !block.optional;
  const isGroup = GROUPS.includes(element.type);
  const field = drawn(element, { ...ctx, id, labelled: label, name: plain(block.label), describedby: `${error} ${hint}`, required });
  const words = [el("span", { dir: "auto" }, plain(block.label)), required ? null : el("span", { class: "faint" }, " (optional)")];
  return el("div", { class: "input", data: { block: block.block_id } },
    isGroup ? el("div", { class: "label", id: label }, words) : el("label", { for: id, id: label }, words),
    field,
    el("p", { class: "error", id: error, role: "alert" }, said ?? ""),
    block.hint ? el("p", { class: "hint faint", id: hint, dir: "auto" }, textOf(block.hint)) : el("span", { id: hint, hidden: true }));
}

const DRAWN = {
  section,
  header,
  context,
  actions,
  context_actions: actions,
  image,
  input,
  divider: () => el("hr"),
  rich_text: richText,
  markdown: (block) => markdown(block.text),
  table,
  data_table: dataTable,
  data_visualization: chart,
};
