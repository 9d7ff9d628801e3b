// What was entered in fields: kept on the server, soon after typing and at the latest before sending.

import { wentWell } from "./say.js";
import { doing, store } from "./store.js";
import { act } from "./wire.js";

const PAUSE = 250;
const SHAPES = {
  plain_text_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  rich_text_input: ["rich_text_value", "initial_value"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  channels_select: ["selected_channel", "initial_channel"],
  checkboxes: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  file_input: ["files", "initial_files"],
};

export const isField = (element) => element.type in SHAPES;

const waiting = new Map(); // by field: what was typed and is not on its way yet, and its timer
const fresh = new Map(); // by field: what was typed last, until the server has it

const keyOf = (ctx, element) => `${JSON.stringify(ctx.on)} ${ctx.block} ${element.action_id}`;

// What stands in the field: typed here, else entered before, else put there by the app.
export function valueIn(ctx, element) {
  const key = keyOf(ctx, element);
  if (fresh.has(key)) return fresh.get(key);
  const [name, first] = SHAPES[element.type];
  const entered = ctx.values?.[ctx.block]?.[element.action_id];
  return entered && entered.type === element.type ? entered[name] : (element[first] ?? null);
}

const said = (ctx, element, value) => ({ do: "fill", on: ctx.on, block: ctx.block, action: element.action_id, value });

// Keeps it now; the app hears of it where the element tells it at once.
export async function keep(ctx, element, value) {
  const key = keyOf(ctx, element);
  clearTimeout(waiting.get(key)?.timer);
  waiting.delete(key);
  const asked = said(ctx, element, value);
  const done = ctx.dispatches ? await doing(asked) : await act(store.me, asked);
  if (fresh.get(key) === value) fresh.delete(key);
  if (!ctx.dispatches && done.ok) remember(ctx, element, value);
  return wentWell(done);
}

function remember(ctx, element, value) {
  if (typeof value !== "string") return;
  const block = (ctx.values[ctx.block] ??= {});
  block[element.action_id] = { type: element.type, [SHAPES[element.type][0]]: value };
}

// Keeps what is being typed after a pause; a field that tells the app at once waits for Enter.
export function keepSoon(ctx, element, value) {
  const key = keyOf(ctx, element);
  fresh.set(key, value);
  clearTimeout(waiting.get(key)?.timer);
  const send = () => keep(ctx, element, value);
  const timer = ctx.dispatches ? 0 : setTimeout(send, PAUSE);
  waiting.set(key, { timer, send });
}

// Sends what is still waiting, for instance before a form is sent.
export function flush() {
  return Promise.all([...waiting.values()].map(({ send }) => send()));
}
