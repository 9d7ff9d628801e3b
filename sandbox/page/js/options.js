// What a select offers: its own options, those of the app, people, or conversations.

import { plain } from "./words.js";
import { wentWell } from "./say.js";
import { store, user, channel } from "./store.js";
import { ask } from "./wire.js";

const kindOf = (element) => element.type.replace(/^multi_/, "");
const option = (each, group) => ({ value: each.value, label: plain(each.text), hint: plain(each.description), group });

const KINDS = { public: "public", private: "private", im: "im" };

function conversations(element) {
  const allowed = element.filter?.include ?? Object.keys(KINDS);
  const only = kindOf(element) === "channels_select" ? ["public"] : allowed;
  const noShared = element.filter?.exclude_external_shared_channels;
  return store.seen.channels
    .filter((each) => only.includes(each.kind) && !each.is_archived && !(noShared && each.is_shared))
    .map((each) => ({ value: each.id, label: nameOf(each), hint: each.is_shared ? "shared with another company" : "" }));
}

export const nameOf = (each) => (each.kind === "im" ? (user(each.with)?.real_name ?? "") : `#${each.name}`);

function people(element) {
  const noBots = element.filter?.exclude_bot_users;
  return store.seen.users
    .filter((each) => !each.deleted && !(noBots && each.is_bot))
    .map((each) => ({ value: each.id, label: each.real_name, hint: `@${each.name}` }));
}

function own(element) {
  const groups = element.option_groups?.map((group) => group.options.map((each) => option(each, plain(group.label))));
  return groups?.flat() ?? (element.options ?? []).map((each) => option(each));
}

const LISTS = { static_select: own, users_select: people, channels_select: conversations, conversations_select: conversations };

export const isExternal = (element) => kindOf(element) === "external_select";
export const fewest = (element) => element.min_query_length ?? 3;

// Returns what fits what was typed; the app is asked where the options are its own.
export async function offered(ctx, element, query) {
  if (isExternal(element)) return external(ctx, element, query);
  const wanted = query.trim().toLowerCase();
  const all = LISTS[kindOf(element)](element);
  return all.filter((each) => `${each.label} ${each.hint ?? ""}`.toLowerCase().includes(wanted));
}

async function external(ctx, element, query) {
  if (query.length < fewest(element)) return [];
  const done = await ask(store.me, { do: "offer", on: ctx.on, block: ctx.block, action: element.action_id, query });
  return wentWell(done) ? done.options.map((each) => option(each)) : [];
}

// Returns how a value that is chosen reads: an option has its words, an id its name.
export function chosen(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === "object") return { value: value.value, label: plain(value.text) };
  const known = user(value) ?? channel(value);
  return { value, label: known?.real_name ?? (known ? nameOf(known) : value) };
}
