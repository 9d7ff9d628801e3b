// Goes somewhere: another conversation, Home, a thread, another user; the address says where one is.

import { doing, follow, ours, redrawAll, refresh, store } from "./store.js";

export function written() {
  history.replaceState(null, "", `#${store.me}/${store.at ?? ""}`);
}

export function read() {
  const [me, at] = location.hash.slice(1).split("/");
  return { me, at: at || null };
}

export async function goTo(id) {
  if (store.at !== id) store.thread = null;
  store.at = id;
  delete store.newFrom[id];
  document.body.dataset.pane = "middle";
  written();
  redrawAll();
  await refresh();
}

// Opens the app: its messages where something is new there, else its Home.
export async function goToApp(tab) {
  const { home, messages } = store.seen.app;
  const wanted = tab ?? (ours()?.unread || !home ? "messages" : "home");
  document.body.dataset.pane = "middle";
  if (wanted === "home") {
    store.thread = null;
    store.at = "home";
    written();
    redrawAll();
    return doing({ do: "home" });
  }
  if (!messages) return { ok: true };
  const opened = await doing({ do: "messages" });
  if (opened.ok) await goTo(opened.channel);
  return opened;
}

export async function goAs(id, at = null) {
  Object.assign(store, { me: id, at, thread: null, newFrom: {}, said: [] });
  if (!(await refresh())) return false; // nobody signs in as that user
  const known = store.seen.channels;
  if (at !== "home" && !known.some((each) => each.id === at)) {
    store.at = (known.find((each) => each.is_member && !each.is_archived) ?? known[0])?.id ?? null;
    await refresh();
  }
  written();
  if (at === "home") await goToApp("home");
  follow();
  return true;
}

// The focus goes to the field; with a finger to the replies, since the field would bring up a keyboard.
export function enterThread() {
  const touched = matchMedia("(hover: none)").matches;
  document.querySelector(touched ? "#thread .thread-list" : "#thread textarea")?.focus();
}

export async function openThread(ts) {
  store.thread = ts;
  document.body.dataset.pane = ts ? "side" : "middle";
  redrawAll();
}
