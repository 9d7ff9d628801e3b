// Starts the page: who looks and where comes from the address, else the first user's first channel.

import { catchDrops } from "./dropping.js";
import { goAs, read } from "./go.js";
import { drawInspector } from "./inspector.js";
import { listen } from "./keyboard.js";
import { drawMiddle } from "./middle.js";
import { drawModal } from "./modal.js";
import { drawSidebar } from "./sidebar.js";
import { follow, refresh, stopFollowing, store, watch } from "./store.js";
import { applyTheme } from "./theme.js";
import { drawThread } from "./thread.js";
import { drawTop } from "./top.js";

function drawTitle({ channels, team, users, me }) {
  const unread = channels.reduce((sum, each) => sum + each.unread, 0);
  const name = users.find((each) => each.id === me)?.real_name ?? "";
  document.title = `${unread ? `(${unread}) ` : ""}${name} · ${team}`;
}

applyTheme();
[drawTitle, drawSidebar, drawTop, drawMiddle, drawThread, drawInspector, drawModal].forEach(watch);

const asked = read();
const first = document.querySelector('meta[name="first-user"]').content;
document.body.dataset.pane = "middle";
store.at = asked.at;
if (!(asked.me && (await goAs(asked.me, asked.at)))) await goAs(first, asked.at);
document.body.dataset.ready = "yes";
listen();
catchDrops();

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return stopFollowing();
  refresh();
  return follow();
});
