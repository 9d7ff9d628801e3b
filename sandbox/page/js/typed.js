// What somebody typed, given back to be edited: the text of a message without Slack's escapes.

import { unescaped } from "./mrkdwn.js";
import { channel, user } from "./store.js";

const ANGLE = /<([^<>|\n]+)(?:\|([^<>\n]*))?>/g;
const SIGNS = {
  "@": (id, label) => `@${user(id)?.name ?? label ?? id}`,
  "#": (id, label) => `#${channel(id)?.name || label || id}`,
  "!": (range) => `@${range}`,
};

export const typedOf = (text) =>
  unescaped(text.replace(ANGLE, (_, target, label) => SIGNS[target[0]]?.(target.slice(1), label) ?? label ?? target)).replace(/^• /gm, "- ");
