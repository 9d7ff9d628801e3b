// The form on top: its fields, the errors beside them, and what its buttons do.

import { drawnBlocks } from "./blocks.js";
import { el, icon, keepingFocus } from "./dom.js";
import { flush } from "./fields.js";
import { trouble } from "./say.js";
import { doing } from "./store.js";
import { trap } from "./trap.js";
import { plain } from "./words.js";

let open = null; // { dialog, id, hash, depth, before }

export function drawModal({ modal }) {
  if (!modal) return shut();
  if (!open) begin();
  if (open.id !== modal.id || open.hash !== modal.hash || open.depth !== modal.depth) build(modal);
  mark(modal.errors);
  return undefined;
}

function begin() {
  const dialog = el("dialog", { class: "form", "aria-labelledby": "form-title" });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(false);
  });
  open = { dialog, before: document.activeElement, key: document.activeElement?.closest("[data-key]")?.dataset.key };
  trap(dialog);
  document.body.append(dialog);
  dialog.showModal();
}

// Closes the window; the focus goes back to what opened it, or to what took its place.
function shut() {
  if (!open) return undefined;
  const { dialog, before, key } = open;
  open = null;
  dialog.close();
  dialog.remove();
  const again = before?.isConnected ? before : key && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (again || document.querySelector("#foot textarea"))?.focus();
  return undefined;
}

function build(modal) {
  const { dialog } = open;
  const isOther = open.id !== modal.id;
  const top = isOther ? 0 : (dialog.querySelector(".form-body")?.scrollTop ?? 0);
  const known = inputs(dialog).map((input) => input.dataset.block);
  Object.assign(open, { id: modal.id, hash: modal.hash, depth: modal.depth, errors: null });
  keepingFocus(dialog, () => dialog.replaceChildren(sheet(modal)));
  dialog.querySelector(".form-body").scrollTop = top;
  const isLost = !dialog.contains(document.activeElement) || document.activeElement === dialog;
  if (isOther) first(dialog)?.focus();
  else if (isLost) (added(dialog, known) ?? first(dialog))?.focus();
}

const inputs = (dialog) => [...dialog.querySelectorAll(".input[data-block]")];
// What a button brought, which is gone itself, such as one for more fields.
const added = (dialog, known) => inputs(dialog).find((input) => !known.includes(input.dataset.block))?.querySelector(FIELDS);

const FIELDS = "input:not([type=hidden]), textarea, select";
const first = (dialog) => dialog.querySelector(`.form-body :is(${FIELDS})`) ?? dialog.querySelector(".form-feet .primary") ?? dialog.querySelector("button");

function sheet(modal) {
  const { title, blocks, submit, close: closes } = modal.payload;
  const surface = { on: { view: modal.id }, values: modal.values, errors: modal.errors };
  const back = modal.depth > 1 ? el("button", { type: "button", class: "plain", "aria-label": "Back", on: { click: () => close(false) } }, icon("back")) : null;
  const shutAll = el("button", { type: "button", class: "plain", "aria-label": "Close", on: { click: () => close(modal.depth > 1) } }, icon("close"));
  const feet = el("footer", { class: "form-feet" },
    el("button", { type: "button", class: "button", on: { click: () => close(false) } }, plain(closes) || "Close"),
    submit ? el("button", { type: "submit", class: "button primary", data: { key: "submit" } }, plain(submit)) : null);
  const send = (event) => {
    event.preventDefault();
    submits(modal);
  };
  const keys = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit && send(event);
  return el("form", { novalidate: true, on: { submit: send, keydown: keys } },
    el("header", { class: "form-head" }, back, el("h2", { id: "form-title", dir: "auto" }, plain(title)), shutAll),
    el("div", { class: "form-trouble", role: "alert" }),
    el("div", { class: "form-body", tabindex: "0", role: "group", "aria-label": plain(title) || "Form" }, drawnBlocks(blocks, surface)),
    feet);
}

async function submits(modal) {
  const button = open.dialog.querySelector(".form-feet .primary");
  if (!button || button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  await flush();
  const done = await doing({ do: "submit", on: { view: modal.id } });
  button.removeAttribute("aria-busy");
  if (!done.ok) trouble(done.said);
  else open?.dialog.querySelector("[aria-invalid=true]")?.focus();
}

// Some fields pass Escape on twice: while the form is being closed, that it is to close is no news.
async function close(everything) {
  const closed = open;
  if (closed.closing) return;
  closed.closing = true;
  const done = await doing({ do: "close", on: { view: closed.id }, everything }); // never rejects
  closed.closing = false;
  if (!done.ok) trouble(done.said);
}

// Writes the errors beside their fields.
function mark(errors) {
  const said = JSON.stringify(errors);
  if (open.errors === said) return;
  open.errors = said;
  for (const input of open.dialog.querySelectorAll(".input")) {
    const words = errors[input.dataset.block];
    input.querySelector(".error").textContent = words ?? "";
    input.classList.toggle("wrong", Boolean(words));
    const field = input.querySelector(FIELDS);
    if (words) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
}
