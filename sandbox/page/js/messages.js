// The messages of a conversation: only what changed is drawn anew, and the newest stays in sight.

import { dayKey, dayName } from "./dates.js";
import { el, keepingFocus } from "./dom.js";
import { isBegunUnder } from "./drafts.js";
import { drawnMessage } from "./message.js";
import { sheetOn } from "./message_actions.js";
import { onlyHers, unsay } from "./private.js";
import { store } from "./store.js";

const PAUSE = 300; // seconds within which an author's next message needs no name
const NEAR = 80; // pixels from the end that still count as there

export const isReply = (message) => message.thread && message.thread !== message.ts;

// Returns what stands in a conversation, in order: days, the line "New", messages.
export function listed(messages, newFrom) {
  const rows = [];
  let last = null;
  for (const message of messages.filter((each) => !isReply(each))) {
    if (!last || dayKey(last.ts) !== dayKey(message.ts)) rows.push({ key: `day ${dayKey(message.ts)}`, day: dayName(message.ts) });
    const isNew = isFirstNew(last, message, newFrom);
    if (isNew) rows.push({ key: "new", isNew });
    const replies = messages.filter((each) => each.thread === message.ts && isReply(each) && !each.is_private);
    rows.push({ key: message.ts, message, compact: !isNew && follows(last, message), replies: replies.length ? replies : null, news: replies.filter((each) => isNewTo(each, newFrom)).length, begun: isBegunUnder(message.ts) });
    last = message;
  }
  return rows;
}

// The line stands before the first message that was new when one came here.
const isFirstNew = (last, message, newFrom) => isNewTo(message, newFrom) && !(last && last.ts > newFrom.after);

const isNewTo = (message, { after, to }) => message.ts > after && message.ts <= to && message.user !== store.me;

const follows = (last, message) =>
  last && last.user === message.user && !last.is_private && !message.is_private && dayKey(last.ts) === dayKey(message.ts) &&
  message.ts - last.ts < PAUSE;

function drawn(row) {
  if (row.day) return el("div", { class: "day", role: "separator" }, el("span", {}, row.day));
  if (row.isNew) return el("div", { class: "day new", role: "separator" }, el("span", {}, "New"));
  if (row.isEmpty) return el("p", { class: "empty" }, "Nothing was said here yet.");
  if (row.said) return said(row.said);
  return drawnMessage(row.message, row);
}

const said = (words) =>
  el("article", { class: "message private trouble", tabindex: "-1" },
    el("div", { class: "message-row" }, el("span", { class: "avatar", "aria-hidden": "true" }, "!"), el("div", { class: "message-body", dir: "auto" }, words)),
    onlyHers(() => unsay(words)));

// Draws rows into a list, node by node; what is the same stays the same node, where it is, and so does
// what is being edited: it is drawn anew once the edit is over.
export function drawRows(list, rows) {
  const known = new Map([...list.children].map((node) => [node.rowKey, node]));
  const nodes = rows.map((row) => {
    const mark = JSON.stringify([row, store.seen.users.length]);
    const old = known.get(row.key);
    if (old?.rowMark === mark || sheetOn(old)) return old;
    return Object.assign(drawn(row), { rowKey: row.key, rowMark: mark });
  });
  keepingFocus(list, () => settle(list, nodes));
}

// Puts the nodes in order, and moves none that need not move: one that is moved loses the focus.
function settle(list, nodes) {
  const wanted = new Set(nodes);
  [...list.children].filter((node) => !wanted.has(node)).forEach((node) => node.remove());
  nodes.forEach((node, at) => node === list.children[at] || list.insertBefore(node, list.children[at] ?? null));
}

export const isAtEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;

// Arrow keys go from message to message while one of them has the focus.
export function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const article = event.target;
  if (!step || !article.matches?.("article, .scroll, .thread-list")) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll("article")];
  const at = all.indexOf(article);
  const next = at < 0 ? all.at(-1) : all[at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
