// The line above a conversation: its name, who is in it, and the tabs of the app.

import { confirmed } from "./confirm.js";
import { el, icon, redraw } from "./dom.js";
import { goToApp } from "./go.js";
import { avatar, nameIn, tags } from "./people.js";
import { wentWell } from "./say.js";
import { channel, doing, ours, store } from "./store.js";

const header = document.querySelector("#top");

export function drawTop(seen) {
  const here = store.at === "home" ? null : channel(store.at);
  redraw(header, { here, at: store.at, app: seen.app, me: seen.me }, () => {
    const isApp = store.at === "home" || here?.is_app;
    return [backButton(), isApp ? appTitle(seen.app) : title(here)];
  });
}

const backButton = () =>
  el("button", { type: "button", class: "plain to-list", "aria-label": "All conversations", on: { click: toList } }, icon("back"));

function toList() {
  document.body.dataset.pane = "list";
  document.querySelector(".room[aria-current]")?.focus();
}

function title(here) {
  if (!here) return el("h1", {}, "Nothing to see here yet");
  if (here.kind === "im") return el("h1", { dir: "auto" }, avatar(here.with), el("span", { class: "title-words" }, nameIn(here.with)), tags(here.with));
  const facts = [`${here.members} ${here.members === 1 ? "member" : "members"}`, here.is_shared && "shared with another company", here.is_archived && "archived"];
  return [
    el("h1", {}, icon(here.kind === "private" ? "lock" : "hash"), el("span", { class: "title-words", dir: "auto" }, here.name)),
    el("span", { class: "faint facts" }, facts.filter(Boolean).join(" · ")),
    here.is_member && !here.is_archived ? el("button", { type: "button", class: "plain text", on: { click: () => leave(here) } }, "Leave") : null,
  ];
}

const isSure = (here) => here.kind !== "private" || confirmed({
  title: `Leave ${here.name}?`,
  text: { type: "plain_text", text: "It is private: only somebody who is in it can bring you back." },
  confirm: "Leave", deny: "Stay", style: "danger",
});

async function leave(here) {
  if (await isSure(here)) wentWell(await doing({ do: "leave", channel: here.id }));
}

function appTitle(app) {
  const isHome = store.at === "home";
  const tab = (name, words, isHere) => el("button", {
    type: "button", role: "tab", "aria-selected": String(isHere), tabindex: isHere ? "0" : "-1", data: { key: `tab ${name}` },
    "aria-controls": "scroll", on: { click: () => goToApp(name).then(wentWell) },
  }, words);
  const tabs = [app.home && tab("home", "Home", isHome), app.messages && tab("messages", "Messages", !isHome)].filter(Boolean);
  return [
    el("h1", { dir: "auto" }, avatar(app.user), el("span", { class: "title-words" }, app.name), tags(app.user)),
    el("div", { class: "tabs", role: "tablist", "aria-label": app.name, on: { keydown: turn } }, tabs),
  ];
}

function turn(event) {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const other = [...event.currentTarget.children].find((tab) => tab !== document.activeElement);
  other?.focus();
  other?.click();
}

export const isAppPlace = () => store.at === "home" || store.at === ours()?.id;
