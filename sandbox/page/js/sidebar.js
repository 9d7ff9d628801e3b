// The list of conversations on the left, with what is unread; arrow keys go through it.

import { el, icon, redraw } from "./dom.js";
import { drafts } from "./drafts.js";
import { goTo, goToApp } from "./go.js";
import { avatar, nameIn } from "./people.js";
import { wentWell } from "./say.js";
import { doing, store } from "./store.js";
import { switcher } from "./switcher.js";
import { themeButton } from "./theme.js";
import { inspectorButton } from "./inspector.js";

const nav = document.querySelector("#sidebar");

export function drawSidebar(seen) {
  const { channels, team, app, users } = seen;
  redraw(nav, { channels, team, app, me: seen.me, at: store.at, users, drafts: drafts() }, () => [
    el("div", { class: "side-head" }, el("strong", { class: "team", dir: "auto" }, team), themeButton(), inspectorButton()),
    el("div", { class: "rooms" },
      list("Channels", channels.filter((each) => each.kind !== "im" && each.is_member), room),
      list("Apps", [app], appRow),
      list("Direct messages", directs(seen), colleague),
      list("More channels", channels.filter((each) => each.kind !== "im" && !each.is_member), room)),
    switcher(),
  ]);
}

function list(title, things, row) {
  if (!things.length) return null;
  return el("section", {}, el("h2", {}, title), el("ul", {}, things.map((each) => el("li", {}, row(each)))));
}

function entry({ id, place = id, isHere, unread, mentions, words, picture, act, label }) {
  const said = [label, unread && `${unread} unread`, drafts().includes(place) && "a draft"].filter(Boolean);
  return el("button", {
    type: "button", class: `room${unread ? " unread" : ""}`, "aria-current": isHere ? "page" : null, data: { key: `room ${id}` },
    "aria-label": said.join(", "), on: { click: act },
  }, picture, el("span", { class: "room-name", dir: "auto" }, words), drafts().includes(place) ? icon("pencil") : null,
  unread ? el("span", { class: mentions ? "count-badge strong" : "count-badge", "aria-hidden": "true" }, String(unread)) : null);
}

const unreadIn = (each) => (store.at === each.id && !document.hidden ? 0 : each.unread);

function room(each) {
  const kind = each.kind === "private" ? "private channel" : "channel";
  const archived = each.is_archived ? ", archived" : "";
  return entry({
    id: each.id, isHere: store.at === each.id, unread: unreadIn(each), mentions: each.mentions, words: each.name,
    label: `${each.name}, ${kind}${archived}`, picture: icon(each.kind === "private" ? "lock" : "hash"), act: () => goTo(each.id),
  });
}

function appRow(app) {
  const own = store.seen.channels.find((each) => each.is_app);
  return entry({
    id: "app", place: own?.id, isHere: store.at === "home" || store.at === own?.id, unread: own ? unreadIn(own) : 0, mentions: 1, words: app.name,
    label: `${app.name}, app`, picture: avatar(app.user), act: () => goToApp().then(wentWell),
  });
}

// Colleagues with whom a conversation is open come first.
function directs(seen) {
  const open = new Map(seen.channels.filter((each) => each.kind === "im" && !each.is_app).map((each) => [each.with, each]));
  const others = seen.users.filter((each) => each.can_sign_in && each.id !== seen.me);
  const rows = others.map((each) => ({ user: each, channel: open.get(each.id) }));
  return rows.sort((one, other) => Number(Boolean(other.channel)) - Number(Boolean(one.channel)));
}

function colleague({ user, channel }) {
  const act = async () => {
    if (channel) return goTo(channel.id);
    const done = await doing({ do: "write_to", user: user.id });
    if (wentWell(done)) await goTo(done.channel);
  };
  return entry({
    id: user.id, place: channel?.id, isHere: Boolean(channel) && store.at === channel.id, unread: channel ? unreadIn(channel) : 0, mentions: 1,
    words: nameIn(user.id), label: `${user.real_name}, direct message`, picture: avatar(user.id), act,
  });
}

let typed = "";
let typedAt = 0;

// Letters go to the next name that has a word beginning with them.
function seek(event, rooms, at) {
  if (!/^[\p{L}\p{N}]$/u.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  typed = event.timeStamp - typedAt < 800 ? typed + event.key.toLowerCase() : event.key.toLowerCase();
  typedAt = event.timeStamp;
  const from = typed.length > 1 ? at : at + 1;
  const inOrder = [...rooms.slice(from), ...rooms.slice(0, from)];
  inOrder.find((room) => room.querySelector(".room-name").textContent.toLowerCase().split(/[\s-]+/).some((word) => word.startsWith(typed)))?.focus();
}

nav.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const rooms = [...nav.querySelectorAll(".room")];
  const at = rooms.indexOf(document.activeElement);
  if (at < 0) return;
  if (!step) return void seek(event, rooms, at);
  event.preventDefault();
  rooms[Math.min(Math.max(at + step, 0), rooms.length - 1)].focus();
});
