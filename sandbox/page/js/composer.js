// The field in which one writes: messages and commands, completion, files, global shortcuts.

import { Completer } from "./completer.js";
import { el, grown, icon } from "./dom.js";
import { allPacked } from "./pictures.js";
import { menu } from "./popup.js";
import { trouble, wentWell } from "./say.js";
import { doing, redrawAll, store } from "./store.js";
import { wraps } from "./wrapping.js";

export class Composer {
  constructor({ channel, thread, label }) {
    Object.assign(this, { channel, thread, files: [] });
    this.field = el("textarea", {
      rows: 1, dir: "auto", "aria-label": `Message to ${label}`, placeholder: `Message ${label}`,
      data: { key: `composer ${thread ?? channel}` }, on: { input: () => this.grow(), keydown: (event) => this.key(event), paste: (event) => this.paste(event) },
    });
    this.completer = new Completer(this.field, { inThread: Boolean(thread), use: (name) => this.use(name) });
    this.tray = el("ul", { class: "files" });
    this.node = el("div", { class: "composer" }, this.completer.hint, this.field, this.tray, this.tools());
    this.node.takes = (files) => this.take(files);
  }

  tools() {
    const input = el("input", { type: "file", multiple: true, hidden: true, on: { change: () => this.take(input.files) } });
    const attach = el("button", { type: "button", class: "plain", "aria-label": "Attach a file", title: "Attach a file", on: { click: () => input.click() } }, icon("clip"));
    const uses = el("button", { type: "button", class: "plain", "aria-label": "Shortcuts", title: "Shortcuts", "aria-haspopup": "menu", "aria-expanded": "false", on: { click: (event) => this.shortcuts(event) } }, icon("bolt"));
    const send = el("button", { type: "button", class: "plain send", "aria-label": "Send", title: "Send", on: { click: () => this.send() } }, icon("send"));
    const hasUses = store.seen.shortcuts.some((each) => each.type === "global");
    return el("div", { class: "tools" }, input, attach, hasUses && !this.thread ? uses : null, el("span", { class: "grow" }), send);
  }

  shortcuts(event) {
    const uses = store.seen.shortcuts.filter((each) => each.type === "global");
    menu(event.currentTarget, uses.map((each) => ({ label: each.name, hint: store.seen.app.name, act: () => this.use(each.name) })), "Shortcuts");
  }

  async use(name) {
    this.set("");
    wentWell(await doing({ do: "use", name }));
  }

  grow() {
    grown(this.field);
  }

  get isBegun() {
    return Boolean(this.field.value.trim() || this.files.length);
  }

  set(text) {
    this.field.value = text;
    this.completer.shut();
    this.grow();
  }

  key(event) {
    if (this.completer.key(event) || wraps(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.field.value.trim();
    if (this.files.length) return this.sendFiles(text);
    if (!text) return undefined;
    this.begin();
    const done = await doing({ do: "send", text, ...this.where() });
    if (!done.ok) this.failed(text, done);
    return undefined;
  }

  // The field is empty at once, and what went wrong before is said no more.
  begin() {
    this.set("");
    store.said = store.said.filter((each) => each.channel !== this.channel);
  }

  // What failed is said in the conversation, and what was typed is given back.
  failed(text, done) {
    if (!this.field.value) this.set(text);
    if (this.thread) return trouble(done.said);
    store.said.push({ channel: this.channel, words: done.said });
    redrawAll();
    const scroll = document.querySelector("#scroll");
    scroll.scrollTop = scroll.scrollHeight;
    return undefined;
  }

  where() {
    return { channel: this.channel, ...(this.thread ? { thread: this.thread } : {}) };
  }

  async sendFiles(text) {
    const files = this.files;
    this.begin();
    this.hold([]);
    const done = await this.drop(files, text);
    if (done.ok) return;
    this.hold([...files, ...this.files]);
    this.failed(text, done);
  }

  async drop(files, text) {
    const read = await allPacked(files);
    return read.ok ? doing({ do: "drop", text, ...this.where(), files: read.files }) : read;
  }

  take(files) {
    this.hold([...this.files, ...files]);
    this.field.focus();
  }

  hold(files) {
    this.files = files;
    const remover = (file) => () => this.hold(this.files.filter((each) => each !== file));
    this.tray.replaceChildren(...this.files.map((file) => el("li", {}, icon("file"), el("bdi", {}, file.name),
      el("button", { type: "button", class: "plain", "aria-label": `Remove ${file.name}`, on: { click: remover(file) } }, icon("close")))));
  }

  paste(event) {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    this.take(event.clipboardData.files);
  }
}
