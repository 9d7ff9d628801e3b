// One message: who, when, what; its files, its thread, and what can be done with it.

import { drawnBlocks } from "./blocks.js";
import { fullTime, moment, timeOf } from "./dates.js";
import { el, icon } from "./dom.js";
import { actionsOf } from "./message_actions.js";
import { mrkdwn } from "./mrkdwn.js";
import { enterThread, openThread } from "./go.js";
import { avatar, nameIn, tags } from "./people.js";
import { fileCard } from "./pictures.js";
import { dismissed, onlyHers } from "./private.js";

// `how` says whether it follows its author's last one, how many have replied, and whether a reply was begun.
export function drawnMessage(message, how) {
  const { compact, replies, begun, inThread } = how;
  const when = el("time", { class: "when", title: fullTime(message.ts), datetime: new Date(message.ts * 1000).toISOString() }, inThread ? moment(message.ts) : timeOf(message.ts));
  const head = el("div", { class: "who" }, el("b", { dir: "auto" }, nameIn(message.user)), tags(message.user), when);
  return el("article", {
    class: `message${compact ? " compact" : ""}${message.is_private ? " private" : ""}`, tabindex: "-1",
    "aria-label": `${nameIn(message.user)}, ${timeOf(message.ts)}`, data: { key: `message ${message.ts}`, ts: message.ts },
  },
  el("div", { class: "message-row" },
    compact ? el("span", { class: "gutter" }, when.cloneNode(true)) : avatar(message.user),
    el("div", { class: "message-body" },
      compact ? null : head,
      bodyOf(message),
      (replies || begun) && !inThread ? repliesBar(message, how) : null)),
  message.is_private ? onlyHers(() => dismissed(message)) : null,
  actionsOf(message, how));
}

function bodyOf(message) {
  const surface = { on: { channel: message.channel, ts: message.ts }, values: message.values };
  const words = message.blocks.length ? drawnBlocks(message.blocks, surface) : message.text && el("div", { class: "text", dir: "auto" }, mrkdwn(message.text));
  const edited = message.is_edited ? el("small", { class: "faint" }, "(edited)") : null;
  return [
    el("div", { class: "content" }, words || null, edited),
    message.attachments.map((each) => attachment(each, surface)),
    message.files.length ? el("div", { class: "file-list" }, message.files.map(fileCard)) : null,
  ];
}

function attachment(each, surface) {
  const words = each.blocks ? drawnBlocks(each.blocks, surface) : el("div", { class: "text", dir: "auto" }, mrkdwn(each.text ?? each.fallback ?? ""));
  return el("div", { class: "attachment" }, words);
}

function repliesBar(message, { replies, news, begun }) {
  const draft = begun ? el("span", { class: "faint draft" }, icon("pencil"), "Draft") : null;
  return el("button", { type: "button", class: "replies", data: { key: `replies ${message.ts}` }, on: { click: () => openThread(message.ts).then(enterThread) } },
    [replies ? replied(replies, news) : null, draft]);
}

function replied(replies, news) {
  const words = `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`;
  const faces = [...new Set(replies.map((each) => each.user))].slice(0, 4).map(avatar);
  return [faces, el("b", {}, words), news ? el("span", { class: "news" }, `${news} new`) : null, el("span", { class: "faint" }, `Last reply ${moment(replies.at(-1).ts)}`)];
}
