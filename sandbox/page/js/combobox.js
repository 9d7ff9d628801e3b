// A field with a list that narrows while one types; for one choice, or for several as chips.

import { sure } from "./confirm.js";
import { el, icon, newId } from "./dom.js";
import { keep, valueIn } from "./fields.js";
import { chosen, fewest, isExternal, offered } from "./options.js";
import { placed } from "./popup.js";
import { MARK, mark } from "./marks.js";
import { leaf, plain } from "./words.js";

const PAUSE = 200;

export class Combobox {
  constructor(element, ctx) {
    Object.assign(this, { element, ctx, items: [], at: -1, timer: 0, asked: 0 });
    this.many = element.type.startsWith("multi_");
    this.list = el("div", { class: "popup options", popover: "manual", role: "listbox", id: newId("list"), "aria-label": ctx.name });
    this.input = el("input", {
      type: "text", role: "combobox", class: "combo-input", autocomplete: "off", dir: "auto", id: ctx.id,
      "aria-label": ctx.labelled ? null : ctx.name, "aria-describedby": ctx.describedby, "aria-controls": this.list.id,
      "aria-expanded": "false", "aria-autocomplete": "list", data: { key: `${ctx.block}/${element.action_id}` },
      placeholder: plain(element.placeholder) || (isExternal(element) ? "Type to search" : "Choose an option"),
      on: {
        click: () => this.open(), input: () => this.typed(), keydown: (event) => this.key(event),
        blur: () => setTimeout(() => this.left(), 100),
      },
    });
    this.chips = el("span", { class: "chips" });
    this.sign = el("span", { class: "sign", "aria-hidden": "true" });
    this.node = el("div", { class: this.many ? "combo many" : "combo" }, this.chips, this.sign, this.input, icon("down"), this.list);
    this.input.combo = this;
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.show();
  }

  get picked() {
    const value = valueIn(this.ctx, this.element);
    const listed = this.many ? (value ?? []) : value === null || value === undefined ? [] : [value];
    return (this.mine ?? listed).map(chosen).filter(Boolean);
  }

  show() {
    if (this.many) this.chips.replaceChildren(...this.picked.map((each) => this.chip(each)));
    else this.write(this.picked[0]?.label ?? "");
    const canClear = !this.many && this.picked.length && this.ctx.required === false;
    this.clearer?.remove();
    if (!canClear) return;
    this.clearer = el("button", { type: "button", class: "plain", "aria-label": `Clear ${this.ctx.name}`, on: { click: () => this.hold([]) } }, icon("close"));
    this.input.after(this.clearer);
  }

  // A field holds plain text, so a status mark is drawn before it.
  write(label) {
    const sign = label.match(MARK)?.[0];
    this.sign.replaceChildren(...(sign ? [mark(sign)] : []));
    this.input.value = sign ? label.replace(sign, "").trim() : label;
  }

  chip(each) {
    const remove = () => this.hold(this.picked.filter((other) => other.value !== each.value));
    return el("span", { class: "chip" }, el("bdi", {}, leaf(each.label)),
      el("button", { type: "button", class: "plain", "aria-label": `Remove ${each.label}`, on: { click: remove } }, icon("close")));
  }

  typed() {
    clearTimeout(this.timer);
    const wait = isExternal(this.element) ? PAUSE : 0;
    this.timer = setTimeout(() => this.open(this.input.value), wait);
  }

  // Opens again where the field was drawn anew while its list was open.
  reopen(query) {
    if (query) this.input.value = query;
    this.open(query);
  }

  async open(query = "") {
    this.query = query;
    const number = ++this.asked;
    if (!query && !this.many) this.input.select();
    const items = await offered(this.ctx, this.element, query);
    if (number !== this.asked || !this.node.isConnected) return;
    this.items = items;
    this.at = items.length && query ? 0 : -1;
    this.list.replaceChildren(...this.rows(query));
    if (!this.list.matches(":popover-open")) this.list.showPopover();
    this.input.setAttribute("aria-expanded", "true");
    placed(this.list, this.node, { wide: true });
    this.light();
  }

  rows(query) {
    if (!this.items.length) return [el("p", { class: "faint" }, this.hint(query))];
    const taken = new Set(this.picked.map((each) => each.value));
    let group = null;
    return this.items.flatMap((item, index) => {
      const row = el("div", {
        role: "option", id: `${this.list.id}-${index}`, "aria-selected": String(taken.has(item.value)), dir: "auto",
        on: { click: () => this.take(item) },
      }, el("span", {}, leaf(item.label)), item.hint ? el("small", {}, item.hint) : null);
      if (!item.group || item.group === group) return [row];
      group = item.group;
      return [el("div", { class: "group", role: "presentation" }, group), row];
    });
  }

  hint(query) {
    if (!isExternal(this.element) || query.length >= fewest(this.element)) return "No results";
    const lacking = fewest(this.element);
    return `Type ${lacking} ${lacking === 1 ? "letter" : "letters"} or more`;
  }

  light() {
    const rows = [...this.list.querySelectorAll("[role=option]")];
    rows.forEach((row, index) => row.classList.toggle("lit", index === this.at));
    const lit = rows[this.at];
    lit?.scrollIntoView({ block: "nearest" });
    if (lit) this.input.setAttribute("aria-activedescendant", lit.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const isOpen = this.list.matches(":popover-open");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!isOpen) this.open();
      else if (this.items.length) this.at = (this.at + step + this.items.length) % this.items.length;
      this.light();
    } else if (event.key === "Enter" && isOpen && this.items[this.at]) {
      event.preventDefault();
      event.stopPropagation();
      this.take(this.items[this.at]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.shut();
    } else if (event.key === "Backspace" && this.many && !this.input.value) this.hold(this.picked.slice(0, -1));
  }

  take(item) {
    const rest = this.picked.filter((each) => each.value !== item.value);
    const wasIn = rest.length < this.picked.length;
    this.shut();
    this.hold(this.many ? (wasIn ? rest : [...rest, item]) : [item]);
  }

  async hold(picked) {
    if (!(await sure(this.element))) return this.show();
    this.mine = picked.map((each) => ({ value: each.value, text: each.label }));
    this.input.value = "";
    this.show();
    const values = picked.map((each) => each.value);
    await keep(this.ctx, this.element, this.many ? values : (values[0] ?? null));
  }

  left() {
    if (document.activeElement === this.input) return;
    this.shut();
    if (!this.many) this.show();
    else this.input.value = "";
  }

  shut() {
    this.asked += 1;
    if (this.list.matches(":popover-open")) this.list.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

export const combobox = (element, ctx) => new Combobox(element, ctx).node;
