// The list above a composer: arrow keys go through it, Tab or Enter takes what is lit.

import { completions, usageOf } from "./completion.js";
import { el, newId } from "./dom.js";

export class Completer {
  constructor(field, { inThread, use }) {
    Object.assign(this, { field, inThread, use, found: null, at: 0 });
    this.list = el("div", { role: "listbox", class: "completions", id: newId("completions"), "aria-label": "Suggestions" });
    this.usage = el("p", { class: "usage" });
    this.hint = el("div", { class: "completer", hidden: true }, this.list, this.usage);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", () => this.look());
    field.addEventListener("blur", () => setTimeout(() => this.shut(), 100));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  look() {
    const { value, selectionStart } = this.field;
    this.found = completions(value, selectionStart, { inThread: this.inThread });
    this.at = 0;
    this.show(this.inThread ? null : usageOf(value));
  }

  show(usage) {
    const items = this.found?.items ?? [];
    this.list.replaceChildren(...items.map((item, at) => this.row(item, at)));
    this.usage.replaceChildren(...(usage ? [el("b", {}, usage.name), ` ${usage.usage}`, el("span", { class: "faint" }, ` ${usage.hint}`)] : []));
    this.hint.hidden = !items.length && !usage;
    this.list.hidden = !items.length;
    this.usage.hidden = !usage;
    this.field.setAttribute("aria-expanded", String(items.length > 0));
    this.light();
  }

  row(item, at) {
    return el("div", { role: "option", id: `${this.list.id}-${at}`, on: { click: () => this.take(item) } },
      el("span", { class: "completion-name", dir: "auto" }, item.label), item.usage ? el("code", {}, item.usage) : null,
      item.hint ? el("small", { dir: "auto" }, item.hint) : null);
  }

  light() {
    const rows = [...this.list.children];
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === this.at)));
    const lit = rows[this.at];
    lit?.scrollIntoView({ block: "nearest" });
    if (lit) this.field.setAttribute("aria-activedescendant", lit.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  // Returns whether the key was meant for the list.
  key(event) {
    const items = this.found?.items ?? [];
    if (!items.length || this.hint.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + items.length) % items.length;
    else if (event.key === "Escape") this.shut();
    else if (this.takes(event, items)) this.take(items[this.at]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    this.light();
    return true;
  }

  // Enter on a command that is typed out already sends it.
  takes(event, items) {
    if (event.key === "Tab" && !event.shiftKey) return true;
    return event.key === "Enter" && !event.shiftKey && this.field.value.trim() !== items[this.at].put?.trim();
  }

  take(item) {
    if (item.use) return this.use(item.use);
    const { value, selectionStart } = this.field;
    const end = this.found.from + item.put.length;
    this.field.value = value.slice(0, this.found.from) + item.put + value.slice(selectionStart);
    this.field.focus();
    this.field.setSelectionRange(end, end);
    this.look();
    return undefined;
  }

  shut() {
    this.found = null;
    this.show(null);
  }
}
