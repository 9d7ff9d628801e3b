// What a composer offers while one types: commands with their hints, people, channels, emoji.

import { emoji, emojiNames } from "./emoji.js";
import { store } from "./store.js";

const MOST = 8;

const WORD = /(?:^|[\s(*_~])([@#:])([\p{L}\p{N}._+-]*)$/u;
const FULL_NAME = /(?:^|[\s(*_~])(@)([\p{L}.-]+ [\p{L}.-]+)$/u;

// Returns { from, items } for the word at the caret; an item says what to put there.
export function completions(text, caret, { inThread }) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before) && !inThread) return { from: 0, items: commands(before) };
  const found = before.match(WORD) ?? before.match(FULL_NAME);
  if (!found) return null;
  const [, sign, word] = found;
  if (sign === ":" && word.length < 2) return null;
  const items = LISTS[sign](word.toLowerCase()).slice(0, MOST);
  return items.length ? { from: caret - word.length - 1, items } : null;
}

function commands(typed) {
  const known = store.seen.commands.filter((each) => each.command.startsWith(typed.toLowerCase()));
  const rows = known.map((each) => ({ put: `${each.command} `, label: each.command, usage: each.usage_hint, hint: each.description }));
  if (typed.length > 1) return rows;
  const uses = store.seen.shortcuts.filter((each) => each.type === "global");
  return [...rows, ...uses.map((each) => ({ use: each.name, label: each.name, hint: "Shortcut" }))];
}

// The usage of a command whose words are being typed.
export function usageOf(text) {
  const [name, rest] = [text.split(" ")[0], text.includes(" ")];
  const known = rest && store.seen.commands.find((each) => each.command === name);
  return known ? { name, usage: known.usage_hint, hint: known.description } : null;
}

// Without accents, so that "ines" finds Inês.
const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Whose name begins so comes before whose name has it somewhere.
function people(word) {
  const typed = folded(word);
  const rank = ({ name, real_name: full }) => {
    const names = [folded(name), folded(full), ...folded(full).split(" ")];
    return names.some((each) => each.startsWith(typed)) ? 0 : names.some((each) => each.includes(typed)) ? 1 : 2;
  };
  const ranked = store.seen.users.filter((each) => !each.deleted).map((each) => [rank(each), each]);
  return ranked.filter(([at]) => at < 2).sort(([one], [other]) => one - other)
    .map(([, each]) => ({ put: `@${each.name} `, label: each.real_name, hint: `@${each.name}` }));
}

const BROADCASTS = [
  { put: "@here ", label: "@here", hint: "Notify everybody who is here and active" },
  { put: "@channel ", label: "@channel", hint: "Notify everybody in this channel" },
];

const LISTS = {
  "@": (word) => [...people(word), ...BROADCASTS.filter((each) => word && each.label.startsWith(`@${word}`))],
  "#": (word) =>
    store.seen.channels.filter((each) => each.name && each.name.includes(word)).map((each) => ({ put: `#${each.name} `, label: `#${each.name}` })),
  ":": (word) => emojiNames().filter((each) => each.startsWith(word)).map((each) => ({ put: `${emoji(each)} `, label: `${emoji(each)} ${each}` })),
};
