// Every element that can stand in a block, by its type.

import { combobox } from "./combobox.js";
import { el } from "./dom.js";
import { clock, date, files, moment, radios, text, ticks } from "./inputs.js";
import { imageOf } from "./pictures.js";
import { button, feedback, overflow } from "./presses.js";

const DRAWN = {
  button,
  overflow,
  feedback_buttons: feedback,
  image: (element) => imageOf(element),
  static_select: combobox,
  external_select: combobox,
  users_select: combobox,
  conversations_select: combobox,
  channels_select: combobox,
  multi_static_select: combobox,
  multi_external_select: combobox,
  multi_users_select: combobox,
  multi_conversations_select: combobox,
  multi_channels_select: combobox,
  radio_buttons: radios,
  checkboxes: ticks,
  datepicker: date,
  timepicker: clock,
  datetimepicker: moment,
  plain_text_input: text,
  rich_text_input: text,
  number_input: text,
  email_text_input: text,
  url_text_input: text,
  file_input: files,
};

export function drawn(element, ctx) {
  const draw = DRAWN[element.type];
  return draw ? draw(element, ctx) : undrawn(element.type);
}

export const undrawn = (type) => el("p", { class: "undrawn" }, `This sandbox does not draw “${type}”.`);
