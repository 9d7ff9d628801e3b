// The markdown block: headings, lists, quotes, code, tables, emphasis and links of ordinary Markdown.

import { el } from "./dom.js";
import { leaf, link } from "./words.js";

const INLINE = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|\*(\S(?:.*?\S)?)\*|\b_(\S(?:.*?\S)?)_\b/;

export function markdown(text) {
  const lines = text.split("\n");
  const nodes = [];
  while (lines.length) nodes.push(next(lines));
  return nodes.filter(Boolean);
}

function next(lines) {
  const line = lines[0];
  if (/^```/.test(line)) return fence(lines);
  if (/^\s*$/.test(line)) return void lines.shift();
  const heading = line.match(/^(#{1,6}) +(.*)$/);
  if (heading) {
    lines.shift();
    return el("p", { class: `md-heading md-${heading[1].length}`, role: "heading", "aria-level": Math.min(6, heading[1].length + 2) }, inline(heading[2]));
  }
  if (/^(-{3,}|\*{3,})$/.test(line)) return lines.shift() && el("hr");
  if (/^> ?/.test(line)) return el("blockquote", {}, markdown(taken(lines, /^> ?/).join("\n")));
  if (/^\s*[-*+] /.test(line)) return el("ul", {}, items(lines, /^\s*[-*+] /));
  if (/^\s*\d+[.)] /.test(line)) return el("ol", {}, items(lines, /^\s*\d+[.)] /));
  if (/^\|.*\|\s*$/.test(line) && /^\|[\s:|-]+\|\s*$/.test(lines[1] ?? "")) return table(lines);
  return paragraph(lines);
}

function taken(lines, start) {
  const found = [];
  while (lines.length && start.test(lines[0])) found.push(lines.shift().replace(start, ""));
  return found;
}

const items = (lines, start) => taken(lines, start).map((item) => el("li", { dir: "auto" }, inline(item)));

function fence(lines) {
  lines.shift();
  const found = [];
  while (lines.length && !/^```/.test(lines[0])) found.push(lines.shift());
  lines.shift();
  return el("pre", {}, el("code", {}, found.join("\n")));
}

function table(lines) {
  const cells = (line) => line.trim().slice(1, -1).split("|").map((cell) => inline(cell.trim()));
  const names = lines[0].trim().slice(1, -1).split("|").map((name) => name.trim()).join(", ");
  const head = cells(lines.shift());
  lines.shift();
  const rows = taken(lines, /^(?=\|)/).map((line) => el("tr", {}, cells(line).map((cell) => el("td", {}, cell))));
  const top = el("tr", {}, head.map((cell) => el("th", { scope: "col" }, cell)));
  return el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": `Table: ${names}` }, el("table", { class: "grid" }, el("thead", {}, top), el("tbody", {}, rows)));
}

function paragraph(lines) {
  const found = [lines.shift()];
  while (lines.length && /\S/.test(lines[0]) && !/^(#{1,6} |> ?|\s*[-*+] |\s*\d+[.)] |```|\|)/.test(lines[0])) found.push(lines.shift());
  return el("p", { dir: "auto" }, inline(found.join("\n")));
}

function inline(text) {
  const found = text.match(INLINE);
  if (!found) return leaf(text);
  const [whole, code, label, href, bold, strong, struck, italic, leaning] = found;
  const node = code ? el("code", {}, code)
    : label ? link(href, inline(label))
    : bold || strong ? el("b", {}, inline(bold ?? strong))
    : struck ? el("s", {}, inline(struck))
    : el("i", {}, inline(italic ?? leaning));
  return [...leaf(text.slice(0, found.index)), node, ...inline(text.slice(found.index + whole.length))];
}
