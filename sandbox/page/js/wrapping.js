// Ctrl with B, I, E, and with Shift also X and C: puts Slack's marks around what is selected, or takes them off.

const SIGNS = { b: "*", i: "_", e: "`", X: "~", C: "`" };

// Returns whether the key was meant for that.
export function wraps(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const sign = SIGNS[event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase()];
  if (!sign) return false;
  event.preventDefault();
  wrap(event.target, sign);
  return true;
}

// Typed as by hand, so that undo and what listens to typing know of it.
function wrap(field, sign) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const isMarked = value[from - 1] === sign && value[to] === sign;
  const inner = value.slice(from, to);
  if (isMarked) field.setSelectionRange(from - 1, to + 1);
  document.execCommand("insertText", false, isMarked ? inner : sign + inner + sign);
  const at = isMarked ? from - 1 : from + 1;
  field.setSelectionRange(at, at + inner.length);
}
