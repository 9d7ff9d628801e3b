// The pane on the right with one thread: what it is about, the replies, and a field for the next.

import { el, icon } from "./dom.js";
import { composerFor } from "./drafts.js";
import { openThread } from "./go.js";
import { drawRows, isAtEnd, walk } from "./messages.js";
import { nameIn } from "./people.js";
import { channel, store } from "./store.js";

const pane = document.querySelector("#thread");
let built = null;

export function shut() {
  const ts = store.thread;
  openThread(null);
  document.querySelector(`#scroll [data-ts="${ts}"]`)?.focus();
}

export function drawThread(seen) {
  const root = store.thread && seen.place?.messages.find((each) => each.ts === store.thread);
  pane.hidden = !root;
  document.querySelector("#app").classList.toggle("with-side", Boolean(root));
  if (!root) return void (built = null);
  const at = `${seen.me} ${root.channel} ${root.ts}`;
  if (built?.at !== at) build(at, root);
  const replies = seen.place.messages.filter((each) => each.thread === root.ts && each.ts !== root.ts);
  const wasAtEnd = isAtEnd(built.list);
  const rows = replies.map((message) => ({ key: message.ts, message, inThread: true }));
  const posted = replies.filter((each) => !each.is_private).length;
  const count = posted && { key: "replies", day: `${posted} ${posted === 1 ? "reply" : "replies"}` };
  drawRows(built.list, [{ key: root.ts, message: root, inThread: true }, count, ...rows].filter(Boolean));
  if (wasAtEnd) built.list.scrollTop = built.list.scrollHeight;
}

function whereOf(root) {
  const { name, with: other } = channel(root.channel);
  return name ? `#${name}` : nameIn(other);
}

function build(at, root) {
  const list = el("div", { class: "messages thread-list", tabindex: "0", role: "region", "aria-label": "Replies", on: { keydown: walk } });
  const { node } = composerFor({ channel: root.channel, thread: root.ts, label: "the thread" });
  const close = el("button", { type: "button", class: "plain", "aria-label": "Close thread", on: { click: shut } }, icon("close"));
  pane.replaceChildren(el("header", { class: "top" }, el("h2", {}, "Thread", el("span", { class: "faint title-words", dir: "auto" }, whereOf(root))), close), list, el("div", { class: "foot" }, node));
  built = { at, list };
}
