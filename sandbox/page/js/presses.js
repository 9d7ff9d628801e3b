// Buttons and overflow menus: what is pressed, confirmed, and shown as busy until it is answered.

import { sure } from "./confirm.js";
import { el, icon } from "./dom.js";
import { flush } from "./fields.js";
import { leaf, plain } from "./words.js";
import { menu } from "./popup.js";
import { wentWell } from "./say.js";
import { doing } from "./store.js";

const keyOf = (ctx, element) => `${ctx.block}/${element.action_id}`;

async function press(ctx, element, node, choice) {
  if (node.getAttribute("aria-busy") === "true" || !(await sure(element))) return;
  node.setAttribute("aria-busy", "true");
  await flush();
  const said = { do: "press", on: ctx.on, block: ctx.block, action: element.action_id, carries: element.value };
  const done = await doing(choice === undefined ? said : { ...said, choice });
  node.removeAttribute("aria-busy");
  wentWell(done);
}

export function button(element, ctx) {
  const style = element.style ? ` ${element.style}` : "";
  const shared = {
    class: `button${style}`,
    "aria-label": element.accessibility_label,
    data: { key: keyOf(ctx, element) },
    dir: "auto",
  };
  const words = leaf(plain(element.text));
  if (!/^https?:/i.test(element.url ?? "")) {
    return el("button", { ...shared, type: "button", on: { click: (event) => press(ctx, element, event.currentTarget) } }, words);
  }
  const tell = (event) => press(ctx, { ...element, confirm: undefined }, event.currentTarget);
  return el("a", { ...shared, href: element.url, target: "_blank", rel: "noopener noreferrer", on: { click: tell } }, words);
}

export function overflow(element, ctx) {
  const label = element.accessibility_label ?? "More actions";
  const open = (event) => {
    const node = event.currentTarget;
    const items = element.options.map((option) => ({
      label: plain(option.text),
      hint: plain(option.description),
      act: () => choose(ctx, element, option, node),
    }));
    menu(node, items, label);
  };
  return el("button", {
    type: "button", class: "button square", "aria-label": label, "aria-haspopup": "menu", "aria-expanded": "false",
    data: { key: keyOf(ctx, element) }, on: { click: open },
  }, icon("more"));
}

function choose(ctx, element, option, node) {
  if (/^https?:/i.test(option.url ?? "")) window.open(option.url, "_blank", "noopener,noreferrer");
  return press(ctx, element, node, option.value);
}

export function feedback(element, ctx) {
  const both = [element.positive_button, element.negative_button];
  return el("span", { class: "feedback" }, both.map((each) =>
    el("button", {
      type: "button", class: "button", "aria-label": each.accessibility_label, data: { key: `${keyOf(ctx, element)}/${each.value}` },
      on: { click: (event) => press(ctx, element, event.currentTarget, each.value) },
    }, leaf(plain(each.text)))));
}
