// What can be done with a message: a thread, the app's shortcuts, and to one's own, edit and delete.

import { confirmed } from "./confirm.js";
import { el, grown, icon } from "./dom.js";
import { enterThread, openThread } from "./go.js";
import { nameIn } from "./people.js";
import { menu } from "./popup.js";
import { announce, wentWell } from "./say.js";
import { doing, redrawAll, store } from "./store.js";
import { typedOf } from "./typed.js";
import { wraps } from "./wrapping.js";

const onOf = (message) => ({ channel: message.channel, ts: message.ts });

export function actionsOf(message, { inThread }) {
  const about = `message of ${nameIn(message.user)}`;
  const open = (event) => menu(event.currentTarget, items(message, event.currentTarget.closest("article")), "More actions");
  const reply = () => openThread(message.thread ?? message.ts).then(enterThread);
  const more = el("button", {
    type: "button", class: "plain", "aria-label": `More actions, ${about}`, title: "More actions", "aria-haspopup": "menu",
    "aria-expanded": "false", data: { key: `more ${message.ts}` }, on: { click: open },
  }, icon("more"));
  const thread = el("button", {
    type: "button", class: "plain", "aria-label": `Reply in thread, ${about}`, title: "Reply in thread",
    data: { key: `reply ${message.ts}` }, on: { click: reply },
  }, icon("reply"));
  const offered = [message.is_private || inThread ? null : thread, items(message).length ? more : null];
  return el("div", { class: "message-actions" }, offered);
}

function items(message, article) {
  const isMine = message.user === store.me;
  const uses = message.is_private ? [] : store.seen.shortcuts.filter((each) => each.type === "message");
  const own = isMine ? [
    { label: "Edit message", act: () => edit(message, article) },
    { label: "Delete message", danger: true, act: () => remove(message) },
  ] : [];
  const found = uses.map((each) => ({ label: each.name, hint: store.seen.app.name, act: () => use(message, each) }));
  return found.length && own.length ? [...found, "-", ...own] : [...found, ...own];
}

const use = (message, shortcut) => doing({ do: "use", name: shortcut.name, on: onOf(message) }).then(wentWell);

async function remove(message) {
  const asked = { title: "Delete message", text: { type: "plain_text", text: "It goes for everybody, and cannot be brought back." }, confirm: "Delete", deny: "Cancel", style: "danger" };
  if (await confirmed(asked)) wentWell(await doing({ do: "delete", on: onOf(message) }));
}

// The field and buttons of an edit that is open on a message.
export const sheetOn = (article) => (article?.sheet?.isConnected ? article.sheet : null);

// Puts a field in the place of what the message says, until it is saved or left.
export function edit(message, article) {
  if (sheetOn(article)) return sheetOn(article).querySelector("textarea").focus();
  const body = article.querySelector(".content");
  const field = el("textarea", { class: "field", rows: 3, "aria-label": "Edit message", dir: "auto" });
  field.value = typedOf(message.text);
  const grow = () => grown(field);
  field.addEventListener("input", grow);
  const composer = article.closest("#middle, #thread").querySelector(".composer textarea");
  const back = () => {
    article.sheet.replaceWith(body);
    (composer ?? article).focus();
    redrawAll(); // what has changed around the edit meanwhile
  };
  const save = async () => {
    const text = field.value.trim();
    if (text === typedOf(message.text)) return back();
    if (!text && !message.files.length) return remove(message);
    const done = await doing({ do: "edit", on: onOf(message), text });
    if (!wentWell(done)) return undefined;
    announce("Edited");
    return back();
  };
  const keys = (event) => {
    if (wraps(event)) return;
    if (event.key === "Escape") back();
    else if (event.key === "Enter" && !event.shiftKey) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  field.addEventListener("keydown", keys);
  article.sheet = el("div", { class: "editing" }, field,
    el("div", { class: "confirm-feet" }, el("button", { type: "button", class: "button", on: { click: back } }, "Cancel"), el("button", { type: "button", class: "button primary", on: { click: save } }, "Save")));
  body.replaceWith(article.sheet);
  grow();
  field.focus();
  return field.scrollIntoView({ block: "nearest" });
}
