// The emoji that are written as :names:, as the server knows them. Another name stays as it was written.

const WORDS = document.querySelector('meta[name="emoji"]').content.split(" ");
const KNOWN = new Map();
for (let at = 0; at < WORDS.length; at += 2) KNOWN.set(WORDS[at], WORDS[at + 1]);

export const EMOJI = /:([a-z0-9_+-]+):/;
export const emoji = (name) => KNOWN.get(name) ?? null;
export const emojiNames = () => [...KNOWN.keys()];
