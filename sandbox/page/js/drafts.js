// The fields in which one writes, by user and place, so that what was begun stays; and where that is.

import { Composer } from "./composer.js";
import { store } from "./store.js";

const composers = new Map();

// Of a conversation, or with `thread` of a thread in it.
export function composerFor(where) {
  const at = `${store.me} ${where.thread ?? where.channel}`;
  if (!composers.has(at)) composers.set(at, { ...where, of: store.me, composer: new Composer(where) });
  return composers.get(at).composer;
}

const begun = () => [...composers.values()].filter((each) => each.of === store.me && each.composer.isBegun && !isGone(each));

// What was begun under a message that was deleted meanwhile can be reached no more.
function isGone(each) {
  const { place } = store.seen;
  each.gone ||= Boolean(each.thread) && place?.id === each.channel && !place.messages.some(({ ts }) => ts === each.thread);
  return each.gone;
}

const isOpen = ({ channel, thread }) => store.at === channel && (!thread || store.thread === thread);

// The conversations where something was begun and not sent, there or in a thread that is not open.
export const drafts = () => begun().filter((each) => !isOpen(each)).map((each) => each.channel);

// Whether something was begun in the thread of a message.
export const isBegunUnder = (ts) => begun().some((each) => each.thread === ts && !isOpen(each));
