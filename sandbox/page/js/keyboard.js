// Keys that work everywhere: / writes, Alt and arrows go through conversations, ? shows them all.

import { el } from "./dom.js";
import { goTo } from "./go.js";
import { composerHere } from "./middle.js";
import { edit } from "./message_actions.js";
import { store } from "./store.js";
import { shut } from "./thread.js";

const KEYS = [
  ["/", "Write; at the start of a message, a command"],
  ["Enter", "Send; Shift and Enter begins a line"],
  ["Ctrl B, Ctrl I, Ctrl E", "Bold, italic, code; Ctrl Shift X strikes through"],
  ["Ctrl Enter", "Send the form"],
  ["↑ in an empty field", "Edit your last message"],
  ["Alt ↑, Alt ↓", "The conversation above or below"],
  ["Ctrl K", "To the list of conversations; letters find a name there"],
  ["↑ ↓", "From message to message, from entry to entry"],
  ["Esc", "Close a form, a menu, a thread"],
  ["?", "This list"],
];

const isTyping = (node) => node.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");

export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const act = found(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function found(event) {
  const held = event.ctrlKey || event.metaKey;
  if (held && event.key.toLowerCase() === "k") return toList;
  if (event.altKey && event.key in STEPS) return () => step(STEPS[event.key]);
  if (event.key === "ArrowUp" && event.target.matches(".composer textarea") && !event.target.value) return lastOf(event.target);
  if (event.key === "Escape" && store.thread && !isElsewhere(event.target)) return shut;
  if (held || event.altKey || isTyping(event.target)) return null;
  return { "/": write, "?": help }[event.key];
}

const isElsewhere = (node) => Boolean(node.closest?.("#inspector, [popover]"));
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function write() {
  const field = composerHere();
  if (!field) return;
  field.focus();
  if (field.value) return;
  field.value = "/";
  field.dispatchEvent(new Event("input"));
}

function toList() {
  document.body.dataset.pane = "list";
  (document.querySelector(".room[aria-current]") ?? document.querySelector(".room"))?.focus();
}

function step(by) {
  const rooms = store.seen.channels.filter((each) => each.is_member);
  const at = rooms.findIndex((each) => each.id === store.at);
  goTo(rooms[(at + by + rooms.length) % rooms.length].id);
}

// Her last message in the list above the field, a conversation or a thread.
function lastOf(field) {
  const pane = field.closest("#middle, #thread");
  const mine = store.seen.place?.messages.filter((each) => each.user === store.me) ?? [];
  const found = [...pane.querySelectorAll("article")].reverse().map((article) => [article, mine.find((each) => each.ts === article.dataset.ts)]);
  const [article, message] = found.find(([, each]) => each) ?? [];
  return message && (() => edit(message, article));
}

function help() {
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const rows = KEYS.map(([key, words]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, words)));
  const dialog = el("dialog", { class: "confirm", "aria-labelledby": "keys-title", on: { cancel: close } },
    el("h2", { id: "keys-title" }, "Keys"), el("dl", { class: "keys" }, rows),
    el("div", { class: "confirm-feet" }, el("button", { type: "button", class: "button primary", on: { click: close } }, "Close")));
  document.body.append(dialog);
  dialog.showModal();
}
