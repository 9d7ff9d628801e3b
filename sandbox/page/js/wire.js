// Speaks with the server: what is seen, what is done, what changes. The token goes with each request.

const token = document.querySelector('meta[name="page-token"]').content;
const headers = { "x-page-token": token };
const LOST = { ok: false, error: "lost", said: "The sandbox does not answer. Is it still running?" };

export async function get(name, query, signal) {
  const response = await fetch(`/page/${name}?${new URLSearchParams(query)}`, { headers, signal });
  if (response.status === 403) location.reload(); // it was started anew, and has another token
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

export async function bytes(user, id) {
  const query = new URLSearchParams({ as: user, id });
  const response = await fetch(`/page/file?${query}`, { headers });
  return response.ok ? response.blob() : null;
}

let queue = Promise.resolve();

// Does one thing after the other, so that a form is sent after what was typed into it. The queue goes on
// because `ask` never rejects; were it to, no act would ever come through again.
export function act(user, said) {
  const done = queue.then(() => ask(user, said));
  queue = done;
  return done;
}

// Asks out of turn: what is offered while somebody types. What goes wrong is an answer, too, with words for
// people; those who wait rely on it and clear what they have shown as busy.
export async function ask(user, said) {
  try {
    const response = await fetch(`/page/act?${new URLSearchParams({ as: user })}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(said),
    });
    if (response.status === 403) return { ...LOST, said: "The sandbox was started anew. Load this page again." };
    return response.ok ? await response.json() : { ...LOST, said: "Something broke in the sandbox." };
  } catch {
    return LOST;
  }
}
