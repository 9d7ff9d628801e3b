// Where one was in a conversation, and the way down to its newest message.

import { el, icon } from "./dom.js";
import { isAtEnd } from "./messages.js";
import { store } from "./store.js";

const left = new Map(); // by user and conversation: how far down it was scrolled
let seen = null; // the newest message that stood before her

export function keep(at, scroll) {
  if (isAtEnd(scroll)) left.delete(at);
  else left.set(at, scroll.scrollTop);
}

export const kept = (at) => left.get(at);

// A button above the field while one reads further up; it says so when something has come meanwhile.
export function offerNewest(scroll, newest, isOpened) {
  scroll.onscroll = () => show(scroll, newest);
  if (isOpened || !seen || isAtEnd(scroll)) seen = newest;
  show(scroll, newest);
}

function show(scroll, newest) {
  const isFar = newest && scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight > scroll.clientHeight / 2;
  if (isAtEnd(scroll)) seen = newest;
  const hasNews = newest && seen && newest.ts > seen.ts && newest.user !== store.me && !isAtEnd(scroll);
  const words = hasNews ? "New messages" : isFar ? "Newest messages" : null;
  const old = document.querySelector(".to-newest");
  if (old?.dataset.words === (words ?? undefined)) return;
  old?.remove();
  if (!words) return;
  const down = () => {
    scroll.scrollTop = scroll.scrollHeight;
    scroll.querySelector("article:last-of-type")?.focus({ preventScroll: true });
  };
  document.querySelector("#way-down").replaceChildren(el("button", { type: "button", class: `to-newest${hasNews ? " news" : ""}`, data: { words }, on: { click: down } }, icon("down"), words));
}
