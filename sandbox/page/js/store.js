// What this page knows: who looks, where, and what the server said is to be seen there.

import { act, get } from "./wire.js";

export const store = {
  me: null,
  at: null, // the id of a conversation, or "home"
  thread: null, // the ts of the message whose thread is open
  seen: null, // the last scene
  newFrom: {}, // by conversation: after and up to which message the line "New" may stand
  said: [], // what only this page shows: errors that stand in a conversation
};

const watchers = [];
let asked = 0;

export const watch = (watcher) => watchers.push(watcher);
export const redrawAll = () => watchers.forEach((watcher) => watcher(store.seen));

export const user = (id) => store.seen.users.find((each) => each.id === id);
export const channel = (id) => store.seen.channels.find((each) => each.id === id);
export const ours = () => store.seen?.channels.find((each) => each.is_app);
export const isAt = (id) => store.at === id;

let latest = null;

// Looks again; who looked before somebody else did waits for the last look.
export function refresh() {
  latest = look(++asked);
  return latest;
}

async function look(number) {
  const place = store.at === "home" ? ours()?.id : store.at;
  const query = { as: store.me, ...(place ? { in: place } : {}) };
  const scene = await get("state", query);
  if (number !== asked) return latest;
  if (!scene.ok) return false;
  store.seen = scene;
  redrawAll();
  return true;
}

// Does something as the user, then looks again; never rejects, as `act` does not.
export async function doing(said) {
  const done = await act(store.me, said);
  await refresh().catch(() => false);
  return done;
}

let following = null;
const lost = document.querySelector("#lost");

// Waits for changes for as long as the page is looked at.
export async function follow() {
  following?.abort();
  const mine = (following = new AbortController());
  while (!mine.signal.aborted) {
    try {
      const { count, mark } = store.seen;
      const query = { as: store.me, after: count, mark };
      await get("changes", query, mine.signal);
      await refresh();
      lost.hidden = true;
    } catch {
      if (mine.signal.aborted) return;
      lost.hidden = false;
      await new Promise((wake) => setTimeout(wake, 1000));
    }
  }
}

export const stopFollowing = () => following?.abort();
