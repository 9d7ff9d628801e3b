// The Home of the app, as it was published for this user.

import { drawnBlocks } from "./blocks.js";
import { el, redraw } from "./dom.js";

export function drawHome(scroll, seen, moved) {
  const { home, app } = seen;
  scroll.setAttribute("role", "tabpanel");
  scroll.setAttribute("aria-label", `Home of ${app.name}`);
  if (moved) {
    scroll.replaceChildren(el("div", { class: "home" }));
    scroll.scrollTop = 0;
  }
  const box = scroll.querySelector(".home");
  redraw(box, home ? `${home.id} ${home.hash}` : "none", () => (home ? drawnBlocks(home.payload.blocks, { on: { view: home.id }, values: home.values }) : nothing(app)));
}

const nothing = (app) => el("p", { class: "empty" }, `${app.name} has not drawn a Home for you yet.`);
