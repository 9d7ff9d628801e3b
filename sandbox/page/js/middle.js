// The column in the middle: a conversation with its composer, or the Home of the app.

import { el, redraw } from "./dom.js";
import { composerFor } from "./drafts.js";
import { drawHome } from "./home.js";
import { drawRows, isAtEnd, listed, walk } from "./messages.js";
import { kept, keep, offerNewest } from "./newest.js";
import { nameIn } from "./people.js";
import { announce, wentWell } from "./say.js";
import { channel, doing, store } from "./store.js";
import { act } from "./wire.js";

const scroll = document.querySelector("#scroll");
const foot = document.querySelector("#foot");
let drawnAt = null;
let lastTs = "";

scroll.addEventListener("keydown", walk);

export function drawMiddle(seen) {
  const here = store.at === "home" ? null : channel(store.at);
  const at = `${seen.me} ${store.at}`;
  const moved = drawnAt !== at;
  if (moved) keep(drawnAt, scroll);
  drawnAt = at;
  scroll.setAttribute("tabindex", "0");
  if (store.at === "home") {
    foot.replaceChildren();
    offerNewest(scroll, null);
    return drawHome(scroll, seen, moved);
  }
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", here ? `Messages, ${here.name || nameIn(here.with)}` : "Messages");
  drawFoot(here, at);
  if (seen.place?.id === store.at) drawPlace(seen, moved);
  else if (moved) scroll.replaceChildren();
}

function drawPlace({ place, me }, moved) {
  store.newFrom[place.id] ??= { after: place.read, to: place.messages.at(-1)?.ts ?? "0" };
  const wasAtEnd = moved || isAtEnd(scroll);
  const isOpened = moved || !scroll.querySelector(":scope > .messages");
  const mine = store.said.filter((each) => each.channel === place.id).map((each, at) => ({ key: `said ${at} ${each.words}`, said: each.words }));
  const rows = listed(place.messages, store.newFrom[place.id]);
  let list = scroll.querySelector(":scope > .messages");
  if (!list || moved) scroll.replaceChildren((list = el("div", { class: "messages" })));
  const earlier = place.earlier ? [{ key: "earlier", day: `${place.earlier} earlier messages are not shown` }] : [];
  const all = [...earlier, ...rows, ...mine];
  drawRows(list, all.length ? all : [{ key: "empty", isEmpty: true }]);
  const newest = place.messages.at(-1);
  const last = rows.at(-1)?.message; // the newest of all may be a reply in a thread
  const isHers = last?.user === me && last.ts > lastTs;
  const left = isOpened && (!newest || newest.ts <= place.read) ? kept(drawnAt) : undefined;
  if (left !== undefined) scroll.scrollTop = left;
  else if (wasAtEnd || isHers) scroll.scrollTop = scroll.scrollHeight;
  offerNewest(scroll, last, isOpened);
  tell(newest, moved);
  markRead(place, newest);
}

function tell(newest, moved) {
  if (!newest) return;
  if (!moved && newest.ts > lastTs && newest.user !== store.me) announce(`${nameIn(newest.user)}: ${newest.text}`);
  lastTs = newest.ts;
}

function markRead(place, newest) {
  if (!newest || newest.ts <= place.read || document.hidden) return;
  place.read = newest.ts;
  act(store.me, { do: "read", channel: place.id, ts: newest.ts });
}

function drawFoot(here, at) {
  if (!here?.is_member || here.is_archived) {
    redraw(foot, { outside: here ?? null, at }, () => outside(here));
    return;
  }
  const { node } = composerFor({ channel: here.id, label: here.name ? `#${here.name}` : nameIn(here.with) });
  if (node.isConnected) return;
  foot.drawn = null;
  foot.replaceChildren(node);
}

function outside(here) {
  if (!here) return null;
  if (here.is_archived) return el("p", { class: "outside" }, "This channel is archived. Nobody writes here any more.");
  const join = () => doing({ do: "join", channel: here.id }).then(wentWell);
  return el("p", { class: "outside" }, el("span", {}, "You look into ", el("b", { dir: "auto" }, `#${here.name}`)), el("button", { type: "button", class: "button primary", on: { click: join } }, "Join channel"));
}

export const composerHere = () => foot.querySelector("textarea");
