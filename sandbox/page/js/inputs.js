// Fields in which one types or picks: text, numbers, dates, times, ticks and files.

import { sure } from "./confirm.js";
import { dayWords, localOf, momentOf } from "./dates.js";
import { el, icon } from "./dom.js";
import { keep, keepSoon, valueIn } from "./fields.js";
import { textOf } from "./mrkdwn.js";
import { allPacked } from "./pictures.js";
import { wentWell } from "./say.js";
import { plain } from "./words.js";

const shared = (element, ctx) => ({
  id: ctx.id,
  "aria-label": ctx.labelled ? null : ctx.name,
  "aria-describedby": ctx.describedby,
  "aria-required": ctx.required ? "true" : null,
  data: { key: `${ctx.block}/${element.action_id}` },
});

export function text(element, ctx) {
  const first = valueIn(ctx, element) ?? "";
  const long = element.multiline || element.type === "rich_text_input";
  const told = (event) => ctx.dispatches && keep(ctx, element, event.target.value);
  const onKey = (event) => event.key === "Enter" && !long && told(event);
  const node = el(long ? "textarea" : "input", {
    ...shared(element, ctx), class: "field", dir: "auto", autocomplete: "off",
    ...(long ? { rows: 4 } : { type: "text" }),
    ...(element.type === "number_input" ? { inputmode: "decimal" } : {}),
    placeholder: plain(element.placeholder) || null,
    on: { input: (event) => typed(event.target), change: told, keydown: onKey },
  });
  node.value = typeof first === "object" ? richWords(first) : first;
  const most = element.max_length;
  const left = most ? el("span", { class: "faint count", "aria-hidden": "true" }) : null;
  const typed = (field) => {
    keepSoon(ctx, element, field.value);
    count();
  };
  const count = () => left && (left.textContent = most - node.value.length < 100 ? String(most - node.value.length) : "");
  count();
  return left ? el("div", { class: "counted" }, node, left) : node;
}

const richWords = (rich) => rich.elements.flatMap((part) => part.elements ?? []).map((each) => each.text ?? "").join("");

const picker = (type, read = (value) => value, write = (value) => value) => (element, ctx) => {
  const change = async (event) => (await sure(element)) && keep(ctx, element, event.target.value ? write(event.target.value) : null);
  const value = valueIn(ctx, element);
  const node = el("input", { ...shared(element, ctx), class: "field short", type, on: { change, input: () => say() } });
  node.value = value === null ? "" : read(value);
  // The browser writes a date in its own way, so it stands beside the field in Slack's words.
  const words = el("span", { class: "faint", "aria-hidden": "true" });
  const say = () => (words.textContent = type === "time" ? "" : dayWords(node.value));
  say();
  return type === "time" ? node : el("span", { class: "dated" }, node, words);
};

export const date = picker("date");
export const clock = picker("time");
export const moment = picker("datetime-local", localOf, momentOf);

function choice(element, ctx, option, type) {
  const words = [el("span", { dir: "auto" }, textOf(option.text))];
  if (option.description) words.push(el("small", { dir: "auto" }, textOf(option.description)));
  const taken = [valueIn(ctx, element) ?? []].flat().some((each) => each.value === option.value);
  const box = el("input", {
    type, name: `${JSON.stringify(ctx.on)}${ctx.block}${element.action_id}`, value: option.value,
    checked: taken, data: { key: `${ctx.block}/${element.action_id}/${option.value}` },
  });
  return el("label", { class: "choice" }, box, el("span", {}, words));
}

const choices = (type) => (element, ctx) => {
  const change = async (event) => {
    if (!(await sure(element))) return void (event.target.checked = !event.target.checked);
    const taken = [...node.querySelectorAll("input:checked")].map((box) => box.value);
    await keep(ctx, element, type === "radio" ? (taken[0] ?? null) : taken);
  };
  const node = el("div", {
    class: "choices", role: type === "radio" ? "radiogroup" : "group", "aria-labelledby": ctx.labelled,
    "aria-label": ctx.labelled ? null : ctx.name, "aria-describedby": ctx.describedby, on: { change },
  }, element.options.map((option) => choice(element, ctx, option, type)));
  return node;
};

export const radios = choices("radio");
export const ticks = choices("checkbox");

export function files(element, ctx) {
  const listed = el("ul", { class: "files" });
  let held = valueIn(ctx, element) ?? [];
  const show = () => listed.replaceChildren(...held.map((file) => el("li", {}, icon("file"), el("bdi", {}, file.name), remover(file))));
  const remover = (file) => el("button", { type: "button", class: "plain", "aria-label": `Remove ${file.name}`, on: { click: () => hold(held.filter((each) => each !== file)) } }, icon("close"));
  const hold = async (next) => {
    held = next;
    show();
    await keep(ctx, element, held);
  };
  const take = async (given) => {
    const read = await allPacked([...given]);
    if (wentWell(read)) await hold([...held, ...read.files].slice(0, element.max_files ?? 10));
  };
  const accept = element.filetypes?.map((each) => `.${each}`).join(",");
  const input = el("input", { ...shared(element, ctx), type: "file", multiple: (element.max_files ?? 10) > 1, accept, on: { change: (event) => take(event.target.files) } });
  const drop = (event) => {
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer.files);
  };
  show();
  return el("div", { class: "drop", on: { dragover: (event) => event.preventDefault(), drop } }, input, listed);
}
