// Asks before something is done, in a small window; resolves to whether it is wanted.

import { el, newId } from "./dom.js";
import { textOf } from "./mrkdwn.js";
import { trap } from "./trap.js";
import { plain } from "./words.js";

export function confirmed(asked) {
  return new Promise((resolve) => {
    const title = newId("confirm");
    const yes = el("button", { type: "button", class: `button ${asked.style === "danger" ? "danger" : "primary"}` }, plain(asked.confirm) || "Yes");
    const no = el("button", { type: "button", class: "button" }, plain(asked.deny) || "Cancel");
    const dialog = el("dialog", { class: "confirm", "aria-labelledby": title },
      el("h2", { id: title, dir: "auto" }, plain(asked.title)),
      el("div", { class: "confirm-text", dir: "auto" }, textOf(asked.text)),
      el("div", { class: "confirm-feet" }, no, yes));
    const end = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    yes.addEventListener("click", () => end(true));
    no.addEventListener("click", () => end(false));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(false);
    });
    trap(dialog);
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  });
}

// Asks only where an element says so.
export const sure = async (element) => !element.confirm || confirmed(element.confirm);
