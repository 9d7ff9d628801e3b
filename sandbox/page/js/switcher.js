// Who one is: everybody who can sign in, to act as any of them.

import { el, icon } from "./dom.js";
import { goAs } from "./go.js";
import { avatar, nameIn, tags } from "./people.js";
import { menu } from "./popup.js";
import { announce } from "./say.js";
import { store } from "./store.js";

export function switcher() {
  const open = (event) => menu(event.currentTarget, people(), "Act as");
  return el("button", {
    type: "button", class: "switcher", "aria-haspopup": "menu", "aria-expanded": "false", data: { key: "switcher" },
    "aria-label": `You act as ${nameIn(store.me)}. Act as somebody else`, on: { click: open },
  }, avatar(store.me), el("span", { class: "switcher-name" }, el("small", {}, "You act as"), el("b", { dir: "auto" }, nameIn(store.me)), tags(store.me)), icon("down"));
}

const people = () =>
  store.seen.users.filter((each) => each.can_sign_in).map((each) => ({
    label: each.real_name,
    hint: [`@${each.name}`, each.is_guest && "guest", each.is_stranger && "another company"].filter(Boolean).join(", "),
    picture: avatar(each.id),
    checked: each.id === store.me,
    act: async () => {
      await goAs(each.id, store.at);
      announce(`You act as ${each.real_name} now`);
      document.querySelector(".switcher").focus();
    },
  }));
